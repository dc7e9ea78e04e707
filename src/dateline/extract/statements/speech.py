"""Which cues tell something: a statement is what someone says, and not what he fears, talks about or is thought to be.

    Koval said that the mine had flooded.         a statement
    Koval feared dismissal.                       none: but her dismissal stands on her word, so the voice stays
    Koval spoke of the mine. / "We ask you to go" none of its own
    The mine is believed to be flooded.           none: nobody is said to say so
"""

from dateline.extract.statements.parts import Range, Scene
from dateline.knowledge.reporting import ReportingClass
from dateline.syntax.tree import Word

CLAUSAL = frozenset({"clause.that", "clause.before", "clause.comma", "clause.parenthesis", "clause.inverted"})
TOPICAL = frozenset({"clause.topic", "clause.preposition", "clause.gerund"})
SAID_OF = frozenset({"of", "to", "between"})
SPEAKERS = frozenset({"i", "we", "you"})
NOBODY = frozenset({"nobody", "none", "nothing"})


def tells_nothing(scene: Scene, verb: Word, found: tuple[ReportingClass, str, list[Range]], head: Word | None) -> bool:
    """Whether a reporting verb's content is no statement of its own."""
    kind, rule, content = found
    if rule == "clause.passive":
        return kind not in ("requesting", "committing") or scene.level(verb) >= 0  # "were ordered to leave" is an order
    if rule not in CLAUSAL and verb.lemma in scene.cues.minds:
        return True
    if rule in TOPICAL and verb.lemma in scene.cues.talk and not _says_something(scene, content):
        return True
    if verb.lemma in scene.cues.minds and verb.tag == "VB" and verb.head.is_nominal:
        return True  # "grounds to believe that"
    if verb.dep == "pcomp" and verb.head.lower == "without" and verb.head.head.lemma == "go":
        return True  # "it goes without saying"
    if head is None:
        return verb.lemma in ("ask", "be")
    if head.tag == "WP" and verb.dep in ("ccomp", "xcomp"):
        return True  # "wanted to know who had ordered it"
    if head.lower in NOBODY or any(child.lower in ("no", "neither") and child.dep == "det" for child in head.children):
        return True
    if head.lower == "us":
        return True  # "let us say"
    quoted = scene.level(verb) >= 0
    own = head.lower in SPEAKERS and (verb.tag in ("VBP", "VB") or rule not in CLAUSAL)
    return quoted and (own or (head.pos == "PRON" and kind in ("asking", "requesting")))


def _says_something(scene: Scene, content: list[Range]) -> bool:
    """"spoke of **the end of** the siege", "of **his** flight", "of men **who** fled", "of **nine**", but not "of the floods"."""
    words = [word for first, last in content for word in scene.tree.words[first : last + 1]]
    told = any(word.dep in ("relcl", "acl", "pcomp") or word.tag == "CD" for word in words)
    return told or any(word.dep == "prep" and word.lower in SAID_OF for word in words)
