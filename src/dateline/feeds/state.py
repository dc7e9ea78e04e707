"""`feeds/state.sqlite` in a record's folder: what a watch knows of feeds, articles and hosts. One transaction a step.

An article is `wanted` when a feed lists it, `ready` when its page was read, `done` when it is in the record, `refused` when
it cannot be had. A `ready` one keeps its text here until the record has it: killed between, the next run builds it again,
and the record, which knows reports by their content, takes it once.
"""

import sqlite3
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.errors import InputError
from dateline.feeds.entries import Entry
from dateline.feeds.subscriptions import Feed
from dateline.ingest.web import Known, Memory, Rest, Rules
from dateline.ingest.web.hosts import host_of
from dateline.records import Article

NAME = "state.sqlite"
VERSION = 1
SAME = "the same text as before"
KEPT = 60 * 86_400.0  # seconds that an article is remembered after its feed listed it last


class FeedRow(NamedTuple):
    """A feed as the state has it."""

    address: str
    title: str
    known: Known
    digest: str | None
    asked: float | None
    due: float
    failures: int
    result: str
    found: int
    coded: int
    refused: int


class Wanted(NamedTuple):
    """An article whose page is to be fetched. `known` is of the version of the page that was read, `found` of the entry."""

    address: str
    link: str
    feed: str
    title: str
    published: str | None
    updated: str | None
    content: str
    known: Known
    tries: int
    found: float


class Page(NamedTuple):
    """The page of an article as it was read: from which host in the end, which version, what text, and when."""

    host: str
    known: Known
    digest: str
    read: float


