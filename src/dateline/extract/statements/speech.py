"""Which cues tell something: a statement is what someone says, and not what he fears, talks about or is thought to be.

    Koval said that the mine had flooded.         a statement
    Koval feared dismissal.                       none: but her dismissal stands on her word, so the voice stays
    Koval spoke of the mine. / "We ask you to go" none of its own
    The mine is believed to be flooded.           none: nobody is said to say so
"""

from dateline.extract.statements.parts import Scene
from dateline.knowledge.reporting import ReportingClass
from dateline.syntax.tree import Word

CLAUSAL = frozenset({"clause.that", "clause.before", "clause.comma", "clause.parenthesis", "clause.inverted"})
TOPICAL = frozenset({"clause.topic", "clause.preposition", "clause.gerund"})
SPEAKERS = frozenset({"i", "we"})


def tells_nothing(scene: Scene, verb: Word, kind: ReportingClass, rule: str, head: Word | None) -> bool:
    """Whether a reporting verb's content is no statement of its own."""
    if rule == "clause.passive":
        return kind not in ("requesting", "committing")  # "were ordered to leave" is an order
    if rule not in CLAUSAL and (verb.lemma in scene.cues.minds or (verb.lemma in scene.cues.talk and rule in TOPICAL)):
        return True
    if head is None:
        return verb.lemma == "ask"
    return head.lower in SPEAKERS and verb.tag in ("VBP", "VB") and scene.level(verb) >= 0
