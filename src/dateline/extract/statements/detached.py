"""Content that the parser did not hang on its cue: parentheses, and clauses that landed on a noun between.

    These men, Koval explained at the hearing, were unpaid.
    Koval said at a rally in Oslo that the port would close.
    Nine people died, the ministry said.
"""

from dateline.extract.statements.clauses import FINITE, GOES_ON, around
from dateline.extract.statements.parts import Found, Range, Scene, span_of
from dateline.extract.statements.speakers import TELLING, speaker_word
from dateline.knowledge.reporting import Cue, ReportingClass
from dateline.syntax.tree import Word

ENDING = frozenset({"say", "report", "add", "announce", "note", "warn", "claim", "write", "tell", "learn", "tweet"})
ENDS = frozenset({".", "!", "?", '"', "”", "’", "'"})
SUBORDINATE = frozenset({"if", "when", "while", "although", "though", "because", "since", "unless", "after", "before", "once"})
ASIDE = frozenset({
    "explain", "recall", "insist", "argue", "maintain", "concede", "acknowledge", "testify", "suggest", "believe", "think",
    "estimate", "recount", "admit", "complain", "stress", "observe", "assert", "allege", "continue", "state",
})  # fmt: skip


def beside(scene: Scene, verb: Word, entry: Cue) -> Found | None:
    """A parenthesis: "Talks, Dar said, had failed"; "Nine died, the ministry said" where the parser lost the link."""
    kind = entry.frames.get("that")
    if kind is None:
        return None
    split = _appositive_cue(scene, verb)
    if split is not None:
        return kind, split, None, "clause.parenthesis"
    host = verb.head
    if host is not verb and verb.dep in ("parataxis", "dep") and host.is_verb:
        pieces = around(verb, host)
        if len(pieces) == 2 and pieces[0][1] < verb.i < pieces[1][0]:
            first = pieces[1][0] + (scene.tree.words[pieces[1][0]].text == ",")
            pieces = _with_tail(scene, pieces[0], (first, max(first, pieces[1][1])))
        return kind, pieces, None, "clause.parenthesis"
    lower = _relative_content(verb)
    if lower is not None:
        return kind, [span_of(lower)], None, "clause.that"
    if verb.tag == "VBN" and verb.dep in ("acl", "relcl"):
        return None
    bare = _bare_clause(scene, verb)
    if bare is not None:
        return kind, [bare], None, "clause.that"
    return _that_ahead(scene, verb, kind) or _between_commas(scene, verb, kind) or _before_comma(scene, verb, kind)


def _relative_content(verb: Word) -> Word | None:
    """"told the forum he was against it": a clause that the parser hung on the one who is told."""
    thing = verb.child("dobj", "dative") if verb.lemma in TELLING else None
    if thing is None:
        return None
    for clause in thing.children:
        if clause.dep == "relcl" and clause.child("nsubj") and not any(w.tag in ("WP", "WDT", "WRB") for w in clause.children):
            return clause
    return None


def _appositive_cue(scene: Scene, verb: Word) -> list[Range] | None:
    """"These men, Bello explained at the hearing, were unpaid": read as if Bello were another name of the men."""
    subject = verb.child("nsubj")
    name = subject.child("appos") if subject is not None else None
    rest = verb.head if verb.dep == "parataxis" and verb.head.i > verb.i else verb.child("conj")
    if name is None or rest is None or span_of(name)[1] + 1 != verb.i or verb.child("cc", "dobj", "ccomp"):
        return None
    words, before = scene.tree.words, span_of(name)[0] - 1
    end = next((i for i in range(verb.i + 1, rest.i) if words[i].text == ","), None)
    if end is None or words[before].text != ",":
        return None
    return [(verb.sentence.words[0].i, before - 1), (end + 1, verb.sentence.words[-1].i)]


def _bare_clause(scene: Scene, verb: Word) -> tuple[int, int] | None:
    """"While he admitted funding was short, ...": the parser hung the cue on the clause that it carries."""
    clause = verb.head
    inner = clause.child("nsubj", "nsubjpass") if verb.dep == "advcl" and verb.child("nsubj") else None
    if inner is None or clause.i < verb.i or span_of(inner)[0] != verb.i + 1:
        return None
    last = span_of(clause)[1]
    end = next((i for i in range(clause.i, last) if scene.tree.words[i].text == ","), last)
    return verb.i + 1, end


