"""Which reports carry one text, and which of them it goes back to.

Reports come in the order of `sketch.order`. One that is a copy of an earlier text joins it, any other begins a text of its
own; a member is always compared with the beginning, never with another member, so that no chain of small changes joins
strangers. Whose text it is, is settled in the group: the outlet that a member credits, else the agency that the beginning
credits, else the beginning's own outlet.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.link.candidates import candidates
from dateline.link.likeness import is_copy
from dateline.link.sketch import Sketch
from dateline.link.topics import Counts
from dateline.text.fold import fold


@dataclass(slots=True, frozen=True)
class Group:
    """One text: its reports in order, the one that it goes back to, and the outlet or agency it goes back to, if known."""

    members: tuple[int, ...]
    first: int
    origin: str | None


def copies_of(sketches: Sequence[Sketch], counts: Counts) -> list[Group]:
    """The texts of a sorted collection; a report without copies is a group of one."""
    begins = list(range(len(sketches)))
    for report, earlier in candidates(sketches, counts):
        for other in dict.fromkeys(begins[number] for number in earlier):
            if is_copy(sketches[report], sketches[other], counts):
                begins[report] = other
                break
    members: defaultdict[int, list[int]] = defaultdict(list)
    for report, beginning in enumerate(begins):
        members[beginning].append(report)
    return [group_of(tuple(found), sketches) for found in members.values()]


def group_of(members: tuple[int, ...], sketches: Sequence[Sketch]) -> Group:
    """The group of some reports; the first is the one that it began with."""
    first = members[0]
    named = {name for number in members for name in sketches[number].credited if name != sketches[number].outlet}
    credited = next((number for number in members if sketches[number].outlet in named and not sketches[number].version), None)
    if credited is not None:
        return Group(members, credited, sketches[credited].name)
    agencies = [sketches[number].agency for number in members if sketches[number].agency]
    own = next((number for number in members if fold(agencies[0]) == sketches[number].outlet), first) if agencies else first
    return Group(members, own, agencies[0] if agencies else sketches[first].name or None)
