"""What a noun phrase counts: people, households, or both, with the words that say so."""

import msgspec
from msgspec.structs import replace

from dateline.records import Bounds, Measure, Quantifier, Span
from dateline.syntax.tree import Word

ANYBODY = frozenset({"victim", "person", "people", "other", "others", "suspect"})
LARGE = 1000  # people
PER_HOME = 5  # people in a household, roughly
THEM = frozenset({"them", "whom", "which", "these", "those"})
MOVED: frozenset[Measure] = frozenset({"displaced", "fled", "returned", "evacuated", "expelled", "hosted", "affected"})


class Count(msgspec.Struct, frozen=True):
    """Bounds, the words that tell them, whom they count; `how` is number, one, none, group, share or list."""

    low: int | None
    high: int | None
    quantifier: Quantifier
    span: Span
    who: Word | None
    how: str
    more: bool = False
    part: bool = False
    households: Bounds | None = None

    @property
    def explicit(self) -> bool:
        return self.how not in ("one", "none")

    @property
    def counts_homes(self) -> bool:
        """Whether it counts households alone, nobody knows how many people."""
        return self.low is None and self.high is None and self.households is not None

    @property
    def is_large(self) -> bool:
        """So many that they may have moved at any time, unless one is told."""
        homes = self.households if self.counts_homes else None
        return (homes.low or homes.high or 0) >= LARGE // PER_HOME if homes else (self.low or self.high or 0) >= LARGE


def in_homes(count: Count) -> Count:
    """A bare number of households: "The number of displaced families passed **1,000**"."""
    if count.households is not None or (count.low is None and count.high is None):
        return count
    return replace(count, low=None, high=None, households=Bounds(count.low, count.high))


def as_told(whole: Count | None, count: Count) -> Count:
    """A number that counts what another one before it did: "200 families fled Nyala and **300** Zalingei"."""
    bare = count.how == "number" and (count.who is None or count.who.lower in THEM)
    return in_homes(count) if bare and whole is not None and whole.counts_homes else count


def allowed(measure: Measure, count: Count) -> Count | None:
    """Households are counted where they move or suffer together; of "killed two families" nothing is known."""
    if count.households is None or measure in MOVED:
        return count
    return None if count.counts_homes else replace(count, households=None)


def are_those(found: list[Count]) -> bool:
    """"Three victims, a man and two boys, were killed": the others are the three."""
    if len(found) < 3:
        return False
    whole, *others = found
    if whole.low is None or whole.low != whole.high:
        return False
    if whole.how != "number" or whole.who is None or whole.who.lemma not in ANYBODY:
        return False
    return whole.low >= sum(each.low or 0 for each in others)


def summed(found: list[Count]) -> Count:
    """One figure of a list: "a woman and her two sons" is 3."""
    total = sum(each.low or 0 for each in found)
    ends = [max(each.span.end, each.who.end if each.who is not None else 0) for each in found]
    span = Span(min(each.span.start for each in found), max(ends))
    return Count(total, total, "exact", span, found[0].who, "list", found[0].more)
