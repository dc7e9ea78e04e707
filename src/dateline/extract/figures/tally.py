"""Lists of numbers with their states, read as they stand, since parsers hang them anywhere.

    Losses: 85 killed, 140 wounded, 1 missing in action.     killed 85, injured 140, missing 1
    The toll reached 12 martyrs and 30 wounded.              killed 12, injured 30
    The number of dead rose to 34 and the wounded to 71.     killed 34, injured 71
"""

from collections.abc import Iterator

from dateline.extract.figures.claims import Claim
from dateline.extract.figures.counting import Count, Counter
from dateline.extract.figures.tolls import TOLL_WORDS
from dateline.knowledge.harm import harm
from dateline.records import Measure
from dateline.syntax.tree import Sentence, Word
from dateline.text.numbers import Quantity

Found = tuple[Claim, Count]
STATES: dict[str, Measure] = {
    "killed": "killed", "dead": "killed", "martyred": "killed", "martyrs": "killed", "wounded": "injured", "injured": "injured",
    "missing": "missing", "captured": "detained", "arrested": "detained", "detained": "detained",
}  # fmt: skip
COUNTED = frozenset({"killed", "injured", "missing", "detained", "affected"})
ENDS = frozenset({",", ".", ";", ")", "(", "and", "&", "", "-", "–", "/", "as", "since"})
MOST_BETWEEN = 3  # words between a number and its state: "3 border guards killed"
LEADING = frozenset({"to", "at"})


def tallied(counter: Counter, sentence: Sentence, found: list[Found]) -> list[Found]:
    """The figures of a sentence, those of such a list as it tells them."""
    forms = sentence.forms
    if forms.isdisjoint(STATES):
        return found
    made = list(found)
    told = [(each, _state_of(counter, each)) for each in _quantities(counter, sentence)]
    entries = [(each, state) for each, state in told if state is not None]
    for quantity, state in entries:
        listed = any(_is_beside(counter, quantity, state, other) for other in entries)
        made = _settled(counter, quantity, state, made, listed=listed)
    made += list(_toll_goes_on(counter, sentence, made))
    return made


def _quantities(counter: Counter, sentence: Sentence) -> list[Quantity]:
    numbers = counter.numbers(sentence)
    return [each for at, each in sorted(numbers.items()) if at == each.first and each.share is None and counter.usable(each)]


def _state_of(counter: Counter, quantity: Quantity) -> Word | None:
    """The word of state that closes the entry of a list: "3 border guards **killed**,"; not "3 wounded guards"."""
    for at in range(quantity.last, quantity.last + MOST_BETWEEN + 1):
        word = counter.word(at)
        if word is None:
            return None
        if word.lower in STATES:
            return word if _closes(counter, word) and _opens(counter, quantity) else None
        if not (word.is_nominal or word.tag == "JJ") or word.tag == "NNP":
            return None
    return None


def _closes(counter: Counter, state: Word) -> bool:
    after = counter.lower(state.i + 1)
    in_action = after == "in" and counter.lower(state.i + 2) in ("action", "combat", "battle")
    return in_action or (after in ENDS and state.child("auxpass", "aux", "dobj", "attr") is None)


def _opens(counter: Counter, quantity: Quantity) -> bool:
    """An entry of a list stands behind a colon, comma or "and" and has another such entry beside it."""
    before = counter.lower(quantity.first - 1)
    return before in (":", ",", "and", ";", "(", "-", "–", "", ".", "&", ")") or before in ("martyrs", "people")


def _is_beside(counter: Counter, quantity: Quantity, state: Word, other: tuple[Quantity, Word]) -> bool:
    """Whether another entry stands right before or right behind: "85 killed, **140 wounded**"."""
    words = counter.reading.tree.words
    behind = words[other[0].first].start - state.end
    before = words[quantity.first].start - other[1].end
    return 0 <= behind < NEAR or 0 <= before < NEAR


def _settled(counter: Counter, quantity: Quantity, state: Word, found: list[Found], *, listed: bool) -> list[Found]:
    start = counter.reading.tree.words[quantity.first].start
    measure = STATES[state.lower]
    here = [each for each in found if each[1].span.start == start and each[0].measure in COUNTED]
    if any(claim.measure == measure for claim, _ in here):
        return [each for each in found if each not in here or each[0].measure == measure or each[0].predicate is state]
    mistaken = any(claim.rule.endswith(".toll") for claim, _ in here)  # "The toll reached 12 dead and **30 wounded**"
    if not (listed or mistaken or counter.lower(quantity.first - 1) == ":") or any(claim.predicate is state for claim, _ in here):
        return found
    last = counter.reading.tree.words[quantity.last - 1]
    noun = counter.word(state.i - 1)
    head = noun if noun is not None and noun.i >= quantity.last and counter.is_people(noun) else last
    count = counter.count(head) or counter.count(last)
    if count is None:
        return found
    kept = [each for each in found if each not in here]
    who = count.who if count.who is not None and count.who.i < state.i else None
    claim = Claim(measure, state, head, f"figure.{measure}.tally", explicit=True)
    return [*kept, (claim, Count(count.low, count.high, count.quantifier, count.span, who, "number"))]


NEAR = 12  # characters between two entries of one list


def _toll_goes_on(counter: Counter, sentence: Sentence, found: list[Found]) -> Iterator[Found]:
    """"rose to 34 **and the wounded to 71**", ", injuries to 90": a toll of another state, its verb not told again."""
    tolls = [claim for claim, _ in found if claim.rule.endswith(".toll")]
    taken = {count.span.start for _, count in found}
    for quantity in _quantities(counter, sentence) if tolls else ():
        state = counter.word(quantity.first - 2)
        if state is None or counter.lower(quantity.first - 1) not in LEADING:
            continue
        measure = STATES.get(state.lower) or TOLL_WORDS.get(state.lemma)
        first = state.i - (counter.lower(state.i - 1) in ("the", "of")) - (counter.lower(state.i - 2) == "of")
        told = counter.lower(first - 1) in ("and", ",", "while")
        word = counter.reading.tree.words[quantity.first]
        if measure is None or not told or word.start in taken or measure not in harm().adjectives.values():
            continue
        head = counter.reading.tree.words[quantity.last - 1]
        count = counter.count(head)
        if count is not None:
            yield Claim(measure, tolls[-1].predicate, head, f"figure.{measure}.toll", explicit=True), count
