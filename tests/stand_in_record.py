"""Articles, and a coder without a model that finds one of everything in each: for tests of what is built from reports."""

from collections.abc import Iterable, Iterator

from dateline.records import (
    Actor,
    Article,
    Attribution,
    Coder,
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

TEXT = (
    "🛑 Pakistan shelled Taftan on 15 June, killing at least 12 people, the ministry said. "
    "Iran shut the Mirjaveh gate, Wire has {n}."
)


def articles(count: int, start: int = 0) -> list[Article]:
    """Articles "r0", "r1" ... with different texts, published on different days of June."""
    return [
        Article(f"r{n}", TEXT.format(n=n), f"2025-06-{n % 28 + 1:02}", f"https://desk.example/{n}", f"Outlet {n % 3}", f"Day {n}")
        for n in range(start, start + count)
    ]


class Teller:
    """Codes any text of `TEXT`'s form; counts what it was given."""

    def __init__(self, made_by: str = "one") -> None:
        self.coder = Coder("0", made_by)
        self.given: list[str] = []

    def code(self, given: Iterable[Article]) -> Iterator[Report]:
        for article in given:
            self.given.append(article.id)
            yield told(article, self.coder)


def told(article: Article, coder: Coder) -> Report:
    """The report of an article; one without a text is refused."""
    if not article.text:
        return Report(article.id, "", article.published, refusals=(Refusal("ingest", "empty"),), coder=coder)
    text = article.text

    def at(words: str, **more: object) -> Mention:
        start = text.index(words)
        return Mention(start, start + len(words), **more)  # type: ignore[arg-type]

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    said = Attribution(at("the ministry", actor="PAK.mfa"), span("said"), "s1")
    taftan, gate = at("Taftan"), at("Mirjaveh")
    end = text.index(". Iran") + 1
    return Report(
        article.id, text, article.published, url=article.url, outlet=article.outlet, title=article.title, language="en",
        sentences=(Span(0, end), Span(end + 1, len(text))),
        places=(
            Place(taftan.start, taftan.end, 1, "Taftan", 28.98, 61.55, "PAK", "Balochistan", "town", 0.9, "exact",
                  ({"name": "Taftan", "country": "IRN", "score": 0.1},)),
            Place(gate.start, gate.end),
        ),
        times=(Time(*_pair(span("15 June")), "DATE", "2025-06-15", "2025-06-15", "2025-06-15", "day", "reference"),),
        actors=(
            Actor("PAK", "Pakistan", "state", "PAK", mentions=(span("Pakistan"),)),
            Actor("PAK.mfa", "foreign ministry of Pakistan", "government", "PAK", mentions=(span("the ministry"),)),
            Actor("IRN", "Iran", "state", "IRN", mentions=(span("Iran"),)),
        ),
        events=(
            Event("e1", "ASSAULT", "artillery", span("shelled"), (at("Pakistan", actor="PAK"),), (at("Taftan", place=0),), 0, 0,
                  Factuality("claimed", (span("said"),)), "assault.shell", attribution=said, cameo="194",
                  acled="Explosions/Remote violence: Shelling/artillery/missile attack", confidence=0.8),
            Event("e2", "COERCE", "restrict", span("shut"), (at("Iran", actor="IRN"),), (at("the Mirjaveh gate"),), None, None,
                  Factuality("occurred"), "coerce.close", confidence=0.7),
        ),
        figures=(
            Figure("f1", *_pair(span("at least 12")), "killed", 12, None, "at_least", at("12 people"), "e1",
                   Factuality("claimed"), "figure.killed", "incident", time=0, attribution=said),
        ),
        crossings=(
            Crossing("c1", span("shut"), "closed", Factuality("occurred"), "crossing.closed", "crossing", 1,
                     (at("Mirjaveh", place=1),), ("IRN", "PAK")),
        ),
        statements=(
            Statement("s1", at("the ministry", actor="PAK.mfa"), span("said"), (span("Pakistan shelled Taftan"), span("killing")),
                      "indirect", rule="clause"),
        ),
        credits=(Credit(*_pair(span("Wire")), "Wire", "has"),), refusals=article.refusals, coder=coder,
    )  # fmt: skip


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
