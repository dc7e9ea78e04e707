"""`status.html` and `status.json` in the record's folder: how a watch goes, for people and for programs.

Files, not a server: they need no port and no guard, are read over whatever reaches the folder, and still say how it went when
the watch is gone. Each is written in one piece. The page has no script, and its policy forbids any.
"""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dateline.feeds.state import FeedRow
from dateline.feeds.words import about, moment

PAGE, TABLE = "status.html", "status.json"
REFRESH = 15  # seconds after which a browser reads the page again
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1d2330;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.35rem .6rem;vertical-align:top;"
    "border-bottom:1px solid #d9dde5}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td{overflow-wrap:anywhere}"
    ".bad{color:#a11414}caption{text-align:left;font-weight:600;padding:.4rem 0}"
)


class Status(NamedTuple):
    """How a watch goes at a moment."""

    now: float
    state: str
    every: float
    feeds: list[FeedRow]
    stages: Mapping[str, int]
    batch: str
    trouble: str
    refusals: list[tuple[str, str, str]]


def write(folder: Path, status: Status) -> None:
    """Both files, each in one piece. No sync to the disk: after a power cut the next write mends them."""
    for name, content in ((PAGE, page(status).encode()), (TABLE, table(status))):
        begun = folder / f"{name}.tmp"
        begun.write_bytes(content)
        begun.replace(folder / name)


def table(status: Status) -> bytes:
    feeds = [_feed(feed) for feed in status.feeds]
    refusals = [dict(zip(("address", "feed", "why"), one, strict=True)) for one in status.refusals]
    found: dict[str, Any] = {
        "written": moment(status.now), "state": status.state, "every_seconds": status.every, "articles": dict(status.stages),
        "last_batch": status.batch, "trouble": status.trouble, "feeds": feeds, "refused_last": refusals,
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(found), indent=1)


def _feed(feed: FeedRow) -> dict[str, Any]:
    return {
        "address": feed.address, "title": feed.title, "last_asked": moment(feed.asked), "result": feed.result,
        "failures_in_a_row": feed.failures, "next_due": moment(feed.due), "found": feed.found, "coded": feed.coded,
        "refused": feed.refused,
    }  # fmt: skip


def page(status: Status) -> str:
    bad = sum(feed.failures > 0 for feed in status.feeds)
    wanted, ready, done, refused = (status.stages.get(stage, 0) for stage in ("wanted", "ready", "done", "refused"))
    summary = (
        f"{len(status.feeds)} feeds, {bad} of them failing; {wanted} articles to be fetched, {ready} to be coded, "
        f"{done} read, {refused} refused."
    )
    trouble = f'<p class="bad">{escape(status.trouble)}</p>' if status.trouble else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta http-equiv="refresh" content="{REFRESH}">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>Feeds: {escape(status.state)}</title><style>{STYLE}</style></head><body><h1>Feeds</h1>"
        f"<p><strong>{escape(status.state)}</strong>, written {moment(status.now)}. "
        f"Each feed is asked every {about(status.every)}. If the time above is older than a few minutes, "
        f"the watch does not run.</p><p>{summary}</p>{trouble}"
        f"<p>Last batch: {escape(status.batch) or 'none yet'}.</p>"
        + _rows("Feeds", ("Feed", "Last asked", "Result", "Next due", "Found", "Coded", "Refused"), map(_row, status.feeds), 3)
        + _rows("Articles refused last", ("Article", "Feed", "Why"), status.refusals, 0)
        + "</body></html>\n"
    )


def _row(feed: FeedRow) -> tuple[str, ...]:
    name = f"{feed.title} · {feed.address}" if feed.title else feed.address
    result = feed.result + (f" ({feed.failures} times in a row)" if feed.failures > 1 else "")
    return (name, moment(feed.asked), result, moment(feed.due), f"{feed.found:,}", f"{feed.coded:,}", f"{feed.refused:,}")


def _rows(caption: str, names: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: int) -> str:
    def cell(tag: str, number: int, words: str) -> str:
        kind = ' class="n"' if number >= len(names) - numbers else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{kind}>{escape(words)}</{tag}>"

    head = "".join(cell("th", number, name) for number, name in enumerate(names))
    body = "".join("<tr>" + "".join(cell("td", n, words) for n, words in enumerate(row)) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
