"""Speakers set off by a colon or a dash, without a verb of saying: headlines, and the labels of an interview.

    Nine killed in blast: police                  police
    Poll: Most voters want peace                  poll
    KOVAL: We stay. (two lines or more)           KOVAL
    The governor added: / We stay.                the governor: a paragraph of its own
"""

from itertools import pairwise, takewhile

from dateline.extract.statements.parts import Said, Scene, trimmed
from dateline.extract.statements.quotations import is_quote_cue, made
from dateline.records import Mention
from dateline.syntax.tree import Sentence, Word

SIGNS = frozenset({":", "-", "–", "—", "--"})
MARKS = frozenset({'"', "'", "''", "``", "“", "”", "‘", "’"})
SHORT = 24  # words of a headline
NAMES = frozenset({"PERSON", "ORG", "NORP"})
OWN = frozenset({"i", "my", "me", "we", "our", "us"})
QUESTION_AND_ANSWER = frozenset({"Q", "A"})
BLOCK_CUE = 6  # words before the colon
ENDS = frozenset({".", "!", "?"})
FEWEST = 2  # labelled lines that make an interview


def find_headlines(scene: Scene) -> None:
    """Appends the statement of a headline's speaker, and those of an interview's labelled lines."""
    sentences = scene.tree.sentences
    for place, sentence in enumerate(sentences):
        if len(sentence.words) <= SHORT and (not place or _is_line(scene, place)):
            _headline(scene, sentence)
    firsts = [one for place, one in enumerate(sentences) if not place or sentences[place - 1].paragraph != one.paragraph]
    labelled = [(sentence, colon) for sentence in firsts if (colon := _label(sentence)) is not None]
    if len(labelled) >= FEWEST:
        for sentence, colon in labelled:
            _answer(scene, sentence, colon)


def _is_line(scene: Scene, place: int) -> bool:
    """A paragraph of one sentence without a full stop: a heading inside a report, or an entry of a live page."""
    sentences = scene.tree.sentences
    alone = place + 1 == len(sentences) or sentences[place + 1].paragraph != sentences[place].paragraph
    last = next((word for word in reversed(sentences[place].words) if word.pos != "SPACE" and word.text not in MARKS), None)
    return alone and sentences[place - 1].paragraph != sentences[place].paragraph and last is not None and last.text not in ENDS


def find_blocks(scene: Scene) -> None:
    """"The governor added:" and a paragraph without marks: his words, set off as a block."""
    sentences = scene.tree.sentences
    for sentence, after in pairwise(sentences):
        if sentence.paragraph == after.paragraph or sentence.words[-1].text != ":" or scene.level(after.words[0]) >= 0:
            continue
        cue = next((word for word in reversed(sentence.words[-BLOCK_CUE:]) if is_quote_cue(scene, word)), None)
        last = after.words[-1].i
        while last + 1 < len(scene.tree.words) and scene.tree.words[last + 1].sentence.paragraph == after.paragraph:
            last += 1
        piece = trimmed(scene.tree.words, after.words[0].i, last)
        if cue is None or cue.i in scene.used or piece is None or scene.tree.words[last].text not in ENDS:
            continue
        if any(word.text == ":" or word.i in scene.inside for word in scene.tree.words[piece[0] : piece[1] + 1]):
            continue
        said = made(scene, cue, "quote.block")
        said.content, said.quotations = [piece], [-1]
        scene.add(said)


def _headline(scene: Scene, sentence: Sentence) -> None:
    words = sentence.words
    last = len(words) - 1
    while last > 0 and words[last].text in (".", '"', "'"):
        last -= 1
    if words[0].text not in MARKS or len(words) < 4 or not _quoted_first(scene, sentence):
        _around_sign(scene, words, last)


