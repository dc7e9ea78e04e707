"""On whose word a word stands: the map that factuality, events and figures read."""

import pytest

from dateline.errors import KnowledgeError
from dateline.extract import statements
from dateline.extract.sources import Sources
from dateline.knowledge.reporting import from_table, reporting
from dateline.pipeline import Pipeline
from dateline.syntax.build import tree_of
from dateline.syntax.repairs import repair
from dateline.syntax.tree import Tree, Word

SAID = (
    "Koval Koval PROPN NNP nsubj 1 | said say VERB VBD ROOT 1 | that that SCONJ IN mark 5 | nine nine NUM CD nsubj 5 |"
    " had have AUX VBD aux 5 | died die VERB VBN ccomp 1 | . . PUNCT . punct 1"
)
LEFT = "Troops troop NOUN NNS nsubj 1 | left leave VERB VBD ROOT 1 | . . PUNCT . punct 1"


def word(tree: Tree, text: str) -> Word:
    return next(each for each in tree.words if each.text == text)


def test_the_content_stands_on_the_speakers_word_and_the_cue_does_not() -> None:
    tree = tree_of(SAID, LEFT)
    found, sources = statements.find(tree)
    base = sources.of(word(tree, "died"))
    assert base is not None and base.source is not None and base.statement == found[0].id
    assert tree.text[base.source.start : base.source.end] == "Koval"
    assert sources.of(word(tree, "said")) is None


@pytest.mark.model
def test_a_nameless_source_gives_way_to_the_one_around_it(pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse("Oslo rejected claims that it had shelled the port."))
    found, sources = statements.find(tree)
    base = sources.of(word(tree, "shelled"))
    assert base is not None and base.source is not None and base.statement == found[0].id


@pytest.mark.model
def test_a_cue_leads_to_its_statement_whatever_its_content_covers(pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse("The union condemned the raid."))
    found, sources = statements.find(tree)
    base = sources.of_cue(word(tree, "condemned"))
    assert base is not None and base.statement == found[0].id
    assert sources.of(word(tree, "raid")) is None


@pytest.mark.model
def test_a_mood_tells_nothing_but_stands_on_someones_word(pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse("The doctor feared dismissal."))
    found, sources = statements.find(tree)
    base = sources.of(word(tree, "dismissal"))
    assert found == [] and base is not None and base.statement is None


def test_a_source_never_carries_over_by_nearness() -> None:
    tree = tree_of(SAID, LEFT)
    _, sources = statements.find(tree)
    assert sources.of(word(tree, "left")) is None


def test_no_statement_no_source() -> None:
    tree = tree_of(LEFT)
    assert statements.find(tree)[0] == []
    assert Sources().of(word(tree, "left")) is None


def chain(pipeline: Pipeline, text: str, on: str) -> list[tuple[str | None, str]]:
    """(speaker, class) around a word, innermost first."""
    tree = repair(pipeline.parser.parse(text))
    _, sources = statements.find(tree)
    voices = sources.chain(word(tree, on))
    return [(text[v.speaker.start : v.speaker.end] if v.speaker else None, v.kind) for v in voices]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("The mayor said that Oslo denied shelling the town.", "shelling", [("Oslo", "denying"), ("The mayor", "neutral")]),
        ("“He told me they will leave,” the envoy said.", "leave", [("He", "neutral"), ("the envoy", "neutral")]),
        ("The bishop urged rebels to leave the town.", "leave", [("The bishop", "requesting")]),
        ("The clerk revealed that the archive had burned.", "burned", [("The clerk", "endorsing")]),
        ("Footage showed that the bridge had collapsed.", "collapsed", [("Footage", "evidence")]),
        ("Villagers fear that the dam will burst.", "burst", [("Villagers", "fear_hope")]),
        ("The bishop warned that the stocks had run out.", "run", [("The bishop", "neutral")]),
        ("The bishop warned that the stocks would run out.", "run", [("The bishop", "fear_hope")]),
        ("The union accused the guards of beating prisoners.", "beating", [("The union", "accusing")]),
        ("The president vowed to rebuild the port.", "rebuild", [("The president", "committing")]),
        ("The ship is believed to have sunk.", "sunk", [(None, "claiming")]),
        ("Nine died in the blast, according to the ministry.", "died", [("the ministry", "neutral")]),
        ("Shells hit what the army said was a depot.", "depot", [("the army", "neutral")]),
        ("The envoy called for an end to the siege.", "end", [("The envoy", "requesting")]),
        ("The mayor confirmed the deaths of nine miners.", "miners", [("The mayor", "conceding")]),
        ("The mayor denied any role in the raid.", "role", [("The mayor", "denying")]),
        ("Police fired on the crowd, something the minister has denied.", "fired", [(None, "claiming")]),
        ("Oslo says Tana armed the rebels, a claim that Tana denies.", "armed", [("Oslo", "neutral")]),
        ("The doctor feared dismissal.", "dismissal", [("The doctor", "fear_hope")]),
        ("The governor added:\n\nThe bridge is mined. Nobody may cross.\n\nHe left.", "mined", [("The governor", "neutral")]),
        ("The mill is gone. So said the mayor.", "gone", [("the mayor", "neutral")]),
        ("The paper said the mill had burned and villagers said nine had died.", "died", [("villagers", "neutral")]),
        # what is taken for granted, and what is outside, stays the report's own
        ("The envoy called for an end to the siege.", "siege", []),
        ("Shells hit what the army said was a depot.", "hit", []),
        ("The union condemned the raid on the mosque.", "raid", []),
        ("The paper blamed the army for the fire.", "fire", []),
        ("The union accused the guards of beating prisoners.", "accused", []),
        ("The king announced the closure of the port.", "closure", []),
        ("The mayor denied any role in the raid.", "raid", []),
        ("The mill burned, Koval said, as troops left the valley.", "left", []),
    ],
)
def test_voices(pipeline: Pipeline, text: str, on: str, expected: list[tuple[str | None, str]]) -> None:
    assert chain(pipeline, text, on) == expected


@pytest.mark.model
def test_a_negated_cue_is_marked(pipeline: Pipeline) -> None:
    tree = repair(pipeline.parser.parse("The mayor did not say that the town had fallen."))
    _, sources = statements.find(tree)
    voice = sources.voice(word(tree, "fallen"))
    assert voice is not None and voice.negated


def test_the_table_refuses_what_it_does_not_know() -> None:
    with pytest.raises(KnowledgeError, match="unknown section 'verb'"):
        from_table({"verb": {}})
    with pytest.raises(KnowledgeError, match="unknown class 'neutrall'"):
        from_table({"verbs": {"say": "neutrall that"}})
    with pytest.raises(KnowledgeError, match="unknown frame 'thta'"):
        from_table({"verbs": {"say": "neutral thta"}})
    with pytest.raises(KnowledgeError, match=r"\[evidence\] has the unknown key 'verb'"):
        from_table({"evidence": {"verb": []}})
    with pytest.raises(KnowledgeError, match="unknown status 'happened'"):
        from_table({"classes": {"neutral": {"status": "happened", "score": 1}}})


def test_a_verb_stands_in_a_class_for_each_frame() -> None:
    cues = reporting()
    assert cues.verbs["threaten"].frames["to"] == "committing"
    assert cues.verbs["tell"].frames["that"] == "neutral"
    assert cues.verbs["tell"].frames["np_to"] == "requesting"
    assert cues.verbs["call"].steered["on"] == "requesting"
    assert cues.particles["point"]["out"].frames["that"] == "endorsing"
    assert cues.effects["denying"].status == "denied"
