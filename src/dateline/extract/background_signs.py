"""What stands around a predicate, as the signs of background need it: neighbours, causes, its clause, its sentence."""

from collections.abc import Iterator

from dateline.syntax.tree import Word

CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "xcomp", "pcomp"})


def in_headline(word: Word) -> bool:
    """Whether the longer words around a name are written with a capital too, so that its capital says nothing."""
    words = word.sentence.words
    at = word.i - words[0].i
    near = [w for w in words[max(0, at - 5) : at + 6] if w.entity is not word.entity and len(w.text) > 3 and w.text.isalpha()]
    return len(near) >= 2 and all(w.text[0].isupper() for w in near)


NEAR = frozenset({"amod", "compound", "nmod", "dobj", "nsubjpass", "advmod", "oprd", "prt", "poss", "nummod"})


def beside(word: Word, prepositions: frozenset[str]) -> set[str]:
    """Lemmas of what modifies a predicate, is its object or the subject of an intransitive, or hangs on it by a preposition."""
    found = set()
    transitive = word.child("dobj", "nsubjpass") is not None
    for child in word.children:
        if child.dep in NEAR or (child.dep == "nsubj" and not transitive):
            found.add(child.lemma.lower())
            if child.dep in ("dobj", "nsubjpass"):
                found.update(inner.lemma.lower() for inner in child.children if inner.dep in ("compound", "amod", "nmod"))
        elif child.dep in ("prep", "agent") and child.lower in prepositions:
            for inner in child.children:
                found.add(inner.lemma.lower())
                found.update(deeper.lemma.lower() for deeper in inner.children if deeper.dep in ("compound", "amod"))
    if word.dep in ("compound", "amod") and word.head.is_nominal:
        found.add(word.head.lemma.lower())
    return found


def causes(word: Word) -> list[Word]:
    """Who or what did it: the subject of an active verb, the agent, and what "in", "from" or "by" names."""
    found = []
    for child in word.children:
        if child.dep == "nsubj" or (child.dep == "compound" and word.pos == "NOUN"):
            found.append(child)
        elif child.dep == "agent" or (child.dep == "prep" and child.lower in ("in", "by", "from", "of", "after", "during", "to")):
            found.extend(noun for noun in child.children if noun.dep == "pobj")
        elif child.dep == "advcl" and child.child("mark", "advmod"):
            found.extend(noun for noun in child.children if noun.dep == "nsubj")
    if word.is_verb and word.dep in ("advcl", "conj") and word.head.is_verb and not word.child("nsubj", "nsubjpass"):
        found.extend(word.head.children_of("nsubj"))  # "A gas explosion destroyed a bakery, **killing** three"
    return found


def around(word: Word, steps: int) -> Iterator[Word]:
    """The heads above a word, at most so many."""
    for count, head in enumerate(word.ancestors()):
        if count >= steps:
            return
        yield head


def clause_of(word: Word) -> Word:
    """The verb of the clause that a word stands in."""
    for _ in range(10):
        if word.is_verb or word.head is word:
            return word
        word = word.head
    return word


def phrase_objects(verb: Word, names: tuple[str, ...]) -> list[Word]:
    """Nouns that hang on a clause by one of these prepositions, also through a first "during" or "as part of"."""
    found = []
    for child in verb.children:
        if child.dep == "prep" and child.lower in names:
            for noun in child.children_of("pobj"):
                found.append(noun)
                found.extend(
                    inner for deeper in noun.children_of("prep") if deeper.lower == "of" for inner in deeper.children_of("pobj")
                )
    return found
