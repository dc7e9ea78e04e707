"""What a page adds goes, what the report says stays, and what is no English report is declined with its reason."""

import json
import time
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dateline.clean import clean
from dateline.clean.encoding import mend
from dateline.clean.words import Furniture, folded, furniture
from dateline.clean.wrapping import unwrap
from dateline.errors import KnowledgeError
from dateline.pipeline import is_refused
from dateline.records import Article
from dateline.settings import load_settings
from dateline.text.dateline_line import find

SETTINGS, UNTOUCHED = load_settings(), load_settings(clean=False)
ONE = "Two lorries were turned back at the gate on Friday, drivers said, and others waited for hours."
TWO = "Officials on the other side said that the gate would open again once all papers had been checked."
LISTS = tomllib.loads(files("dateline.knowledge").joinpath("words/furniture.toml").read_text(encoding="utf-8"))


def cases(name: str) -> list[dict[str, Any]]:
    lines = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


CASES, DATELINES = cases("clean.jsonl"), cases("dateline.jsonl")


def cleaned(text: str, **changes: Any) -> Article:
    return clean(Article(id="1", text=text), load_settings(**changes) if changes else SETTINGS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["line"][:40])
def test_a_line_between_two_sentences_stays_or_goes(case: dict[str, Any]) -> None:
    article = cleaned(f"{ONE}\n{case['line']}\n{TWO}")
    kept = f"{ONE}\n{case['line']}\n{TWO}" if case["keep"] else f"{ONE}\n{TWO}"
    assert article.text == kept


@pytest.mark.parametrize("kind", ["start", "contain", "pattern"])
def test_every_entry_drops_its_own_example(kind: str) -> None:
    for entry in LISTS[kind]:
        assert furniture().holds(entry["example"], folded(entry["example"])), entry["example"]


def test_every_whole_line_is_written_as_it_is_compared() -> None:
    assert [line for line in [*LISTS["exact"], *LISTS["sections"]] if line != folded(line)] == []


@pytest.mark.parametrize(
    "wrong",
    [{"other": []}, {"start": [{"words": "x", "most": "many", "example": "x"}]}, {"contain": [{"words": "x", "most": 1}]},
     {"pattern": [{"words": "(", "most": 1, "example": "("}]}],
)  # fmt: skip
def test_a_wrong_list_does_not_load(wrong: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError):
        Furniture(LISTS | wrong)


def test_dropped_blocks_are_listed_and_the_report_is_coded() -> None:
    address = "Physical Address\n12 Elm St.\nSpringfield, IL 62701"
    article = cleaned(f"{address}\n{ONE}\n{TWO}\nShare this article\nFollow us on Telegram")
    assert article.text == f"{ONE}\n{TWO}"
    assert [refusal.detail for refusal in article.refusals] == [
        "Physical Address / 12 Elm St. / Springfield, IL 62701", "Share this article / Follow us on Telegram",
    ]  # fmt: skip
    assert {(refusal.stage, refusal.reason, refusal.start) for refusal in article.refusals} == {("clean", "furniture", None)}
    assert not is_refused(article)


def test_an_address_run_into_the_text_goes() -> None:
    address = "Physical Address 12 Elm St. Springfield, IL 62701 "
    assert cleaned(f"{address}{address}{ONE}").text == ONE


def test_a_street_alone_is_the_reports() -> None:
    text = f"{ONE}\n10 Downing Street\n{TWO}"
    assert cleaned(text).text == text


def test_what_a_page_says_twice_is_said_once() -> None:
    article = cleaned(f"{ONE}\n{TWO}\n{ONE}")
    assert article.text == f"{ONE}\n{TWO}"
    assert article.refusals[0].detail == ONE


def test_a_title_above_its_own_report_goes() -> None:
    article = clean(Article(id="1", text=f"Gate shut!\n{ONE}\nGate shut!\n{TWO}", title="Gate shut"), SETTINGS)
    assert article.text == f"{ONE}\nGate shut!\n{TWO}"
    assert article.refusals[0].detail == "Gate shut!"


def test_short_lines_may_come_twice() -> None:
    text = f"{ONE}\n“No,” he said.\n{TWO}\n“No,” he said."
    assert cleaned(text).text == text


def test_a_list_of_other_stories_ends_at_the_next_sentence() -> None:
    text = f"{ONE}\nRelated stories\nCount of the day\nThe long road to the coast\n{TWO}"
    assert cleaned(text).text == f"{ONE}\n{TWO}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Theyâ€™re leaving the cafÃ©.", "They’re leaving the café."), ("A &amp; B", "A & B"),
     ("one\r\ntwo\rthree", "one\ntwo\nthree"),
     ("<p>One.</p><p>Two &amp; three.</p>", "\nOne.\n\nTwo & three.\n"), ("<script>x = 1;</script><p>One.</p>", " \nOne.\n"),
     ("a\x00b\x07c", "abc"), ("so\u00adcalled\u200b", "socalled"), ("“It’s here” – he said…", "“It’s here” – he said…"),
     ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"), ("Téhéran", "Téhéran")],
)  # fmt: skip
def test_characters_are_mended(text: str, wanted: str) -> None:
    assert mend(text) == wanted


WRAPPED = """QUETTA, Pakistan - Two lorries were turned back at the gate on Friday,
drivers said, and others waited for hours in the heat before they were
told to go back to the town.

Officials on the other side said that the gate would open again once the
papers of all drivers had been checked by the guards, and that cross-
border trade would then go on.
"""


def test_hard_wrapped_text_is_made_paragraphs_again() -> None:
    first, gap, second = unwrap(WRAPPED).strip().split("\n")
    assert first.endswith("told to go back to the town.") and "Friday, drivers" in first
    assert not gap
    assert "cross-border trade" in second


