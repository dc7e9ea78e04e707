"""What linking gives: one `Link` a report, one `LinkedEvent` an event across reports, one `StoryLedger` a story."""

import msgspec


class Link(msgspec.Struct, frozen=True):
    """Where a report belongs. `copy_of` is the id of the report whose text it carries, null if its own.

    `origin` is the outlet or agency that the text goes back to; `version` counts the corrected or updated versions of one
    text from 1, in the order of their days; `corrects` is the id of the version before.
    """

    id: str
    copy_group: str
    copy_of: str | None
    origin: str | None
    story: str
    version: int = 1
    corrects: str | None = None


class Point(msgspec.Struct, frozen=True):
    """A figure on the word of one origin: `said` is the day of the first report that has it, `day` the day it holds for.

    `source` is whom that report names ("the health ministry"), `reports` all reports that have it, copies too.
    """

    low: int | None
    high: int | None
    quantifier: str
    scope: str | None
    status: str
    origin: str
    source: str | None
    said: str | None
    day: str | None
    reports: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """One origin's figure that went up or down; `kind` is "correction" where the report says that it corrects, else "update"."""

    origin: str
    before: int
    after: int
    direction: str
    kind: str
    said: str | None


class Series(msgspec.Struct, frozen=True):
    """Figures of one measure, kind of people ("pilgrim"; "" for people at large; "households": its
    bounds are of households) and country, in the order of their telling.

    `low` and `high` span the latest figure of each origin, the largest where a report tells several. They are never added up.
    """

    measure: str
    who: str
    country: str
    low: int | None
    high: int | None
    points: tuple[Point, ...]
    changes: tuple[Change, ...] = ()


class CrossingState(msgspec.Struct, frozen=True):
    """A crossing at a time, on the word of one origin; `since` is told, `said` the day of the report."""

    crossing: str
    what: str
    status: str
    factuality: str
    since: str | None
    said: str | None
    origin: str


class Member(msgspec.Struct, frozen=True):
    """An event of a report."""

    report: str
    event: str


class LinkedPlace(msgspec.Struct, frozen=True):
    """The most exact place that a report gives for an event."""

    geonames_id: int | None
    name: str
    country: str | None
    lat: float
    lon: float


class LinkedEvent(msgspec.Struct, frozen=True):
    """One event across reports. `independent_origins` counts the outlets and agencies that its texts go back to.

    `status` is the best evidence's: stated by a report in its own voice, else on a source's word, else denied, planned ...
    `contradictions` are the tellings that deny what others state or claim.
    """

    event: str
    members: tuple[Member, ...]
    type: str
    independent_origins: int
    reports: int
    figures: tuple[Series, ...]
    modes: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: LinkedPlace | None
    from_: str | None = msgspec.field(name="from")
    to: str | None
    first_reported: str | None
    origins: tuple[str, ...]
    stories: tuple[str, ...]
    contradictions: tuple[Member, ...] = ()


class StoryLedger(msgspec.Struct, frozen=True):
    """The figures and crossings of a story over time; with those that belong to no event."""

    story: str
    reports: int
    independent_origins: int
    first_reported: str | None
    last_reported: str | None
    figures: tuple[Series, ...]
    crossings: tuple[CrossingState, ...]
