"""The shapes of the API's answers. Rows have the columns of the record's tables, with what these say of themselves."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from dateline.store.lists import lists
from dateline.store.schema import SPANS, Column, tables

PYTHON: Mapping[str, Any] = {
    "VARCHAR": str, "DATE": date, "BOOLEAN": bool, "BIGINT": int, "INTEGER": int, "DOUBLE": float, "JSON": Any,
    "VARCHAR[]": list[str | None],
}  # fmt: skip
EXAMPLES: Mapping[str, Any] = {
    "linked_event": "e7f3a01c22b94d5e1", "type": "ASSAULT", "quad": "material conflict", "mode": "artillery", "status": "claimed",
    "actors": ["PAK.mil"], "actor_names": ["army of Pakistan"], "place_name": "Taftan", "day_from": "2026-06-19",
    "day_to": "2026-06-19", "toll_measure": "killed", "toll_low": 4, "toll_high": None, "independent_origins": 1, "reports": 6,
    "report": "1f5a09c2be771d04", "event": "1f5a09c2be771d04:e2", "measure": "killed", "low": 4, "high": None,
}  # fmt: skip


class Span(BaseModel):
    """Code points of the report's text, the end not included."""

    start: int
    end: int


def _typed(kind: str) -> Any:
    return list[Span] if kind == SPANS else PYTHON[kind]


def _field(column: Column, name: str) -> tuple[Any, Any]:
    examples = [EXAMPLES[name]] if name in EXAMPLES else None
    return _typed(column.type) | None if column.type != "JSON" else Any, Field(None, description=column.about, examples=examples)


def of_table(name: str, table: str, *, without: Iterable[str] = (), **more: Any) -> type[BaseModel]:
    """A row of a table; `more` are further fields."""
    left_out = set(without)
    fields: dict[str, Any] = {key: _field(one, key) for key, one in tables()[table].columns.items() if key not in left_out}
    return create_model(name, __doc__=tables()[table].about, **(fields | more))


def of_list(name: str, listed: str, **more: Any) -> type[BaseModel]:
    """A row of a list that exports write, and `more`. The types of its own columns are those that come."""
    one = lists()[listed]
    columns = tables()[one.table].columns
    fields: dict[str, Any] = {
        key: _field(columns[key], key) if key in columns else (Any, Field(None, description=about))
        for key, about in one.described().items()
    }
    return create_model(name, __doc__=one.about, **(fields | more))


class Part(BaseModel):
    """A page of a list. `next` is the `after` of the page that follows, null at the end."""

    model_config = ConfigDict(serialize_by_alias=True)

    record: str = Field(description="Digest of the record", examples=["4d9393cedd2505be"])
    next: str | None = Field(None, description="`after` for the next page; null at the end")


INNER = ("search", "actor_keys", "recipient_keys")
Event = of_table("Event", "happenings", without=INNER)
Telling = of_table(
    "Telling", "events", outlet=(str | None, None), published=(date | None, None), title=(str | None, None),
    report_id=(str | None, None), copy_of=(str | None, None), origin=(str | None, None), contradicts=(bool | None, None),
)  # fmt: skip
Point = of_table("Point", "ledger_points", without=("owner", "n"))
Raised = of_table("Raised", "ledger_changes", without=("owner", "n"))
Series = of_table("Series", "ledger", points=(list[Point], Field(description="The figures, by origin")),  # type: ignore[valid-type]
                  changes=(list[Raised], Field(default_factory=list)))  # type: ignore[valid-type]  # fmt: skip
Change = of_table("Change", "changes", built=(str | None, Field(None, description="When, UTC")))
Report = of_list("Report", "report_list")
Statement = of_list("Statement", "statement_list", start=(int, Field(description="Where its words begin, in code points")),
                    end=(int, Field(description="And where they end")))  # fmt: skip
Figure = of_table(
    "Figure", "ledger", without=("country",), people_country=(str | None, Field(None, description="Country of the people")),
    type=(str | None, Field(None, description="Of the happening, where it is of one")), status=(str | None, None),
    place_name=(str | None, None), country=(str | None, None), day_from=(date | None, None), day_to=(date | None, None),
    independent_origins=(int | None, None), points=(list[Point], Field(description="The figures, by origin")),  # type: ignore[valid-type]
)  # fmt: skip
Crossing = of_table("Crossing", "crossing_states", without=("n",))
Actor = of_table("Actor", "known_actors", acts=(int, Field(description="Happenings in which it, or what is under it, acts")),
                 acted_on=(int, Field(description="Happenings in which it is acted on")))  # fmt: skip


