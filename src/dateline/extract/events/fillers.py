"""From the words that a path leads to, to those who act, suffer or are used.

    A Russian missile hit a block of flats.        actor Russian, instrument missile
    Israeli strikes killed nine.                   actor Israeli
    India and Pakistan fired into each other's territory.      both act, both suffer
    rejected the premier's offer                   the premier, not the offer
"""

from dateline.extract.events.found import Found
from dateline.extract.events.nearby import owner_behind
from dateline.extract.events.nominal import GUILTY
from dateline.extract.events.paths import is_name, is_party, makers
from dateline.extract.factuality.values import falsely
from dateline.knowledge.event_rules import word_classes
from dateline.syntax import deep
from dateline.syntax.tree import Word

WHO = frozenset({"PERSON", "ORG", "GPE", "NORP"})
UNFIT = frozenset({"DATE", "TIME", "PERCENT", "ORDINAL", "QUANTITY"})
NOBODY = frozenset({
    "there", "what", "who", "which", "that", "this", "nobody", "none", "nothing", "everything", "something",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat",  # "Fri 13 June: jets strike Iran"
})  # fmt: skip
NO_PARTY = frozenset({"VERB", "AUX", "ADV", "ADP", "PUNCT", "SPACE", "X", "CCONJ", "SCONJ", "PART", "INTJ"})
SIDES = frozenset({"country", "side", "party", "nation", "leader", "neighbour", "neighbor", "state", "army"})
MAX = 12


def expand(heads: list[Word]) -> list[Word]:
    """Each head with what is joined to it: "Turkey, Qatar and Oman" -> three."""
    found: list[Word] = []
    for head in heads:
        named = [child for child in head.children_of("appos") if child.label == "PERSON"]  # "the mayor, Ali Omar, and two clerks"
        more = [word for name in named for word in deep.conjuncts(name)[1:]]
        for word in (*deep.conjuncts(head), *more, *_beside_owned(head), *_alongside(head), *_included(head)):
            if word not in found and is_fit(word) and not (word is not head and _is_other_deed(word, head)):
                found.append(word)
    return found[:MAX]


def _is_other_deed(word: Word, head: Word) -> bool:
    """"attacks on police and **assassinations**": a second deed, and nobody who suffers the first."""
    deeds = word_classes()["deed"]
    return word.entity is None and word.tag in ("NN", "NNS") and word.lemma in deeds and head.lemma not in deeds


def _beside_owned(head: Word) -> list[Word]:
    """"the **offices** of the Alta Bank and two **shops**": two shops beside the offices, not beside the bank's name."""
    if head.tag not in ("NN", "NNS") or head.dep not in ("dobj", "nsubjpass", "pobj") or is_party(head):
        return []
    owners = [word for word in deep.preposition_objects(head, "of") if word.tag == "NNP"]
    joined = [other for word in owners for other in word.children_of("conj") if other.tag in ("NN", "NNS")]
    return [word for word in joined if word.child("det", "nummod", "poss") is not None and not is_party(word)]


def _included(head: Word) -> list[Word]:
    """"Activists were arrested, **including Eva Torres and Luis Marin**": the names of those who are meant, too."""
    hosts = (head, head.head) if head.dep in ("nsubjpass", "dobj") or (head.dep == "nsubj" and head.head.is_verb) else (head,)
    links = [link for host in hosts for link in host.children_of("prep") if link.lower == "including" and link.i > head.i]
    named = [word for link in links for inner in link.children_of("pobj") for word in _listed(inner)]
    return [word for word in named if word.tag in ("NNP", "NNPS") and word.label in WHO]


def _listed(first: Word) -> list[Word]:
    """Those of a list and the names beside their posts: "the poet **Eva Torres**, **Luis Marin** and **Ana Ruiz**"."""
    found: list[Word] = []
    queue = [first]
    while queue and len(found) < MAX:
        word = queue.pop(0)
        found.append(word)
        queue += [each for each in word.children_of("conj", "appos") if each.is_nominal]
    return sorted(found, key=lambda each: each.i)


ALONG = frozenset({"along", "together", "alongside"})


