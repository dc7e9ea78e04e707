"""What linking gives: one `Link` a report, one `LinkedEvent` an event across reports."""

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
