"""Quotations and their cues, by what stands beside the marks; the tree only says who the cue's subject is.

    "We stay," the mayor said. "We have water."      one statement, two pieces
    Koval said: "We stay."                           before, also across a paragraph's end
    "The shelling," Koval said, "goes on."           in the middle
    the "liberated" town                             no statement: no cue beside it and no sentence inside
"""

from dataclasses import dataclass, replace

from dateline.extract.statements.parts import Range, Said, Scene
from dateline.extract.statements.speakers import TELLING, addressee_of, may_speak, speaker_mention, speaker_of, speaker_word
from dateline.records import Mention, Span
from dateline.syntax.deep import is_passive, subject
from dateline.syntax.tree import Word

STOPS = frozenset({".", "!", "?"})
MARKS = frozenset({'"', "'", "''", "``", "“", "”", "‘", "’", "«", "»", "„"})
LINKS = frozenset({",", ":", "—", "–", "--", "-", "―"})
DASHES = frozenset({"—", "–", "―", "--", "-"})
CLAUSE = frozenset({"that", "whether", "if", "as", "how", "why", "what", "who", "where", "which"})
IN_WORDS = ["in", "the", "words", "of"]
ALSO = frozenset({",", "and", "or"})  # "chanting “Go” and “Never again”"
CALLS = frozenset({"chant", "shout", "yell", "scream", "cry", "sing", "roar"})  # what is called out needs no verb
INSCRIBED = frozenset({"banner", "sign", "placard", "poster", "graffiti", "sticker", "plaque", "shirt", "inscription", "label"})
NAMING = frozenset({"call", "label", "dub", "brand", "term"})  # "called it "a crime"": a predicate, not what was said
PLAIN = frozenset({"neutral", "manner", "claiming", "conceding", "endorsing", "fear_hope", "belief"})
UNNAMED = frozenset({"tell", "ask", "inform", "quote"})  # passives that still carry marks: "he was told, "Go.""
STARTS = frozenset({"begin", "open", "continue", "conclude", "read"})
NAMED = frozenset({"as", "called", "named", "titled", "entitled", "dubbed", "nicknamed", "codenamed", "labelled", "labeled"})
GOES_ON = frozenset({",", "and", "but", "when", "while", "as", "in", "on", "at", "after", "before", "during", ";", ")"})
FAR = 30  # words from a mark within which its cue stands


@dataclass
class Spot:
    """A quotation's surroundings at its own level: the words between it and the next stop or quotation, both ways."""

    number: int
    words: Range
    before: list[Word]
    after: list[Word]
    ends: str  # last sign inside the marks, or the comma right after them
    upper: bool


def find_quotations(scene: Scene) -> None:
    """Appends a statement for each quotation, or each chain of quotations, that has a cue."""
    last: dict[int, tuple[int, Said]] = {}
    known: set[int] = set()
    waiting: list[Spot] = []  # pieces of a quotation over several paragraphs whose cue is still to come
    for number, quotation in enumerate(scene.quotations):
        if scene.words_of[number][0] > scene.words_of[number][1]:
            continue
        spot = look_around(scene, number)
        outer = -1 if quotation.outer is None else quotation.outer
        said = _attach(scene, spot, last.get(outer))
        waiting = waiting if quotation.continued else []
        if said is None and quotation.continues:
            waiting.append(spot)
        if said is not None:
            for piece in (*waiting, spot):
                said.quotations.append(piece.number)
                said.content.append(_whole(piece, said))
            waiting = []
            last[outer] = (number, said)
            if id(said) not in known:
                known.add(id(said))
                scene.add(said)


def look_around(scene: Scene, number: int) -> Spot:
    words = scene.tree.words
    quotation = scene.quotations[number]
    first, last = scene.words_of[number]
    level = -1 if quotation.outer is None else quotation.outer
    text = scene.tree.text[quotation.inner : quotation.inner_end].strip()
    after = _walk(scene, last + 1, 1, level)
    comma = bool(after) and after[0].text == ","
    return Spot(
        number, (first, last), _walk(scene, first - 1, -1, level)[::-1], after, "," if comma else text[-1:],
        words[first].text[:1].isupper() or words[first].text[:1] in "[(…." or words[first].text[:1].isdigit(),
    )  # fmt: skip


