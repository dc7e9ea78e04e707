"""Before the parser: which whole reports and which sentences have nothing to code, by their plain words.

A report is spared if its words are those of sport, markets, weather, culture, technology, recipes or a council, and outweigh
what speaks of conflict. A sentence is spared if it has no name, figure, quotation mark, and none of the words that any rule
looks for; in a report that is mostly of such topics, but not wholly, a sentence is needed only for a word of conflict in it or
beside it. What is spared is said in the record's refusals; one in a thousand is parsed all the same, so that the loss is known.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.knowledge.gate import GateWords, Signs
from dateline.parse.paragraphs import pieces

SHORT = 80  # a piece of so few characters may be a dateline or heading
AUDITED = 1000  # one spared report or sentence in so many is parsed
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SEEN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*")
_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-Z])")
_SHORT = re.compile(r"(?:\b[A-Za-z]|\b(?:[A-Z][a-z]{1,4}|[a-z]\.[a-z]|No|etc|vs))\.$")  # "Mr.", "U.S.", "Gen.": no end
_TELLING = re.compile(r"[\d\"“”„«»%$£€:;@#\[\]()]|[^\x00-\x7f]|(?<=[^\s\"'(\[.])\s+['(]?[A-Z]")
_NAME = re.compile(r"[\s'(-][A-Z]")


_DIGIT = re.compile(r"\d")
CALM = "No sentence has a sign of anything to code, and hardly a word is of conflict or politics."
Fate = Literal["kept", "spared", "audited"]
Way = Literal["whole", "quiet", "topical"]  # all is read · what stands near any sign · what tells of something


class Stretch(NamedTuple):
    """Sentences that are parsed, or not, or parsed for an audit only."""

    start: int
    text: str
    fate: Fate = "kept"


class Spared(NamedTuple):
    """Why a report is spared: the topic, and the sentence that says it."""

    topic: str
    detail: str


def audited(text: str) -> bool:
    """Whether a spared stretch is parsed all the same: by its digest, so that every run looks at the same ones."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) % AUDITED == 0


class Topic(NamedTuple):
    """What a report is of, as far as its title and first words tell, and how it is to be read."""

    name: str
    weight: float
    conflict: int
    way: Way


def topic_of(title: str | None, text: str, known: GateWords) -> Topic:
    """Where the title has a sign of something, or the topic does not weigh much more than conflict, it is read with care."""
    asked, heading = known.asked, frozenset(_WORD.findall((title or "").lower()))
    name, best, weight, conflict = _weighed(heading.union(_WORD.findall(_opening(text, asked.looked_at))), heading, known)
    if best < asked.least or best + weight < asked.together or weight < asked.factor * conflict:
        return Topic(name, weight, conflict, "whole")
    careful = weight < asked.dull * conflict or not known.titles.isdisjoint(heading)
    return Topic(name, weight, conflict, "quiet" if careful else "topical")


def spared_report(title: str | None, text: str, known: GateWords) -> Spared | None:
    """Why a whole report need not be parsed, or None where it must be.

    "The striker scored twice in the second half of the match." is spared; with "Two fans were stabbed outside" it is not.
    """
    topic = topic_of(title, text, known)
    if topic.way == "whole":
        return Spared("no topic", CALM) if _is_calm(title, text, known) else None
    if _tells(title, text, known.signs, topic.way):
        return None
    told = f"The words are those of {topic.name} (weight {topic.weight:g}, of conflict {topic.conflict})"
    return Spared(topic.name, told + ", and no sentence tells of something to code.")


def _is_calm(title: str | None, text: str, known: GateWords) -> bool:
    """Whether a report of any topic has no sign of anything in it, and hardly a word of conflict or of politics.

    "How to beat hay fever: shut the windows at dawn ..." · not "The minister and the opposition met in parliament ..."
    """
    seen = _WORD.findall(f"{title or ''} {text}".lower())
    if len(seen) < known.asked.calm_from or not known.signs.weights.keys().isdisjoint(seen):
        return False
    return _weight(frozenset(seen), known.conflict) <= known.asked.calm


def _tells(title: str | None, text: str, signs: Signs, way: Way) -> bool:
    """Whether a report of a topic also tells of something: in one sentence for sure, or in two that may."""
    if not _may_tell(text, signs, signs.some if way == "quiet" else signs.telling):
        return False
    weights = [told(piece[start:end].lower(), signs) for _, piece in pieces(text) for start, end in _sentences(piece)]
    if way == "quiet":
        return max(weights, default=0) >= signs.some
    telling = sum(weight >= signs.telling for weight in weights)
    if not telling or max(weights) >= signs.sure:
        return telling > 0
    return telling > 1 or told((title or "").lower(), signs) >= signs.telling


