"""Numbers of things written in tokens, as bounds: "more than two dozen" is low 25, high None, more_than.

The grammar knows digits with separators ("1,200"), words ("forty-five"), mixtures ("1.2 million", "12k"), vague nouns
("hundreds of thousands"), ranges ("between 40 and 50") and the bounds around them ("at least", "or more"). It reads
lower-case tokens as a tokenizer gives them ("forty", "-", "five"), knows nothing of syntax, and does not say what is
counted: "22" of "22-year-old" is a number, too. The words come from a `NumberWords` table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from dateline.records import Quantifier
from dateline.text.digits import Plain, digits, is_year, pointed, spaced

HYPHENS = frozenset({"-", "–", "—", "‑"})
JOINERS = frozenset({"to", "or"})
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Bound:
    """Low, high and quantifier of a vague word."""

    low: int | None
    high: int | None
    quantifier: Quantifier


@dataclass(frozen=True)
class NumberWords:
    """The words of the grammar; phrases are tuples of tokens. `before` and `after` give a bound its quantifier.

    `starts` holds every word that a number may begin with, `phrases` those of vague words and fractions: any other token
    costs one look-up.
    """

    units: dict[str, int]
    multipliers: dict[str, int]
    glued: dict[str, int]
    vague: dict[Phrase, Bound]
    fractions: dict[Phrase, float]
    before: dict[Phrase, Quantifier]
    after: dict[Phrase, Quantifier]
    longest: int = field(default=4)
    starts: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        first = frozenset(phrase[0] for table in (self.vague, self.fractions) for phrase in table)
        object.__setattr__(self, "phrases", first)
        object.__setattr__(self, "starts", first | self.units.keys() | {"a", "an", "half"})


class Quantity(msgspec.Struct, frozen=True):
    """A number in tokens `[first, last)`; `core` is where the number itself starts, after "at least".

    `ends` holds both numbers of "from 12 to 19", which after a verb of change are two; `share` is a fraction ("a third").
    `whole` is False for 1.2, which counts nobody.
    """

    first: int
    last: int
    core: int
    low: int | None
    high: int | None
    quantifier: Quantifier
    ends: tuple["Quantity", ...] = ()
    share: float | None = None
    whole: bool = True
    digits: bool = False
    vague: bool = False

    @property
    def value(self) -> int | None:
        """The number as it is written, before its bound: 220 of "more than 220"."""
        number = self.low if self.low is not None else self.high
        if number is None or self.vague:
            return number
        return number + {"more_than": -1, "less_than": 1}.get(self.quantifier, 0)


def find(tokens: Sequence[str], words: NumberWords) -> list[Quantity]:
    """All numbers of a sentence from left to right, none overlapping.

    find(["at", "least", "40", "people"], words) -> [Quantity(0, 3, core=2, low=40, high=None, "at_least")]
    """
    found: list[Quantity] = []
    at = 0
    starts = words.starts
    while at < len(tokens):
        token = tokens[at]
        counts = token in starts or (token[:1].isdigit() and not is_year(tokens, at))
        made = _quantity(tokens, at, words) if counts else None
        if made is None:
            at += 1
            continue
        start = found[-1].last if found else 0
        found.append(_bounded(tokens, made, start, words))
        at = found[-1].last
    return found


def bounded(value: int, quantifier: Quantifier) -> tuple[int | None, int | None]:
    """The inclusive bounds that a quantifier gives to a number: (220, "more_than") -> (221, None)."""
    if quantifier == "at_least":
        return value, None
    if quantifier == "more_than":
        return value + 1, None
    if quantifier in ("at_most", "nearly"):
        return None, value
    if quantifier == "less_than":
        return None, max(0, value - 1)
    return value, value


def _quantity(tokens: Sequence[str], at: int, words: NumberWords) -> Quantity | None:
    phrase = tokens[at] in words.phrases
    share = _longest(tokens, at, words.fractions, words.longest) if phrase else 0
    plain = _plain(tokens, at, words)
    if share and (plain is None or plain.last <= at + share):
        value = words.fractions[tuple(tokens[at : at + share])]
        return Quantity(at, at + share, at, None, None, "about", share=value)
    size = _longest(tokens, at, words.vague, words.longest) if phrase else 0
    if size and (plain is None or plain.last <= at + size) and not (at and tokens[at - 1] == "as"):
        return _vague(tokens, (at, at + size), words)
    if plain is None:
        return None
    return _range(tokens, at, plain, words) or _exact(at, plain)


def _vague(tokens: Sequence[str], place: tuple[int, int], words: NumberWords) -> Quantity:
    """"dozens", "several", and what they count: "several hundred" is at least 300, "a few thousand" at least 2,000."""
    at, last = place
    bound = words.vague[tuple(tokens[at:last])]
    factor = 1
    if bound.quantifier == "more_than" or tokens[last - 1] in ("couple", "of"):
        while last < len(tokens) and tokens[last] in words.multipliers:
            factor *= words.multipliers[tokens[last]]
            last += 1
    low, high = (None if each is None else each * factor for each in (bound.low, bound.high))
    return Quantity(at, last, at, low, high, bound.quantifier, vague=True)


def _exact(at: int, plain: Plain) -> Quantity:
    value = round(plain.value)
    whole = abs(plain.value - value) < 1e-6
    return Quantity(at, plain.last, at, value, value, "exact", whole=whole, digits=plain.digits)


def _plain(tokens: Sequence[str], at: int, words: NumberWords) -> Plain | None:
    """A number without bounds: "1.2 million", "two hundred and six", "a thousand", "half a million", "12k"."""
    token = tokens[at]
    if token == "half" and at + 2 < len(tokens) and tokens[at + 1] in ("a", "-") and tokens[at + 2] in words.multipliers:
        return Plain(at + 3, words.multipliers[tokens[at + 2]] / 2, False, True)
    if token in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1] in words.multipliers:
        return _spelled(tokens, at, words)
    set_apart = pointed(tokens, at, words.multipliers.keys() | words.glued.keys()) if "." in token else None
    if set_apart is not None:
        return set_apart
    number = digits(token, words.glued)
    if number is not None:
        value, scaled = number
        made = _glued(tokens, at, value, words)
        start = spaced(tokens, at) or Plain(at + 1, value, True, scaled)
        return made or _and_a_half(tokens, _stepwise(tokens, _scaled(tokens, start, words), words), words)
    if token in words.units:
        return _spelled(tokens, at, words)
    return None


def _glued(tokens: Sequence[str], at: int, value: float, words: NumberWords) -> Plain | None:
    """"1.2m" that the tokenizer cut in two: "1.2", "m"; a metre has "m" too, so the digits must carry a point."""
    if at + 1 < len(tokens) and tokens[at + 1] in words.glued and "." in tokens[at]:
        return Plain(at + 2, value * words.glued[tokens[at + 1]], True, True)
    return None


def _scaled(tokens: Sequence[str], plain: Plain, words: NumberWords) -> Plain:
    """With the multipliers after it: "4 million", "2 hundred thousand"."""
    at, value, scaled = plain.last, plain.value, plain.scaled
    while at < len(tokens) and tokens[at] in words.multipliers and not scaled:
        value *= words.multipliers[tokens[at]]
        at += 1
        scaled = at >= len(tokens) or words.multipliers.get(tokens[at], 0) < 1000
    return Plain(at, value, plain.digits, scaled)


def _stepwise(tokens: Sequence[str], plain: Plain, words: NumberWords) -> Plain:
    """"12 million 800 thousand", "18 thousand and 700": what follows a scale stays below it, and is a bare number after "and"."""
    unit = words.multipliers.get(tokens[plain.last - 1], 1)
    while unit >= 1000:
        joined = tokens[plain.last : plain.last + 1] == ["and"]
        at = plain.last + joined
        number = digits(tokens[at], words.glued) if at < len(tokens) and tokens[at][:1].isdigit() else None
        if number is None or number[1] or number[0] != int(number[0]) or not 0 < number[0] < 1000:
            break
        smaller = words.multipliers.get(tokens[at + 1], 1) if at + 1 < len(tokens) else 1
        if smaller >= unit or (smaller == 1 and not (joined and unit == 1000 and number[0] >= 100)):
            break
        plain = Plain(at + 1 + (smaller > 1), plain.value + number[0] * smaller, plain.digits, True)
        unit = smaller
    return plain


def _and_a_half(tokens: Sequence[str], plain: Plain, words: NumberWords) -> Plain:
    """"a million and a half" -> 1,500,000."""
    if plain.scaled and tuple(tokens[plain.last : plain.last + 3]) == ("and", "a", "half"):
        unit = words.multipliers.get(tokens[plain.last - 1], 1)
        return Plain(plain.last + 3, plain.value + unit / 2, plain.digits, True)
    return plain


def _spelled(tokens: Sequence[str], at: int, words: NumberWords) -> Plain:
    """"forty-five", "two hundred and six", "three thousand two hundred", "two and a half million"."""
    total, group, last, scaled = 0.0, 0.0, at, False
    at_now = at
    while at_now < len(tokens):
        token = tokens[at_now]
        previous = tokens[last - 1] if last > at else ""
        if last == at or (token in words.units and _fits(previous, token, words)):
            group += words.units.get(token, 1)  # the first token is a number, or "a" before "hundred"
        elif token in words.multipliers and last > at:
            factor = words.multipliers[token]
            scaled = True
            if factor >= 1000:
                total, group = total + group * factor, 0.0
            else:
                group *= factor
        elif last > at and _continues(tokens, at_now, words):
            at_now += 1
            continue
        else:
            break
        at_now += 1
        last = at_now
    return _half_scaled(tokens, Plain(last, total + group, False, scaled), words)


def _half_scaled(tokens: Sequence[str], plain: Plain, words: NumberWords) -> Plain:
    """"two and a half million" -> 2,500,000; "a million and a half" is of `_and_a_half`."""
    at = plain.last
    if not plain.scaled and tuple(tokens[at : at + 3]) == ("and", "a", "half") and at + 3 < len(tokens):
        factor = words.multipliers.get(tokens[at + 3])
        if factor:
            return Plain(at + 4, (plain.value + 0.5) * factor, False, True)
    return _and_a_half(tokens, plain, words)


def _continues(tokens: Sequence[str], at: int, words: NumberWords) -> bool:
    """A hyphen of "forty-five", or the "and" of "two hundred and six"."""
    if at + 1 >= len(tokens) or tokens[at + 1] not in words.units:
        return False
    if tokens[at] in HYPHENS:
        return tokens[at - 1] in words.units and _fits(tokens[at - 1], tokens[at + 1], words)
    return tokens[at] == "and" and tokens[at - 1] in ("hundred", "thousand", "million")


def _fits(previous: str, token: str, words: NumberWords) -> bool:
    """Twenty takes one to nine, a multiplier takes anything below it, "seven" takes nothing."""
    if previous in words.multipliers:
        return True
    before = words.units.get(previous, 0)
    return before >= 20 and before % 10 == 0 and 0 < words.units[token] < 10


def _range(tokens: Sequence[str], at: int, low: Plain, words: NumberWords) -> Quantity | None:
    """"40 to 50", "40-50", "two or three", "between 40 and 50", "from 40 to 50", "2 to 3 million"."""
    here = low.last
    if here + 1 >= len(tokens):
        return None
    opener = tokens[at - 1] if at else ""
    joiner = tokens[here]
    if not (joiner in JOINERS or joiner in HYPHENS or (joiner == "and" and opener == "between")):
        return None
    high = _plain(tokens, here + 1, words)
    if high is None or (joiner in HYPHENS and high.last < len(tokens) and tokens[high.last] in HYPHENS):
        return None
    small = low.value
    if high.scaled and not low.scaled and small < 1000:
        small *= high.value / _mantissa(tokens, here + 1, words)
    if small >= high.value and opener != "from":
        return None
    return _joined(tokens, (at, here + 1), (Plain(low.last, small, low.digits, low.scaled), high), opener)


def _mantissa(tokens: Sequence[str], at: int, words: NumberWords) -> float:
    number = digits(tokens[at], words.glued)
    if number is not None:
        return number[0]
    return float(words.units.get(tokens[at], 1)) or 1.0


def _joined(tokens: Sequence[str], starts: tuple[int, int], parts: tuple[Plain, Plain], opener: str) -> Quantity:
    at, second = starts
    low, high = parts
    ends = (_exact(at, low), _exact(second, high)) if opener == "from" else ()
    bounds = sorted((round(low.value), round(high.value)))
    first = at - 1 if opener in ("between", "from") else at
    return Quantity(first, high.last, at, bounds[0], bounds[1], "range", ends, digits=low.digits)


def _longest(tokens: Sequence[str], at: int, phrases: dict[Phrase, Bound] | dict[Phrase, float], most: int) -> int:
    """How many tokens from `at` on make the longest of these phrases; 0 for none."""
    for size in range(min(most, len(tokens) - at), 0, -1):
        if tuple(tokens[at : at + size]) in phrases:
            return size
    return 0


def _bounded(tokens: Sequence[str], made: Quantity, start: int, words: NumberWords) -> Quantity:
    """The number with the bounds that stand before or after it."""
    first, before = _before(tokens, made.first, start, words)
    last, after = _after(tokens, made.last, words)
    quantifier = before or after
    if made.share is not None:
        told = quantifier if quantifier not in (None, "exact") else "about"
        return Quantity(first, made.last, made.core, None, None, told or "about", share=made.share)
    if quantifier is None:
        return _moved(made, first, last)
    if made.vague and made.quantifier != "exact":
        return _moved(made, first, last)
    if made.quantifier == "range":
        return _moved(made, first, last)
    value = made.low or 0
    if quantifier == "exact":
        quantifier = made.quantifier
    low, high = bounded(value, quantifier)
    return Quantity(first, last, made.core, low, high, quantifier, whole=made.whole, digits=made.digits)


def _moved(made: Quantity, first: int, last: int) -> Quantity:
    return Quantity(
        min(first, made.first), last, made.core, made.low, made.high, made.quantifier, made.ends, made.share,
        made.whole, made.digits, made.vague,
    )  # fmt: skip


def _before(tokens: Sequence[str], at: int, start: int, words: NumberWords) -> tuple[int, Quantifier | None]:
    """Walks left over bound words; of several the outermost that bounds wins ("at least some 40")."""
    quantifier: Quantifier | None = None
    while True:
        for size in range(min(words.longest, at - start), 0, -1):
            told = words.before.get(tuple(tokens[at - size : at]))
            if told is not None:
                quantifier = told if quantifier in (None, "exact") or told != "exact" else quantifier  # "only about 40"
                at -= size
                break
        else:
            return at, quantifier


def _after(tokens: Sequence[str], at: int, words: NumberWords) -> tuple[int, Quantifier | None]:
    for size in range(min(words.longest, len(tokens) - at), 0, -1):
        told = words.after.get(tuple(tokens[at : at + size]))
        if told is not None:
            return at + size, told
    return at, None
