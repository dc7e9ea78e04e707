"""A pipeline without a model, for tests of what is around it."""

from collections.abc import Iterable, Iterator

from dateline.clean import clean
from dateline.records import Article, Coder, Event, Factuality, Place, Report, Span
from dateline.settings import Settings


class StandIn:
    """Cleans, and finds one event and one place in every report; `fails_after` so many it is interrupted."""

    made_by = "one"
    fails_after: int | None = None

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.coder = Coder("0", self.made_by)

    def code(self, articles: Iterable[Article]) -> Iterator[Report]:
        for number, raw in enumerate(articles):
            if number == StandIn.fails_after:
                raise KeyboardInterrupt
            article = clean(raw, self.settings)
            event = Event("e1", "ASSAULT", None, Span(0, 3), (), (), None, None, Factuality("occurred"), "x")
            place = Place(0, 3, candidates=({"name": "Two", "score": 0.1},))
            yield Report(
                article.id, article.text, article.published, events=(event,), places=(place,), refusals=article.refusals,
                coder=self.coder,
            )  # fmt: skip
