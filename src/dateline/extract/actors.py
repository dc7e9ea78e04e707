"""Words that name or describe someone, and which of them mean the same one."""

from collections.abc import Iterable

from dateline.drafts import ActorMention
from dateline.extract.reading import Reading
from dateline.records import Mention


def find(reading: Reading, used: Iterable[Mention]) -> list[ActorMention]:
    """The actor mentions of a report: those that its records use, and every further name of an actor."""
    return []
