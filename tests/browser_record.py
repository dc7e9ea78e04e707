"""An invented record for walks in a browser: three weeks at a border, told by several outlets, some copying; without a model.

The coder knows what each sentence says because it wrote it; copies, stories and happenings are found by the real linker.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Any

import msgspec

from dateline.assemble import Options, build
from dateline.errors import OutputError
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Coder,
    Crossing,
    Event,
    Factuality,
    Figure,
    Mention,
    Place,
    Report,
    Span,
    Statement,
    Time,
)

PLACES = {  # GeoNames id, latitude, longitude, country, first-order division, kind
    "Taftan": (1164909, 28.98, 61.56, "PAK", "Balochistan", "town"), "Zahedan": (1159301, 29.5, 60.86, "IRN", "Sistan", "city"),
    "Panjgur": (1167821, 26.97, 64.09, "PAK", "Balochistan", "town"),
    "Quetta": (1167528, 30.18, 66.99, "PAK", "Balochistan", "city"),
    "Muscat": (287286, 23.58, 58.41, "OMN", "Muscat", "city"), "Gabd": (1180000, 25.2, 61.6, "PAK", "Balochistan", "village"),
    "Balochistan": (1183606, 28.5, 65.5, "PAK", "Balochistan", "admin1"),
}  # fmt: skip
ACTORS = {
    "Pakistan": Actor("PAK", "Pakistan", "state", "PAK"), "Iran": Actor("IRN", "Iran", "state", "IRN"),
    "Oman": Actor("OMN", "Oman", "state", "OMN"), "Army": Actor("PAK.mil", "army of Pakistan", "military", "PAK"),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One sentence with one event in it."""

    who: str
    verb: str
    whom: str
    where: str
    day: int  # of June 2026; 0: not said
    type: str
    mode: str | None = None
    killed: int | None = None
    status: str = "occurred"

    @property
    def text(self) -> str:
        toll = f", killing {self.killed} people" if self.killed else ""
        when = f" on {self.day} June" if self.day else ""
        said = ", an official said" if self.status == "claimed" else ""
        return f"{self.who} {self.verb} {self.whom} in {self.where}{when}{toll}{said}."


STRIKE = Told("Iran", "bombed", "Pakistan", "Panjgur", 16, "ASSAULT", "aerial", 4)
SHELLING = Told("Pakistan", "shelled", "Iran", "Taftan", 19, "ASSAULT", "heavy-weapons", 12, "claimed")
TALKS = Told("Oman", "hosted", "Iran", "Muscat", 21, "CONSULT", "talks")
CLOSING = Told("Pakistan", "shut", "Iran", "Gabd", 18, "COERCE", "restrict")
RELIEF = Told("Army", "sent tents to", "villagers", "Balochistan", 22, "AID", "humanitarian")
THREAT = Told("Iran", "threatened", "Pakistan", "Zahedan", 0, "THREATEN", "force")
MARCH = Told("Traders", "marched against", "Pakistan", "Quetta", 20, "PROTEST", "demo")
PLAN = Told("Oman", "will receive", "Pakistan", "Muscat", 28, "CONSULT", "visit", None, "planned")
EARLY = [Told("Pakistan", "raided", "smugglers", "Quetta", day, "COERCE", "raid") for day in (3, 6, 9)]
REPORTS: list[tuple[str, int, list[Told], str]] = [  # outlet, day of June, what it tells, the id of the report that it copies
    ("Border Herald", 19, [SHELLING, STRIKE], ""), ("Eastern Ledger", 19, [], "r0"), ("Gulf Courier", 20, [], "r0"),
    ("Caspian Post", 20, [SHELLING, THREAT], ""), ("Coast Radio", 17, [STRIKE, CLOSING], ""),
    ("Harbour News", 22, [TALKS, PLAN], ""), ("Plain Dealer", 23, [RELIEF, MARCH], ""),
    *(("Quetta Sheet", each.day + 1, [each], "") for each in EARLY),
]  # fmt: skip


def articles() -> list[Article]:
    """The articles; a copy has the text of what it copies."""
    texts = {f"r{n}": _text(outlet, told) for n, (outlet, _, told, copied) in enumerate(REPORTS) if not copied}
    return [
        Article(f"r{n}", texts[copied or f"r{n}"], f"2026-06-{day:02}", f"https://news.example/{n}", outlet, f"Report {n}")
        for n, (outlet, day, _, copied) in enumerate(REPORTS)
    ]  # fmt: skip


LEADS = (
    "Lorries stood for miles before the gate this week, and few people crossed.",
    "A long quiet on the frontier has ended, traders and shepherds told us.",
    "Fishermen heard engines over the coast before dawn and stayed in harbour.",
    "Diplomats travelled between the capitals while markets in the valley closed early.",
    "Snow melt has cut two of the mountain roads, so that news travels slowly.",
    "The bazaar counted its losses after a month without custom.",
    "Old men at the tea house remember worse summers than this one.",
    "Schools opened again, though half of the benches were empty.",
)


