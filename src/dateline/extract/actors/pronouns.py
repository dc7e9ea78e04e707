"""Pronouns, in the safe cases only: in the same sentence its subject, else the subject of the sentence before.

    Aden Duale said he would resign.                         he -> Aden Duale
    Kenya closed the border. It accused Somalia.             It -> Kenya
    "We are ready," the rebels said.                         We -> the rebels, as speaker
    Officials told villagers that they must leave.           two plurals in the sentence: null
"""

from dateline.drafts import ActorMention
from dateline.extract.actors.sieves import kinds_of
from dateline.extract.actors.table import Table
from dateline.extract.reading import Reading
from dateline.knowledge.actor_book import actor_book
from dateline.knowledge.actor_words import actor_words
from dateline.knowledge.countries import countries
from dateline.syntax.deep import SUBJECTS
from dateline.syntax.tree import Word

SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"})
PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
MANY = frozenset({"they", "them", "their", "themselves", "theirs", "both"})
GENDER = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "man": "m", "boy": "m", "father": "m", "son": "m", "husband": "m",
    "brother": "m", "she": "f", "her": "f", "hers": "f", "herself": "f", "woman": "f", "girl": "f", "mother": "f",
    "daughter": "f", "wife": "f", "sister": "f",
}  # fmt: skip
TITLES = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f", "lady": "f"}
THING = frozenset({"it", "its", "itself"})
BODIES = frozenset({"state", "government", "military", "police", "armed_group", "party", "igo", "ngo", "media", "business"})


def link_pronouns(table: Table, reading: Reading) -> None:
    """Gives each pronoun its antecedent where one rule is sure, in the order of the text."""
    for index, sketch in enumerate(table.sketches):
        mention = sketch.mention
        if mention.form != "pronoun" or mention.antecedent is not None:
            continue
        word = sketch.head
        if word.lower in SPEAKER:
            found = _speaker(word, table, reading) if mention.in_quote else None
        elif word.lower.endswith(("self", "selves")):
            found = table.at_head(_clause_subject(word))
        elif word.lower in PERSON or word.lower in MANY or word.lower in THING:
            found = _by_subject(index, table)
        else:
            found = None
        if found is not None:
            table.link(index, found)
            _learn(word, table, index)


def _learn(word: Word, table: Table, index: int) -> None:
    """"she" once said of an actor keeps every "he" from it."""
    if word.lower in GENDER:
        table.gender.setdefault(table.root(index), GENDER[word.lower])


def _gender_fits(word: Word, other: int, table: Table) -> bool:
    mention = table.mention(table.root(other))
    known = table.gender.get(table.root(other)) or _of_title(table.sketches[other].head) or _of_book(mention)
    known = known or GENDER.get(mention.lemma) or _of_role(mention)
    return known is None or known == GENDER.get(word.lower, known)


def _of_title(head: Word) -> str | None:
    """"Mrs Odaro" is a woman."""
    found = (TITLES.get(child.lower.rstrip(".")) for child in head.children if child.dep == "compound")
    return next((gender for gender in found if gender), None)


def _of_book(mention: ActorMention) -> str | None:
    terms = actor_book().terms.get(mention.known or "")
    return terms[0].gender if terms else None


def _of_role(mention: ActorMention) -> str | None:
    last = mention.role.split()[-1] if mention.role else ""
    if last.endswith("woman") or last in ("queen", "princess"):
        return "f"
    return "m" if last in ("king", "prince", "emir", "pope", "spokesman", "chairman", "congressman") else None


def _speaker(word: Word, table: Table, reading: Reading) -> int | None:
    base = reading.sources.of(word)
    source = base.source if base else None
    return None if source is None else table.by_span.get((source.start, source.end))


def _clause_subject(word: Word) -> Word | None:
    for above in word.ancestors():
        if above.is_verb:
            return above.child(*SUBJECTS)
    return None


