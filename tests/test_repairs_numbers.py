"""The noun behind a bounded number is what the verb is about: parsed sentences, each with one that must stay as it is."""

import pytest

from dateline.pipeline import Pipeline
from dateline.syntax.deep import direct_object, surface_subject
from dateline.syntax.repairs import repair
from dateline.syntax.tree import Tree, Word

pytestmark = pytest.mark.model


def word(tree: Tree, text: str) -> Word:
    return next(each for each in tree.words if each.text == text)


@pytest.mark.parametrize(
    ("text", "verb", "what"),
    [
        ("The offensive displaced between 3,400 and 3,612 people.", "displaced", "people"),
        ("The rebels freed between 809 and 1,236 hostages on Sunday.", "freed", "hostages"),
        ("The offensive displaced a total of six hundred and four people.", "displaced", "people"),
        ("Between 2,468 and 2,726 prisoners were released under the deal.", "released", "prisoners"),
        ("The convoy drove between 40 and 50 kilometres a day and reached Goma.", "reached", "Goma"),  # what must stay
    ],
)
def test_whom_it_is_about(text: str, verb: str, what: str, pipeline: Pipeline) -> None:
    found = direct_object(word(repair(pipeline.parser.parse(text)), verb))
    assert found is not None and found.text == what


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Between 1,713 and 1,862 refugees returned to Syria in March.", "returned", "refugees"),
        ("A total of forty-six thousand refugees live in camps near the border.", "live", "refugees"),
        ("The toll rose from 12 to 19 people.", "rose", "toll"),  # what must stay
        ("Fighting between Chad and 40 rebels went on.", "went", "Fighting"),
    ],
)
def test_who_does_it(text: str, verb: str, who: str, pipeline: Pipeline) -> None:
    found = surface_subject(word(repair(pipeline.parser.parse(text)), verb))
    assert found is not None and found.text == who


@pytest.mark.parametrize(
    ("text", "verb", "whom"),
    [
        ("At least 14 people were killed and nine others wounded on Sunday in Tana.", "wounded", "others"),
        ("Nine were killed on Monday and two injured on Sunday.", "injured", "two"),
        ("The port was shelled and two sailors wounded on Sunday.", "wounded", "sailors"),
        ("Casualties since 1 June: 31 killed and 87 wounded in Tana region, according to the mayor.", "killed", "31"),
        ("Casualties since 1 June: 31 killed and 87 wounded in Tana region, according to the mayor.", "wounded", "87"),
        # what must stay
        ("The port was shelled and two sailors wounded a guard.", "wounded", None),
        ("Nine were killed and two clinics for wounded traders shut.", "wounded", None),
    ],
)
def test_what_a_second_clause_leaves_out(text: str, verb: str, whom: str | None, pipeline: Pipeline) -> None:
    found = word(repair(pipeline.parser.parse(text)), verb).child("nsubjpass")
    assert (found.text if found is not None else None) == whom
