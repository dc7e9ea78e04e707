"""The quick ways of the parser give what spaCy's own components give, word for word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.parse import load
from dateline.parse.convert import append_doc
from dateline.parse.forms import Forms
from dateline.parse.paragraphs import pieces
from dateline.settings import load_settings
from dateline.syntax.tree import Word

ROOT = Path(__file__).parent.parent
ODD = [
    "Let's go, we're gonna leave and they've got ta stay; y'all ain't ready.",
    "There is no road. There are 40 of them, and there was a fire.",
    "It let them cross; I told you, and you told it to us. But few did.",
    "  Two  blanks ,  and\na line end. ",
    "The US said that it had had enough: that is what those do.",
    "Shells, shelling, shelled; men, mice and geese; better, best, worst; axes.",
    "Goma's mayor's car wasn't his. 10km, 5pm, 3.5%, €4m; e.g. Mr. X. #tag @user http://x.example/y",
]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def texts() -> list[str]:
    files = [ROOT / "samples" / "wire.jsonl", ROOT / "quality" / "events.dev.jsonl"]
    read = [json.loads(line)["text"] for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [piece for text in [*ODD, *read] for _, piece in pieces(text)]


def seen(nlp: Any, texts: list[str], forms: Forms | None) -> Iterator[tuple[object, ...]]:
    words: list[Word] = []
    into: Any = (words, [], [])
    for doc in nlp.pipe(texts):
        append_doc(doc, 0, 0, into, forms=forms)
    for word in words:
        named = word.entity and (word.entity.label, word.entity.start)
        yield (
            word.text, word.lower, word.tag, word.pos, word.dep, word.lemma, word.head.i, word.start, named, word.sentence.index
        )  # fmt: skip


def test_every_word_is_what_spacy_says(texts: list[str]) -> None:
    import spacy

    parser = load(load_settings().model)
    assert parser.forms is not None, "the table of forms is in use"
    bare = list(seen(spacy.load(parser.nlp.path), texts, None))
    assert list(seen(parser.nlp, texts, parser.forms)) == bare
    assert list(seen(parser.nlp, texts, parser.forms)) == bare, "the same again from the tables"


def test_vectors_differ_in_the_last_bits_at_most(texts: list[str]) -> None:
    import spacy

    parser = load(load_settings().model)
    slow = spacy.load(parser.nlp.path)
    for text in [*texts[:40], ""]:
        mine, theirs = parser.nlp(text).tensor, slow(text).tensor
        assert mine.shape == theirs.shape or not text
        assert not text or float(np.abs(mine - theirs).max()) < 1e-4


def test_a_full_table_begins_anew(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.parse import forms

    parser = load(load_settings().model)
    whole = list(seen(parser.nlp, texts[:60], parser.forms))
    monkeypatch.setattr(forms, "KEPT", 20)
    assert list(seen(parser.nlp, texts[:60], parser.forms)) == whole