def _may_tell(text: str, signs: Signs, least: int) -> bool:
    """Whether all signs of a text together would do for one sentence; a look at its words tells most texts of a topic."""
    found = signs.weights.keys() & _WORD.findall(text.lower())
    return not found.isdisjoint(signs.enough) or sum(signs.weights[word] for word in found) >= least


def told(lower: str, signs: Signs) -> int:
    """How much a sentence tells of something: its signs, and beside harm who suffered it and how many.

    "Police detained 15 people" (8) · "his legs were shot" (1) · "a phone that killed its rivals" (3)
    """
    seen = _WORD.findall(lower)
    found = signs.weights.keys() & seen
    if not found:
        return 0
    weight = sum(signs.weights[word] for word in found)
    if not signs.harm.isdisjoint(found):
        weight += len(signs.counted.intersection(seen)) + (_DIGIT.search(lower) is not None)
    if weight < signs.sure and signs.phrases.search(lower):
        return signs.sure
    return weight


def _weighed(seen: frozenset[str], heading: frozenset[str], known: GateWords) -> tuple[str, int, float, int]:
    """(best topic, its weight, its weight with something of the others', weight of conflict).

    A title says what a report is of: a word of a topic in it counts as several.
    """
    more = known.asked.titled - 1
    topic, best = max(
        ((name, _weight(seen, table) + more * _weight(heading, table)) for name, table in known.topics.items()),
        key=lambda each: each[1],
    )
    return topic, best, best + known.asked.others * (_weight(seen, known.all_topics) - best), _weight(seen, known.conflict)


def _opening(text: str, words: int) -> str:
    """About the first so many words, without counting them, in small letters."""
    return text[: words * 7].lower()


def _weight(seen: frozenset[str], table: dict[str, int]) -> int:
    return sum(table[word] for word in seen & table.keys())


def kept_parts(offset: int, piece: str, known: GateWords, way: Way = "whole") -> Iterator[Stretch]:
    """A piece cut into stretches that are parsed and such that are not; kept neighbours stay together and are parsed alike."""
    spans = list(_sentences(piece))
    needed = [_needed(piece[start:end], known) for start, end in spans]
    if way != "whole":
        weights = [told(piece[start:end].lower(), known.signs) for start, end in spans]
        needed = [each and near for each, near in zip(needed, _near(weights, known.signs, way), strict=True)]
    fates: list[Fate] = ["kept" if each else "spared" for each in needed]
    for number, (start, end) in enumerate(spans[1:], 1):
        first = _SEEN.search(piece, start, end)
        if fates[number] == "kept" and first and first[0].lower() in known.back:
            fates[number - 1] = "kept"
    for number, (start, end) in enumerate(spans):
        if fates[number] == "spared" and audited(piece[start:end]):
            fates[number] = "audited"
    begin = 0
    for number in range(1, len(spans) + 1):
        if number == len(spans) or fates[number] != fates[begin]:
            start, end = spans[begin][0], spans[number - 1][1]
            yield Stretch(offset + start, piece[start:end], fates[begin])
            begin = number


def _sentences(piece: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences without the blanks between; where an end is in doubt there is none."""
    start = 0
    for end in _END.finditer(piece):
        mark = end.start() + 1
        if piece[mark - 1] == "." and _SHORT.search(piece, max(0, mark - 8), mark):
            continue
        yield start, len(piece[: end.end()].rstrip())
        start = end.end()
    yield start, len(piece)


def _needed(sentence: str, known: GateWords) -> bool:
    """Whether a sentence may have something to code."""
    if _TELLING.search(sentence) or _NAME.search(sentence) or sentence[-1:] not in ".!?":
        return True
    seen = [word.lower() for word in _SEEN.findall(sentence)]
    return not seen or (seen[0] not in known.first and seen[0] not in known.back) or not known.anchors.isdisjoint(_split(seen))


def _near(weights: list[int], signs: Signs, way: Way) -> Iterator[bool]:
    """Whether a sentence tells of something, or stands where a neighbour does: behind a sure one in a report of a topic."""
    for at, weight in enumerate(weights):
        before = weights[at - 1] if at else 0
        if way == "quiet":
            yield max(weight, before, *weights[at + 1 : at + 2]) >= signs.some
        else:
            yield weight >= signs.telling or before >= signs.sure


def _split(seen: list[str]) -> list[str]:
    """Words, and the parts of those with a mark in them: "shell-shocked", "army's"."""
    return seen + [part for word in seen if "-" in word or "'" in word for part in re.split("['-]", word)]
