"""Dateline turns news reports into the sourced record of a conflict.

    import dateline
    report = dateline.read("report.txt")
    for event in report.events:
        print(event.type, event.factuality.status, report.text[event.trigger.start:event.trigger.end])
"""

from dateline.records import Article, Report

__all__ = ["Article", "Report"]