def _walk(scene: Scene, i: int, step: int, level: int) -> list[Word]:
    """The words from `i` on, in one direction, at the quotation's own level, up to a stop, at most FAR."""
    words, found = scene.tree.words, list[Word]()
    paragraph = words[i - step].sentence.paragraph
    while 0 <= i < len(words) and len(found) < FAR:
        word = words[i]
        if word.sentence.paragraph != paragraph:
            break
        if word.text not in MARKS and word.pos != "SPACE":
            if scene.level(word) != level or word.text in STOPS:
                break
            found.append(word)
        i += step
    return found


def is_quote_cue(scene: Scene, word: Word) -> bool:
    """A verb that may carry quotation marks: "said", "wrote", "pointed out"."""
    if word.pos not in ("VERB", "AUX") and word.lower not in ("said", "says"):
        return False
    entry = scene.cue_of(word)
    level = scene.level(word)
    if is_passive(word) and word.lemma not in UNNAMED and (word.dep == "conj" or word.child("nsubjpass")):
        return False
    if word.lemma in STARTS and not _reads(scene, word):
        lower = [child for child in word.children if child.dep in ("xcomp", "dobj")]
        if any(scene.level(child) == level for child in lower):
            return False
    return entry is not None and "quote" in entry.frames


def _reads(scene: Scene, word: Word) -> bool:
    """"“Shops stay shut,” read a statement from the town.": what is read out speaks."""
    told = word.child("dobj", "nsubj")
    return word.lemma == "read" and told is not None and told.i > word.i and told.lemma in scene.cues.evidence_subjects


def _attach(scene: Scene, spot: Spot, previous: tuple[int, Said] | None) -> Said | None:
    """The statement that a quotation belongs to: its own, or the one that the quotation before it began."""
    if spot.before and spot.before[-1].text != ":" and spot.ends not in "!?" and scene.is_title(spot.number):
        return None  # in her book, “A Long Road Home,” Koval wrote
    between = _gap(scene, previous[0], spot.number) if previous else None
    said = previous[1] if previous else None
    if said is not None and between is not None and said.cue in between and _goes_on(scene, spot, said, between):
        return said
    if said is not None and between and said.rule == "quote.direct.before" and all(w.lower in ALSO for w in between):
        return said
    found = _cue_after(scene, spot) or _cue_before(scene, spot)
    if found is not None:
        return found
    if said is None or between is None or (between and not _next_sentence(spot, said, between)):
        return None
    return said if said.rule != "quote.mixed" else replace(said, content=[], quotations=[], rule="quote.direct.after")


def _whole(spot: Spot, said: Said) -> Range:
    """The words in marks; of a sentence that only ends in marks ("Of 40 posts, "not one is left," she said"), all of it."""
    if said.rule == "quote.mixed" and spot.before:
        return spot.before[0].i, spot.words[1]
    return spot.words


def _gap(scene: Scene, before: int, number: int) -> list[Word] | None:
    """The words between two quotations of one paragraph, or an empty list where the first is carried on in the next."""
    one, two = scene.quotations[before], scene.quotations[number]
    if one.continues and two.continued:
        return []
    if one.paragraph != two.paragraph:
        return None
    first, last = scene.words_of[before][1] + 1, scene.words_of[number][0]
    return [word for word in scene.tree.words[first:last] if word.text not in MARKS and word.pos != "SPACE"]


def _goes_on(scene: Scene, spot: Spot, said: Said, between: list[Word]) -> bool:
    """"The shelling," Koval said, "goes on.": the cue in the middle is the last one before the marks, after a comma."""
    at = between.index(said.cue) if said.cue is not None else 0
    joined = all(word.text in LINKS or word.lower in ("and", "but") for word in between[at + 1 :])
    if between[-1].text not in LINKS and not (joined and not spot.upper):
        return False
    later = [word for word in between if said.cue is not None and word.i > said.cue.i and is_quote_cue(scene, word)]
    return not later


def _next_sentence(spot: Spot, said: Said, between: list[Word]) -> bool:
    """"We stay," she said. "We have water.": nothing but the cue's own clause between the two."""
    stops = [word for word in between if word.text in STOPS]
    return said.cue in between and len(stops) == 1 and between[-1].text in STOPS


