"""Time mentions to values and intervals."""

from dateline.drafts import TimeMention
from dateline.records import Article, ReferenceDate, Time


def resolve(mentions: tuple[TimeMention, ...], article: Article) -> tuple[tuple[Time, ...], ReferenceDate | None]:
    """One time a mention, at the same index, and the day that the report speaks from."""
    return tuple(Time(m.start, m.end, m.type) for m in mentions), None
