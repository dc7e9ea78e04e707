"""Dateline turns news reports into the sourced record of a conflict.

    import dateline
    report = dateline.read("report.txt")
    for event in report.events:
        print(event.type, event.factuality.status, report.text[event.trigger.start:event.trigger.end])
"""

from typing import TYPE_CHECKING, Any

from dateline.records import Article, Report

if TYPE_CHECKING:
    from dateline.api import code, read

__all__ = ["Article", "Report", "code", "read"]


def __getattr__(name: str) -> Any:
    """`read` and `code` on first use, so that `import dateline` loads no model."""
    if name in ("code", "read"):
        from dateline import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
