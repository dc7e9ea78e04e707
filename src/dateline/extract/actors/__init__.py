"""Words that name or describe someone, and which of them mean the same one."""

from collections.abc import Iterable

from msgspec.structs import replace

from dateline.drafts import ActorMention
from dateline.extract.actors.describe import NAMING, Sketch, describe, is_name, known_phrase, run_before
from dateline.extract.actors.names import Name, book_names, entity_names, explained, near_spelling
from dateline.extract.actors.pronouns import link_pronouns
from dateline.extract.actors.sieves import link_appositions, link_names, link_nouns
from dateline.extract.actors.table import Table
from dateline.extract.reading import Reading
from dateline.records import Mention, Refusal
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Tree, Word

__all__ = ["find"]


def find(reading: Reading, used: Iterable[Mention]) -> list[ActorMention]:
    """The actor mentions of a report: those that its records use, and every further name of an actor."""
    table = Table(_sketches(reading, used), explained(reading))
    _own(table)
    _spell(table, reading)
    link_names(table)
    link_appositions(table)
    link_nouns(table)
    link_pronouns(table, reading)
    return [sketch.mention for sketch in table.sketches]


def _sketches(reading: Reading, used: Iterable[Mention]) -> list[Sketch]:
    """Used mentions first; a further one is added only where no mention has its head yet. In the order of the text."""
    tree = reading.tree
    quoted = quoted_words(tree)
    found: dict[tuple[int, int], Sketch] = {}
    taken: set[int] = set()
    for said in used:
        head = _head(said, tree)
        if head is not None and (said.start, said.end) not in found:
            found[said.start, said.end] = _used(describe(said, head, reading, quoted))
            taken.add(head.i)
    book = book_names(tree)
    names = [*book, *_outside(entity_names(tree), book)]
    for word in _further(reading, [name.head for name in names], list(found.values())):
        if word.i not in taken:
            taken.add(word.i)
            said = mention(word, with_of=False)
            found.setdefault((said.start, said.end), describe(said, word, reading, quoted))
    ordered = [found[key] for key in sorted(found)]
    _know(ordered, book)
    return ordered


def _used(sketch: Sketch) -> Sketch:
    sketch.mention = replace(sketch.mention, used=True)
    return sketch


def _head(said: Mention, tree: Tree) -> Word | None:
    """The head word of a mention; without one in the record, the word whose own head stands outside it."""
    if said.head is not None:
        return tree.word_at(said.head.start)
    words = tree.words_in(said.start, said.end)
    inside = {word.i for word in words}
    return next((word for word in reversed(words) if word.head.i not in inside or word.head is word), None)


def _outside(names: Iterable[Name], book: list[Name]) -> list[Name]:
    covered = {word.i for name in book for word in name.words}
    return [name for name in names if name.head.i not in covered]


def _further(reading: Reading, heads: list[Word], sketches: list[Sketch]) -> list[Word]:
    """Heads of names, organs and offices that are subjects, places that act, and the owners of mentions there are."""
    found = list(heads)
    for word in reading.tree.words:
        if word.dep in ("nsubj", "nsubjpass", "poss", "pobj") and word.pos in ("NOUN", "PROPN"):
            if word.tag in NAMING and is_name(word):
                place = reading.place_at(word)
                if place is not None and (word.dep in ("nsubj", "poss") or reading.places[place].use == "metonym"):
                    found.append(word)
            elif word.dep in ("nsubj", "nsubjpass") and known_phrase(run_before(word), word)[0]:
                found.append(word)
    found += [sketch.owner for sketch in sketches if sketch.owner is not None]
    return found


def _know(sketches: list[Sketch], book: list[Name]) -> None:
    """The book's id for each mention whose head is a name of the book: the one that fits, if several share the name."""
    by_word = {word.i: name for name in book for word in name.words}
    sure = {name.ids[0] for name in book if len(name.ids) == 1}
    for sketch in sketches:
        name = by_word.get(sketch.head.i)
        if name is None or sketch.head is not name.head:
            continue
        ids = name.ids if len(name.ids) == 1 else tuple(each for each in name.ids if each in sure)
        if len(ids) == 1:
            words = sketch.mention.name or tuple(word.text for word in name.words)
            sketch.mention = replace(sketch.mention, known=ids[0], form="name", name=words)


def _own(table: Table) -> None:
    for index, sketch in enumerate(table.sketches):
        owner = table.at_head(sketch.owner)
        if owner is not None and owner != index:
            table.change(index, owner=owner)


def _spell(table: Table, reading: Reading) -> None:
    """A misspelt name of the book gets its id, and the report a note of it, for a reviewer to see."""
    for index, sketch in enumerate(table.sketches):
        said = sketch.mention
        if said.form != "name" or said.known or said.label == "PERSON" or len(said.name) < 2:
            continue
        near = near_spelling(" ".join(said.name))
        if near is not None:
            table.change(index, known=near[0])
            detail = f"{' '.join(said.name)!r} is taken for {near[1]!r}"
            reading.refusals.append(Refusal("actors", "spelling", detail, said.start, said.end))


OPENING, CLOSING = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"})


def quoted_words(tree: Tree) -> frozenset[int]:
    """Indices of the words between quotation marks; a paragraph's end closes what is left open."""
    found: set[int] = set()
    for sentence_words in _paragraphs(tree):
        inside = False
        for word in sentence_words:
            if word.text in OPENING:
                inside = True
            elif word.text in CLOSING:
                inside = False
            elif word.text == '"':
                inside = not inside
            elif inside:
                found.add(word.i)
    return frozenset(found)


def _paragraphs(tree: Tree) -> list[list[Word]]:
    groups: dict[int, list[Word]] = {}
    for sentence in tree.sentences:
        groups.setdefault(sentence.paragraph, []).extend(sentence.words)
    return list(groups.values())