class Counted(BaseModel):
    """Happenings of one type and status."""

    type: str
    quad: str
    status: str
    events: int


ActorPage = of_table("ActorPage", "known_actors", acts=(list[Counted], ...), acted_on=(list[Counted], ...))


class Events(Part):
    """ "58 events of 330; 31 with two origins": `count` fit, `of` are there with these statuses."""

    count: int
    of: int
    two_origins: int
    nowhere: int = Field(description="Of those that fit: without a known place")
    statuses: dict[str, int] = Field(description="What fits otherwise, by status")
    events: list[Event]  # type: ignore[valid-type]


class EventPage(BaseModel):
    """One happening with everything that is told of it."""

    record: str
    event: Event  # type: ignore[valid-type]
    tellings: list[Telling] = Field(description="By reports, copies too, as each tells it")  # type: ignore[valid-type]
    figures: list[Series] = Field(description="The ledger; never a sum")  # type: ignore[valid-type]
    changes: list[Change] = Field(description="What changed about it, build by build")  # type: ignore[valid-type]


class Reports(Part):
    reports: list[Report]  # type: ignore[valid-type]


class ReportPage(BaseModel):
    """A report with its text and all that was coded in it."""

    model_config = ConfigDict(extra="allow")

    record: str
    report: str
    id: str | None
    text: str | None = Field(description="Spans count its code points")
    events: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    crossings: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    actors: list[dict[str, Any]]
    places: list[dict[str, Any]]
    times: list[dict[str, Any]]
    refusals: list[dict[str, Any]]


class Figures(Part):
    figures: list[Figure]  # type: ignore[valid-type]


class Crossings(BaseModel):
    record: str
    crossings: list[Crossing]  # type: ignore[valid-type]


class Statements(Part):
    statements: list[Statement]  # type: ignore[valid-type]


class Actors(Part):
    actors: list[Actor]  # type: ignore[valid-type]


class Changes(Part):
    since: int
    sequence: int | None = Field(description="The last: give it as `since` the next time")
    changes: list[Change]  # type: ignore[valid-type]


class Dyad(BaseModel):
    """The one acts, the other is acted on."""

    actor: str
    recipient: str
    events: int
    verbal_conflict: int
    material_conflict: int
    verbal_cooperation: int
    material_cooperation: int


class Dyads(BaseModel):
    record: str
    dyads: list[Dyad]


class Spot(BaseModel):
    """A place with its events. `exact` false: only a country, province or area is known, its point is no spot."""

    geonames_id: int | None
    name: str | None
    lat: float
    lon: float
    country: str | None
    kind: str | None
    exact: bool
    events: int
    first: str = Field(description="The event with the largest figure, else the one that changed last")
    low: int | None = Field(description="That figure: at least; never a sum")
    high: int | None
    open: bool
    new: int
    quads: dict[str, int]
    statuses: dict[str, int]


class Places(BaseModel):
    record: str
    places: list[Spot]


class Choice(BaseModel):
    """A value of a filter, and the events that it would leave."""

    id: str
    name: str
    hint: str | None
    events: int


class Choices(BaseModel):
    record: str
    choices: list[Choice]


class Decision(BaseModel):
    """A decision of people; it hangs on the report, the digest of its text, and the span with its words."""

    model_config = ConfigDict(extra="allow")

    number: int
    decided: str
    reviewer: str
    verdict: str
    kind: str
    report: str
    record: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    comment: str | None = None
    undoes: int | None = None


class Decisions(Part):
    decisions: list[Decision]


class Summary(BaseModel):
    """How many of everything there is."""

    record: str
    name: str
    version: str = Field(description="Of dateline")
    sequence: int | None
    built: str | None = Field(description="When the last change came, UTC")
    reports: int
    copies: int
    events: int = Field(description="As single reports tell them")
    happenings: int = Field(description="Across reports")
    figures: int
    crossings: int
    statements: int
    stories: int
    known_actors: int
