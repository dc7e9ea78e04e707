"""Names that a clause gives a group, and acronyms beside a name that no letters explain.

    an unidentified group calling itself the Red Dawn       Red Dawn is the group's name
    a faction known as the Red Dawn                         the same
    the Red Dawn Movement, MAR, said                        MAR is the movement, in its own language
"""

from dateline.knowledge.event_rules import word_classes
from dateline.syntax.tree import Word

CALLING = frozenset({"call", "name", "style", "term", "dub", "know", "identify"})
ITSELF = frozenset({"itself", "themselves", "himself", "herself"})
NAMING = frozenset({"NNP", "NNPS"})
LETTERS = range(2, 8)


def called(noun: Word) -> Word | None:
    """The name that a clause behind a noun gives it: "a group **calling itself the Red Dawn**", "**known as** the Red Dawn"."""
    if noun.tag not in ("NN", "NNS"):
        return None
    for clause in noun.children_of("acl", "relcl"):
        if clause.lemma not in CALLING:
            continue
        under = [child for link in clause.children_of("prep") if link.lower == "as" for child in link.children_of("pobj")]
        own = any(child.lower in ITSELF for child in clause.children) or (clause.tag == "VBN" and clause.dep == "acl")
        given = [*clause.children_of("oprd", "dobj", "attr"), *under] if own else []
        name = next((word for word in given if word.tag in NAMING and word.i > clause.i), None)
        if name is not None:
            return name
    return None


def foreign_acronym(word: Word, words: list[Word]) -> list[Word] | None:
    """The name before an acronym that stands in marks behind it and shares a first letter: "the **Red Dawn Movement** (MAR)"."""
    if not word.text.isupper() or len(word.text) not in LETTERS or not word.text.replace("-", "").isalpha() or word.i < 3:
        return None
    before, after = words[word.i - 1].text, words[word.i + 1].text if word.i + 1 < len(words) else ""
    if (before, after) != ("(", ")") and not (before == "," and after in (",", ".") and word.dep == "appos"):
        return None
    run: list[Word] = []
    at = word.i - 2
    while at >= 0 and len(run) < 8 and words[at].sentence is word.sentence and _may_stand(words[at]):
        run.insert(0, words[at])
        at -= 1
    while run and run[0].lower in ("the", "of", "for", "and"):
        run.pop(0)
    forces = word_classes()["force_name"]
    fits = len(run) > 1 and any(each.lower in forces for each in run)
    return run if fits and any(each.text[0] in word.text for each in run if each.text[0].isupper()) else None


def _may_stand(word: Word) -> bool:
    return word.text[:1].isupper() or word.lower in ("of", "the", "for")
