"""The commands that say why, from outside: what they print, what they say when something is wrong, how they end."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.cli.app import main
from dateline.cli.explain import is_text

Run = Callable[..., tuple[int, str, str]]
TEXT = "The ministry denied on Monday that its forces had shelled a market in Goma."


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as raised:
            main()
        told = capfd.readouterr()
        return int(raised.value.code or 0), told.out, told.err

    return call


def test_a_rule_is_shown_in_words(run: Run) -> None:
    code, out, _ = run("rules", "show", "assault.shell")
    assert code == 0
    assert "knowledge/events/assault.toml" in out and "its object" in out and "Government forces shelled" in out


def test_rules_are_listed_by_type_and_word(run: Run) -> None:
    out = run("rules", "list", "coerce", "--word", "arrest")[1]
    assert "coerce.arrest" in out and "assault" not in out
    listed = json.loads(run("rules", "list", "PROTEST", "--json")[1])
    assert {rule["type"] for rule in listed} == {"PROTEST"} and "file" not in listed[0]
    assert json.loads(run("rules", "show", "assault.shell", "--json")[1])["file"] == "knowledge/events/assault.toml"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rules", "show", "shel"), "Do you mean assault.shell"),
        (("rules", "show", "qqqq"), "dateline rules list shows all ids"),
        (("rules", "list", "FIGHT"), "Types are AGREE"),
        (("rules", "list", "--word", "qqqq"), "no rule has 'qqqq'"),
        (("rules", "list", "--set", "rules_dir=none"), "none: cannot be read"),
        (("rules", "test", "--rule", "qqqq"), "no rule 'qqqq'"),
        (("dates", "on Friday", "--on", "18 June"), "Write it as 2025-06-18"),
        (("dates", "on Friday", "--on", "2025-02-30"), "is no day"),
        (("dates", " "), "has no words"),
        (("places",), "give a NAME or --text TEXT"),
        (("places", "Paris", "--text", "in Paris"), "one of them"),
        (("places", "--text", "in Paris", "--in", "Texas"), "goes with a NAME"),
        (("places", "Paris", "--in", "Qqqqland"), "no place 'Qqqqland' is known"),
        (("explain", ""), "is empty"),
        (("explain", "none.txt"), "none.txt: cannot be read"),
        (("explain", TEXT, "--set", "speed=9"), "unknown setting 'speed'"),
    ],
)
def test_mistakes_are_said_in_plain_words(run: Run, arguments: tuple[str, ...], says: str) -> None:
    code, _, err = run(*arguments)
    assert code == 1 and says in err and "Traceback" not in err and "mistake of ours" not in err


def test_what_is_a_text(tmp_path: Path) -> None:
    own = tmp_path / "two words"
    own.write_text("x", encoding="utf-8")
    assert is_text(TEXT) and is_text("Shelling near Goma\non Monday")
    names = ("-", "report.txt", "my reports/june.jsonl", str(own), "https://a.example/b", "goma")
    assert [is_text(name) for name in names] == [False] * 6
    assert is_text("word " * 2000)


def test_the_help_of_each_command_shows_how_to_call_it(run: Run) -> None:
    for command in ("explain", "dates", "places"):
        code, out, _ = run(command, "--help")
        assert code == 0 and f"dateline {command}" in out


def test_the_help_loads_nothing_heavy() -> None:
    check = (
        "import sys, dateline.cli.app as app; app.build(); heavy = {'spacy', 'pyarrow', 'dateline.explain', 'dateline.pipeline'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


@pytest.mark.model
def test_a_text_is_explained(run: Run) -> None:
    code, out, _ = run("explain", TEXT, "--published", "2025-06-18")
    assert code == 0
    for words in ("assault.shell", "denied -2", "shelled ─dobj▸ market", "Goma, Nord-Kivu, COD", "2025-06-16", "On word of"):
        assert words in out
    answer = json.loads(run("explain", TEXT, "e1", "--json")[1])
    assert answer["record"]["rule"]["id"] == "assault.shell"


@pytest.mark.model
def test_a_file_is_listed_and_then_asked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    lines = [{"id": "a", "text": TEXT}, {"id": "b", "text": "Rangers corralled six poachers near Mbeya."}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert "Choose one with --id (a, b)" in run("explain", path)[2]
    code, out, _ = run("explain", path, "--id", "a")
    assert code == 0 and re.search(r"e1 .*shelled", out) and "Ask for one" in out
    assert "assault.shell" in run("explain", path, "e1", "--id", "a")[1]
    assert "corral" in run("explain", path, "poachers", "--id", "b")[1]
    assert "has no record e9" in run("explain", path, "e9", "--id", "a")[2]


@pytest.mark.model
def test_a_text_that_is_refused_says_so(run: Run) -> None:
    code, _, err = run("explain", "Les soldats ont quitté la ville lundi matin, selon le maire.")
    assert code == 1 and "Refused: clean: language" in err


@pytest.mark.model
def test_dates_of_words(run: Run) -> None:
    code, out, _ = run("dates", "They met on Friday and left two days later.", "--on", "2025-06-18")
    assert code == 0
    for words in ("2025-06-13", "2025-06-20", "under another tense", "2025-06-15", "narrative"):
        assert words in out
    told = json.loads(run("dates", "They met on Friday.", "--json")[1])
    assert told["on"] is None and told["times"][0]["words"]["text"] == "Friday"
    assert "--on DATE" in run("dates", "They met on Friday.")[1]
    assert "No time expression" in run("dates", "They met.")[1]


@pytest.mark.model
def test_places_of_a_name_and_of_a_text(run: Run) -> None:
    assert "LBY" in run("places", "Tripoli")[1]
    code, out, _ = run("places", "Tripoli", "--in", "Lebanon")
    assert code == 0 and "LBN" in out and "containment" in out
    (beirut,) = json.loads(run("places", "--text", "Shells fell near Beirut.", "--json")[1])
    assert beirut["chosen"]["country"] == "LBN" and beirut["chosen"]["population"] > 0
    assert "no such name" in run("places", "Qqqqburgh")[1]
    assert "No place" in run("places", "--text", "They left.")[1]


@pytest.mark.model
def test_the_proofs_of_rules_are_run(run: Run, tmp_path: Path) -> None:
    assert "0 sentences failed" in run("rules", "test", "--rule", "assault.shell")[1]
    (tmp_path / "own.toml").write_text(
        'type = "COERCE"\n[[rule]]\nid = "corral"\nverbs = ["corral"]\nrecipient = ["obj"]\n'
        'example = "Cowboys rode home."\ncounter = "Rangers corralled six poachers."\n',
        encoding="utf-8",
    )
    code, out, _ = run("rules", "test", "--rule", "coerce.corral", "--set", f"rules_dir={tmp_path}")
    assert code == 1 and "2 sentences failed" in out and "its example does not fire" in " ".join(out.split())
    failed = json.loads(run("rules", "test", "--rule", "coerce.corral", "--json", "--set", f"rules_dir={tmp_path}")[1])
    assert [each["part"] for each in failed] == ["example", "counter"]


WHY = (Path(__file__).parent.parent / "docs" / "why.md").read_text(encoding="utf-8")


def shown() -> list[tuple[str, list[str]]]:
    """The commands on the page, each with the lines that it is said to print."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", WHY, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ dateline "):
                found.append((line[len("$ dateline ") :], []))
            else:
                found[-1][1].append(" ".join(line.split()))
    return found


@pytest.mark.model
@pytest.mark.parametrize(("command", "lines"), shown(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_page_shows_what_the_commands_print(run: Run, command: str, lines: list[str]) -> None:
    code, out, _ = run(*shlex.split(command))
    printed = " ".join(out.split())
    assert code == 0
    assert [line for line in lines if line not in printed] == []


def test_an_event_of_a_record_leads_to_its_words(run: Run, told_record: Path) -> None:
    code, out, _ = run("explain", told_record)
    assert code == 0 and "Ask for one" in out
    key = re.search(r"\be[0-9a-f]{16}\b", out)
    assert key is not None
    code, out, _ = run("explain", told_record, key[0])
    assert code == 0
    assert "independent origin" in out and "Sentence" in out and "Rule" in out
    code, out, _ = run("explain", told_record, key[0], "--json")
    assert json.loads(out)["event"] == key[0] and json.loads(out)["tellings"]


def test_an_event_that_a_record_does_not_hold_is_said(run: Run, told_record: Path, tmp_path: Path) -> None:
    code, _, err = run("explain", told_record, "e0000000000000000")
    assert code == 1 and "holds no event" in err
    code, _, err = run("explain", tmp_path)
    assert code == 1 and "is a folder and no record" in err
