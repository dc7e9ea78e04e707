"""The filters of the picture as conditions on `happenings`. One reading for list, map, timeline, counts and exports.

    wanted = Wanted(country=("IRN",))   # or what an address asks for, which is a Wanted
    where, values = wanted.where()      # "list_contains(?, status) AND ..." and what is bound
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, Self

STATUSES = ("occurred", "claimed", "planned", "requested", "hypothetical", "denied")
AT_FIRST = ("occurred",)  # the statuses that are shown unless others are asked for
FIGURES = ("figure_new", "figure_raised", "figure_lowered", "figure_changed")
CROSSINGS = ("crossing_open", "crossing_closed", "crossing_restricted")
CHANGES = {"events": ("event",), "figures": FIGURES, "crossings": CROSSINGS, "contradictions": ("contradiction",)}
_ACTS = "list_contains(actor_keys, ?)"  # six times as fast as list_has_any
_ACTED_ON = "list_contains(recipient_keys, ?)"

_OF_STORIES = "SELECT linked_event FROM (SELECT linked_event, unnest(stories) AS story FROM happenings)"
_FRESH = "(arrived > ? AND linked_event IN (SELECT owner FROM ledger WHERE owner_kind = 'event'))"  # its figures are new with it
_SHUT = (
    "linked_event IN (SELECT m.linked_event FROM crossings AS c JOIN events AS e ON e.report = c.report AND e.start = c.start "
    "JOIN linked_members AS m ON m.event = e.event WHERE list_has_any(list_concat(coalesce(c.name, []), "
    "coalesce(c.countries, []), [array_to_string(c.countries, '-')]), coalesce(({names}), [])))"
)


class Condition(NamedTuple):
    """One filter: the field that asks for it, its SQL, and what is bound."""

    name: str
    sql: str
    values: list[Any]


@dataclass(frozen=True)
class Wanted:
    """What of the happenings is wanted. `serve.address.Asked`, what an address asks for, is one of these.

    `actor` takes part on either side; `dyad` acts on each other, either way round. Ids take what is under them ("PAK" with
    "PAK.mfa") and a country's people. `start` and `end` take what may have been then. `place` are GeoNames ids.
    """

    since: int | None = None
    start: date | None = None
    end: date | None = None
    actor: tuple[str, ...] = ()
    dyad: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    origins: int = 1
    place: tuple[int, ...] = ()
    country: tuple[str, ...] = ()
    change: str | None = None
    nowhere: bool = False
    words: str = ""

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    @property
    def statuses(self) -> tuple[str, ...]:
        return self.status or AT_FIRST

    def conditions(self) -> list[Condition]:
        """The filters in use; that of the status is always there."""
        return [each for each in (*self._who(), *self._when(), *self._what()) if each is not None]

    def where(self, without: Iterable[str] = ()) -> tuple[str, list[Any]]:
        """The conditions but those of some fields, joined; "true" if none is left."""
        left_out = set(without)
        kept = [each for each in self.conditions() if each.name not in left_out]
        return " AND ".join(each.sql for each in kept) or "true", [value for each in kept for value in each.values]

    def _who(self) -> Iterable[Condition | None]:
        if self.actor:
            either = " OR ".join([f"{_ACTS} OR {_ACTED_ON}"] * len(self.actor))
            yield Condition("actor", f"({either})", [key for each in self.actor for key in (each, each)])
        if len(self.dyad) == 2:
            one, other = self.dyad
            yield Condition("dyad", f"(({_ACTS} AND {_ACTED_ON}) OR ({_ACTS} AND {_ACTED_ON}))", [one, other, other, one])

    def _when(self) -> Iterable[Condition | None]:
        if self.start is not None:
            yield Condition("start", "day_to >= ?", [self.start])
        if self.end is not None:
            yield Condition("end", "day_from <= ?", [self.end])
        if self.since is not None:
            yield self._since(self.since)

    def _since(self, since: int) -> Condition:
        if self.change not in CHANGES or self.change == "events":
            return Condition("since", f"{'arrived' if self.change else 'changed'} > ?", [since])
        kinds = list(CHANGES[self.change])
        told = "FROM changes WHERE sequence > ? AND list_contains(?, kind)"
        if self.change == "crossings":  # the happenings that are told by the words that tell the crossing's state
            return Condition("since", _SHUT.format(names=f"SELECT list(crossing) {told}"), [since, kinds])
        condition, values = f"linked_event IN (SELECT now {told} AND now IS NOT NULL)", [since, kinds]
        if self.change == "figures":  # of a story: its happenings
            condition = f"({condition} OR linked_event IN ({_OF_STORIES} WHERE story IN (SELECT story {told})) OR {_FRESH})"
            values = [*values, *values, since]
        return Condition("since", condition, values)

    def _what(self) -> Iterable[Condition | None]:
        yield Condition("status", "list_contains(?, status)", [list(self.statuses)])
        if self.type:
            yield Condition("type", "list_contains(?, type)", [list(self.type)])
        if self.origins > 1:
            yield Condition("origins", "independent_origins >= ?", [self.origins])
        if self.place:
            yield Condition("place", "list_contains(?, geonames_id)", [list(self.place)])
        if self.country:
            yield Condition("country", "list_contains(?, country)", [list(self.country)])
        if self.nowhere:
            yield Condition("nowhere", "lat IS NULL", [])
        if words := folded(self.words).split():
            yield Condition("words", " AND ".join(["contains(search, ?)"] * len(words)), list(words))


def folded(text: str) -> str:
    """As `happenings.search` is written: lower case, no accents."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return re.sub(r"\s+", " ", plain.lower()).strip()


def with_words(column: str, words: str) -> tuple[list[str], list[str]]:
    """Conditions that all words stand in a column, whatever their accents and capitals; the first twelve count."""
    told = folded(words).split()[:12]
    return [f"contains(lower(strip_accents({column})), ?)"] * len(told), told
