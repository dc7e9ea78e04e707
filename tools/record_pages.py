"""Writes docs/record-on-disk.md and docs/exports.md: words from here, tables and columns from where the code takes them."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.export.columns import layouts
from dateline.export.formats import FORMATS
from dateline.store.lists import lists
from dateline.store.questions import FILTERS
from dateline.store.schema import tables

RECORD = """# A record on the disk

Generated from `src/dateline/store/` by `make docs`; do not edit.

    dateline build june/ july.jsonl --record gulf     code what is new, link, derive the tables
    dateline build --record gulf                      derive the tables anew from what was coded
    dateline build --record gulf --recode             code all anew with this version; no input is needed
    dateline build --record gulf --relink             link all anew, as if all reports had come at once
    dateline sql --record gulf                        what tables and columns there are
    dateline sql --record gulf "SELECT type, count(*) FROM events WHERE status = 'occurred' GROUP BY type"

A record is a folder:

- `shards/*.parquet`: finished work, articles as they came in and reports as they were coded. A file is named by a digest of
  its content, written in one piece and never changed. If one is lost, its reports are coded again from their inputs.
- `coders.json`: the fingerprints of the coders, the one used last at the end. Where an article was coded by several, the last
  counts.
- `record.duckdb`: the tables below. They are derived: `dateline build --record DIR` makes them again.
- `linking/`: what linking remembers, so that new reports join what is there. Derived: without it all is linked anew.
- `reviews.sqlite`: what people decided. It is only ever added to and cannot be made again: back it up.
- `history.sqlite`: what was new or changed with each build, under a running number. It only grows and cannot be made again:
  back it up. Moved away, it begins anew and calls everything new.
- `desk.sqlite`: up to where each reviewer has seen the record. Small, and not precious.
- `feeds/`, `status.html`, `status.json`: what `dateline watch` remembers of its feeds, and shows of them. Without them it asks
  anew; what is in the record already is not coded twice.
- `unreadable.json`: rows of the inputs that could not be read. One that was mended leaves the record when its file is read again.
- `lock`: held by the one build that writes.

**Nothing is done twice.** Work is keyed by the article (a digest of id, text, date, address, outlet and title) and by the
coder (a digest of code, rules, settings and model). The same input again changes nothing. Two articles with one id are two
reports: `report` is the key, `id` is the input's own.

**Killed at any moment, the next run goes on** and ends in the same record: shards and `record.duckdb` are written beside
their place and moved there when they are whole, and reports are coded in shards of 200 that do not depend on where a run
stopped. A killed run costs at most one shard. `python benchmarks/kill.py` proves it with fifty kills. `dateline build`
prints a digest of the content: reports as coded, decided on and linked.

**What is guaranteed of links.** The same input in the same builds gives the same record, to the digest, however often a build
was killed; the order of reports within a build changes nothing. In a record of up to 4,000 reports all are linked anew when
some are added, so that what is linked with what does not depend on the builds that they came in. In a larger one new reports
join what is there (a thousand take seconds); what they join may then differ from what linking all at once would say, and
`--relink` does that. Ids of texts, stories and happenings stay: a report that comes later with an earlier date changes none,
and after linking anew each goes on with that earlier one with which it shares most. An id that is no more leads on in the table
`redirects`. Ids therefore depend on the builds; linking anew without `record.duckdb` begins with new ones.

**What people decided** is put to the reports before tables and links are made, so that it counts everywhere: rejected records
are in no table, corrected ones have the new value, `review` and `decided_by` say so, and `decisions` lists all with what
became of them. A decision finds its record by span and words, so that it survives new code and rebuilding; one that finds
nothing waits as an orphan. Texts, stories and happenings are split and merged the same way (kind `link`; of two that conflict the
later counts). An undo takes a decision back, or an undo.

**What is new** is a difference between two numbers. Each build compares what it made with the snapshot that the one before
left in `history.sqlite`: happenings that came, went, changed status or found another origin; figures that are new, went up or
down; crossings that opened, closed or were restricted; contradictions. What differs gets the next `sequence`, written in one
transaction before the record takes its place, so that a killed build writes nothing twice. A happening that goes on under
another id is not new: it is known by its tellings. The tables `sequences` and `changes` are copies of it; `happenings` says
with which sequence each came (`arrived`) and changed last (`changed`). Numbers of people are compared, never added.