def _alongside(head: Word) -> list[Word]:
    """"The army, **along with local police**, sealed off the port"."""
    if head.dep not in ("nsubj", "nsubjpass"):
        return []
    links = [link for host in (head, head.head) for link in host.children_of("prep") if link.lower in ALONG]
    inner = [deep for link in links if head.i < link.i < head.head.i for deep in (link, *link.children_of("prep"))]
    return [word for link in inner if link.lower in ("with", "alongside") for word in link.children_of("pobj")]


def is_fit(word: Word) -> bool:
    """Whether a word can name a participant: no date, no amount, no bare pronoun of a clause."""
    if word.label in UNFIT or (word.tag == "CD" and word.dep == "pobj" and _is_year(word.text)):
        return False
    if word.lemma in HELP and word.dep == "pobj" and word.head.lower in ("with", "into", "in"):
        return False  # "exchanged prisoners **with the mediation** of Oman", "fired **into the air**"
    for child in word.children:
        if child.lower == "no" and child.dep == "det":  # "no group claimed the attack"
            return False
    if word.lemma in word_classes()["means"] and word.dep == "pobj" and word.head.lower in ("by", "over", "through", "via"):
        return False  # "was detonated **by remote control**", "threats **by telephone**"
    return word.lower not in NOBODY and word.tag != "PRP$" and word.pos not in NO_PARTY


HELP = frozenset({"mediation", "help", "assistance", "support", "approval", "consent", "blessing", "air"})


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def is_both_sides(word: Word) -> bool:
    """"talks between **the two countries**", "the treaty between **both sides**"."""
    return word.lemma in SIDES and any(child.lower in ("two", "both") for child in word.children)


def is_each_other(word: Word) -> bool:
    """"fired at each other", "into each other's territory", "the territory of the other"."""
    owner = word.child("poss") or word
    if owner.lower not in ("other", "another"):
        inner = [each for prep in word.children if prep.lower == "of" for each in prep.children_of("pobj")]
        return any(each.lower == "other" and each.tag == "JJ" for each in inner)
    return any(child.lower in ("each", "one") for child in owner.children) or owner.lower == "other"


def one_another(word: Word) -> list[Word]:
    """"Chad and Niger accused **each other** of shelling ...": whoever does it to each other."""
    if word.dep not in ("dobj", "pobj") or not is_each_other(word):
        return [word]
    verb = next((each for each in word.ancestors() if each.is_verb), None)
    who = deep.surface_subject(verb) if verb is not None else None
    return [who] if who is not None and who is not word else [word]


LAID = {"attribute": "to", "blame": "on", "pin": "on"}  # "a strike attributed **to Ukraine**", "claimed by a cell"


def is_instrument(word: Word) -> bool:
    classes = word_classes()["instrument"]
    return word.lemma in classes or word.lower in classes or (word.tag == "NNPS" and word.lower.removesuffix("s") in classes)


def owner_of_deed(found: Found) -> list[Word]:
    """"**Iran's** detention of ten sailors": with an `of` for those who suffer, the possessor acts."""
    owner = found.anchor.child("poss")
    suffers = {word.i for word in found.recipient}
    if owner is None or owner.i in suffers or not any(w.i in suffers for w in deep.preposition_objects(found.anchor, "of")):
        return []
    who = owner_behind(owner) if owner.tag == "PRP$" else deep.antecedent(owner)
    return [who] if is_party(who) or who.tag in ("NNP", "NNPS", "NNS") else []


LOADING = frozenset({"pack", "load", "rig", "fill", "lace"})


def is_loaded(word: Word) -> bool:
    """"a car packed with explosives" is what they used."""
    return is_instrument(word) and any(clause.lemma in LOADING for clause in word.children_of("acl"))


def is_abstract(word: Word) -> bool:
    return word.pos == "NOUN" and (word.lemma in word_classes()["abstract"] or word.lower in word_classes()["abstract"])