def _quoted_first(scene: Scene, sentence: Sentence) -> bool:
    """"'We have nowhere to go': families flee": the words, a sign, and who says them, if it is someone."""
    number = scene.level(sentence.words[1])
    if number < 0:
        return False
    first, last = scene.words_of[number]
    rest = [word for word in sentence.words if word.i > last and word.text not in MARKS]
    told = scene.tree.words[first : last + 1]
    if last - first < 2 or not any(word.is_verb or word.lower in OWN for word in told) or len(rest) < 2:
        return False
    if rest[0].text not in SIGNS or any(number in said.quotations for said in scene.said):
        return False
    names = list(takewhile(lambda word: word.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") and not word.is_verb, rest[1:]))
    if not names or not _is_speaker(scene, names):
        return False
    speaker = Mention(names[0].start, names[-1].end, head=names[-1].span)
    sign = rest[0]
    said = Said(sign, sign, sign.span, speaker, [(first, last)], "neutral", "direct", "headline.quoted", quotations=[number])
    scene.used.add(sign.i)
    scene.add(said)
    return True


def _around_sign(scene: Scene, words: list[Word], last: int) -> None:
    signs = [i for i in range(1, last) if words[i].text in SIGNS and words[i].end < words[i + 1].start]
    if not signs or any(word.i in scene.used for word in words):
        return
    sign, end = signs[0], signs[-1]
    behind = words[end + 1 : last + 1]
    capital = len(behind) <= 2 and end > 4 and behind[-1].entity is not None and behind[-1].entity.label == "GPE"
    if last - end <= 4 and end >= 3 and (_is_speaker(scene, behind) or (capital and words[end].text == ":")):
        _add(scene, words[end], words[end + 1 : last + 1], (words[0].i, words[end].i - 1))
    elif words[sign].text == ":" and sign <= 5 and _is_speaker(scene, words[:sign]) and last - sign >= 3:
        _add(scene, words[sign], words[:sign], (words[sign].i + 1, words[last].i))


def _is_speaker(scene: Scene, words: list[Word]) -> bool:
    """Someone who may speak, and no verb: "police", "UN envoy", "Poll"; not "Live", not "Gaza"."""
    if any(word.pos in ("VERB", "AUX") for word in words):
        return False
    head = words[-1]
    if head.lower in scene.cues.labels:
        return False
    known = head.lemma.lower() in scene.cues.sources or head.lemma.lower() in scene.cues.evidence_subjects
    return known or (head.entity is not None and head.entity.label in NAMES)


def _add(scene: Scene, sign: Word, names: list[Word], content: tuple[int, int]) -> None:
    piece = trimmed(scene.tree.words, *content)
    told = scene.tree.words[piece[0] : piece[1] + 1] if piece is not None else []
    behind = sign.i < names[0].i and len(told) > 3
    if piece is None or not (behind or any(word.is_verb or scene.level(word) >= 0 for word in told)):
        return
    speaker = Mention(names[0].start, names[-1].end, head=names[-1].span)
    scene.used.add(sign.i)
    scene.add(Said(sign, sign, sign.span, speaker, [piece], "neutral", "indirect", "headline"))


def _label(sentence: Sentence) -> Word | None:
    """The colon after a name in capitals that begins a paragraph: "KOVAL:", "Q:"."""
    for place, word in enumerate(sentence.words[:4]):
        if word.text == ":" and place:
            return word
        if not (word.text.isupper() and word.text.isalpha()):
            return None
    return None


def _answer(scene: Scene, sentence: Sentence, colon: Word) -> None:
    words, last = scene.tree.words, colon.i
    while last + 1 < len(words) and words[last + 1].sentence.paragraph == sentence.paragraph:
        last += 1
    piece = trimmed(words, colon.i + 1, last)
    if piece is None:
        return
    label = words[colon.i - 1]
    speaker = None if label.text in QUESTION_AND_ANSWER else Mention(sentence.start, label.end, head=label.span)
    scene.add(Said(colon, None, colon.span, speaker, [piece], "neutral", "direct", "quote.label", quotations=[-1]))
