"""Marks on the predicate itself: negation on it, on its subject or its object, modals, adverbs, questions and commands.

No rocket hit the base.            hit is denied by `No`
The army may not have fired.       fired is hypothetical by `may`, negative by `not`
Stop the bombing!                  Stop is requested
"""

from dateline.extract.factuality import denials, futures, requests, scenes
from dateline.extract.factuality.values import Value, mark, negated
from dateline.knowledge.factuality import Effect, signs
from dateline.syntax.tree import Word

SUBJECTS = ("nsubj", "nsubjpass")
ASKED = Effect("set", "requested", 0.75)
QUESTION = Effect("set", "hypothetical", 0.0)
WEAK = Effect("set", "occurred", 1.0)
NO_LONGER = Effect("set", "denied", -2.5)
CONDITIONED = Effect("set", "hypothetical", 1.5)
PLANNED = Effect("set", "planned", 2.75)
WOULD = frozenset({"would", "'d", "’d"})
WH = frozenset({"why", "how", "who", "what", "when", "where", "which", "whom"})


def negation(verb: Word) -> Word | None:
    """The word that denies a verb: "did **not** enter", "**neither** shelled"; None for "not only"."""
    table = signs().negators
    for child in verb.children:
        if child.dep == "neg" or (child.dep in ("preconj", "cc", "advmod") and child.lower in table["on_verb"]):
            if child.dep == "cc" and child.i > verb.i:
                continue  # "nor" that opens the next verb
            after = _after(child)
            if after is None or after.lower not in table["only"]:
                return child
    return None


def _after(word: Word) -> Word | None:
    words = word.sentence.words
    at = word.i - words[0].i + 1
    return words[at] if at < len(words) else None


def _is_bound(determiner: Word) -> bool:
    """ "**no** fewer than six of them", "no more than ten" bound a number; "no more talks" are none."""
    after = _after(determiner)
    than = _after(after) if after is not None else None
    return after is not None and than is not None and after.lower in ("fewer", "less", "more") and than.lower == "than"


def denying_determiner(noun: Word) -> Word | None:
    """What denies a noun: "**no** rocket", "**nobody**", "**none** of them", "not **a single** shell"; "no doubt" does not."""
    table = signs().negators
    if noun.lower == "nothing" and any(c.lower in ("less", "short") and c.i > noun.i for c in noun.children):
        return None  # "want nothing less than"
    if noun.lower in table["pronoun"]:
        return noun
    for child in noun.children:
        if child.lower in ("hardly", "scarcely", "barely") and child.i < noun.i and child.dep in ("advmod", "predet", "amod"):
            return child  # "hardly a family returned"
        if child.i < noun.i and (child.lower in table["noun"] and child.dep in ("det", "neg", "preconj", "amod", "nummod", "cc")):
            return child if noun.lower not in table["idle_nouns"] and not _is_bound(child) else None
        if child.dep == "neg" and child.i < noun.i and not _spared(child):
            return child
        if child.dep in ("nummod", "amod", "det") and child.i < noun.i:
            inner = child.child("neg")
            if inner is not None and not _spared(inner):
                return inner
    return None


def _spared(negator: Word) -> bool:
    """ "not only", "not all", "not every", "not fewer than": no denial of the whole."""
    after = _after(negator)
    return after is not None and (
        after.lower in signs().negators["only"] or after.lower in ("all", "every", "everyone", "fewer", "less")
    )


def denied_by_nobody(verb: Word) -> bool:
    """ "**Nobody** denies it", "**few** dispute that"."""
    subject = verb.child(*SUBJECTS)
    if subject is None:
        return False
    return subject.lower in ("nobody", "none", "few") or (subject.lower == "one" and denying_determiner(subject) is not None)


def is_weak(noun: Word) -> bool:
    """ "few shells", "little fighting", without an article."""
    if noun.lower == "few" and not noun.child("det"):
        return True
    return any(w.lower in signs().negators["weak"] and w.dep in ("amod", "nummod") for w in noun.children) and not noun.child(
        "det"
    )


def modal_of(verb: Word) -> Word | None:
    """The modal auxiliary of a verb: "**may** have fired"; after an insertion it may hang on the auxiliary below."""
    known = signs().modals
    subject = verb.child("nsubj", "nsubjpass", "expl")
    if verb.lemma in signs().scenes["reminding"] and subject is not None and subject.lower == "it" and verb.child("auxpass"):
        return None  # "it **will** be recalled that they fled"
    for child in verb.children:
        if child.dep == "aux" and child.lower in known and (child.tag == "MD" or child.lower not in ("'d", "’d")):
            return child
        if child.dep == "auxpass" and child.children:
            return next(
                (inner for inner in child.children if inner.dep == "aux" and inner.tag == "MD" and inner.lower in known), None
            )
    return None