class State(Memory):
    """All that a watch remembers. Times are seconds since 1970."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        try:
            self._base = sqlite3.connect(self.path, isolation_level=None, timeout=30.0)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._check_version()
            self._base.executescript(files("dateline.feeds").joinpath("schema.sql").read_text(encoding="utf-8"))
        except sqlite3.Error as error:
            remedy = "Move it away: feeds are then read anew, and what is in the record is not coded again."
            raise InputError(f"cannot be opened: {error}", str(self.path), remedy) from None

    def _check_version(self) -> None:
        version = self._base.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"it is of version {version}, this one reads {VERSION}")
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    def close(self) -> None:
        self._base.close()

    # Feeds.

    def subscribe(self, feeds: Iterable[Feed]) -> None:
        """Makes feeds known; a title of the list counts until the feed tells its own."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR IGNORE INTO feeds (address, title) VALUES (?, ?)", feeds)

    def feeds(self) -> dict[str, FeedRow]:
        rows = self._base.execute(
            "SELECT address, title, etag, modified, digest, asked, due, failures, result, found, coded, refused FROM feeds"
        )
        return {row[0]: FeedRow(row[0], row[1], Known(row[2], row[3]), *row[4:]) for row in rows}

    def feed_failed(self, address: str, words: str, now: float, due: float) -> None:
        with self._base:
            self._base.execute(
                "UPDATE feeds SET asked = ?, due = ?, failures = failures + 1, result = ? WHERE address = ?",
                (now, due, words, address),
            )

    def feed_waits(self, address: str, words: str, due: float) -> None:
        """A feed that was not asked, as its host rests."""
        with self._base:
            self._base.execute("UPDATE feeds SET due = ?, result = ? WHERE address = ?", (due, words, address))

    def feed_read(self, feed: FeedRow, entries: Iterable[Entry], now: float) -> int:
        """What a feed said, and the articles that are new in it or changed, in one step: how many."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            fresh = sum(self._met(entry, feed.address, now) for entry in entries)
            self._base.execute(
                "UPDATE feeds SET title = ?, etag = ?, modified = ?, digest = ?, asked = ?, due = ?, failures = 0, result = ?, "
                "found = found + ? WHERE address = ?",
                (feed.title, *feed.known, feed.digest, now, feed.due, _counted(feed.result, fresh), fresh, feed.address),
            )
        return fresh

    def _met(self, entry: Entry, feed: str, now: float) -> bool:
        """Takes an entry of a feed; whether its page is to be fetched for it."""
        row = self._base.execute("SELECT version, stage FROM articles WHERE address = ?", (entry.address,)).fetchone()
        said = (entry.link, entry.title, entry.published, entry.updated, entry.content, entry.version)
        if row is None:
            self._base.execute(
                "INSERT INTO articles (address, link, title, published, updated, content, version, host, feed, stage, due, "
                "found, listed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'wanted', ?, ?, ?)",
                (entry.address, *said, host_of(entry.link), feed, now, now, now),
            )
            return True
        if row[0] == entry.version:
            self._base.execute("UPDATE articles SET listed = ? WHERE address = ?", (now, entry.address))
            return False
        # One that is ready stays so until the record has it, and is then fetched again.
        self._base.execute(
            "UPDATE articles SET link = ?, title = ?, published = ?, updated = ?, content = ?, version = ?, changed = 1, "
            "stage = iif(stage = 'ready', 'ready', 'wanted'), tries = 0, due = ?, found = ?, listed = ? WHERE address = ?",
            (*said, now, now, now, entry.address),
        )
        return bool(row[1] != "wanted")

    # Articles.

    def hosts_wanted(self, now: float) -> list[str]:
        """Hosts of which an article is due."""
        rows = self._base.execute("SELECT DISTINCT host FROM articles WHERE stage = 'wanted' AND due <= ?", (now,))
        return [row[0] for row in rows]

    def next_of(self, host: str, now: float) -> Wanted | None:
        """The article of a host that has been due longest."""
        row = self._base.execute(
            "SELECT address, link, feed, title, published, updated, content, etag, modified, tries, found FROM articles "
            "WHERE stage = 'wanted' AND due <= ? AND host = ? ORDER BY due, found, address LIMIT 1",
            (now, host),
        ).fetchone()
        return Wanted._make((*row[:7], Known(row[7], row[8]), *row[9:])) if row else None

    def later(self, address: str, words: str, due: float, *, tried: bool) -> None:
        with self._base:
            self._base.execute(
                "UPDATE articles SET due = ?, words = ?, tries = tries + ? WHERE address = ?", (due, words, int(tried), address)
            )

    def host_waits(self, host: str, words: str, due: float) -> None:
        """No article of a host before a time."""
        with self._base:
            self._base.execute(
                "UPDATE articles SET due = ?, words = ? WHERE stage = 'wanted' AND host = ? AND due < ?", (due, words, host, due)
            )

    def refuse(self, wanted: Wanted, words: str) -> None:
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute(
                "UPDATE articles SET stage = 'refused', words = ?, report = NULL, content = '' WHERE address = ?",
                (words, wanted.address),
            )
            self._base.execute("UPDATE feeds SET refused = refused + 1 WHERE address = ?", (wanted.feed,))

    def unchanged(self, address: str, words: str) -> None:
        with self._base:
            self._base.execute("UPDATE articles SET stage = 'done', words = ?, content = '' WHERE address = ?", (words, address))

    def read(self, wanted: Wanted, article: Article, page: Page) -> bool:
        """A page's article is ready, unless its host gave the same text before; whether it is ready."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            seen = (page.host, page.digest, page.read)
            fresh = self._base.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", seen).rowcount > 0
            report = msgspec.json.encode(article).decode() if fresh else None
            self._base.execute(
                "UPDATE articles SET stage = ?, words = ?, report = ?, etag = ?, modified = ?, ready = ?, content = '', "
                "changed = 0 WHERE address = ?",
                ("ready" if fresh else "done", "" if fresh else SAME, report, *page.known, page.read, wanted.address),
            )
        return fresh

    def ready(self, limit: int) -> list[Article]:
        """Articles that are to be coded, those that came first first."""
        rows = self._base.execute(
            "SELECT report FROM articles WHERE stage = 'ready' ORDER BY ready, address LIMIT ?", (limit,)
        )
        return [msgspec.json.decode(row[0], type=Article) for row in rows]

    def waiting(self) -> tuple[int, float]:
        """How many articles are ready, and since when the first."""
        row = self._base.execute("SELECT count(*), min(ready) FROM articles WHERE stage = 'ready'").fetchone()
        return row[0], row[1] or 0.0

    def built(self, outcomes: Iterable[tuple[str, bool, str]]) -> None:
        """Articles that the record has: address, whether coded, and what to say of it."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            for address, coded, words in outcomes:
                column = "coded" if coded else "refused"
                self._base.execute(
                    f"UPDATE feeds SET {column} = {column} + 1 WHERE address = (SELECT feed FROM articles WHERE address = ?)",
                    (address,),
                )
                self._base.execute(
                    "UPDATE articles SET stage = iif(changed, 'wanted', 'done'), words = ?, report = NULL WHERE address = ?",
                    (words, address),
                )

    def stages(self) -> dict[str, int]:
        return dict(self._base.execute("SELECT stage, count(*) FROM articles GROUP BY stage").fetchall())

    def refusals(self, limit: int) -> list[tuple[str, str, str]]:
        """The articles refused last: address, feed, why."""
        return self._base.execute(
            "SELECT address, feed, words FROM articles WHERE stage = 'refused' ORDER BY listed DESC, address LIMIT ?", (limit,)
        ).fetchall()

    def forget(self, now: float) -> None:
        """Drops what no feed has listed for long."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute("DELETE FROM articles WHERE listed < ? AND stage IN ('done', 'refused')", (now - KEPT,))
            self._base.execute("DELETE FROM texts WHERE seen < ?", (now - KEPT,))
            self._base.execute("DELETE FROM robots WHERE met < ?", (now - KEPT,))

    # Hosts.

    def rests(self) -> dict[str, Rest]:
        return {host: Rest(until, failures) for host, until, failures in self._base.execute("SELECT * FROM hosts")}

    def rules(self) -> dict[str, Rules]:
        return {origin: Rules(*rest) for origin, *rest in self._base.execute("SELECT origin, met, text, why FROM robots")}

    def keep_rest(self, host: str, rest: Rest) -> None:
        with self._base:
            if rest == Rest():
                self._base.execute("DELETE FROM hosts WHERE host = ?", (host,))
            else:
                self._base.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, *rest))

    def keep_rules(self, origin: str, rules: Rules) -> None:
        with self._base:
            self._base.execute("INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (origin, *rules))


def _counted(result: str, fresh: int) -> str:
    """ "fine" -> "fine, 3 new articles" """
    return f"{result}, {fresh} new article{'s' * (fresh != 1)}" if fresh else result
