"""The parts below the grammar, without a model: calendar arithmetic, feasts, the word list, votes for the report's day."""

import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from covered_days import COVERED
from dateline.drafts import TimeForm, TimeMention
from dateline.errors import KnowledgeError
from dateline.extract.times import find
from dateline.extract.times.marks import mark
from dateline.knowledge.calendar import build, calendar
from dateline.records import Article
from dateline.resolve.times import alternatives, reference_candidates, resolve, resolve_on
from dateline.resolve.times_feasts import feast_days
from dateline.syntax.build import tree_of
from dateline.syntax.tree import Word
from dateline.text import dates

WEDNESDAY = date(2024, 3, 13)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-W11", "2024-03-11", "2024-03-17", "week"),
        ("2024-W11-WE", "2024-03-16", "2024-03-17", "weekend"),
        ("2024-Q4", "2024-10-01", "2024-12-31", "quarter"),
        ("2024-H1", "2024-01-01", "2024-06-30", "half"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("199", "1990-01-01", "1999-12-31", "decade"),
        ("199X", "1990-01-01", "1999-12-31", "decade"),
        ("18", "1800-01-01", "1899-12-31", "century"),
        ("18XX", "1800-01-01", "1899-12-31", "century"),
        ("2024-03-13TNI", "2024-03-13", "2024-03-13", "part"),
        ("2024-03-13T08:30", "2024-03-13", "2024-03-13", "minute"),
        ("2021/2022", "2021-01-01", "2022-12-31", "year"),
    ],
)
def test_the_days_of_a_value(value: str, first: str, last: str, granularity: str) -> None:
    found = dates.interval(value)
    assert found == dates.Interval(date.fromisoformat(first), date.fromisoformat(last), granularity)


@pytest.mark.parametrize("value", ["PAST_REF", "P3D", "XXXX-06-13", "2023-02-30", "2024-W60", "0000", "", "2024-03/2023-01"])
def test_a_value_without_days_has_none(value: str) -> None:
    assert dates.interval(value) is None


@pytest.mark.parametrize(("bound", "first", "last", "told_on", "both"), COVERED)
def test_the_days_of_a_time_and_the_word_before_it(
    bound: str | None, first: str | None, last: str | None, told_on: str | None, both: tuple[str | None, str | None]
) -> None:
    assert dates.covered(bound, (first, last), told_on) == both


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "season", "year", "decade", "century"]))
def test_a_day_lies_in_its_own_units(day: date, unit: str) -> None:
    found = dates.interval(dates.value_at(day, unit))
    assert found is not None and found.first <= day <= found.last


@given(DAYS, st.integers(1, 7))
def test_weekdays_are_at_most_a_week_away(day: date, weekday: int) -> None:
    before, after = dates.weekday_before(day, weekday), dates.weekday_after(day, weekday)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 0 <= (day - before).days < 7 and 0 <= (after - day).days < 7
    assert dates.weekday_before(day, day.isoweekday(), same=False) < day < dates.weekday_after(day, day.isoweekday(), same=False)


@given(st.sampled_from(["2024-02", "2023", "2024-Q1", "201"]))
def test_early_mid_and_late_lie_in_order_and_inside(value: str) -> None:
    whole = dates.interval(value)
    assert whole is not None
    early, middle, late = (dates.narrowed(whole, modifier) for modifier in ("START", "MID", "END"))
    assert whole.first == early.first <= early.last < middle.first <= middle.last < late.first <= late.last == whole.last


def test_a_month_later_than_the_31st_is_the_last_day() -> None:
    assert dates.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    with pytest.raises(ValueError):
        dates.add_units(WEDNESDAY, "moon", 1)


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("easter", 2024, "2024-03-31"), ("orthodox_easter", 2024, "2024-05-05"), ("easter-2", 2022, "2022-04-15"),
        ("11 4 4", 2023, "2023-11-23"), ("05 1 -1", 2024, "2024-05-27"), ("12-25", 2021, "2021-12-25"),
    ],
)  # fmt: skip
def test_feasts(feast: str, year: int, day: str) -> None:
    assert list(feast_days(feast, year)) == [(date.fromisoformat(day), date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("ramadan", "2023-03-23"), ("ramadan", "2024-03-11"), ("eid_al_fitr", "2024-04-10"), ("eid_al_fitr", "2023-04-21"),
        ("eid_al_adha", "2024-06-16"), ("eid_al_adha", "2022-07-09"), ("ashura", "2024-07-16"), ("arbaeen", "2024-08-25"),
    ],
)  # fmt: skip
def test_muslim_feasts_cover_the_day_that_was_kept(feast: str, day: str) -> None:
    kept = date.fromisoformat(day)
    assert any(first <= kept <= last for first, last in feast_days(feast, kept.year))