def is_perfect(verb: Word) -> bool:
    return any(child.dep == "aux" and child.lower in ("have", "'ve", "’ve", "of") for child in verb.children)


def apply_modal(value: Value, verb: Word, modal: Word, denied: Word | None) -> Value:
    """`could not reach` is denied, `may not reach` is open: modal and negation are one mark."""
    table = signs()
    plain, no, perfect, perfect_no = table.modals[modal.lower]
    if denied is None and modal.lower in ("could", "can") and verb.lemma in table.perceived:
        return value
    effect = (perfect_no if denied is not None else perfect) if is_perfect(verb) else no if denied is not None else plain
    if denied is None and not is_perfect(verb):
        effect = _would(value, verb, effect) if modal.lower in WOULD else _future(verb, effect)
    marked = mark(value, effect, modal)
    if denied is None:
        return marked
    future = plain.status == "planned" or (modal.lower in WOULD and not is_perfect(verb))
    mode = "planned" if future and not marked.is_open else marked.mode  # "will not fail to" is yet to come
    return Value(mode, marked.score, (*marked.cues, denied), marked.speaker, marked.endorsed, marked.ground)


def _would(value: Value, verb: Word, effect: Effect) -> Effect:
    """ "said it would close" is the future of a report; "would help if ..." stays open."""
    if conditional_clause(verb) is not None or _whichever(verb) or _imagined(verb):
        return Effect("set", "hypothetical", 0.75)
    return PLANNED if value.speaker is not None or value.mode in ("claimed", "planned") else effect


def _imagined(verb: Word) -> bool:
    """ "**A** raid **would be** easy": what is judged is only thought of."""
    subject = verb.child("nsubj") or next(
        (s for c in verb.children_of("parataxis", "ccomp") for s in c.children_of("nsubj")), None
    )
    return (
        verb.lemma == "be"
        and subject is not None
        and subject.i < verb.i
        and any(c.lower in ("a", "an", "any") for c in subject.children)
    )


def _whichever(verb: Word) -> bool:
    """ "would boycott **any** ship that carries arms": as open as a condition."""
    table = signs().generic
    for child in verb.children_of("dobj", "nsubj", "nsubjpass"):
        if child.lower in ("anyone", "anybody", "whoever", "anything", "whatever"):
            return True
        if any(c.lower in ("any", "whichever", "whatever") for c in child.children) and table:
            return True
    return False


def _future(verb: Word, effect: Effect) -> Effect:
    """F47 "If they cross, we **will** fight": both halves are open."""
    return CONDITIONED if effect.status == "planned" and conditional_clause(verb) is not None else effect


def conditional_clause(verb: Word) -> Word | None:
    """The condition that hangs on a verb: "would end the war **if** signed"."""
    for child in verb.children:
        if child.dep == "advcl":
            marker = child.child("mark", "advmod")
            even = any(inner.lower == "even" for inner in child.children)
            if (marker is not None and marker.lower in signs().conditional and not even) or inversion(child) is not None:
                return child
    return None


def inversion(clause: Word) -> Word | None:
    """P7: "**Had** the army intervened, ...": an auxiliary before the subject without a question."""
    subject = clause.child(*SUBJECTS)
    if clause.child("mark") or subject is None:
        return None
    for child in clause.children:
        if child.dep in ("aux", "auxpass") and child.lower in signs().inverted and child.i < subject.i:
            return child
    if clause.lower in signs().inverted and clause.i < subject.i and clause.dep == "advcl":
        return clause
    return None


def adverbs(value: Value, verb: Word) -> Value:
    """`probably`, `reportedly`, `almost`; "narrowly escaped" did escape."""
    known = signs().adverbs
    for child in verb.children:
        effect = known.get(child.lower) if child.dep in ("advmod", "npadvmod", "dep", "intj") else None
        if effect is None:
            continue
        if effect.status == "denied" and (verb.lemma in signs().escapes or child.i > verb.i):
            continue
        value = mark(value, effect, child)
    return value


def no_longer(verb: Word) -> Word | None:
    """ "are **no longer** shelling"."""
    for child in verb.children:
        if child.lower in signs().negators["quasi"] and child.dep in ("advmod", "npadvmod"):
            inner = child.child("neg", "det", "advmod")
            if inner is not None and inner.lower in ("no", "not", "any"):
                return child
    return None


def is_question(root: Word) -> Word | None:
    """The question mark of a yes-no question; "Why did it fire?" takes for granted that it fired."""
    last = next(
        (w for w in reversed(root.sentence.words) if w.text not in ('"', "'", "”", "’", ")", " ") and w.pos != "SPACE"), None
    )
    if last is None or last.text != "?":
        return None
    for child in root.children:
        if child.i < root.i and (
            child.lower in ("why", "how", "when", "where", "who") or (child.dep in SUBJECTS and child.lower in WH)
        ):
            return None
    return last