**One writer, many readers.** A second build is refused. Readers open `record.duckdb` read-only; a build puts a new file in
its place and never touches the one that they read, so that nobody waits.

**Schema.** `schema_version` names the steps that a database went through; a step is one transaction, and one that fails
leaves the database as it was. `record.duckdb` is derived anew where the tables have changed; `reviews.sqlite` is only ever
brought forward.

## From Python

    import dateline
    record = dateline.open_record("gulf")
    events = record.events(actor="PAK", since="2025-06-01", status="occurred", min_origins=2)
    events.to_pandas()        # or .to_polars(), .arrow, .to_pylist(), or a loop
    record.sql("SELECT * FROM figures WHERE measure = ? AND low > ?", ["killed", 100])

`actor="PAK"` takes the state and all under it (`PAK.gov`), actors of that country, or one of that name; several values are
alternatives. `since` and `until` take what may have been then: an event of "June" is found by `since="2025-06-20"`. What has
no day, place or actor is not found by a filter on it. `min_origins` counts independent origins of the happening, not pages.
Every value is bound to the query, none becomes part of it. A record opened for reading can read nothing else on the machine.

| question | filters |
|---|---|
"""
EXPORTS = """# Exports

Generated from `src/dateline/export/` by `make docs`; do not edit.

    dateline export csv --record gulf -o events.csv
    dateline export geojson --record gulf -o june.geojson --status occurred --where since=2025-06-01 --where country=IRN,PAK
    dateline export hxl --record gulf -o people.csv --all

An export has **one row a happening**, whatever the number of reports: the telling that stands for it is the best founded, not
of a copy, with day and place if any has them. `--all` writes every telling, copies too. Nothing is added up. `--status` takes
statuses, `--where` the filters of [the record](record-on-disk.md). Unknown is an empty cell or null. Lists in CSV are joined
by "; "; a cell that a spreadsheet would take for a formula begins with an apostrophe. The file is there when it is whole.

| format | of | what it is |
|---|---|---|
"""


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs")
    (folder / "record-on-disk.md").write_text(record_page(), encoding="utf-8")
    (folder / "exports.md").write_text(exports_page(), encoding="utf-8")


def record_page() -> str:
    return RECORD + "\n".join(_record()) + "\n"


def exports_page() -> str:
    return EXPORTS + "\n".join(_exports()) + "\n"


def _record() -> Iterator[str]:
    for kind, known in FILTERS.items():
        yield f"| `{kind}` | {', '.join(f'`{name}`' for name in known)} |"
    yield "\n## Tables\n"
    for name, table in tables().items():
        yield f"### {name}\n\n{table.about} Key: {', '.join(f'`{key}`' for key in table.key)}.\n"
        yield "| column | type | what it means |\n|---|---|---|"
        for column, about in table.columns.items():
            yield f"| `{column}` | {about.type} | {_cell(about.about)} |"
        yield ""
    yield "## Lists\n"
    yield "Views that join what people want in one row. Exports write these; [exports](exports.md) has their columns.\n"
    yield from (f"- `{name}`: {one.about}" for name, one in lists().items())


def _exports() -> Iterator[str]:
    for name, form in FORMATS.items():
        yield f"| `{name}` | {', '.join(form.lists)} | {form.about} |"
    for name, layout in layouts().items():
        yield f"\n## {name}\n\n{layout.about}\n"
        if layout.tags:
            yield "| column | hashtag | what it means |\n|---|---|---|"
            pairs = zip(layout.names, layout.tags, strict=True)
            yield "\n".join(f"| `{column}` | `{tag}` | {_cell(layout.meaning(column))} |" for column, tag in pairs)
        else:
            yield from _columns({column: layout.meaning(column) for column in layout.names})
    yield "\n## csv, jsonl, parquet\n\nThe columns of the list, as it is called in the record.\n"
    for name, one in lists().items():
        yield f"### {name}\n\n{one.about}.\n"
        yield from _columns(one.described())
        yield ""


def _columns(described: Mapping[str, str]) -> Iterator[str]:
    yield "| column | what it means |\n|---|---|"
    yield from (f"| `{column}` | {_cell(about)} |" for column, about in described.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
