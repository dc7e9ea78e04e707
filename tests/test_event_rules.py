"""The rules of who did what to whom: the language refuses what it does not know, and each rule's sentences hold."""

import pytest

from dateline.errors import KnowledgeError
from dateline.explain.proofs import check, coded_examples
from dateline.knowledge.event_rules import Rule, event_rules, load_rules
from dateline.knowledge.ontology import EVENT_TYPES, acled_of, ontology, parse_ontology, quad_of
from dateline.pipeline import Pipeline
from dateline.records import Report

GOOD = """
type = "ASSAULT"
[[rule]]
id = "shell"
verbs = ["shell", "open fire on"]
recipient = ["obj", "prep:on>poss"]
mode = "heavy-weapons"
cameo = "194"
example = "Rebels shelled the port."
counter = "The boys shelled peas."
"""


def test_a_rule_loads_with_its_type_in_its_id() -> None:
    rule = load_rules({"assault.toml": GOOD}).named("assault.shell")
    assert rule.type == "ASSAULT"
    assert rule.actor == ("subj",)


def test_anchors_are_found_by_their_key_word_and_the_longest_comes_first() -> None:
    text = GOOD + GOOD.split("\n", 2)[2].replace('id = "shell"', 'id = "open"').replace('"open fire on"', '"open"')
    frames = load_rules({"assault.toml": text}).frames
    assert [" ".join(frame.words) for frame in frames["open"]] == ["open fire on", "open"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"heavy-weapons"', '"loud"', "Allowed: aerial"),
        ('cameo = "194"', 'cameo = "034"', "Begins with: 17, 18, 19, 20"),
        ("prep:on>poss", "prep:on>owner", "unknown step 'owner'"),
        ('recipient = ["obj"', 'victim = ["obj"', "victim"),
        ('type = "ASSAULT"', 'type = "FIGHT"', "Allowed: AGREE"),
        ('mode = "heavy-weapons"', 'object_is = ["@nowhere"]', "unknown class '@nowhere'"),
        ('mode = "heavy-weapons"', 'requires = ["victim"]', "Allowed: actor, recipient, instrument"),
        ('mode = "heavy-weapons"', 'nouns = ["shelling"]', "either verbs or nouns"),
        ('mode = "heavy-weapons"', 'acled = "Battles: Duel"', "unknown ACLED type"),
        ('counter = "The boys shelled peas."', "", "counter"),
    ],
)
def test_what_the_language_does_not_know_is_refused(old: str, new: str, says: str) -> None:
    with pytest.raises(KnowledgeError) as error:
        load_rules({"assault.toml": GOOD.replace(old, new)})
    assert says in str(error.value)
    assert "assault.toml" in str(error.value)


def test_a_rule_stands_once() -> None:
    with pytest.raises(KnowledgeError, match="stands twice"):
        load_rules({"a.toml": GOOD, "b.toml": GOOD})


def test_every_type_has_rules_and_there_are_many_predicates() -> None:
    rules = event_rules().rules
    assert {rule.type for rule in rules} == set(EVENT_TYPES)
    assert len({anchor for rule in rules for anchor in (*rule.verbs, *rule.nouns)}) >= 600


def test_the_ontology_answers() -> None:
    assert acled_of("ASSAULT", "aerial") == "Explosions/Remote violence: Air/drone strike"
    assert acled_of("CONSULT", "meet") is None
    assert acled_of("ASSAULT", None) is None
    assert quad_of("AID") == "material cooperation"
    assert "arrest" in ontology().types["COERCE"].modes


def test_an_ontology_with_a_mode_that_is_not_there_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="types that differ"):
        parse_ontology('[types.X]\nquad = "a"\ncameo = []\nmodes = []\nmeaning = ""\n[acled]\n')


@pytest.fixture(scope="module")
def examples(pipeline: Pipeline) -> dict[str, Report]:
    """All sentences of all rules, coded in one batch."""
    return coded_examples(event_rules().rules, pipeline)


@pytest.mark.model
@pytest.mark.parametrize("rule", event_rules().rules, ids=lambda rule: rule.id)
def test_the_example_fires_the_rule_and_the_counter_example_does_not(rule: Rule, examples: dict[str, Report]) -> None:
    assert check(rule, examples) == []
