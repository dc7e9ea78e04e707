"""The picture: each record once, under its heading, with its sentence; every text escaped."""

import io
import itertools

import msgspec
from rich.console import Console

from dateline.picture import draw
from dateline.picture.page import flat, page
from dateline.picture.terminal import show
from dateline.records import (
    Actor,
    Attribution,
    Credit,
    Crossing,
    Event,
    Factuality,
    Figure,
    Mention,
    Place,
    Refusal,
    Report,
    Span,
    Statement,
    Time,
)  # fmt: skip

TEXT = "Iran struck a depot in Quetta on Monday. It may strike again, officials fear. At least 12 people died, he said."
OCCURRED, POSSIBLE = Factuality("occurred"), Factuality("hypothetical", (Span(44, 47),))


def report(**changes: object) -> Report:
    base = Report(
        id="a", text=TEXT, published="2025-06-17", title="A strike", outlet="Meridian Wire",
        sentences=(Span(0, 40), Span(41, 77), Span(78, 111)),
        places=(Place(23, 29, name="Quetta", lat=30.2, lon=67.0, country="PAK", admin1="Balochistan"),),
        times=(Time(33, 39, "DATE", "2025-06-16", "2025-06-16", "2025-06-16"),),
        actors=(Actor("IRN", "Iran", "state", "IRN", mentions=(Span(0, 4), Span(41, 43))),),
        events=(
            Event("e1", "ASSAULT", None, Span(5, 11), (Mention(0, 4, actor="IRN"),), (Mention(12, 19),), 0, 0, OCCURRED, "r"),
            Event("e2", "ASSAULT", None, Span(48, 54), (Mention(41, 43, actor="IRN"),), (), None, None, POSSIBLE, "r"),
        ),
        figures=(Figure("f1", 78, 89, "killed", 12, None, "at_least", Mention(78, 96), "e1", Factuality("claimed"), "r",
                        attribution=Attribution(Mention(103, 105))),),
        statements=(Statement("s1", Mention(103, 105), Span(106, 110), (Span(78, 101),), "indirect"),),
        credits=(Credit(0, 4, "Reuters"),), refusals=(Refusal("clean", "furniture"), Refusal("clean", "furniture")),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def printed(one: Report) -> str:
    out = io.StringIO()
    show(draw(one), Console(file=out, width=120, no_color=True))
    return out.getvalue()


def test_what_happened_and_what_is_feared_stand_apart() -> None:
    titles = {section.title: section for section in draw(report()).sections}
    assert [e.id for g in titles["What happened"].groups for e in g.entries] == ["e1"]
    assert [e.id for g in titles["Feared or possible"].groups for e in g.entries] == ["e2"]


def test_an_entry_says_who_whom_where_and_when() -> None:
    entry = draw(report()).sections[0].groups[0].entries[0]
    assert entry.headline == "Iran ▸ struck ▸ a depot"
    assert entry.facts == ("Quetta, Balochistan, PAK", "2025-06-16")


def test_a_pronoun_gets_the_name_behind_it() -> None:
    assert "It (Iran) ▸ strike" in printed(report())


def test_the_terminal_shows_figures_with_bounds_and_source() -> None:
    shown = printed(report())
    assert "at least 12 people  killed" in shown
    assert "says he" in shown
    assert "clean: 2 × furniture" in shown


def test_a_reciprocal_event_is_shown_once() -> None:
    first = Event("e1", "CONSULT", None, Span(5, 11), (Mention(0, 4),), (Mention(12, 19),), None, None, OCCURRED, "r")
    second = msgspec.structs.replace(first, id="e2", actor=first.recipient, recipient=first.actor)
    assert draw(report(events=(first, second))).sections[0].count == 1


def test_a_report_with_nothing_says_so() -> None:
    empty = Report(id="a", text="Nothing here.", published=None, sentences=(Span(0, 13),))
    assert "Nothing was coded" in printed(empty)
    assert "Nothing was coded" in page(draw(empty))


def test_the_page_escapes_every_text() -> None:
    evil = "<script>alert(1)</script>"
    made = page(draw(report(title=evil, outlet=evil, text=evil + TEXT[len(evil) :])))
    assert "<script" not in made
    assert "&lt;script&gt;" in made


def test_the_page_fetches_nothing() -> None:
    made = page(draw(report()))
    assert "default-src 'none'" in made
    assert "src=" not in made.replace("default-src", "").replace("style-src", "")


def test_crossings_are_told_with_count_names_and_since() -> None:
    closed = Crossing("c1", Span(5, 11), "closed", OCCURRED, "r", "crossing", 5, (Mention(23, 29),), ("IRN", "PAK"), 0)
    entry = draw(report(crossings=(closed,))).sections[-2].groups[0].entries[0]
    assert entry.headline == "5 crossings: Quetta (IRN, PAK)"
    assert entry.facts == ("since 2025-06-16",)


def test_marks_never_overlap() -> None:
    marks = flat(draw(report()).sections[0].groups[0].marks)
    assert all(a.end <= b.start for a, b in itertools.pairwise(marks))