LISTED = "- one\n- two\n- three\n- four"


@pytest.mark.parametrize("text", [f"{ONE}\n{TWO}\n{ONE}\n{TWO}", LISTED, "Gate shut\n\nBy A Writer\n\nTAFTAN"])
def test_other_line_ends_stay(text: str) -> None:
    assert unwrap(text) == text


def test_a_word_cut_at_the_line_end_is_whole_if_it_is_so_elsewhere() -> None:
    cut = WRAPPED.replace("the gate on Friday,\ndrivers", "the check-\npoint, drivers")
    text = f"{cut}\nThe checkpoint was shut again on Saturday.\n"
    assert "turned back at the checkpoint, drivers" in unwrap(text)


def test_running_heads_of_pages_go() -> None:
    page = "The Morning Wire\n{}\nPage {} of 3\n"
    text = "".join(page.format(line, number) for number, line in enumerate((ONE, TWO, "The gate stays shut."), 1))
    assert cleaned(text).text == f"{ONE}\n{TWO}\nThe gate stays shut."


def test_quoted_and_signed_mail() -> None:
    quoted = "".join(f"> {line}\n" for line in WRAPPED.splitlines())
    text = unwrap(f"{quoted}\n-- \nThe desk\nThe Morning Wire\n")
    assert text.startswith("QUETTA, Pakistan - Two") and ">" not in text and "The desk" not in text


@pytest.mark.parametrize("case", DATELINES, ids=lambda case: case["text"][:40])
def test_datelines(case: dict[str, Any]) -> None:
    line = find(case["text"])
    if "place" not in case:
        assert line is None
        return
    assert line is not None
    parts = {name: getattr(line, name) for name in ("place", "region", "date", "agency")}
    found = {name: case["text"][span.start : span.end] for name, span in parts.items() if span}
    assert found == {name: case[name] for name in parts if case.get(name)}
    assert case["text"][line.end :].strip().startswith(case.get("then", "The"))


@pytest.mark.parametrize(
    ("text", "code"),
    [("Deux camions ont été refoulés à la frontière vendredi, ont déclaré les chauffeurs, et d'autres ont attendu.", "fr"),
     ("Zwei Lastwagen wurden am Freitag an der Grenze zurückgewiesen, sagten die Fahrer, und andere warteten dort.", "de"),
     ("Два грузовика были развёрнуты на границе в пятницу, сообщили водители.", "ru"),
     ("روز جمعه دو کامیون در مرز برگردانده شدند، رانندگان گفتند و دیگران ساعت‌ها منتظر ماندند.", "fa")],
)  # fmt: skip
def test_other_languages_are_declined_by_name(text: str, code: str) -> None:
    for settings in (SETTINGS, UNTOUCHED):
        article = clean(Article(id="1", text=text), settings)
        assert is_refused(article)
        assert article.language == code
        assert (article.refusals[-1].reason, article.refusals[-1].detail) == ("language", code)
        assert article.text == text


@pytest.mark.parametrize("text", ["Gate shut.", "Ouverture du port", f"Ghazi Khan Kakar, Mir Balach Rind, Shahbaz Mengal. {ONE}"])
def test_short_and_name_laden_texts_are_english(text: str) -> None:
    article = cleaned(text)
    assert article.language == "en"
    assert not is_refused(article)


@pytest.mark.parametrize("text", [f" {ONE}\r\n\r\nShare\r\n", f"{ONE}\x00 Theyâ€™re &amp; <b>x</b>", f"{ONE}\n{ONE}\n{ONE}"])
def test_untouched_is_to_the_character(text: str) -> None:
    article = clean(Article(id="1", text=text), UNTOUCHED)
    assert article.text == text
    assert article.refusals == ()
    assert article.language == "en"


def test_half_characters_become_whole_ones_even_untouched() -> None:
    assert clean(Article(id="1", text=f"{ONE} \ud800x"), UNTOUCHED).text == f"{ONE} \ufffdx"


@pytest.mark.parametrize("settings", [SETTINGS, UNTOUCHED], ids=["clean", "untouched"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n\t\n", "empty"), ("... 12 !", "empty"), ("\x01\x02\x03" * 50 + "abc", "binary"), ("\x00" * 90, "binary"),
     ("word " * 9000, "noise"), (f"{ONE} " + "(" * 9000, "noise"), ("a" * 1_000_001, "too_long"), ("\n" * 1_000_000, "empty")],
    ids=["nothing", "blanks", "marks", "controls", "nuls", "one word", "marks only", "long", "newlines"],
)  # fmt: skip
def test_what_is_no_text_is_declined(text: str, reason: str, settings: Any) -> None:
    article = clean(Article(id="1", text=text), settings)
    assert is_refused(article)
    assert article.refusals[-1].reason == reason


def test_a_page_of_furniture_is_declined() -> None:
    article = cleaned("Share\nSubscribe\nAll rights reserved.")
    assert is_refused(article)
    assert [refusal.reason for refusal in article.refusals] == ["furniture", "empty"]


def test_cleaning_twice_changes_nothing() -> None:
    text = cleaned(f"Share\n\n\n\n{ONE}\n\n\nRead more\n\n{TWO}\n{ONE}\n").text
    assert cleaned(text).text == text


@pytest.mark.parametrize("unit", ["a\n", "<p>", "&amp;", "[x/", "(photo ", "Ã©", "12 Elm St. ", "A " * 40 + "\n", "> x\n"])
def test_no_text_makes_it_slow(unit: str) -> None:
    text = ONE + "\n" + unit * (200_000 // len(unit))
    start = time.process_time()
    cleaned(text)
    assert time.process_time() - start < 5