def is_command(root: Word) -> bool:
    """A bare verb at the start without a subject: "**Stop** the bombing!", "Do not fire", "**Let** us end it"."""
    if root.tag not in ("VB", "VBP") or root.child("nsubj", "nsubjpass", "expl", "csubj"):
        return False
    auxiliaries = root.children_of("aux", "auxpass")
    if any(w.lower not in ("do", "don't", "does") for w in auxiliaries):
        return False
    if root.tag == "VB" and any(c.i < root.i and c.is_nominal and c.dep not in ("npadvmod", "intj") for c in root.children):
        return False
    first = next((w for w in root.sentence.words if w.pos not in ("PUNCT", "SPACE")), root)
    return (
        first is root
        or first.lower in ("please", "do", "let", "never", "not", "just", "so", "and", "but", "now", "first")
        or root.tag == "VB"
    )


def polarity(value: Value, verb: Word) -> Value:
    """Negation of the verb by itself, its subject or its object, and its modal."""
    denied = negation(verb) or _denied_by_argument(verb) or denials.fronted(verb)
    if denied is None and not value.is_negative:
        denied = denials.elliptical(verb)
    modal = modal_of(verb)
    if modal is not None and inversion(verb) is None:
        return apply_modal(value, verb, modal, denied)
    longer = no_longer(verb)
    if longer is not None:
        return mark(value, NO_LONGER, longer)
    if denied is not None:
        if denied.lower == "not" and _until(verb):
            return mark(value, Effect("set", "occurred", 2.5), denied)
        return negated(value, denied)
    return value


def _until(verb: Word) -> bool:
    """F9 "did not fire **until** Friday": it fired then."""
    return any(w.lower == "until" and w.dep in ("prep", "mark") for w in verb.children) or any(
        w.dep == "advcl" and any(m.lower == "until" for m in w.children_of("mark")) for w in verb.children
    )


def _denied_by_argument(verb: Word) -> Word | None:
    for child in verb.children:
        if child.dep in SUBJECTS or (child.dep == "dobj" and verb.lemma not in signs().negators["keeping"]):
            found = denying_determiner(child)
            if found is not None and not (found.dep == "neg" and any(c.dep == "cc" and c.lower == "but" for c in child.children)):
                return found
    return None


def weakness(value: Value, verb: Word) -> Value:
    """ "Few shells landed": true of few."""
    for child in verb.children:
        if child.dep in SUBJECTS and is_weak(child) and not value.is_open and not value.is_negative:
            return mark(value, WEAK, child)
    return value


def local(value: Value, verb: Word) -> Value:
    """All marks of a verb, in the order of their scope."""
    value = polarity(value, verb)
    value = adverbs(value, verb)
    if not value.is_open and not value.is_negative:
        value = framed(value, verb)
    return weakness(value, verb)


def _and_then(verb: Word) -> Word | None:
    """ "**One more step** and we shoot": a phrase and "and" before the subject make a condition."""
    if verb.child("cc") is None:
        return None
    subject = verb.child(*SUBJECTS)
    joiner = next(
        (c for c in verb.children_of("cc") if subject is not None and c.i < subject.i and c.lower in ("and", "or")), None
    )
    phrase = verb.child("npadvmod", "dep")
    if joiner is None or phrase is None or phrase.i > joiner.i:
        return None
    return phrase if any(c.lower in ("one", "another", "more") for c in phrase.children) else None


def framed(value: Value, verb: Word) -> Value:
    """ "In the worst scenario 40,000 flee" is open, "flies to Doha next week" is planned, "had better leave" is asked for."""
    scene = scenes.scene_of(verb) or _and_then(verb)
    if scene is not None:
        return mark(value, QUESTION, scene)
    better = next((c for c in verb.children if c.lower == "better" and c.dep == "advmod" and c.i < verb.i), None)
    if better is not None and verb.tag == "VB" and verb.child("aux"):
        return mark(value, ASKED, better)
    ahead = futures.scheduled(verb)
    return mark(value, futures.SCHEDULED, ahead) if ahead is not None else value


def mood(value: Value, root: Word) -> Value:
    """Questions and commands, for the main verb of a sentence and those joined to it."""
    if root.is_verb and root.child(*SUBJECTS) is not None and any(c.tag == "TO" and c.dep == "aux" for c in root.children):
        return mark(value, PLANNED, root)  # the headline "Rebels to free hostages"
    if is_command(root):
        return mark(value, ASKED, root)
    asked = is_question(root)
    if asked is not None and requests.polite(root):
        return mark(value, ASKED, asked)
    return mark(value, QUESTION, asked) if asked is not None else value