def behind(word: Word, links: tuple[str, ...] = ("by", "from", "of")) -> list[Word]:
    """Who stands behind a thing: "**Israel**'s offer", "an **Israeli** missile", "a bomb planted by **rebels**"."""
    owner = word.child("poss")
    named = makers(word)
    if owner is not None and not (owner.tag == "PRP$" and named):
        who = deep.antecedent(owner) if owner.tag != "PRP$" else owner_behind(owner)
        if who.tag != "PRP$":
            return [who]
    if named:
        return named[-1:]
    for name in links:
        found = deep.preposition_objects(word, name)
        found = [] if found and _is_base(name, found[0], word) else found
        if found and (name == "by" or is_name(found[0]) or (name == "from" and is_party(found[0]))):
            return found
    clause = word.child("acl") or word.child("relcl")
    if clause is None or clause.tag != "VBN":
        return []
    return deep.preposition_objects(clause, "by") or deep.preposition_objects(clause, LAID.get(clause.lemma, "by"))


def _is_base(link: str, place: Word, thing: Word) -> bool:
    """"**jets from Incirlik** hit it": where they took off, and nobody who acts."""
    return link == "from" and place.label in ("GPE", "LOC", "FAC") and thing.lemma in word_classes()["crewed"] and is_area(place)


def is_lifeless(word: Word) -> bool:
    """"killed by a gunshot **wound**", "fought **homelessness**": nobody, unless a name calls itself so."""
    return word.entity is None and word.tag in ("NN", "NNS") and word.lemma in word_classes()["lifeless"]


SITUATING = frozenset({"prep:in", "prep:near", "prep:inside", "prep:outside", "prep:at"})
AREAS = frozenset({
    "city", "town", "village", "district", "area", "region", "province", "street", "capital", "heart", "centre",
    "center", "neighbourhood", "neighborhood", "suburb", "outskirt", "outskirts", "north", "south", "east", "west",
    "part", "place", "county", "state", "valley", "country", "photo", "video", "leaflet", "statement", "communique",
    "message", "tweet", "letter", "interview", "report", "broadcast", "pamphlet", "audio", "recording", "incident",
    "series", "scene", "border", "line", "road", "highway", "march", "parade", "case",
})  # fmt: skip


ROADS = frozenset({"street", "road", "square", "avenue", "highway", "boulevard", "lane", "bridge"})


def is_area(word: Word) -> bool:
    """Where it happened, not whom it hit: "an attack in **Goma**", "a bombing in the **city**"; a country may be both."""
    if word.label in ("GPE", "LOC"):
        return word.lower not in word_classes()["country"]
    if word.entity is not None and word.lower in ROADS:
        return True
    return word.lemma in AREAS and word.entity is None


def beside_areas(words: list[Word]) -> list[Word]:
    """What was hit where a deed happened: "in **a bar** in the town of Moa"; "in **the town**, in Kenya" hit neither."""
    others = [word for word in words if not is_area(word)]
    return others if len(others) == len(words) else [word for word in others if word.label not in ("GPE", "LOC")]


def is_named_area(word: Word) -> bool:
    """A town or region by name: troops leave it; a country is left and dealt with."""
    return word.label in ("GPE", "LOC", "FAC") and is_area(word)


def situates(child: Word) -> bool:
    """"bombings **in the city**": an event noun with an area counts as told."""
    if child.dep != "prep" or "prep:" + child.lower not in SITUATING:
        return False
    inner = child.child("pobj")
    return inner is not None and is_area(inner)


def laying_verb(noun: Word) -> Word | None:
    """The verb that lays a deed at somebody's door: "**blamed** it on rebels", "the crime, which it **attributed** to them"."""
    clause = next((each for each in noun.children_of("relcl") if each.lemma in LAID), None)
    return clause or next((word for word in noun.ancestors() if word.is_verb), None)


def _work(noun: Word) -> Word | None:
    """"The murder is thought to be **the work** of a gang": what the deed is said to be, by whom."""
    if noun.dep not in ("nsubj", "nsubjpass"):
        return None
    for verb in (noun.head, *noun.head.children_of("xcomp")):
        said = verb.child("attr") if verb.lemma == "be" and verb.child("neg") is None else None
        if said is not None and said.lemma in ("work", "handiwork", "doing"):
            return said
    return None


