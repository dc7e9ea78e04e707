"""The versions of one text: a correction or an update by its own outlet, with other figures or days in its lead.

    "at least 128 people" (15 June), "CORRECTED: ... at least 224 people" (15 June)   version 1, version 2 of one text
"""

from collections.abc import Sequence

from dateline.link.likeness import differ
from dateline.link.sketch import Sketch


def versions_of(members: Sequence[Sketch]) -> list[tuple[int, int | None]]:
    """For each report of a text its version, from 1, and the place of the report whose version it replaces."""
    heads: list[int] = []
    found: list[tuple[int, int | None]] = []
    for place, sketch in enumerate(members):
        same = next((number for number, head in enumerate(heads) if not _is_new(sketch, members[head])), None)
        if same is None:
            heads.append(place)
            same = len(heads) - 1
        found.append((same + 1, heads[same - 1] if same and heads[same] == place else None))
    return found


def _is_new(sketch: Sketch, head: Sketch) -> bool:
    """Whether a report is a version of its own: it says that it corrects, or its lead tells other figures than the head's."""
    return sketch.text != head.text and (differ(sketch, head) or sketch.version != head.version)
