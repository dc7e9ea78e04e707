"""Tables on a phone: each cell carries the head of its column, and the table stays one for screen readers."""

import re

import pytest
from fastapi.testclient import TestClient
from markupsafe import Markup

from dateline.serve.stacked import stacked
from dateline.serve.view import environment

TABLE = (
    '<table><thead><tr><th>Who</th><th class="number">How <b>many</b></th></tr></thead><tbody>'
    '<tr><th scope="row">Ana</th><td class="number">12</td></tr><tr><td>{name}</td><td></td></tr></tbody></table>'
)


def test_cells_carry_the_head_of_their_column_and_their_role() -> None:
    told = stacked(TABLE.format(name="Ben"))
    assert '<th role="rowheader" data-label="Who" scope="row">Ana</th>' in told
    assert '<td role="cell" data-label="How many" class="number">12</td>' in told
    assert told.count('role="row"') == 3 and told.count('role="columnheader"') == 2 and told.count('role="rowgroup"') == 2


def test_what_a_report_says_stays_words() -> None:
    template = "{% filter stacked %}" + TABLE.format(name="{{ name }}") + "{% endfilter %}"
    told = environment().from_string(template).render(name='<td onclick="x">')
    assert "&lt;td onclick=&#34;x&#34;&gt;" in told and told.count("<td") == 3
    assert isinstance(stacked(TABLE), Markup)


@pytest.mark.parametrize("path", ["/figures", "/borders", "/actors"])
def test_the_wide_tables_are_marked(told_client: TestClient, path: str) -> None:
    page = told_client.get(path).text
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        assert table.startswith('<table class="stack" role="table">') and len(re.findall("<t[dh](?! role=|ead)", table)) == 0
    assert "<table" in page