def test_a_feast_of_unknown_reckoning_has_no_days() -> None:
    assert list(feast_days("by_country", 2024)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2024", "Y"), ("1,947", "N"), ("13th", "O"), ("1990s", "K"), ("90s", "K"), ("8:30pm", "C"), ("8pm-5am", "C"),
        ("27/02/2023", "I"), ("2023-02-27", "I"), ("2021-22", "Y"), ("mid-2019", "Y"), ("mid-June", "M"), ("Q3", "3"),
        ("M23", "x"), ("100M", "x"), ("123°", "x"),
        ("47th-floor", "x"), ("99:99", "x"), ("2022-21", "x"),
    ],
)  # fmt: skip
def test_the_kind_of_a_token(text: str, kind: str) -> None:
    assert mark(Word(0, text, 0)).kind == kind


def shipped() -> dict[str, Any]:
    return tomllib.loads(files("dateline.knowledge").joinpath("words/calendar.toml").read_text(encoding="utf-8"))


def test_an_unknown_section_or_letter_of_the_word_list_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="moons"):
        build({**shipped(), "moons": {}})
    with pytest.raises(KnowledgeError, match="Allowed letters"):
        build({**shipped(), "glue": {"the": "?"}})


def test_a_tree_without_a_word_of_time_gives_none() -> None:
    tree = tree_of("The the DET DT det 1 | guards guard NOUN NNS nsubj 2 | slept sleep VERB VBD ROOT 2 | . . PUNCT . punct 2")
    assert find(tree) == []


def test_a_weekday_of_a_hand_written_tree() -> None:
    tree = tree_of(
        "Guards guard NOUN NNS nsubj 2 | will will AUX MD aux 2 | leave leave VERB VB ROOT 2 | on on ADP IN prep 2 | "
        "Friday Friday PROPN NNP pobj 3"
    )
    (mention,) = find(tree)
    assert mention.form is not None and (mention.form.weekday, mention.form.tense, mention.preposition) == (5, "future", "on")
    assert resolve_on((mention,), WEDNESDAY)[0].value == "2024-03-15"
    assert resolve_on((mention,), None)[0].value == "XXXX-WXX-5"


def test_a_mention_without_meaning_stays_unknown() -> None:
    times, reference = resolve((TimeMention(0, 4, "DATE"),), Article("t", "then"))
    assert reference is None and times[0].value is None


def test_an_impossible_day_is_no_error() -> None:
    mention = TimeMention(0, 11, "DATE", TimeForm("calendar", year=2023, month=2, day=30))
    assert resolve_on((mention,), WEDNESDAY)[0].value is None


def test_a_publication_date_that_is_none_is_ignored() -> None:
    assert resolve((), Article("t", "x", published="spring")) == ((), None)


def test_another_tense_is_another_reading() -> None:
    friday = TimeMention(0, 6, "DATE", TimeForm("calendar", weekday=5, tense="future"))
    assert [time.value for time in alternatives(friday, WEDNESDAY)] == ["2024-03-15", "2024-03-08"]
    year = TimeMention(0, 4, "DATE", TimeForm("value", "year", value="2019"))
    assert [time.value for time in alternatives(year, WEDNESDAY)] == ["2019"]


def test_the_candidates_for_the_reports_day_come_with_their_reasons() -> None:
    began = TimeMention(0, 10, "DATE", TimeForm("calendar", year=2024, month=3, day=4, tense="past"))
    third = TimeMention(20, 29, "DATE", TimeForm("count", count=3, tense="present", sentence=1))
    best, *others = reference_candidates((began, third))
    assert best.day == date(2024, 3, 6) and ("day 3 counted from 2024-03-04", 4.0) in best.reasons
    assert others and all(other.score <= best.score for other in others)


SHAPES = [
    "2024", "13", "31", "40", "8pm", "5:30", "2025-06-13", "31/12/2023", "1990s", "3rd", "mid-2019", "Q3", "2021-22", "people",
]  # fmt: skip
TOKENS = st.sampled_from(sorted(calendar().words) + SHAPES * 8)
ROWS = st.tuples(TOKENS, st.booleans(), st.sampled_from(["NOUN NN", "PROPN NNP", "VERB VBD", "NUM CD", "ADP IN", "ADJ JJ"]))


@given(st.lists(ROWS, min_size=1, max_size=9))
def test_no_row_of_words_breaks_the_grammar(rows: list[tuple[str, bool, str]]) -> None:
    """Mentions stand in order, never overlap, and every one has its time, with a reference day and without."""
    texts = [(word.title() if upper else word, word, tags) for word, upper, tags in rows]
    tree = tree_of(" | ".join(f"{text} {word} {tags} pobj 0" for text, word, tags in texts))
    mentions = tuple(find(tree))
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    assert len(resolve_on(mentions, WEDNESDAY)) == len(resolve(mentions, Article("t", tree.text))[0]) == len(mentions)
