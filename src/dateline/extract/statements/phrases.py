"""Sources that are no verbs: "according to", "as Koval put it", "citing a medic", "the army's claim that".

    According to the ministry, nine died.                  -> ministry: nine died
    Nine died, the paper wrote, citing a medic.            -> medic: nine died, within the paper's
    the army's claim that it took the town                 -> army: that it took the town
"""

from dateline.extract.statements.parts import Range, Said, Scene, has_to, joined, span_of, trimmed
from dateline.extract.statements.speakers import speaker_mention, speaker_of
from dateline.extract.statements.verbs import read_verb
from dateline.records import Mention, Span
from dateline.syntax.tree import Word

ANYBODY = frozenset({"they", "we", "you", "people", "some"})
CLAUSES = ("relcl", "advcl", "ccomp", "acl", "pcomp")


def find_phrases(scene: Scene) -> None:
    nouns, relay, as_verbs = scene.cues.nouns, scene.cues.relay, scene.cues.as_verbs
    for word in scene.tree.words:
        if word.lower == "according":
            _according(scene, word)
        elif word.lemma in relay and word.tag == "VBG":
            _citing(scene, word)
        elif word.lower == "so" and _said_so(scene, word):
            continue
        elif word.lemma in as_verbs and word.is_verb and word.i not in scene.used:
            _as_put(scene, word)
        elif word.lemma in nouns and word.pos == "NOUN" and word.i not in scene.used:
            _claim(scene, word)


def _add(scene: Scene, cue: tuple[Word, Span, str], speaker: Mention | None, content: list[Range]) -> Said | None:
    """Appends a statement of a cue (its word, its span, its rule) if anything of its content is left."""
    word, span, rule = cue
    level = scene.level(word)
    low, high = scene.words_of[level] if level >= 0 else (0, len(scene.tree.words))
    pieces = [trimmed(scene.tree.words, first, last) for first, last in content]
    kept = [piece for piece in pieces if piece and low <= piece[0] <= high]
    if not kept:
        return None
    made = Said(word, word, span, speaker, kept, "neutral", "indirect", rule)
    scene.used.add(word.i)
    scene.add(made)
    return made


def _according(scene: Scene, word: Word) -> None:
    """The clause beside "according to X", on its left, right or both sides."""
    words = scene.tree.words
    if word.i in scene.used or word.i + 2 >= len(words) or words[word.i + 1].lower != "to":
        return
    to = words[word.i + 1]
    source = to.child("pobj", "pcomp") or next((w for w in words[word.i + 2 : word.i + 8] if w.is_nominal), None)
    if source is None:
        return
    last = max(span_of(source)[1], source.i)
    if word.i == word.sentence.words[0].i and last + 2 >= word.sentence.words[-1].i:
        last = next((i - 1 for i in range(source.i + 1, last) if words[i].text == ","), last)  # it took the clause for its own
    span = Span(word.start, to.end)
    _add(scene, (word, span, "phrase.according"), speaker_mention(source), _host(scene, word, last))


def _host(scene: Scene, word: Word, last: int) -> list[Range]:
    """The words that an "according to" phrase, ending at `last`, speaks of."""
    sentence = word.sentence.words
    first_word, last_word = sentence[0].i, sentence[-1].i
    level = scene.level(word)
    if level >= 0:
        first_word, last_word = max(first_word, scene.words_of[level][0]), min(last_word, scene.words_of[level][1])
    stops = [each.i for each in sentence if each.text == ";"]
    first_word = max([first_word, *(i + 1 for i in stops if i < word.i)])
    last_word = min([last_word, *(i - 1 for i in stops if i > word.i)])
    initial = trimmed(scene.tree.words, first_word, word.i - 1)
    final = trimmed(scene.tree.words, last + 1, last_word)
    if initial is None or initial[1] - initial[0] < 1:
        return [(last + 1, last_word)]
    if final is None or scene.tree.words[final[0]].lemma in scene.cues.relay:
        return [initial]
    clause = next((w for w in word.ancestors() if w.is_verb or w.head is w), word.head)
    for each in (clause, *clause.ancestors()):
        clause = each
        if each.dep in CLAUSES and each.dep != "ccomp":
            break
    return joined(w.i for w in clause.subtree() if first_word <= w.i <= last_word and not word.i <= w.i <= last)


def _citing(scene: Scene, word: Word) -> None:
    """A source behind the source: same content, one level deeper; without a cue around it, the clause it hangs on."""
    source = word.child("dobj")
    if source is None or not _is_source(scene, source):
        read_verb(scene, word)
        return
    outer, content = _cited(scene, word)
    made = _add(scene, (word, word.span, "phrase.citing"), speaker_mention(source), content) if content else None
    if made is not None:
        made.outer = outer


def _cited(scene: Scene, word: Word) -> tuple[Said | None, list[Range]]:
    """The statement that "citing a medic" goes with, and its content: that of its cue, of the one who cites, or of no one."""
    host = word.head
    cue = scene.goes_on.get(word.i, host)
    for said in reversed(scene.by_sentence.get(word.sentence.index, [])):
        speaks = said.speaker is not None and said.speaker.head is not None and said.speaker.head.start == host.start
        if said.cue is cue or speaks or _just_before(scene, said, word):
            return said, list(said.content)
    if host is not word and word.dep == "advcl":
        own = {w.i for w in word.subtree()}
        return None, joined(w.i for w in host.subtree() if w.i not in own)
    return None, []


