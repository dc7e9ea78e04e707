"""Part of speech and lemma of a word, from a table that grows as words come.

spaCy's attribute ruler and lemmatizer look at the word's form, its tag and, for a few words, its arc: what they gave a form once
they give it always. They are asked once for each, and the rest is looked up. The few rules that look at two words ("gonna",
"let's", "there is") are found by their words; a text that has them goes the long way.
"""

from collections.abc import Iterable
from typing import Any

from spacy.attrs import DEP, LEMMA, LOWER, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

ASKED = ("attribute_ruler", "lemmatizer")
READ = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})  # what a rule for one word may ask
KEPT = 1 << 15  # forms, some 20 MB; then the table begins anew
APART = ("§", "NFP")  # stands between two words that are asked for together

Form = tuple[str, str, str, str, str, str]  # text, lower, tag, pos, dep, lemma


class Forms:
    """The table of one pipeline. `of` gives what the pipeline's own components would, word for word."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        self.steps: list[Any] = [nlp.get_pipe(name) for name in ASKED]
        self.pairs, self.arcs = _pairs(self.steps[0].patterns)
        self.known: dict[tuple[int, int, int], Form] = {}
        self.met: dict[tuple[int, int, int], tuple[str, str, str, str]] = {}  # with an arc that no rule asks for left out

    def of(self, doc: Doc) -> list[Form]:
        """The forms of a parsed text, in order."""
        rows = doc.to_array([ORTH, TAG, DEP, LOWER]).tolist()
        if self._asks_for_more(rows):
            return self._the_long_way(doc)
        known = self.known
        if len(known) > KEPT:
            known.clear()
            self.met.clear()
        keys = [(row[0], row[1], row[2]) for row in rows]
        missing = dict.fromkeys(key for key in keys if key not in known)
        if missing:
            self._learn(list(missing))
        return [known[key] for key in keys]

    def _asks_for_more(self, rows: list[list[int]]) -> bool:
        lower = {row[3] for row in rows}
        if any(pair <= lower for pair in self.pairs[0]):
            return True
        return bool(self.pairs[1]) and any(row[2] in self.pairs[1] for row in rows)

    def _the_long_way(self, doc: Doc) -> list[Form]:
        for step in self.steps:
            step(doc)
        strings = self.vocab.strings
        rows = doc.to_array([ORTH, LOWER, TAG, POS, DEP, LEMMA]).tolist()
        return [tuple(strings[key] if key else "" for key in row) for row in rows]  # type: ignore[misc]

    def _learn(self, keys: list[tuple[int, int, int]]) -> None:
        strings = self.vocab.strings
        coarse = {key: (key[0], key[1], key[2] if key[2] in self.arcs else 0) for key in keys}
        new = list(dict.fromkeys(short for short in coarse.values() if short not in self.met))
        if new:
            self._ask(new, {short: key for key, short in coarse.items()})
        for key, short in coarse.items():
            tag, pos, dep, lemma = self.met[short]
            text = strings[key[0]]
            self.known[key] = (text, text.lower(), tag, pos, dep or _string(strings, key[2]), lemma)

    def _ask(self, new: list[tuple[int, int, int]], example: dict[tuple[int, int, int], tuple[int, int, int]]) -> None:
        """What the components say of some words, asked in one text in which none stands beside another."""
        strings = self.vocab.strings
        words, tags, deps = [], [], []
        for orth, tag, _ in new:
            words += [strings[orth], APART[0]]
            tags += [_string(strings, tag), APART[1]]
        for short in new:
            deps += [_string(strings, example[short][2]), "punct"]
        doc = Doc(self.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        for step in self.steps:
            step(doc)
        for short, row in zip(new, doc.to_array([TAG, POS, DEP, LEMMA]).tolist()[::2], strict=True):
            said, pos, dep, lemma = (_string(strings, key) for key in row)
            kept = dep if dep != _string(strings, example[short][2]) or short[2] else ""
            self.met[short] = (said, pos, kept, lemma)


def _string(strings: Any, key: int) -> str:
    return str(strings[key]) if key else ""


def _pairs(patterns: Iterable[dict[str, Any]]) -> tuple[tuple[list[frozenset[int]], frozenset[int]], frozenset[int]]:
    """((words that stand in rules for two words, arcs in such rules), arcs in any rule), as keys.

    Raises LookupError for a rule that asks for something else: then there can be no table.
    """
    from spacy.strings import get_string_id

    words: list[frozenset[int]] = []
    pair_arcs: set[int] = set()
    arcs: set[int] = set()
    for pattern in (each for entry in patterns for each in entry["patterns"]):
        if any(not set(token) <= READ for token in pattern):
            raise LookupError("a rule that asks for more than form, tag and arc")
        if len(pattern) == 1:
            arcs.update(get_string_id(name) for name in _values(pattern[0].get("DEP")))
            continue
        named = frozenset(get_string_id(token["LOWER"]) for token in pattern if isinstance(token.get("LOWER"), str))
        arc = [token["DEP"] for token in pattern if isinstance(token.get("DEP"), str)]
        if arc:
            pair_arcs.add(get_string_id(arc[0]))
        elif named:
            words.append(named)
        else:
            raise LookupError("a rule for two words that names none")
    return (words, frozenset(pair_arcs)), frozenset(arcs)


def _values(asked: Any) -> list[str]:
    if isinstance(asked, dict):
        return [str(value) for values in asked.values() for value in (values if isinstance(values, list) else [values])]
    return [str(asked)] if asked else []


def forms_of(nlp: Language) -> Forms | None:
    """The table of a pipeline that has both components, in this order and as we know them; None for another."""
    names = [name for name in nlp.pipe_names if name in ASKED]
    if tuple(names) != ASKED or getattr(nlp.get_pipe("lemmatizer"), "mode", "") != "rule":
        return None
    try:
        return Forms(nlp)
    except LookupError:
        return None
