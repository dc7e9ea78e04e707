"""Words that say when: token kinds, a small grammar over them, and a typed meaning for each expression.

    "Shelling resumed on Friday, two days after the truce." -> "Friday", "two days"

The method is SynTime's (Zhong, Sun and Cambria, ACL 2017): kinds of tokens instead of fixed phrases, grown to the longest
run that a rule knows. Spans follow TIMEX3: no prepositions, determiners included.
"""

from collections.abc import Callable

import msgspec

from dateline.drafts import TimeMention
from dateline.extract.times import dates, numeric, references, relative, units
from dateline.extract.times.context import context, is_heading, is_quoted
from dateline.extract.times.feasts import phrases
from dateline.extract.times.grammar import ANY, REACH, TRIGGER, matches
from dateline.extract.times.joined import joined
from dateline.extract.times.marks import NOTHING, marks
from dateline.extract.times.segment import Built, Piece, Segment
from dateline.knowledge.calendar import Mark
from dateline.syntax.tree import Sentence, Tree, Word

__all__ = ["find"]

BUILDERS: dict[str, Callable[[Segment], Built]] = {
    "age": units.age, "long": units.long, "adjective": units.adjective, "day": dates.day, "day_range": dates.day_range,
    "weeks_back": dates.weeks_back, "night_of": dates.night_of, "month": dates.month, "season": dates.season,
    "year": dates.year, "decade": dates.decade, "quarter": dates.quarter,
    "nth": units.nth, "this": relative.this, "same_before": relative.same_before,
    "after_next": relative.after_next, "ago": relative.ago, "shifted": relative.shifted,
    "period": units.period, "duration": units.span, "set": units.sets, "clock": dates.clock, "reference": references.reference,
    "bare_day": numeric.bare_day,
}  # fmt: skip


def find(tree: Tree) -> list[TimeMention]:
    """The time expressions of a report in the order of its text; none overlap."""
    found: list[TimeMention] = []
    paragraph, start = -1, 0
    for sentence in tree.sentences:
        if sentence.paragraph != paragraph:
            paragraph, start = sentence.paragraph, sentence.start
        for piece in pieces(sentence.words):
            at = sentence.words[piece.first].start
            found.append(_mention(sentence, piece, is_quoted(tree.text, start, at)))
    return numeric.one_order(tree.text, found)


def pieces(words: list[Word]) -> list[Piece]:
    """The expressions of one sentence; a sentence without a word of time costs a look-up a token."""
    known = marks(words)
    numeric.short_dates(words, known)
    kinds = "".join([mark.kind for mark in known])
    named = "H" in kinds
    if not named and TRIGGER.search(kinds) is None:
        return []
    found, taken = phrases(words, known) if named or "M" in kinds or "W" in kinds else ([], set())
    for at in taken:
        known[at] = NOTHING
    if taken:
        kinds = "".join([mark.kind for mark in known])
    found += _scan(words, known, kinds)
    found = numeric.by_weekday(words, sorted(found)) if "I" in kinds else found
    return joined(words, sorted(found)) if len(found) > 1 else found


def _scan(words: list[Word], known: list[Mark], kinds: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    while (trigger := TRIGGER.search(kinds, at)) is not None:
        start = _first_start(kinds, max(at, trigger.start() - REACH), trigger.start())
        if start is None:
            at = trigger.end()
            continue
        at = start
        for end, rule in matches(kinds, at):
            built = BUILDERS[rule](Segment(words, known, kinds, at, end))
            if built is not None:
                found.extend(built)
                at = built[-1].last + 1 if built else end
                break
        else:
            at += 1
    return found


def _first_start(kinds: str, low: int, high: int) -> int | None:
    """The first place from which a rule fits."""
    for at in range(low, high + 1):
        if kinds[at] != "x" and ANY.match(kinds, at) is not None:
            return at
    return None


def _mention(sentence: Sentence, piece: Piece, quoted: bool) -> TimeMention:
    words = sentence.words[piece.first : piece.last + 1]
    around = context(words)
    form = msgspec.structs.replace(
        piece.form, tense=around.tense, quoted=quoted, heading=is_heading(words), sentence=sentence.index,
        paragraph=sentence.paragraph,
    )  # fmt: skip
    governor = around.governor.start if around.governor is not None else None
    return TimeMention(words[0].start, words[-1].end, piece.type, form, governor, around.preposition)
