"""`reviews.sqlite`: what people decided about what the machine proposed. Precious: only ever added to.

A decision hangs on words, not on ids: the digest of the text, the span and the words themselves, so that it finds its
record again after a rebuild or new code, or is offered again as an orphan. To take one back is a decision too (`undoes`).
`rule` and `cue` made what was judged; `sent` is the key of the form that it came with, so that a form sent twice counts once.
The database itself refuses to change or delete a row.
"""

import sqlite3
from pathlib import Path

from dateline.store.kept import open_kept
from dateline.store.migrations import Migration

NAME = "reviews.sqlite"
_FROZEN = "SELECT RAISE(ABORT, 'decisions are only ever added')"
STEPS = (
    Migration(
        "0001-decisions",
        (
            """CREATE TABLE decisions (
                 number INTEGER PRIMARY KEY AUTOINCREMENT,
                 decided TEXT NOT NULL,
                 reviewer TEXT NOT NULL,
                 verdict TEXT NOT NULL
                   CHECK (verdict IN ('accept', 'correct', 'reject', 'split', 'merge', 'undo', 'comment')),
                 kind TEXT NOT NULL
                   CHECK (kind IN ('event', 'figure', 'crossing', 'statement', 'place', 'time', 'actor', 'link', 'report')),
                 report TEXT NOT NULL, text_digest TEXT NOT NULL,
                 span_start INTEGER, span_end INTEGER, words TEXT,
                 record TEXT, field TEXT, before TEXT, after TEXT, comment TEXT,
                 fingerprint TEXT,
                 undoes INTEGER REFERENCES decisions (number)
               ) STRICT""",
            "CREATE INDEX decisions_of_report ON decisions (report)",
            "CREATE INDEX decisions_of_text ON decisions (text_digest, span_start)",
            f"CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN {_FROZEN}; END",
            f"CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions BEGIN {_FROZEN}; END",
        ),
    ),
    Migration(
        "0002-sent",
        (
            "ALTER TABLE decisions ADD COLUMN rule TEXT",
            "ALTER TABLE decisions ADD COLUMN cue TEXT",
            "ALTER TABLE decisions ADD COLUMN sent TEXT",
            "CREATE INDEX decisions_sent ON decisions (sent)",
        ),
    ),
)


def open_reviews(folder: Path) -> sqlite3.Connection:
    """The decisions of a record, made on first use; an earlier schema is brought up to date, its rows untouched."""
    remedy = "It holds people's decisions and was not touched: put back a copy of it, or move it away to begin anew."
    return open_kept(folder / NAME, STEPS, remedy)