def _cue_after(scene: Scene, spot: Spot) -> Said | None:
    """"We stay," said Koval / Koval said / according to Koval."""
    after = [word for word in spot.after if word.text != ","] if spot.after[:1] and spot.after[0].text == "," else spot.after
    if spot.before and spot.before[-1].lower in NAMED:
        return None
    if not after and not spot.before:
        return _signed_below(scene, spot)
    dashed = bool(after) and after[0].text in DASHES
    if not after or (spot.ends in (".", ":", ";") and not dashed):
        return None
    if after[0].lower == "according":
        return _according(scene, after)
    if after[0].text in DASHES:
        return _signed(scene, after)
    reach = FAR if spot.ends == "," else 8 if spot.ends in "?!…—–-" else 4
    cues = [word for word in after[:reach] if is_quote_cue(scene, word) and word.i not in scene.used]
    cues = [word for word in cues if word.tag != "VBG" or (word.dep == "pcomp" and word.head.lower == "as")]
    cue = next((word for word in cues if word.dep not in ("relcl", "acl")), cues[0] if cues else None)
    if cue is None or ((spot.before or spot.ends != ",") and _has_own_content(cue)):
        return None
    if spot.ends != "," and spot.before and spot.ends not in "?!":
        return None
    if not spot.before or (spot.upper and not _runs_in(spot)):
        return made(scene, cue, "quote.direct.after")
    entry = scene.cue_of(cue)
    plain = entry is not None and entry.frames.get("that") in PLAIN and (cue.lemma in TELLING or not cue.child("dobj"))
    return made(scene, cue, "quote.mixed", [(spot.before[0].i, spot.words[1])]) if plain else None


def _runs_in(spot: Spot) -> bool:
    """"Their motto is “Work for All”, the school says": the marks end a clause that began before them."""
    return spot.before[-1].text not in LINKS and any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in spot.before)


def _signed_below(scene: Scene, spot: Spot) -> Said | None:
    """A quotation with a dash and a name in the next line."""
    words, i = scene.tree.words, spot.words[1] + 1
    paragraph = words[spot.words[1]].sentence.paragraph
    while i < len(words) and words[i].sentence.paragraph == paragraph and words[i].pos in ("SPACE", "PUNCT"):
        i += 1
    if i + 1 >= len(words) or words[i].text not in DASHES or words[i].sentence.paragraph != paragraph + 1:
        return None
    line = [word for word in words[i : i + 12] if word.sentence.paragraph == paragraph + 1]
    comma = next((place for place, word in enumerate(line) if word.text == ","), len(line))
    ends = len(line) < 12 and not any(word.is_verb for word in line)
    return _signed(scene, line[:comma]) if ends else None


def _signed(scene: Scene, after: list[Word]) -> Said | None:
    """"We stay." — Koval: a dash and a name, and nothing more."""
    names = after[1:]
    if not 1 <= len(names) <= 6 or any(word.is_verb for word in names):
        return None
    head = next((word for word in reversed(names) if word.tag in ("NNP", "NNPS")), None)
    if head is None:
        return None
    first = next(word for word in names if word.is_nominal or word.pos == "ADJ")
    speaker = Mention(first.start, head.end, head=head.span)
    return Said(after[0], None, after[0].span, speaker, [], "neutral", "direct", "quote.signed")


def _has_own_content(cue: Word) -> bool:
    return any(child.dep in ("ccomp", "xcomp") and child.i > cue.i and child.tag != "VBG" for child in cue.children)


def _according(scene: Scene, after: list[Word]) -> Said | None:
    if len(after) < 3 or after[1].lower != "to":
        return None
    head = next(iter(after[1].children_of("pobj")), None) or next((word for word in after[2:] if word.is_nominal), None)
    mention = speaker_mention(head) if head else None
    scene.used.add(after[0].i)
    return Said(after[0], after[0], Span(after[0].start, after[1].end), mention, [], "neutral", "direct", "quote.according")


def _cue_before(scene: Scene, spot: Spot) -> Said | None:
    """Koval said: "We stay." / Koval said, "We stay." / Koval said "never"."""
    before = spot.before
    if not before:
        return _colon_above(scene, spot)
    link = before[-1].text in (",", ":")
    if before[0].lower == "according" and before[-1].text == ",":
        return _according(scene, before)
    at = next((i for i in range(len(before) - 5, -1, -1) if [word.lower for word in before[i : i + 4]] == IN_WORDS), None)
    if at is not None and before[-1].text == ",":
        return _in_words(scene, before[at:])
    cue = next((word for word in reversed(before) if is_quote_cue(scene, word)), None)
    if before[-1].text == ":" and (cue is None or before[-1].i - cue.i > 12):
        return _colon(scene, before, spot) or (made(scene, cue, "quote.direct.colon") if cue else None)
    if cue is None or cue.i in scene.used:
        return None
    between = [word for word in before if word.i > cue.i]
    if _is_inscribed(cue) or (cue.tag == "VBG" and between and between[-1].lower in ("and", "or")):
        return None  # "heard shouting and “a kind of scream”"
    if any(word.lower in CLAUSE for word in between) or not (_linked(spot, between) if link else _adjacent(scene, spot, cue)):
        return None
    return made(scene, cue, "quote.direct.colon" if before[-1].text == ":" else "quote.direct.before")


