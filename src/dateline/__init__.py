"""Dateline turns news reports into the sourced record of a conflict.

    import dateline
    report = dateline.read("report.txt")
    for event in report.events:
        print(event.type, event.factuality.status, report.text[event.trigger.start:event.trigger.end])
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.records import Article, Report

if TYPE_CHECKING:
    from dateline.api import code, read
    from dateline.store.reader import open_record

__all__ = ["Article", "Report", "code", "open_record", "read"]


_HOMES = {"code": "dateline.api", "read": "dateline.api", "open_record": "dateline.store.reader"}


def __getattr__(name: str) -> Any:
    """The functions on first use, so that `import dateline` loads no model and no database."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
