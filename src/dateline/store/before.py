"""What the record of the build before says that the next one goes on with: the ids it gave, and where its texts are."""

from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb

from dateline.store.writer import NAME, about


def given_ids(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The ids that a record gives: kind ("c", "s", "e"; "r" for those that lead on), what is under it, the id."""
    queries = (
        "SELECT 'c', report, copy_group FROM links WHERE copy_group IS NOT NULL",
        "SELECT 's', report, story FROM links WHERE story IS NOT NULL",
        "SELECT 'e', event, linked_event FROM linked_members",
        "SELECT 'r', old, new FROM redirects",
    )
    if not about(folder / NAME):
        return
    with duckdb.connect(str(folder / NAME), read_only=True) as connection:
        for query in queries:
            try:
                cursor = connection.execute(f"{query} ORDER BY ALL")
            except duckdb.Error:
                continue  # a table that an earlier version did not have
            while rows := cursor.fetchmany(10_000):
                yield from rows


def texts_now(folder: Path, digests: Collection[str]) -> dict[str, str]:
    """The reports of the record that have texts with these digests, by digest."""
    if not about(folder / NAME):
        return {}
    query = "SELECT substr(sha256(text), 1, 32) AS digest, min(report) FROM reports GROUP BY 1 HAVING list_contains(?, digest)"
    with duckdb.connect(str(folder / NAME), read_only=True) as connection:
        return dict(connection.execute(query, [sorted(digests)]).fetchall())
