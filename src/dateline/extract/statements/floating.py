"""Quotations without a cue: whose they are, by who spoke before, who stands before, or who is named after.

    "The well is dry," said Koval. She looked up. "Nobody will come."      Koval, who spoke before
    Koval has kept goats for years. "I feared lions. Now I fear men."      Koval, who stands before
    "They burned it. Nobody helped." It was Koval who spoke.               Koval, named after
    "We stay until the end."                                               nobody
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from dateline.extract.statements.parts import Said, Scene
from dateline.extract.statements.quotations import is_quote_cue, look_around, made
from dateline.extract.statements.speakers import speaker_mention
from dateline.records import Mention
from dateline.syntax.deep import is_passive
from dateline.syntax.tree import Sentence, Word

CARRIES = frozenset({
    "quote.direct.after", "quote.direct.before", "quote.direct.colon", "quote.mixed", "quote.according", "quote.block",
    "clause.that", "clause.before", "clause.comma", "clause.parenthesis",
})  # fmt: skip
SPOKE = frozenset({"speak", "say", "talk", "tell", "write", "shout", "answer"})
HOW = frozenset({"put", "describe", "tell", "explain", "remember", "recall", "see", "say"})  # "That is how Koval puts it."
OWN = frozenset({"i", "me", "my", "we", "us", "our", "mine", "ours", "myself"})
SHORTEST = 4  # words of a quotation that nobody is said to say


def find_floating(scene: Scene) -> None:
    """A sentence or paragraph wholly in marks, without a cue."""
    taken = {number for said in scene.said for number in said.quotations}
    covered = sorted((first, last) for said in scene.said for first, last in said.content)
    starts, ends = [first for first, _ in covered], list(accumulate((last for _, last in covered), max))
    before = _speakers(scene)
    last_one: Said | None = None
    for number, quotation in enumerate(scene.quotations):
        if number in taken or quotation.outer is not None or quotation.single or not _is_sentence(scene, number):
            continue
        first, last = scene.words_of[number]
        at = bisect_right(starts, first)
        if at and ends[at - 1] >= last:
            continue
        said = _attributed(scene, number, before)
        if said.rule == "quote.unattributed" and last_one is not None and _is_near(last_one, said):
            said.speaker, said.rule = last_one.speaker, "quote.floating"
        last_one = said
        scene.add(said)


def _is_near(before: Said, said: Said) -> bool:
    """Whether the quotation without a cue before this one is of its paragraph or the one above."""
    return before.speaker is not None and said.head.sentence.paragraph - before.head.sentence.paragraph <= 1


def _attributed(scene: Scene, number: int, before: list[Said]) -> Said:
    first, last = scene.words_of[number]
    word, piece = scene.tree.words[first], [(first, last)]
    led = _led_in(scene, word)
    if led is not None:
        said = made(scene, led, "quote.direct.before")
        said.content, said.quotations = piece, [number]
        return said
    earlier = _last_speaker(before, word)
    if earlier is not None:
        return Said(word, None, None, earlier, piece, "neutral", "direct", "quote.floating", quotations=[number])
    named = _named_after(scene, last)
    if named is not None:
        cue, head = named
        speaker = speaker_mention(head)
        return Said(cue, cue, cue.span, speaker, piece, "neutral", "direct", "quote.cleft", quotations=[number])
    near = _stands_before(scene, first, last)
    rule = "quote.nearby" if near is not None else "quote.unattributed"
    return Said(word, None, None, near, piece, "neutral", "direct", rule, quotations=[number])


def _led_in(scene: Scene, word: Word) -> Word | None:
    """"Another put it bluntly. “He is finished.”": the sentence before ends in a cue that says nothing itself."""
    at = word.sentence.index - 1
    sentence = scene.tree.sentences[at] if at >= 0 else None
    if sentence is None or sentence.paragraph != word.sentence.paragraph:
        return None
    root = next((each for each in sentence.words if each.head is each), None)
    if root is None or root.i in scene.used or scene.level(root) != -1 or not is_quote_cue(scene, root):
        return None
    own = [child for child in root.children if child.i > root.i and child.dep in ("ccomp", "xcomp", "dobj", "attr")]
    return None if any(child.lower != "it" for child in own) or root.child("neg") else root


def _is_sentence(scene: Scene, number: int) -> bool:
    """Whether the marks hold a sentence of their own, at a sentence's start, with nothing before or after it."""
    spot = look_around(scene, number)
    first, last = spot.words
    words = scene.tree.words[first : last + 1]
    quotation = scene.quotations[number]
    if len(words) < SHORTEST or spot.before or not spot.upper or not (quotation.closed or quotation.continues):
        return False
    closed = spot.ends in ".!?…" or not spot.after
    return closed and any(word.is_verb for word in words)


