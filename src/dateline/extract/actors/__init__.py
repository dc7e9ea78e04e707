"""Words that name or describe someone, and which of them mean the same one."""

from collections import deque
from collections.abc import Iterable

from msgspec.structs import replace

from dateline.drafts import ActorMention
from dateline.extract.actors.describe import Sketch, describe
from dateline.extract.actors.names import Name, book_names, entity_names, explained, near_spelling
from dateline.extract.actors.nouns import known_phrase, run_before
from dateline.extract.actors.pronouns import MANY, link_pronouns, speaks
from dateline.extract.actors.scene import Scene, scene_of
from dateline.extract.actors.sieves import link_appositions, link_heads, link_names, link_nouns, link_order
from dateline.extract.actors.table import Table
from dateline.extract.reading import Reading
from dateline.knowledge.actor_book import actor_book, folded
from dateline.records import Mention, Refusal
from dateline.syntax.phrases import mention
from dateline.syntax.tree import Tree, Word

__all__ = ["find"]


def find(reading: Reading, used: Iterable[Mention], addressed: frozenset[tuple[int, int]] = frozenset()) -> list[ActorMention]:
    """The actor mentions of a report: those that its records use, and every further name of an actor.

    `addressed` are the spans of those whom somebody deals with: a capital among them is the government in it.
    """
    sketches = _sketches(reading, used)
    for sketch in sketches:
        if (sketch.mention.start, sketch.mention.end) in addressed:
            sketch.mention = replace(sketch.mention, acting=True)
    table = Table(sketches, explained(reading))
    _own(table)
    _spell(table, reading)
    link_heads(table)
    link_names(table)
    link_appositions(table)
    link_nouns(table)
    link_order(table)
    link_pronouns(table, reading)
    _mark_meant(table)
    return [sketch.mention for sketch in table.sketches]


def _mark_meant(table: Table) -> None:
    """Whom a record's pronoun stands for a record refers to: "Three deserters fled. They said ..."."""
    for index, sketch in enumerate(table.sketches):
        if sketch.mention.form == "pronoun" and sketch.mention.used and sketch.mention.antecedent is not None:
            table.change(table.root(index), used=True)


def _sketches(reading: Reading, used: Iterable[Mention]) -> list[Sketch]:
    """Used mentions first; a further one is added only where no mention has its head yet. In the order of the text."""
    book = book_names(reading.tree)
    scene = scene_of(reading, book)
    found: dict[tuple[int, int], Sketch] = {}
    taken: set[int] = set()
    for said in used:
        head = _head(said, reading.tree)
        if head is not None and (said.start, said.end) not in found:
            found[said.start, said.end] = _used(describe(said, head, scene))
            taken.add(head.i)
    names = [*book, *_outside(entity_names(reading.tree), book)]
    open_words = [*_further(scene), *(sketch.owner for sketch in found.values() if sketch.owner)]
    open_mentions = deque([(name.head, _span(name)) for name in names])
    open_mentions.extend((word, mention(word, with_of=False)) for word in open_words)
    while open_mentions:
        head, said = open_mentions.popleft()
        if head.i not in taken and (said.start, said.end) not in found and not _is_subject_matter(head):
            taken.add(head.i)
            made = found[said.start, said.end] = describe(said, head, scene)
            if made.owner is not None:
                open_mentions.append((made.owner, mention(made.owner, with_of=False)))
    ordered = [found[key] for key in sorted(found)]
    _know(ordered, book)
    return ordered


def _is_subject_matter(head: Word) -> bool:
    """"Foreign Affairs" of "Ministry of Foreign Affairs" names no one."""
    over = head.head.head if head.dep == "pobj" and head.head.lower == "of" else None
    return over is not None and " of " in (known_phrase(run_before(over), over)[0] or "")


def _span(name: Name) -> Mention:
    """A name with the title or country before it, if the parser puts its head last; else its own words."""
    own = Mention(name.words[0].start, name.words[-1].end, head=name.head.span)
    whole = mention(name.head, with_of=False)
    return whole if whole.start <= own.start and whole.end >= own.end else own


