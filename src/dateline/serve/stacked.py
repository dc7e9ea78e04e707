"""Tables that a phone shows as rows of label and value: each cell carries the head of its column, and the roles of a table.

    {% filter stacked %}<table>...</table>{% endfilter %}

A style sheet alone would take the table's meaning from screen readers when its cells become blocks, so the roles are written.
The markup is that of our own templates: what reports say is escaped in it, so that a tag is always one of ours.
"""

import re

from markupsafe import Markup, escape

_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr\b(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b")


def stacked(table: str) -> Markup:
    """The table with labels, roles and the class that a narrow page turns into rows."""
    head, between, body = str(table).partition("</thead>")
    labels = [escape(Markup(words).striptags()) for words in _HEAD.findall(head)]
    told = _CELL.sub(lambda found: f'<{found[1]} role="columnheader"', head) + between
    told = told.replace("<table", '<table class="stack" role="table"', 1).replace("<tr", '<tr role="row"')
    rows = _ROW.sub(lambda found: _row(found[0], labels), body)
    return Markup(_roles(told, "thead") + _roles(rows, "tbody"))


def _row(row: str, labels: list[Markup]) -> str:
    cells = iter(labels)

    def cell(found: re.Match[str]) -> str:
        role = "rowheader" if found[1] == "th" else "cell"
        return f'<{found[1]} role="{role}" data-label="{next(cells, "")}"'

    return _CELL.sub(cell, row).replace("<tr", '<tr role="row"', 1)


def _roles(part: str, name: str) -> str:
    return part.replace(f"<{name}>", f'<{name} role="rowgroup">')
