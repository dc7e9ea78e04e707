"""The filters in use as words, each with the address that leaves it out."""

from typing import NamedTuple

from dateline.serve.address import Asked
from dateline.serve.view import count, days, moment
from dateline.serve.wording import type_words
from dateline.store.desk import mapped, picture
from dateline.store.reader import Record

CHANGE_WORDS = {
    "events": "new events", "figures": "figures new or changed", "crossings": "crossings changed",
    "contradictions": "contradictions",
}  # fmt: skip


class Chip(NamedTuple):
    says: str
    without: str  # the query of the address without this filter
    filter: str
    doubt: bool = False  # not understood


def chips(record: Record, asked: Asked) -> list[Chip]:
    """One chip a filter; what was not understood comes last."""
    base = Asked()
    ids = sorted({*asked.actor, *asked.dyad, *asked.country})
    names = mapped.actor_names(record, ids) if ids else {}
    told: list[tuple[str, tuple[str, ...]]] = []
    if asked.start or asked.end:
        told.append((days(asked.start, asked.end), ("start", "end")))
    if asked.dyad:
        told.append((" ↔ ".join(names.get(each, each) for each in asked.dyad), ("dyad",)))
    told += [(names.get(each, each), ("actor",)) for each in asked.actor]
    if asked.type:
        told.append((", ".join(type_words(each) for each in asked.type), ("type",)))
    if asked.origins > 1:
        told.append((f"{asked.origins} or more origins", ("origins",)))
    if asked.place:
        told.append((_places(record, asked.place), ("place",)))
    told += [(names.get(each, each), ("country",)) for each in asked.country]
    if asked.nowhere:
        told.append(("place not known", ("nowhere",)))
    if asked.words:
        told.append((f"“{asked.words}”", ("words",)))
    if asked.since is not None:
        told.append((_since(record, asked), ("since", "change")))
    found = []
    for says, fields in told:
        values = {name: getattr(base, name) for name in fields}
        if fields in (("actor",), ("country",)):  # several chips of one filter: each takes itself away
            values = {fields[0]: tuple(each for each in getattr(asked, fields[0]) if names.get(each, each) != says)}
        found.append(Chip(says, asked.query(**values, after=None, sel=None), fields[0]))
    return found + [Chip(f"not understood: {note}", asked.query(after=None), "", True) for note in asked.notes]


def _places(record: Record, ids: tuple[int, ...]) -> str:
    """ "Taftan, Zahedan and 3 more places"."""
    names = mapped.place_names(record, ids[:2])
    told = ", ".join(names.get(each, f"place {each}") for each in ids[:2])
    rest = len(ids) - 2
    return told + (f" and {rest} more place{'' if rest == 1 else 's'}" if rest > 0 else "")


def _since(record: Record, asked: Asked) -> str:
    what = CHANGE_WORDS.get(asked.change or "", "new or changed")
    built = dict(picture.sequences(record)).get(asked.since or 0)
    return f"{what} since {moment(built).partition(' ')[2]}" if built else f"{what} since build {count(asked.since or 0)}"