def _by_subject(index: int, table: Table) -> int | None:
    """The fitting mentions before it in its sentence, then those of the sentence before; a subject wins, else the only one."""
    mention, word = table.mention(index), table.sketches[index].head
    before = [other for other in table.in_sentence[mention.sentence] if other < index]
    if word.lower in MANY and any(_is_joined(table.sketches[other].head) for other in before):
        return None
    here = [other for other in before if _may_stand(other, word, table) and not _same_clause(word, table.sketches[other].head)]
    here = [other for other in here if not _asks_or_charges(word, table.sketches[other].head)]
    if here:
        return _pick(here, table)
    if mention.in_quote or (word.lower not in PERSON and not _opens(word)):
        return None
    if speaks(word):
        return _speaking(index, table)
    for others in _sentences_before(word, table):
        fitting = [each for each in others if _may_stand(each, word, table)]
        if word.lower not in PERSON:
            fitting = [each for each in fitting if table.mention(each).acting]
        if fitting:
            return _pick(fitting, table)
    return None


def _speaking(index: int, table: Table) -> int | None:
    """Who "he said" is: who acted last, or, past someone who is only mentioned ("A nurse read the label"), the "he" before."""
    word = table.sketches[index].head
    nearest: int | None = None
    for others in _sentences_before(word, table):
        fitting = [each for each in others if _may_stand(each, word, table)]
        if not fitting:
            continue
        several = len({table.root(each) for each in fitting}) > 1
        found = None if several and _is_contrasted(word) else _pick(fitting, table, speaking=True)
        if found is None:
            return nearest
        passing = table.mention(table.root(found)).form == "noun" and not table.mention(found).definite
        if not passing or table.gender.get(table.root(found)) is not None:
            return found
        nearest = found if nearest is None else nearest
    return nearest if nearest is not None else _named_after(index, table)


def _is_contrasted(word: Word) -> bool:
    """"Bello met Haile. She said no; he answered nothing": who acted first may be either."""
    other = {"he": "she", "she": "he"}.get(word.lower)
    return any(each.lower == other and each.dep == "nsubj" for each in word.sentence.words)


def _named_after(index: int, table: Table) -> int | None:
    """"We have no water," she said. ... Mariam Bello, 29, walked nine days: a report may begin with a pronoun."""
    mention, word = table.mention(index), table.sketches[index].head
    if mention.sentence > START or any(_may_stand(other, word, table) for other in range(index)):
        return None
    for ahead in range(mention.sentence + 1, mention.sentence + 1 + FURTHER):
        names = [each for each in table.in_sentence.get(ahead, ()) if table.mention(each).form == "name"]
        own = [each for each in names if _may_stand(each, word, table)]
        if own:
            found = _pick(own, table, speaking=True)
            return found if found is not None and _is_main_subject(table.sketches[found].head) else None
    return None


def _asks_or_charges(pronoun: Word, other: Word) -> bool:
    """"Asked by **a senator**, he said no"; "**Oslo** accuses Tana of it, a charge it rejects": the other one cannot be meant."""
    verb = pronoun.head
    if other.dep == "pobj" and other.head.dep == "agent" and other.head.head.dep == "advcl" and other.head.head.head is verb:
        return True
    charge = verb.head if verb.dep in ("relcl", "acl", "ccomp") and pronoun.dep == "nsubj" else None
    known = charge is not None and charge.lemma in CHARGES and verb.lemma in ANSWERS
    return known and charge is not None and other.dep == "nsubj" and other.head in (charge.head, *charge.head.ancestors())


def _is_joined(word: Word) -> bool:
    """"Kenya and Somalia closed their border": they are two, and no single mention stands for both."""
    return word.is_nominal and (word.dep == "conj" or word.child("conj") is not None)


def _opens(word: Word) -> bool:
    """"It" and "They" reach back beyond their sentence only as subject or owner, before any other subject of it."""
    if word.dep not in ("nsubj", "nsubjpass", "poss"):
        return False
    first = word.sentence.words[0].i
    words = word.sentence.words[: word.i - first]
    marks = [place for place, each in enumerate(words) if each.text in CLOSING]
    words = words[marks[-1] + 1 :] if marks else words  # "“Where are our sons?” they shouted"
    return not any(each.dep in ("nsubj", "nsubjpass") for each in words if each.pos in ("NOUN", "PROPN"))


CLOSING = frozenset({'"', "”", "''", "»"})
CHARGES = frozenset({"charge", "accusation", "allegation", "claim", "something"})
ANSWERS = frozenset({"deny", "reject", "dismiss", "dispute", "refute", "contest"})
SPEECH = frozenset({
    "say", "add", "tell", "note", "explain", "warn", "claim", "insist", "argue", "write", "announce", "ask", "repeat", "recall",
    "reply", "continue", "shout", "cry", "plead", "answer", "state", "stress", "describe", "acknowledge", "admit", "allege",
    "recount", "declare", "vow", "report", "urge",
})  # fmt: skip
START = 2  # sentences at a report's start in which a pronoun may come before the name
FURTHER = 3  # sentences that "he said" reaches back, quotations not counted


