"""What the gate before the parser knows: words of topics and of conflict, and every form of every word that a rule looks for."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from dateline.knowledge.event_rules import Rules, event_rules
from dateline.knowledge.tables import read_table

TABLES = (  # whose words a record may hang on; single words of at least three letters
    "borders.toml",
    "harm_predicates.toml",
    "lemmas.toml",
    "reporting_verbs.toml",
)
CLEAR, SOME = 3, 1  # what a word of a topic weighs
STRONG, MEDIUM, WEAK = 4, 2, 1
PLAIN, PARTY, HARM, HURT, SOFT = 4, 3, 3, 2, 1  # what a sign weighs
_WORD = re.compile(r"[a-z]{3,}(?:-[a-z]+)*")
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdglmnprt]$")


class Signs(NamedTuple):
    """What tells of something in a sentence: what each word weighs, and from which weight on.

    Beside `harm` the words of `counted` count; a text without any word of `enough` may still have several others.
    """

    weights: dict[str, int]
    harm: frozenset[str]
    enough: frozenset[str]
    counted: frozenset[str]
    phrases: re.Pattern[str]
    sure: int
    telling: int
    some: int


class GateWords(NamedTuple):
    """The tables, ready to be held against a set of words."""

    topics: dict[str, dict[str, int]]
    all_topics: dict[str, int]
    conflict: dict[str, int]
    signs: Signs
    titles: frozenset[str]
    asked: "Asked"
    anchors: frozenset[str]
    back: frozenset[str]
    first: frozenset[str]
    reports: bool


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of [report]."""

    looked_at: int
    least: int
    together: int
    factor: float
    others: float
    dull: float
    titled: int
    calm: int
    calm_from: int
    titles: list[str]


class _Signs(msgspec.Struct, forbid_unknown_fields=True):
    sure: int
    telling: int
    some: int
    plain: list[str]
    party: list[str]
    harm: list[str]
    hurt: list[str]
    soft: list[str]
    people: list[str]
    numbers: list[str]


class _Conflict(msgspec.Struct, forbid_unknown_fields=True):
    strong: list[str]
    medium: list[str]
    weak: list[str]


class _Topic(msgspec.Struct, forbid_unknown_fields=True):
    clear: list[str]
    some: list[str]


class _Keep(msgspec.Struct, forbid_unknown_fields=True):
    phrases: list[str]


class _Sentence(msgspec.Struct, forbid_unknown_fields=True):
    back: list[str]
    first: list[str]
    also: list[str]
    irregular: list[str]


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    report: Asked
    signs: _Signs
    conflict: _Conflict
    topics: dict[str, _Topic]
    keep: _Keep
    sentence: _Sentence


@lru_cache(maxsize=4)
def gate_words(own_rules: str = "", *, reports: bool = False) -> GateWords:
    """The gate's words; with a folder of rules of one's own their anchors are among them. `reports`: these are gated, too."""
    table = read_table("gate.toml", _Table)
    conflict = table.conflict
    weights = {**dict.fromkeys(conflict.weak, WEAK), **dict.fromkeys(conflict.medium, MEDIUM)}
    weights.update(dict.fromkeys(conflict.strong, STRONG))
    topics = {
        name: {**dict.fromkeys(topic.some, SOME), **dict.fromkeys(topic.clear, CLEAR)} for name, topic in table.topics.items()
    }
    ordered = sorted((weight, word) for topic in topics.values() for word, weight in topic.items())
    return GateWords(
        topics=topics, all_topics={word: weight for weight, word in ordered}, conflict=weights,
        signs=_signs(table.signs, table.keep), titles=frozenset([*conflict.strong, *table.report.titles]), asked=table.report,
        anchors=_forms(event_rules(own_rules), table.sentence), back=frozenset(table.sentence.back),
        first=frozenset(table.sentence.first), reports=reports,
    )  # fmt: skip


def _signs(signs: _Signs, keep: _Keep) -> Signs:
    weights = {
        **dict.fromkeys(signs.soft, SOFT), **dict.fromkeys(signs.hurt, HURT), **dict.fromkeys(signs.harm, HARM),
        **dict.fromkeys(signs.party, PARTY), **dict.fromkeys(signs.plain, PLAIN),
    }  # fmt: skip
    harm = frozenset([*signs.harm, *signs.hurt])
    return Signs(
        weights=weights, harm=harm, enough=harm.union(weights.keys() & _WORD.findall(" ".join(keep.phrases))),
        counted=frozenset([*signs.people, *signs.numbers]), phrases=re.compile(r"\b(?:" + "|".join(keep.phrases) + r")\b"),
        sure=signs.sure, telling=signs.telling, some=signs.some,
    )  # fmt: skip


def _forms(rules: Rules, sentence: _Sentence) -> frozenset[str]:
    irregular = {line.split()[0]: line.split() for line in sentence.irregular}
    lemmas = set(sentence.also)
    for rule in rules.rules:
        for anchor in (*rule.verbs, *rule.nouns):
            lemmas.update(_WORD.findall(anchor.split()[0] if rule.verbs else anchor.split()[-1]))
    for name in TABLES:
        table = tomllib.loads(files("dateline.knowledge").joinpath("words", name).read_text(encoding="utf-8"))
        lemmas.update(word for text in _texts(table) for word in _WORD.findall(text.split("=")[0].lower()))
    lemmas -= {"the", "and", "for", "with", "that", "was", "are", "has", "had", "but", "not", "from", "into", "who", "which"}
    return frozenset(form for lemma in lemmas for form in inflected(lemma, irregular))


def _texts(table: Any) -> Iterator[str]:
    """The first word of every string and key of a table."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield str(key).partition(" ")[0]
            yield from _texts(value)
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value)
    elif isinstance(table, str):
        yield table.partition(" ")[0]


def inflected(lemma: str, irregular: Mapping[str, Iterable[str]]) -> set[str]:
    """A word with all that it may look like as noun or verb; a form too many does no harm.

    "shell" -> shell, shells, shelled, shelling; "carry" -> carries, carried; "stop" -> stopped
    """
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    made = {lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", lemma + "d", *irregular.get(lemma, ())}
    if lemma.endswith("y"):
        made |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ed", lemma + "ing"}
    if lemma.endswith("ie"):
        made.add(lemma[:-2] + "ying")
    if _DOUBLED.search(lemma):
        made |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    if lemma.startswith("re-"):
        made |= inflected(lemma.replace("re-", "re", 1), irregular)
    return made