def _just_before(scene: Scene, said: Said, word: Word) -> bool:
    """"..., according to the paper, citing a medic"."""
    if said.rule != "phrase.according" or said.speaker is None or said.head.sentence is not word.sentence:
        return False
    return said.speaker.end < word.start and not any(c.isalnum() for c in scene.tree.text[said.speaker.end : word.start])


def _is_source(scene: Scene, noun: Word) -> bool:
    """Someone or something that speaks: a person, an organisation, "officials", "a report"."""
    if noun.lemma in scene.cues.sources or noun.lemma in scene.cues.evidence_subjects:
        return True
    return noun.entity is not None and noun.entity.label in ("PERSON", "ORG", "NORP")


def _as_put(scene: Scene, word: Word) -> None:
    """"It was, as Koval put it, a gift": an `as` clause with its own subject comments on the clause around it."""
    mark = next((child for child in word.children if child.lower == "as" and child.i < word.i), None)
    host = word.head
    subject = word.child("nsubj", "nsubjpass", "agent")
    if mark is None or host is word or subject is None or (subject.lower in ANYBODY and word.lemma == "say"):
        return  # "as they say" is an idiom
    if word.child("ccomp"):
        return
    words = scene.tree.words
    stop = next((i for i in range(word.i + 1, min(word.i + 10, len(words))) if words[i].text == ","), word.subtree()[-1].i)
    content = joined(w.i for w in host.subtree() if not mark.i <= w.i <= stop)
    _add(scene, (word, word.span, "phrase.as"), speaker_of(word), content)


def _said_so(scene: Scene, so: Word) -> bool:
    """"The road is safe. The mayor said so." / "So said the mayor.": what was said is the sentence before."""
    words, sentences = scene.tree.words, scene.tree.sentences
    sentence = so.sentence
    if so.i > 2 and so.i + 1 < len(words) and words[so.i - 1].lower == "or" and words[so.i + 1].lemma == "say":
        return _or_so(scene, words[so.i + 1])
    inverted = so.i == sentence.words[0].i
    cue = words[so.i + (1 if inverted else -1)] if so.i and so.i + 1 < len(words) else so
    before = sentences[sentence.index - 1] if sentence.index else None
    if cue.lemma not in ("say", "claim", "write") or cue.i in scene.used or cue.sentence is not sentence:
        return False
    if before is None:
        return False
    after = words[so.i + 1] if so.i + 1 < len(words) else so
    if before.paragraph != sentence.paragraph or scene.level(cue) != -1 or before.words[-1].i in scene.inside:
        return False
    if (inverted and cue.tag not in ("VBD", "VBZ")) or (not inverted and (so.head.pos == "ADJ" or after.is_nominal)):
        return False
    start, end = (so.start, cue.end) if inverted else (cue.start, so.end)
    speaker = speaker_of(cue)
    made = _add(scene, (cue, Span(start, end), "phrase.so"), speaker, [(before.words[0].i, before.words[-1].i)])
    return made is not None and speaker is not None


def _or_so(scene: Scene, cue: Word) -> bool:
    """"More troops were needed, or so said the brigadier"."""
    first = cue.sentence.words[0].i
    comma = scene.tree.words[cue.i - 3]
    if cue.i in scene.used or comma.text != "," or comma.i <= first:
        return False
    span = Span(scene.tree.words[cue.i - 1].start, cue.end)
    return _add(scene, (cue, span, "phrase.so"), speaker_of(cue), [(first, comma.i - 1)]) is not None


def _claim(scene: Scene, noun: Word) -> None:
    """A noun of saying with its clause; its owner speaks. Without an owner only nouns of speech count ("reports that")."""
    kind = scene.cues.nouns[noun.lemma]
    clause = _clause_of(scene, noun)
    if clause is None or kind == "endorsing":
        return
    owner = noun.child("poss") or _by(noun) or _outlet(noun)
    infinitive = has_to(clause)
    if owner is None and (infinitive or kind not in ("claiming", "denying")):
        return
    first, last = span_of(clause)
    piece = max(first, noun.i + 1), last
    made = _add(scene, (noun, noun.span, "noun.clause"), speaker_mention(owner) if owner else None, [piece])
    if made is not None:
        made.kind = kind


def _clause_of(scene: Scene, noun: Word) -> Word | None:
    """The clause on a noun of saying, also where the parser hung it on the verb: "seized on a report that it had flooded"."""
    after = [c for c in noun.children if c.dep in ("acl", "ccomp") and c.i > noun.i]
    clause = next((c for c in after if has_to(c) or any(w.lower == "that" for w in c.children)), None)
    if clause is not None or noun.i + 1 >= len(scene.tree.words):
        return clause
    mark = scene.tree.words[noun.i + 1]
    loose = mark.lower == "that" and mark.dep == "mark" and mark.head.dep == "ccomp" and mark.head.head.i < noun.i
    return mark.head if loose and scene.cue_of(mark.head.head) is None else None


def _outlet(noun: Word) -> Word | None:
    """"a Lagoon Herald report that": the paper before it."""
    return next((w for w in noun.children_of("compound") if w.entity is not None and w.entity.label == "ORG"), None)


def _by(noun: Word) -> Word | None:
    for preposition in noun.children_of("prep"):
        if preposition.lower in ("by", "from"):
            for inner in preposition.children_of("pobj"):
                return inner
    return None