def _used(sketch: Sketch) -> Sketch:
    sketch.mention = replace(sketch.mention, used=True)
    return sketch


def _head(said: Mention, tree: Tree) -> Word | None:
    """The head word of a mention; without one in the record, the word whose own head stands outside it."""
    if said.head is not None:
        return tree.word_at(said.head.start)
    words = tree.words_in(said.start, said.end)
    inside = {word.i for word in words}
    heads = [word for word in words if word.head.i not in inside or word.head is word]
    return next((word for word in reversed(heads) if word.is_nominal), heads[-1] if heads else None)


def _outside(names: Iterable[Name], book: list[Name]) -> list[Name]:
    covered = {word.i for name in book for word in name.words}
    return [name for name in names if name.head.i not in covered]


def _further(scene: Scene) -> list[Word]:
    """Heads of organs and offices that are subjects, of places that act or own, and of those who speak on as "they said"."""
    found: list[Word] = []
    spoken_of = _spoken_of(scene.reading.tree)
    for word in scene.reading.tree.words:
        if word.dep not in ("nsubj", "nsubjpass", "poss", "pobj") or word.pos not in ("NOUN", "PROPN"):
            continue
        place = scene.reading.place_at(word)
        if place is not None:
            if word.dep in ("nsubj", "poss") or scene.reading.places[place].use == "metonym":
                found.append(word)
        elif word.dep in ("nsubj", "nsubjpass") and (known_phrase(run_before(word), word)[0] or word.sentence.index in spoken_of):
            found.append(word)
    return found


def _spoken_of(tree: Tree) -> frozenset[int]:
    """The two sentences before one whose subject is "they" or "she" and speaks; a quotation may stand between."""
    speaking = [word.sentence.index for word in tree.words if word.lower in ("they", "she", "he") and speaks(word, MANY)]
    return frozenset(index - back for index in speaking for back in (1, 2))


def _know(sketches: list[Sketch], book: list[Name]) -> None:
    """The book's id for each mention whose head is a name of the book: the one that fits, if several share the name."""
    by_word = {word.i: name for name in book for word in name.words}
    sure = {name.ids[0] for name in book if len(name.ids) == 1}
    for sketch in sketches:
        said, name = sketch.mention, by_word.get(sketch.head.i)
        if name is not None and sketch.head is name.head:
            ids = name.ids if len(name.ids) == 1 else tuple(each for each in name.ids if each in sure)
            words = said.name or tuple(word.text for word in name.words)
        else:
            ids, words = tuple(actor_book().spellings.get(folded(" ".join(said.name)), ())), said.name
        if len(ids) == 1:
            sketch.mention = replace(said, known=ids[0], form="name", name=words)


def _own(table: Table) -> None:
    for index, sketch in enumerate(table.sketches):
        owner = table.at_head(sketch.owner)
        if owner is not None and owner != index:
            table.change(index, owner=owner)


def _spell(table: Table, reading: Reading) -> None:
    """A misspelt name of the book gets its id, and the report a note of it, for a reviewer to see.

    An acronym that the text explains is what the text says, and not what the book holds: "Amber Defence Forum (ADF)".
    """
    by_name: dict[tuple[str, ...], str] = {}
    for index, sketch in enumerate(table.sketches):
        said = sketch.mention
        if said.form != "name":
            continue
        text = " ".join(said.name)
        if not said.known and said.label != "PERSON" and len(said.name) > 1:
            near = near_spelling(text)
            if near is not None:
                table.change(index, known=near[0])
                reading.refusals.append(Refusal("actors", "spelling", f"{text!r} is taken for {near[1]!r}", said.start, said.end))
        known = table.mention(index).known
        if known:
            by_name[folded(text)] = known
    for index, sketch in enumerate(table.sketches):
        long = table.acronyms.get(" ".join(sketch.mention.name))
        if long:
            ids = actor_book().spellings.get(folded(long), [])
            table.change(index, known=by_name.get(folded(long), ids[0] if len(ids) == 1 else None))