def _speakers(scene: Scene) -> list[Said]:
    """The statements whose speaker may go on, in the order of their cues."""
    found = [s for s in scene.said if s.rule in CARRIES and s.speaker is not None and scene.level(s.head) == -1 and not s.silent]
    return sorted(found, key=_at)


def _at(said: Said) -> int:
    return said.head.i


def _last_speaker(before: list[Said], word: Word) -> Mention | None:
    """The speaker of the nearest earlier statement in this paragraph or the one before."""
    at = bisect_left(before, word.i, key=_at)
    said = before[at - 1] if at else None
    near = said is not None and word.sentence.paragraph - said.head.sentence.paragraph <= 1
    return said.speaker if said is not None and near else None


def _named_after(scene: Scene, last: int) -> tuple[Word, Word] | None:
    """"It was the headman, Koval, who spoke.": the verb and the one who is named."""
    sentence = _next(scene, last)
    root = next((word for word in sentence.words if word.head is word), None) if sentence is not None else None
    subject = root.child("nsubj") if root is not None and root.lemma == "be" else None
    words_of = _words_of(root) if root is not None and subject is not None and subject.lower in ("those", "these") else None
    if root is not None and words_of is not None:
        return root, words_of
    that = subject is not None and subject.lower in ("that", "this")
    told = root.child("ccomp", "advcl") if root is not None and that else None
    if told is not None and told.lemma in HOW and any(child.lower == "how" for child in told.children):
        teller = told.child("nsubj")
        return (told, teller) if teller is not None else None
    who = root.child("attr") if root is not None and subject is not None and subject.lower in ("it", "that") else None
    named = (who, *who.children_of("appos")) if who is not None else ()
    clause = next((found for each in named if (found := each.child("relcl")) is not None), None)
    return (clause, who) if clause is not None and who is not None and clause.lemma in SPOKE else None


def _words_of(root: Word) -> Word | None:
    """"Those were the words of the imam."."""
    attr = root.child("attr")
    of = attr.child("prep") if attr is not None and attr.lower == "words" else None
    return of.child("pobj") if of is not None and of.lower == "of" else None


def _next(scene: Scene, last: int) -> Sentence | None:
    sentences, own = scene.tree.sentences, scene.tree.words[last].sentence
    at = own.index + 1
    return sentences[at] if at < len(sentences) and sentences[at].paragraph == own.paragraph else None


def _stands_before(scene: Scene, first: int, last: int) -> Mention | None:
    """The person whom the sentence right before is about, if the quotation is in the first person."""
    words = scene.tree.words
    at = words[first].sentence.index - 1
    if at < 0 or not any(word.lower in OWN for word in words[first : last + 1]):
        return None
    sentence = scene.tree.sentences[at]
    if words[first].sentence.paragraph - sentence.paragraph > 1 or sentence.words[0].i in scene.inside:
        return None
    root = next((word for word in sentence.words if word.head is word), None)
    head = root.child("nsubj") if root is not None and not is_passive(root) else None
    if head is None or head.tag in ("NNS", "NNPS"):
        return None
    person = head.entity.label == "PERSON" if head.entity is not None else head.tag == "NNP"
    return speaker_mention(head) if person or (head.lemma in scene.cues.sources and head.tag == "NN") else None
