"""The API: what it answers, that it says what it hangs on, refuses what it does not understand, and never breaks."""

import csv
import io
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from dateline.serve import create_app
from dateline.store.decisions import Decision, decide, reviews

V1 = "/api/v1"


@pytest.fixture(scope="module")
def folder(desk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(desk_folder, tmp_path_factory.mktemp("api") / "record")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_app(folder), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def got(client: TestClient, path: str) -> Any:
    answer = client.get(V1 + path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(answer: Any) -> list[str]:
    return [row["linked_event"] for row in answer["events"]]


def test_events_with_the_counts_of_the_picture(client: TestClient) -> None:
    answer = got(client, "/events")
    assert (ids(answer), answer["count"], answer["of"], answer["two_origins"]) == (["eE", "eB", "eD"], 3, 3, 1)
    answer = got(client, "/events?status=claimed")
    event = answer["events"][0]
    assert (event["toll_low"], event["toll_high"], event["day_from"], event["contradicted"]) == (12, 19, "2025-06-15", True)
    assert "search" not in event and answer["next"] is None
    assert ids(got(client, "/events?dyad=PAK~IRN&status=planned")) == ["eC"]
    assert ids(got(client, "/events?from=2025-06-16&to=2025-06-30")) == ["eD"]


def test_pages_follow_each_other(client: TestClient) -> None:
    every = "occurred,claimed,planned,denied,requested,hypothetical"
    found, after = [], ""
    for _ in range(5):
        answer = got(client, f"/events?status={every}&limit=2&sort=origins&after={after}")
        found += ids(answer)
        after = answer["next"]
        if not after:
            break
    assert found == ["eD", "eA", "eE", "eB", "eC"]


@pytest.mark.parametrize("path", ["/reports", "/figures", "/statements", "/actors", "/changes"])
def test_other_lists_page_without_loss(client: TestClient, path: str) -> None:
    name = path[1:]
    whole = got(client, path)[name]
    assert len(whole) >= 2
    found, after = [], None
    while True:
        answer = got(client, f"{path}?limit=1{f'&after={after}' if after else ''}")
        found += answer[name]
        after = answer["next"]
        if after is None:
            break
    assert found == whole
    assert got(client, f"{path}?after=nonsense")[name] == whole


def test_one_event_with_all_that_is_told(client: TestClient) -> None:
    answer = got(client, "/events/eA")
    assert (answer["event"]["linked_event"], len(answer["tellings"])) == ("eA", 3)
    assert [telling["contradicts"] for telling in answer["tellings"]].count(True) == 1
    assert [point["low"] for point in answer["figures"][0]["points"]] == [12, 19]
    assert {change["kind"] for change in answer["changes"]} == {"event", "figure_raised", "contradiction"}
    missing = client.get(f"{V1}/events/eOld")
    assert (missing.status_code, missing.json()["detail"]) == (404, "There is no event eOld. It went on as eC.")
    assert client.get(f"{V1}/events/e%20x").status_code == 422


def test_a_report_with_its_text_and_spans(client: TestClient) -> None:
    key = got(client, "/reports?q=day&limit=1")["reports"][0]["report"]
    answer = got(client, f"/reports/{key}")
    event = answer["events"][0]
    assert answer["text"][event["start"] : event["end"]] == event["trigger"]
    assert answer["places"][0]["candidates"] == [{"name": "Taftan", "country": "IRN", "score": 0.1}]
    assert client.get(f"{V1}/reports/none").status_code == 404


def test_figures_crossings_statements_actors_and_dyads(client: TestClient) -> None:
    killed = got(client, "/figures?measure=killed&least=10")["figures"]
    assert [(row["owner"], row["low"], row["high"], len(row["points"])) for row in killed] == [("eA", 12, 19, 2)]
    crossings = got(client, "/crossings?state=closed")["crossings"]
    assert [(row["crossing"], row["state"]) for row in crossings] == [("Mirjaveh", "closed")]
    assert len(got(client, "/statements?q=SHELLED&speaker=PAK")["statements"]) == 3
    assert got(client, "/statements?speaker=IRN")["statements"] == []
    actors = {row["actor"]: (row["acts"], row["acted_on"]) for row in got(client, "/actors")["actors"]}
    assert actors["PAK"] == (3, 0) and actors["IRN"] == (1, 1)
    page = got(client, "/actors/PAK")
    acts = {(row["type"], row["status"]) for row in page["acts"]}
    assert acts == {("ASSAULT", "claimed"), ("CONSULT", "planned"), ("AID", "occurred")}
    dyads = got(client, "/dyads?status=planned&states=true")["dyads"]
    assert [(row["actor"], row["recipient"], row["events"], row["verbal_cooperation"]) for row in dyads] == [("PAK", "IRN", 1, 1)]
    places = got(client, "/places?status=claimed")["places"]
    assert [(row["name"], row["exact"], row["low"], row["high"]) for row in places] == [("Taftan", True, 12, 19)]


def test_what_is_new_since_a_sequence(client: TestClient) -> None:
    answer = got(client, "/changes?since=1")
    assert (answer["sequence"], {row["kind"] for row in answer["changes"]}) == (
        2, {"event", "gone", "figure_raised", "contradiction"},
    )  # fmt: skip
    assert got(client, "/changes?since=2")["changes"] == []
    assert [row["happening"] for row in got(client, "/changes?since=1&kind=event")["changes"]] == ["eE"]


def test_choices_of_filters(client: TestClient) -> None:
    assert got(client, "/choices/countries")["choices"] == [{"id": "PAK", "name": "Pakistan", "hint": None, "events": 1}]
    assert [row["id"] for row in got(client, "/choices/actors?like=army")["choices"]] == ["PAK.mil"]
    assert client.get(f"{V1}/choices/colours").status_code == 422


def test_the_summary(client: TestClient) -> None:
    answer = got(client, "/record")
    assert (answer["happenings"], answer["reports"], answer["sequence"], answer["name"]) == (5, 3, 2, "record")


def test_reviews_change_what_an_answer_hangs_on(client: TestClient, folder: Path) -> None:
    before = client.get(f"{V1}/reviews")
    assert client.get(f"{V1}/reviews", headers={"if-none-match": before.headers["etag"]}).status_code == 304
    with reviews(folder) as connection:
        decide(connection, Decision(reviewer="Ana", verdict="accept", kind="event", report="r", record="e1"))
    after = client.get(f"{V1}/reviews", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200 and after.headers["etag"] != before.headers["etag"]
    assert [row["reviewer"] for row in after.json()["decisions"]][-1:] == ["Ana"]
    assert got(client, "/reviews?reviewer=nobody")["decisions"] == []


def test_a_pinned_record(client: TestClient) -> None:
    digest = got(client, "/record")["record"]
    assert client.get(f"{V1}/events?asof={digest[:12]}").status_code == 200
    other = client.get(f"{V1}/events?asof={'0' * 12}")
    assert other.status_code == 412 and "not 000000000000" in other.json()["detail"]
    assert client.get(f"{V1}/events?asof=x").status_code == 422


@pytest.mark.parametrize(
    "asked",
    ["typ=ASSAULT", "type=WAR", "from=June", "origins=two", "status=true", "sort=beauty", "limit=0", "limit=5000", "dyad=PAK",
     "place=-1", "since=99999999999", "country=P'", "actor=%27%20OR%201=1"],
)  # fmt: skip
def test_what_is_not_understood_is_said(client: TestClient, asked: str) -> None:
    answer = client.get(f"{V1}/events?{asked}")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("not understood: ") and asked.split("=")[0] in answer.json()["detail"]


def test_files_hold_what_the_list_holds(client: TestClient, tmp_path: Path) -> None:
    asked = "status=occurred,claimed"
    answer = client.get(f"{V1}/events.csv?{asked}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8" and "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    wanted = {"eA", "eB", "eD", "eE"}
    assert {row["linked_event"] for row in rows} == wanted and len(rows) == 4
    lines = client.get(f"{V1}/events.jsonl?{asked}").text.splitlines()
    assert {json.loads(line)["linked_event"] for line in lines} == wanted
    points = client.get(f"{V1}/events.geojson?{asked}")
    assert {each["properties"]["linked_event"] for each in points.json()["features"]} == {"eA", "eD"}
    assert points.headers["x-left-out"] == "2"
    table = pq.read_table(io.BytesIO(client.get(f"{V1}/events.parquet?{asked}").content))
    assert set(table.column("linked_event").to_pylist()) == wanted
    assert client.get(f"{V1}/events.xlsx").status_code == 422


@pytest.mark.parametrize("kind", ["figures", "crossings", "statements", "reports"])
def test_other_files(client: TestClient, kind: str) -> None:
    for form in ("csv", "jsonl", "parquet"):
        answer = client.get(f"{V1}/{kind}.{form}?all=true")
        assert answer.status_code == 200 and answer.headers["x-rows"] == "3", answer.text
    assert client.get(f"{V1}/{kind}.csv?from=2030-01-01").headers["x-rows"] == ("3" if kind == "statements" else "0")


def test_files_leave_nothing_behind(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert client.get(f"{V1}/events.csv").status_code == 200
    assert client.get(f"{V1}/figures.csv?status=nonsense").status_code == 400
    assert list(tmp_path.iterdir()) == []


def test_columns_are_read_without_parsing(client: TestClient) -> None:
    answer = client.get(f"{V1}/columns")
    length = struct.unpack("<I", answer.content[:4])[0]
    header = json.loads(answer.content[4 : 4 + length])
    body = answer.content[4 + length :]
    by_name = {one["name"]: one for one in header["columns"]}

    def column(name: str) -> tuple[int, ...]:
        kind = {"u8": "B", "u16": "H", "i32": "i"}[by_name[name]["type"]]
        return struct.unpack_from(f"<{header['rows']}{kind}", body, by_name[name]["offset"])

    names = [header["places"][n][1] if n != 65535 else None for n in column("place")]
    assert names == ["Taftan", None, None, "Balochistan", None]
    assert [header["statuses"][n] for n in column("status")] == ["claimed", "occurred", "planned", "occurred", "occurred"]
    assert column("low")[:2] == (12, -(2**31)) and column("changed") == (2, 1, 1, 1, 2)
    assert all(one["offset"] % 4 == 0 for one in header["columns"]) and (4 + length) % 4 == 0


def test_the_description_has_examples_and_answers(client: TestClient) -> None:
    described = client.get(f"{V1}/openapi.json").json()
    assert f"{V1}/events" in described["paths"]
    for path, methods in described["paths"].items():
        assert path.startswith(V1) and list(methods) == ["get"]
        assert methods["get"]["description"] and "200" in methods["get"]["responses"]
    event = described["components"]["schemas"]["Event"]["properties"]
    assert event["toll_low"]["description"] and event["type"]["examples"] == ["ASSAULT"]


def test_every_parameter_is_described_and_every_answer_has_a_shape(client: TestClient) -> None:
    paths = got(client, "/openapi.json")["paths"]
    assert len(paths) > 20
    for path, methods in paths.items():
        for asked in methods.values():
            assert asked["description"], path
            assert [each["name"] for each in asked.get("parameters", []) if not each.get("description")] == [], path
            content = asked["responses"]["200"]["content"]
            assert all(kind != "application/json" or each["schema"] for kind, each in content.items()), path


def test_statements_say_where_they_stand(client: TestClient) -> None:
    for said in got(client, "/statements")["statements"]:
        text = got(client, f"/reports/{said['report']}")["text"]
        assert said["content"].split()[0] in text[said["start"] : said["end"]]