def _sentences_before(word: Word, table: Table) -> list[list[int]]:
    """The mentions of the sentence before, those inside a quotation passed over; "he said" reaches further back."""
    sentence, found = word.sentence.index, list[list[int]]()
    speaking = speaks(word)
    for back in range(1, 11):
        mentions = table.in_sentence.get(sentence - back, ())
        own = [each for each in mentions if not table.mention(each).in_quote]
        if own:
            found.append(own)
        if (not speaking and (own or not mentions)) or len(found) >= FURTHER:
            break
    return found


def speaks(word: Word, others: frozenset[str] = frozenset()) -> bool:
    """"She said": who speaks on is most often who acted before."""
    return (word.lower in ("he", "she") or word.lower in others) and word.dep == "nsubj" and word.head.lemma in SPEECH


def _pick(candidates: list[int], table: Table, *, speaking: bool = False) -> int | None:
    """The only actor among them, or the only subject that has no rival beside it in its own clause; else nobody."""
    roots = {table.root(each): each for each in candidates}
    if len(roots) == 1:
        return candidates[-1]
    subjects = {table.root(each): each for each in candidates if table.sketches[each].head.dep in ("nsubj", "nsubjpass")}
    if len(subjects) > 1:
        subjects = {root: each for root, each in subjects.items() if _is_main_subject(table.sketches[each].head)}
    if len(subjects) != 1:
        return None
    root, found = next(iter(subjects.items()))
    if speaking and _is_main_subject(table.sketches[found].head):
        return None if _is_joined(table.sketches[found].head) else found
    verb = table.sketches[found].head.head
    rivals = [each for each in candidates if table.root(each) != root and _verb_of(table.sketches[each].head) is verb]
    return None if rivals else found


def _is_main_subject(word: Word) -> bool:
    return word.dep in ("nsubj", "nsubjpass") and (word.head.dep in ("ROOT", "conj") or word.head.head is word.head)


def _same_clause(pronoun: Word, other: Word) -> bool:
    """"Kenya accused it": an object is never its own subject, but a possessor may be ("Kenya moved its troops")."""
    return pronoun.dep != "poss" and other.dep in ("nsubj", "nsubjpass", "dobj", "poss") and _verb_of(pronoun) is _verb_of(other)


def _verb_of(word: Word) -> Word | None:
    return next((above for above in word.ancestors() if above.is_verb), None)


def _may_stand(other: int, pronoun: Word, table: Table) -> bool:
    """Number and life agree, and a quotation's words are not looked into from outside."""
    before = table.mention(other)
    if before.form == "pronoun" and before.antecedent is None:
        return False
    if before.in_quote != table.mention(table.by_head[pronoun.i]).in_quote:
        return False
    first = table.mention(table.root(other))
    if pronoun.lower in PERSON:
        return is_person(first) and _gender_fits(pronoun, other, table)
    if pronoun.lower in MANY:
        return first.plural or (first.form == "name" and bool(kinds_of(first, table) & {"armed_group"}))
    return not is_person(first) and not first.plural and bool(_bodies(first, table) & BODIES)


def is_person(mention: ActorMention) -> bool:
    """One human being: a person's name, or the singular of an office or of a word for people."""
    if mention.plural:
        return False
    if mention.form == "name":
        return mention.label == "PERSON" or (mention.role is not None and mention.label not in ("ORG", "GPE", "NORP"))
    noun = actor_words().noun(mention.noun) if mention.noun else None
    return noun is not None and (noun.office or noun.kind in ("civilian", "person", "refugee", "protester"))


def _bodies(mention: ActorMention, table: Table) -> frozenset[str]:
    if mention.form == "name":
        if countries().of_capital(" ".join(mention.name)) is not None:
            return frozenset({"government"})
        return kinds_of(mention, table) or (frozenset({"ngo"}) if mention.label == "ORG" else frozenset())
    noun = actor_words().noun(mention.noun) if mention.noun else None
    return frozenset({noun.kind}) if noun and not noun.office else frozenset()
