"""The picture page: what events are called, the map and bars that the server draws, filters, the list, empty states."""

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from fastapi.testclient import TestClient

from dateline.errors import KnowledgeError
from dateline.knowledge.ontology import ontology
from dateline.serve import create_app
from dateline.serve.view import bounds
from dateline.serve.wording import headline, headlines, parse_headlines, type_words


def test_the_most_telling_mode_names_an_event() -> None:
    assert headline("ASSAULT", ["wound", "kill", "aerial"]) == "Air strike"
    assert headline("ASSAULT", [None]) == headline("ASSAULT") == type_words("ASSAULT") == "Attack"


def test_every_mode_of_the_ontology_has_words() -> None:
    for name, entry in ontology().types.items():
        assert all(headline(name, [mode]) for mode in entry.modes)
        assert all(len(words) < 30 for words in headlines()[name].values())


def test_a_table_with_a_hole_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="types that differ"):
        parse_headlines('[ASSAULT]\nother = "Attack"\n')


def test_every_mode_of_the_ontology_has_a_headline() -> None:
    told = {name: set(lines) - {"other"} for name, lines in headlines().items()}
    assert told == {name: set(entry.modes) for name, entry in ontology().types.items()}


@pytest.fixture(scope="module")
def folder(desk_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copytree(desk_folder, tmp_path_factory.mktemp("picture") / "record")


@pytest.fixture
def desk(folder: Path) -> Iterator[TestClient]:
    """The desk of a reader who has seen nothing yet."""
    (folder / "desk.sqlite").unlink(missing_ok=True)
    with TestClient(create_app(folder), base_url="http://127.0.0.1") as client:
        yield client


def shown(text: str) -> list[str]:
    return re.findall(r'<li class="row[^"]*" id="row-(\w+)"', text)


def part(desk: TestClient, address: str, target: str = "div#picture") -> str:
    return desk.get(address, headers={"hx-request": "true", "hx-target": target}).text


def test_the_page_answers_first(desk: TestClient) -> None:
    text = desk.get("/").text
    assert text.count("<h1>") == 1
    assert "In this record" in text and "<b>3</b> reports" in text
    every = "status=occurred,claimed,planned,requested,hypothetical,denied"
    assert f'<a href="/?change=events&amp;since=0&amp;{every}"><b>5</b> events</a>' in text
    assert sorted(shown(text)) == ["eB", "eD", "eE"], "what occurred; the rest is a box away"
    assert '<p class="count" role="status" id="count"><b>3</b> events; 1 with two origins</p>' in text
    assert "2 events without a known place" in text and "[1 in Balochistan]" in text


def test_every_number_of_the_strip_is_what_its_link_shows(desk: TestClient) -> None:
    text = desk.get("/").text
    for address, number, what in re.findall(r'<a href="(/\?change=[^"]+)"><b>(\d+)</b> (event|contradiction)', text):
        assert len(shown(desk.get(html.unescape(address)).text)) == int(number), what


def test_a_row_says_what_is_not_known(desk: TestClient) -> None:
    text = desk.get("/?status=claimed").text
    assert "Attack" in text and "killed 12 to 19" in text and 'chip-claimed">claimed' in text and "contradicted" in text
    gate = desk.get("/?type=COERCE").text
    assert "place not known" in gate or "Mirjaveh" in gate
    assert "day not known" in gate


@pytest.mark.parametrize(
    ("given", "address"),
    [("type=ASSAULT&type=COERCE", "?type=COERCE,ASSAULT"), ("status=occurred&origins=1&q=", ""),
     ("one=PAK&other=IRN", "?dyad=PAK~IRN"),
     ("to=2026-06-23&from=2026-06-16", "?from=2026-06-16&to=2026-06-23"), ("actor=PAK&actor=IRN&actor=", "?actor=PAK,IRN")],
)  # fmt: skip
def test_a_plain_form_leads_to_the_one_address_of_its_question(desk: TestClient, given: str, address: str) -> None:
    answer = desk.get(f"/?{given}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{address}")
    again = desk.get(answer.headers["location"], follow_redirects=False)
    assert again.status_code == 200, "and not in a circle"


def test_what_is_not_understood_is_a_chip_and_is_escaped(desk: TestClient) -> None:
    text = desk.get("/?typ=%3Cscript%3Ealert(1)%3C/script%3E&from=June&type=AID").text
    assert "not understood: from=June" in text and "not understood: typ=&lt;script&gt;" in text
    assert "<script>alert" not in text and shown(text) == ["eD"]
    assert "&lt;img src=x&gt;" in desk.get("/?q=%3Cimg src=x%3E").text


def test_each_chip_takes_its_own_filter_away(desk: TestClient) -> None:
    text = desk.get("/?actor=PAK,IRN&country=PAK&from=2025-06-01&origins=2&since=0&type=AID&q=tents").text
    chips = re.findall(r'<li><bdi>([^<]+)</bdi> <a href="([^"]+)" data-part', text)
    assert [says for says, _ in chips] == [
        "from 1 Jun 2025", "Pakistan", "Iran", "Aid", "2 or more origins", "Pakistan", "“tents”", "new or changed since build 0",
    ]  # fmt: skip
    assert "actor=IRN&amp;" in dict(chips[1:2])["Pakistan"] and "country=PAK" in dict(chips[1:2])["Pakistan"]
    assert "country" not in chips[5][1] and "actor=PAK,IRN" in chips[5][1]
    assert "from" not in chips[0][1]


@pytest.mark.parametrize(
    ("address", "says"),
    [("/?type=AID&origins=9", "1 fits without <i>the number of origins</i>"),
     ("/?type=ASSAULT&place=1", "1 fits without <i>the choice of statuses</i>"),
     ("/?type=AID&country=JPN", "without <i>the country</i>"),
     ("/?q=nothing-of-the-kind&origins=9", "No single filter frees any")],
)  # fmt: skip
def test_where_nothing_fits_the_filter_that_frees_most_is_named(desk: TestClient, address: str, says: str) -> None:
    text = desk.get(address).text
    assert "No event fits" in text and says in text
    link = re.search(r'<div class="empty">.*?<a href="([^"]+)"', text, re.DOTALL)
    assert link and shown(desk.get(html.unescape(link.group(1))).text)


def test_a_selected_event_stands_in_the_list_even_if_it_does_not_fit(desk: TestClient) -> None:
    text = desk.get("/?type=AID&sel=eA").text
    assert shown(text) == ["eA", "eD"] and text.count("row selected") == 1
    assert shown(desk.get("/?sel=eD&type=AID").text) == ["eD"]
    assert shown(desk.get("/?sel=none-such&type=AID").text) == ["eD"]


def test_a_part_is_the_picture_alone_and_rows_are_rows_alone(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    swapped = part(desk, "/?type=AID")
    assert "<html" not in swapped and 'id="picture"' in swapped and shown(swapped) == ["eD"]
    monkeypatch.setattr("dateline.serve.routes.picture.FIRST", 2)
    monkeypatch.setattr("dateline.serve.routes.picture.MORE", 2)
    first = desk.get("/?sort=day").text
    more = re.search(r'<li class="more" id="more"><a class="button" href="([^"]+)"', first)
    assert more and len(shown(first)) == 2
    following = part(desk, html.unescape(more.group(1)), "li#more")
    assert "<section" not in following and "end of the list" in following
    assert sorted(shown(first) + shown(following)) == ["eB", "eD", "eE"]


def test_what_is_seen_is_no_longer_new(desk: TestClient) -> None:
    page = desk.get("/").text
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token and 'name="sequence" value="2"' in page and "In this record" in page
    assert desk.post("/picture/seen", data={"sequence": "1", "form_token": "guessed"}).status_code == 403
    after = desk.post("/picture/seen", data={"sequence": "1", "form_token": token.group(1)})
    assert after.status_code == 200 and "<h1>Since " in after.text
    numbers = re.findall(r"<b>(\d+)</b> (new event|figure|contradiction)", after.text)
    assert numbers == [("1", "new event"), ("1", "figure"), ("1", "contradiction")]
    assert re.findall(r'class="row fresh" id="row-(\w+)"', after.text) == ["eE"]
    assert re.search(r'killed 12 → 12 to 19.*?class="flag doubt">raised', desk.get("/?status=claimed").text, re.DOTALL)
    last = desk.post("/picture/seen", data={"sequence": "2", "form_token": token.group(1)}).text
    assert "All is seen" in last and "fresh" not in last


def test_an_answer_that_has_not_changed_is_not_sent_again(desk: TestClient) -> None:
    desk.get("/")  # brings the cookie that forms need
    for address in ("/", "/picture/spots.json?type=AID"):
        first = desk.get(address)
        assert desk.get(address, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert desk.get("/", headers={"if-none-match": desk.get("/?type=AID").headers["etag"]}).status_code == 200
    assert "HX-Request" in desk.get("/").headers["vary"], "a part must not be shown as the page"


def test_the_map_that_moves_gets_places_and_ground(desk: TestClient) -> None:
    told = desk.get("/picture/spots.json?status=claimed").json()["features"]
    assert [(each["properties"]["name"], each["properties"]["figure"]) for each in told] == [("Taftan", "12–19")]
    ground = desk.get("/picture/ground.json").json()["features"]
    assert {"disputed"} <= {each["properties"]["kind"] for each in ground}


def test_the_page_is_light_and_keeps_the_policy(desk: TestClient) -> None:
    text = desk.get("/?status=occurred,claimed,planned,requested,hypothetical,denied").text
    assert len(gzip.compress(text.encode())) < 40_000
    assert not re.search(r"<[^>]+\sstyle=", text) and not re.search(r"<script(?![^>]+src=)", text)
    assert not re.search(r"\son\w+=", text) and "hx-on" not in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_a_form_keeps_all_other_filters(desk: TestClient) -> None:
    text = desk.get("/?actor=PAK&from=2025-06-01&origins=2&sel=eD&sort=day").text
    form = re.search(r'<form action="/" method="get" data-part class="period".*?</form>', text, re.DOTALL)
    assert form
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', form.group()))
    assert hidden == {"actor": "PAK", "origins": "2", "sort": "day"}
    assert 'name="from" id="from" size="10" value="2025-06-01"' in form.group()


@pytest.mark.parametrize(
    ("figure", "words"),
    [((12, 12), "12"), ((12, 19), "12 to 19"), ((40, None), "at least 40"), ((221, None, "more_than"), "more than 220"),
     ((3, None, "more_than"), "at least 3"), ((None, 60), "up to 60"), ((500, 500, "about"), "about 500"),
     ((None, None), "not known")],
)  # fmt: skip
def test_a_figure_in_words(figure: tuple[int | None, int | None], words: str) -> None:
    assert bounds(*figure) == words