def _that_ahead(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """"said at a rally in Oslo that the port would close", where the parser hung the clause on a noun between."""
    words = scene.tree.words
    for i in range(verb.i + 1, min(verb.i + 20, verb.sentence.words[-1].i)):
        word = words[i]
        if word.lower == "that" and words[i - 1].lemma in scene.cues.nouns:
            if not _is_venue(scene, words[i - 1]):
                return None
            scene.used.add(words[i - 1].i)
            return kind, [(i, verb.sentence.words[-1].i)], None, "clause.that"
        loose = word.tag == "WDT" and verb.lemma in ENDING
        if word.lower == "that" and (word.tag == "IN" or loose) and not words[i - 1].is_verb:
            clause = word.head if word.head.is_verb else None
            last = span_of(clause)[1] if clause is not None and clause.i > i else verb.sentence.words[-1].i
            return kind, [(i, last)], None, "clause.that"
        if word.tag in ("VBD", "VBZ", "VBP", "MD") or word.text in (";", ":"):
            return None
    return None


def _is_venue(scene: Scene, noun: Word) -> bool:
    """"said **in a statement** that": where it was said, and no claim of its own."""
    return noun.lemma in scene.cues.venues and noun.dep == "pobj" and noun.head.lower in ("in", "on", "via", "during")


def _between_commas(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """"These men, Koval explained at the hearing, were unpaid": a subject and its verb between two commas."""
    subject = verb.child("nsubj")
    if verb.lemma not in ENDING and verb.lemma not in ASIDE:
        return None
    if subject is None or subject.i > verb.i or verb.child("dobj", "xcomp", "ccomp", "attr", "acomp", "mark"):
        return None
    words, sentence = scene.tree.words, verb.sentence.words
    start = span_of(subject)[0] - 1
    end = next((i for i in range(verb.i + 1, min(verb.i + 12, sentence[-1].i)) if words[i].text == ","), None)
    if end is None or start <= sentence[0].i or words[start].text != ",":
        return None
    if any(word.is_verb for word in words[verb.i + 1 : end]) or sentence[-1].i - end < 2:
        return None
    pieces = _with_tail(scene, (sentence[0].i, start - 1), (end + 1, sentence[-1].i))
    return kind, pieces, None, "clause.parenthesis"


def _with_tail(scene: Scene, opening: Range, tail: Range) -> list[Range]:
    """The words on both sides of a parenthesis; after a whole clause the tail is the report's own unless it is joined.

    "The mill burned, Koval said, as troops left" | "Talks, Koval said, had failed" | "It is late, he said, but we stay"
    """
    words = scene.tree.words
    whole = any(word.tag in FINITE or word.tag == "MD" for word in words[opening[0] : opening[1] + 1])
    if words[opening[0]].lower in SUBORDINATE:
        return [opening, tail]
    joins = words[tail[0]].lower in GOES_ON or words[tail[0]].lower in ("but", "and", "or")
    own = whole and (not joins or any(_speaks(scene, word) for word in words[tail[0] : tail[1]]))
    return [opening] if own else [opening, tail]


def _speaks(scene: Scene, word: Word) -> bool:
    """"..., the ministry says, but the army says it hit fighters": the tail has a speaker of its own."""
    entry = scene.cues.verbs.get(word.lemma) if word.is_verb else None
    subject = word.child("nsubj")
    return entry is not None and "that" in entry.frames and subject is not None and subject.pos != "PRON"


def _before_comma(scene: Scene, verb: Word, kind: ReportingClass) -> Found | None:
    """", the ministry said ." at a sentence's end: all before the comma."""
    words = verb.sentence.words
    head = speaker_word(verb, scene.elsewhere(verb))
    if head is None or verb.lemma not in ENDING or verb.child("agent") is not None:
        return None  # "an attack that killed nine and was **claimed** by rebels": they claim the attack
    start = min(span_of(head)[0], verb.i) if head.head is verb else _phrase_start(scene, head, verb)
    first = words[0].i
    at = start - 1
    if at <= first or scene.tree.words[at].text != "," or words[-1].i - verb.i > 14:
        return None
    number = next((scene.inside[w.i] for w in scene.tree.words[at - 2 : at] if w.i in scene.inside), -1)
    if number not in (-1, scene.level(verb)) and scene.words_of[number][0] <= first + 1:
        return None  # all of it stands in marks
    heading = words[-1].text not in ENDS
    if heading or any(w.tag in FINITE or w.tag == "MD" for w in scene.tree.words[first:at]):
        return kind, [(first, at - 1)], None, "clause.comma"
    return None


def _phrase_start(scene: Scene, head: Word, verb: Word) -> int:
    """The first word of a speaker's phrase that the parser did not hang on the cue: back to the comma before it."""
    i = min(head.i, verb.i)
    while i > verb.sentence.words[0].i and scene.tree.words[i - 1].text != ",":
        i -= 1
    return i