def _text(outlet: str, told: list[Told]) -> str:
    lead = LEADS[sum(map(ord, outlet)) % len(LEADS)]
    return f"{lead} " + " ".join(each.text for each in told) + f" {outlet} will report again when the road is open."


class Teller:
    """Codes the articles of this module."""

    coder = Coder("0", "walks")

    def code(self, given: Iterable[Article]) -> Iterator[Report]:
        known = [told for _, _, several, _ in REPORTS for told in several]
        for article in given:
            yield coded(article, [told for told in dict.fromkeys(known) if told.text in article.text], self.coder)


def coded(article: Article, several: list[Told], coder: Coder) -> Report:
    """The report of an article: an event, a place, a time and a figure for each sentence that is known."""
    text = article.text
    lists: dict[str, list[Any]] = {name: [] for name in ("places", "times", "events", "figures", "crossings", "statements")}
    actors: dict[str, Actor] = {}
    for n, told in enumerate(several):
        _code(text, told, n, lists, actors)
    ends = [n + 1 for n, letter in enumerate(text) if letter == "."]
    sentences = tuple(Span(start, end) for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False))
    return Report(
        article.id, text, article.published, url=article.url, outlet=article.outlet, title=article.title, language="en",
        sentences=sentences, actors=tuple(actors.values()), **{name: tuple(rows) for name, rows in lists.items()}, coder=coder,
    )  # fmt: skip


def _code(text: str, told: Told, n: int, lists: dict[str, list[Any]], actors: dict[str, Actor]) -> None:
    base = text.index(told.text)

    def span(words: str, after: str = "") -> Span:
        start = base + told.text.index(words, told.text.index(after) if after else 0)
        return Span(start, start + len(words))

    def mention(words: str, after: str = "", **more: Any) -> Mention:
        found, actor = span(words, after), ACTORS.get(words)
        if actor:
            known = actors.get(words, actor)
            actors[words] = msgspec.structs.replace(known, mentions=(*known.mentions, found))
        return Mention(found.start, found.end, actor=actor.id if actor else None, **more)

    where, place = span(told.where, " in "), PLACES[told.where]
    lists["places"].append(Place(where.start, where.end, place[0], told.where, *place[1:], 0.9, "exact"))
    time = None
    if told.day:
        when, day = span(f"{told.day} June"), f"2026-06-{told.day:02}"
        time = len(lists["times"])
        lists["times"].append(Time(when.start, when.end, "DATE", day, day, day, "day", "reference"))
    attribution = None
    if told.status == "claimed":
        said = f"s{n}"
        speaker = mention("an official")
        attribution = Attribution(speaker, span("said"), said)
        content = Span(base, base + told.text.index(", an official"))
        lists["statements"].append(Statement(said, speaker, span("said"), (content,), "indirect", rule="clause"))
    trigger = span(told.verb.split()[0])
    lists["events"].append(Event(
        f"e{n}", told.type, told.mode, trigger, (mention(told.who),), (mention(told.whom, told.verb),),  # type: ignore[arg-type]
        len(lists["places"]) - 1, time, Factuality(told.status), f"rule.{told.type.lower()}",  # type: ignore[arg-type]
        attribution=attribution, confidence=0.5 + 0.04 * n,
    ))  # fmt: skip
    if told.killed:
        words = span(str(told.killed), "killing")
        lists["figures"].append(Figure(
            f"f{n}", words.start, words.end, "killed", told.killed, told.killed, "exact", mention("people"), f"e{n}",
            Factuality(told.status), "figure.killed", "incident", time=time, attribution=attribution,  # type: ignore[arg-type]
        ))  # fmt: skip
    if told is CLOSING:
        lists["crossings"].append(Crossing(
            f"c{n}", trigger, "closed", Factuality("occurred"), "crossing.closed", "crossing", 1,
            (Mention(where.start, where.end, place=len(lists["places"]) - 1),), ("IRN", "PAK"),
        ))  # fmt: skip


def write(root: Path) -> Path:
    """Builds the record in a folder below `root`, in two builds: what came last is new."""
    made = articles()
    for given in (made[:-1], made):
        path = root / "in.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(article) + b"\n" for article in given))
        build([path], root / "border", Options(pipeline=lambda settings: Teller()))
    return root / "border"


def again(folder: Path) -> None:
    """Codes and derives the record of `write` anew, as another version of the coder would; waits while the desk itself builds."""
    for _ in range(60):
        try:
            build([], folder, Options(pipeline=lambda settings: Teller(), recode=True))
        except OutputError:
            sleep(0.5)
        else:
            return
    raise TimeoutError("the desk goes on building")


if __name__ == "__main__":
    import sys

    again(Path(sys.argv[1]))