HOLDING_TO_BE = frozenset({"believe", "think", "suspect", "presume", "allege", "say", "identify", "report", "assume", "claim"})
BELONGING = frozenset({"belong", "work", "fight", "come"})
MEMBERS = frozenset({
    "member", "fighter", "militant", "guerrilla", "rebel", "man", "gunman", "supporter", "follower", "part", "soldier", "agent",
    "troop", "insurgent", "terrorist",
})  # fmt: skip


def sided_with(head: Word) -> list[Word]:
    """Whose they are held to be: "gunmen believed to be members **of the front**", "men belonging **to the front**"."""
    found: list[Word] = []
    for clause in head.children_of("acl"):
        told = clause.children_of("xcomp") if clause.lemma in HOLDING_TO_BE and clause.tag == "VBN" else []
        told += [inner for link in clause.children_of("prep") for inner in link.children_of("pcomp")]
        if clause.tag == "VBG":
            told.append(clause)
        for verb in told:
            said = verb.child("attr")
            if verb.lemma in BELONGING:
                found += [each for name in ("to", "for", "from") for each in deep.preposition_objects(verb, name)]
            elif said is not None and said.lemma in MEMBERS:
                found += [each for name in ("of", "from") for each in deep.preposition_objects(said, name)]
    return [word for word in found if is_name(word)]


def laid_on(noun: Word) -> list[Word]:
    """At whose door an act is laid: "blamed the attack on **rebels**", "attributed two raids to **the militia**"."""
    verb = noun.head
    work = _work(noun)
    if work is not None:
        return deep.preposition_objects(work, "of")
    link = LAID.get(verb.lemma) if noun.dep in ("dobj", "nsubjpass") else None
    if link is None:
        clauses = [each for each in noun.children_of("relcl") if each.lemma in LAID and not each.child("neg")]
        return [who for each in clauses for who in deep.preposition_objects(each, LAID[each.lemma])]
    return deep.preposition_objects(verb, link) or deep.preposition_objects(noun, link)


CHARGING = {
    "accuse": "of", "suspect": "of", "convict": "of", "blame": "for", "fault": "for", "denounce": "for", "condemn": "for",
    "criticize": "for", "criticise": "for", "warn": "against", "caution": "against", "praise": "for", "thank": "for",
    "sentence": "for", "jail": "for", "imprison": "for", "arrest": "for", "detain": "for", "hang": "for", "extradite": "for",
    "want": "for", "prosecute": "for",
}  # fmt: skip


HOLDING = frozenset({"hold", "find", "consider", "deem"})
TAKING_PART = frozenset({"involvement", "participation", "role", "part", "complicity", "hand"})


def charged_with(noun: Word) -> list[Word]:
    """"accused **the army** of attacks on ...", "warned **Washington** against strikes on ...": whoever is spoken to of them."""
    link = noun.head
    if noun.dep == "pobj" and link.lower == "in" and link.head.lemma in TAKING_PART and link.head.dep == "pobj":
        noun, link = link.head, link.head.head  # "accused him of **involvement in** the raid"
    if noun.dep == "pobj" and link.head.lemma in GUILTY and (holder := _holding(link.head)) is not None:
        who = deep.direct_object(holder)  # "held **the militia** responsible for the raid"
        return [who] if who is not None else []
    if noun.dep != "pobj" or CHARGING.get(link.head.lemma) != link.lower or not link.head.is_verb:
        return []
    who = deep.direct_object(link.head)
    if falsely(link.head) is not None:  # "**wrongly** blamed for the raid": it was somebody else's
        return []
    return [who] if who is not None and who.i < link.i else []


def _holding(guilty: Word) -> Word | None:
    """The verb by which somebody is held to have done it: "**held** the militia responsible", "was **found** guilty"."""
    return next((verb for verb in (guilty.head, guilty.head.head) if verb.is_verb and verb.lemma in HOLDING), None)


def author(word: Word) -> list[Word]:
    """Who speaks through a paper or plan: "the **union** filed a suit accusing", "**police** launched raids to arrest"."""
    found = behind(word)
    if found or word.dep != "dobj" or not word.head.is_verb:
        return found
    who = deep.subject(word.head)
    return [who] if who is not None else []