def _is_inscribed(cue: Word) -> bool:
    """"A banner read “No war”": nobody says it."""
    bearer = subject(cue) if cue.lemma in ("read", "say") else None
    return bearer is not None and bearer.lemma in INSCRIBED


def _in_words(scene: Scene, before: list[Word]) -> Said:
    """In the words of one villager, "the river took everything"."""
    head = before[3].child("pobj") or next((word for word in before[4:] if word.is_nominal), None)
    span = Span(before[0].start, before[3].end)
    scene.used.add(before[2].i)
    speaker = speaker_mention(head) if head is not None else None
    return Said(before[2], before[2], span, speaker, [], "neutral", "direct", "quote.according")


def _linked(spot: Spot, between: list[Word]) -> bool:
    """Koval said on Friday, "We stay.": a comma, and no other clause between unless the marks hold a sentence."""
    return spot.upper or not any(word.tag in ("VBD", "VBZ", "VBP", "MD") for word in between)


def _adjacent(scene: Scene, spot: Spot, cue: Word) -> bool:
    """Koval said "never again": no comma, so the marks must hold a clause or end the sentence, right beside the cue."""
    if cue.lemma in NAMING or any(child.dep == "ccomp" and child.i > spot.words[1] for child in cue.children):
        return False
    first, last = spot.words
    between = [word for word in spot.before if word.i > cue.i]
    ends = not spot.after or spot.after[0].lower in GOES_ON or spot.ends in ".,?!…"
    has_verb = any(word.is_verb for word in scene.tree.words[first : last + 1])
    if len(between) <= 1:
        whole = has_verb or (cue.lemma in CALLS and spot.upper)
        return ends and (whole or not spot.after or spot.after[0].text in LINKS or spot.ends in "?!")
    return ends and spot.upper and len(between) <= 7 and not any(word.is_verb for word in between)


def _colon_above(scene: Scene, spot: Spot) -> Said | None:
    """A paragraph that ends in a colon introduces the quotation that begins the next."""
    words = scene.tree.words
    i = spot.words[0] - 1
    while i >= 0 and (words[i].text in MARKS or words[i].pos == "SPACE"):
        i -= 1
    if i < 1 or words[i].text != ":" or words[i].sentence.paragraph == words[spot.words[0]].sentence.paragraph:
        return None
    before = [word for word in words[max(i - FAR, words[i].sentence.words[0].i) : i + 1] if word.text not in MARKS]
    cue = next((word for word in reversed(before) if is_quote_cue(scene, word) and word.i not in scene.used), None)
    return made(scene, cue, "quote.direct.colon") if cue else _colon(scene, before, spot)


def _colon(scene: Scene, before: list[Word], spot: Spot) -> Said | None:
    """"Koval disagreed: "No."", "KOVAL: "We stay."": no verb of saying, but a colon and a sentence in marks."""
    colon = before[-1]
    if not spot.upper or spot.words[1] - spot.words[0] < 1:
        return None
    verbs = [word for word in before if word.is_verb and word.dep in ("ROOT", "ccomp", "conj", "parataxis", "relcl", "acl")]
    head = speaker_word(verbs[-1]) if verbs else None
    speaker: Mention | None = speaker_mention(head) if head is not None and may_speak(scene, head) else None
    if not verbs:
        names = [word for word in before if word.is_nominal]
        speaker = speaker_mention(names[-1]) if names and len(before) <= 8 else None
    cue = verbs[-1] if verbs and speaker is not None else None
    if speaker is None and (spot.ends not in ".!?" or spot.words[1] - spot.words[0] < 3):
        return None
    scene.used.add((cue or colon).i)
    return Said(cue or colon, cue, (cue or colon).span, speaker, [], "neutral", "direct", "quote.direct.colon")


def made(scene: Scene, cue: Word, rule: str, barred: list[Range] | None = None) -> Said:
    """A direct statement of a cue; its words are filled in by the caller; no speaker stands in `barred`."""
    scene.used.add(cue.i)
    entry = scene.cue_of(cue)
    kind = entry.frames.get("quote", "neutral") if entry else "neutral"
    negated = any(child.dep == "neg" for child in cue.children)
    speaker = speaker_of(cue, scene.outside(cue, barred) if barred else scene.elsewhere(cue))
    return Said(cue, cue, cue.span, speaker, [], kind, "direct", rule, addressee_of(cue, speaker), negated=negated)
