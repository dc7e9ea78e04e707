"""A spaCy Doc to words, sentences and entities of a `Tree`: one pass over the Doc's columns."""

from functools import lru_cache
from typing import Any

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, LOWER, ORTH, POS, SENT_START, TAG
from spacy.strings import StringStore

from dateline.parse.forms import Form, Forms
from dateline.syntax.tree import Entity, Sentence, Word

WRITTEN = (ORTH, LOWER, TAG, POS, DEP, LEMMA)
COLUMNS = (HEAD, SENT_START, ENT_IOB, ENT_TYPE, IDX)
_QUOTES = frozenset({'"', "'", "''", "``"})
_HALF, _WHOLE = 1 << 63, 1 << 64


@lru_cache(maxsize=100_000)
def _string(store: StringStore, key: int) -> str:
    return str(store[key]) if key else ""


def append_doc(
    doc: Any, offset: int, paragraph: int, into: tuple[list[Word], list[Sentence], list[Entity]], *,
    forms: Forms | None = None,
) -> None:  # fmt: skip
    """Appends a parsed paragraph to the lists of a tree; `offset` is where the paragraph starts in the report."""
    words, sentences, entities = into
    store = doc.vocab.strings
    first = len(words)
    rows = doc.to_array(COLUMNS).tolist()
    written = forms.of(doc) if forms is not None else _written(doc, store)
    own = []
    for i, (form, row) in enumerate(zip(written, rows, strict=True), first):
        word = Word(i, form[0], offset + row[4])
        word.lower, word.tag, word.pos, word.dep, word.lemma = form[1:]
        own.append(word)
    words.extend(own)
    for i, (word, row) in enumerate(zip(own, rows, strict=True)):
        step = row[0]
        if step:
            word.head = own[i + (step if step < _HALF else step - _WHOLE)]
            word.head.children.append(word)
    _drop_blanks(own)
    _split(own, [row[1] == 1 for row in rows], paragraph, sentences)
    _name(own, rows, store, entities)


def _written(doc: Any, store: StringStore) -> list[Form]:
    return [tuple(_string(store, key) for key in row) for row in doc.to_array(WRITTEN).tolist()]  # type: ignore[misc]


def _drop_blanks(own: list[Word]) -> None:
    """Blank tokens stay in place but hang on nothing that a rule would walk."""
    for word in own:
        if word.pos == "SPACE" and word.head is not word:
            word.head.children.remove(word)


def _split(own: list[Word], starts: list[bool], paragraph: int, sentences: list[Sentence]) -> None:
    """Sentences; one that is a lone quotation mark belongs to the sentence before it (P16)."""
    groups: list[list[Word]] = []
    for word, begins in zip(own, starts, strict=True):
        if begins or not groups:
            groups.append([])
        groups[-1].append(word)
    merged: list[list[Word]] = []
    for group in groups:
        if merged and all(word.text in _QUOTES or word.pos in ("SPACE", "PUNCT") for word in group):
            merged[-1].extend(group)
        else:
            merged.append(group)
    for group in merged:
        sentence = Sentence(len(sentences), paragraph, group)
        sentences.append(sentence)
        for word in group:
            word.sentence = sentence


def _name(own: list[Word], rows: list[list[int]], store: StringStore, entities: list[Entity]) -> None:
    for word, row in zip(own, rows, strict=True):
        begins, inside = row[2] == 3, row[2] == 1
        if begins:
            entities.append(Entity(_string(store, row[3]), []))
        if begins or (inside and entities):
            entities[-1].words.append(word)
            word.entity = entities[-1]
