"""Which mentions mean the same actor: sieves, the surest first, each a walk over the mentions with bounded look-back.

1. the same name; an acronym and its long form     Jaish al-Adl ... Jaish al-Adl; Free Army (FA) ... the FA
2. apposition and predicate nominative             Aden Duale, the minister; Duale is the minister
3. a surname after the full name                   Aden Duale ... Duale
4. part of an organisation's name                  the Northern Relief Front ... the Front
5. the same noun, definite                         two gunmen ... the gunmen
6. a general noun for the last name of its kind    the Free Army ... the group
7. an office for the last who holds it             the foreign minister Aden Duale ... the minister

A sieve that finds two equal candidates links none: unsure is null.
"""

from dateline.drafts import ActorMention
from dateline.extract.actors.called import called
from dateline.extract.actors.table import Table
from dateline.knowledge.actor_book import actor_book, folded
from dateline.knowledge.actor_words import actor_words
from dateline.knowledge.countries import countries
from dateline.syntax.tree import Word

LOOK_BACK = 30  # mentions
BEARERS = 40  # full names that share a surname; more are not told apart anyway
OWN = frozenset({"organization", "organisation", "group", "movement"})  # "**his organization** had done it"
SENTENCES = 6  # how far a general noun reaches


def link_heads(table: Table) -> None:
    """One head word is one actor, however much of its phrase a record took: "officials", "officials who fled"."""
    for index, sketch in enumerate(table.sketches):
        first = table.by_head[sketch.head.i]
        if first != index:
            table.link(index, first)


def link_names(table: Table) -> None:
    """Sieves 1, 3 and 4: one pass, with every name filed under its folded words, its first and its last word."""
    whole: dict[object, int] = {}
    parts = table.parts
    for index, sketch in enumerate(table.sketches):
        mention = sketch.mention
        if mention.form != "name":
            continue
        key = _key(mention, table)
        found = whole.get(key)
        if found is None and (mention.known is None or is_single_person(mention)):
            bearers = _by_part(mention, table, parts)
            found = bearers[0] if len(bearers) == 1 else None
            if len(bearers) > 1 and len(mention.name) == 1:
                table.change(index, unsure=True)
        if found is not None:
            table.link(index, found)
        whole.setdefault(key, index)
        if found is None or len(mention.name) > 1:
            for word in {folded(mention.name[0])[:1], folded(mention.name[-1])[-1:]}:
                if word:
                    _file(parts, word[0], table.root(index), table)


def is_single_person(mention: ActorMention) -> bool:
    return len(mention.name) == 1 and (mention.label == "PERSON" or mention.role is not None)


def _key(mention: ActorMention, table: Table) -> object:
    """What makes two names one: the book's id, the long form of an acronym, or the folded words."""
    if mention.known is not None:
        return mention.known
    text = " ".join(mention.name)
    return folded(table.acronyms.get(text, text))


def _file(parts: dict[str, list[int]], word: str, root: int, table: Table) -> None:
    roots = parts.setdefault(word, [])
    if len(roots) < BEARERS and root not in roots and len(table.mention(root).name) > 1:
        roots.append(root)


def _by_part(mention: ActorMention, table: Table, parts: dict[str, list[int]]) -> list[int]:
    """Who bears this part of a name: "Duale" after "Aden Duale", "Relief Front" after "Northern Relief Front"."""
    if len(mention.name) > 2:
        return []
    word = folded(mention.name[-1])[-1:]
    roots = [root for root in parts.get(word[0] if word else "", ()) if _may_be(mention, table.mention(root))]
    if len(mention.name) == 2:
        roots = [root for root in roots if set(folded(" ".join(mention.name))) <= set(folded(" ".join(table.mention(root).name)))]
    if mention.place is not None:
        roots = [root for root in roots if table.mention(root).label == "PERSON" or table.mention(root).role]
    surnames = [root for root in roots if folded(table.mention(root).name[-1])[-1:] == word]
    return surnames or roots


def _may_be(short: ActorMention, long: ActorMention) -> bool:
    """A person is no organisation; a name with another country is another's."""
    if short.country and long.country and short.country != long.country:
        return False
    persons = {"PERSON"}
    if long.label in persons or (long.role and long.label != "ORG"):
        return short.label != "NORP"
    return short.label != "PERSON"


def link_appositions(table: Table) -> None:
    """Sieve 2: "the group, Jaish al-Adl, ..." and "Duale is the defence minister", where both are mentions."""
    for index, sketch in enumerate(table.sketches):
        head = sketch.head
        other = None
        if head.dep == "appos":
            other = table.at_head(head.head)
        elif head.dep == "attr" and head.head.lemma == "be" and not head.head.child("neg"):
            other = table.at_head(head.head.child("nsubj"))
        if other is not None and _compatible(table.mention(index), table.mention(other)):
            table.link(max(index, other), min(index, other))
            if sketch.mention.label == "PERSON" and table.mention(other).lemma in actor_words().generic:
                table.change(index, label="ORG")  # "the group **Luminous Dawn**" is no person
        given = called(sketch.head)
        name = table.at_head(given)
        if name is not None and table.mention(name).form != "pronoun":
            table.link(max(index, name), min(index, name))


def _compatible(one: ActorMention, two: ActorMention) -> bool:
    """Equal number, and not two different names."""
    if "pronoun" in (one.form, two.form):
        return False
    if one.form == two.form == "name" and (one.known or two.known or one.name[-1] != two.name[-1]):
        return False
    return one.plural == two.plural or one.form != two.form


def link_nouns(table: Table) -> None:
    """Sieves 5 to 7 for definite nouns: same noun, then a named actor of a fitting kind, then the holder of an office."""
    for index, sketch in enumerate(table.sketches):
        mention = sketch.mention
        if mention.form != "noun" or mention.antecedent is not None:
            continue
        found = None
        if sketch.head.text[:1].isupper() and (mention.definite or mention.noun is None):
            found = _short_name(index, table)
        if found is None and mention.definite and not mention.country and mention.near is None and sketch.owner is None:
            found = _same_noun(index, table)
            if found is None:
                found = _general(index, table)
            if found is None and mention.role:
                found = _holder(index, table)
        elif any(child.tag == "PRP$" for child in sketch.head.children) and mention.lemma in OWN:
            found = _general(index, table, 1)
        elif mention.country:
            found = _same_organ(index, table)
        if found is not None and not (_is_two(sketch.head) and not table.mention(found).plural):
            table.link(index, found)


def _is_two(head: Word) -> bool:
    """"**both** countries", "the **two** sides" are none of the two."""
    return head.tag == "NNS" and any(child.lower in ("both", "two") for child in head.children)


def link_order(table: Table) -> None:
    """"the latter" and "the former" by the order of the two names before it, if there are exactly two."""
    for index, sketch in enumerate(table.sketches):
        mention = sketch.mention
        if mention.lemma not in ("latter", "former") or mention.antecedent is not None:
            continue
        for back in (0, 1):
            earlier = [each for each in table.in_sentence.get(mention.sentence - back, ()) if each < index]
            named = _each_once(earlier, table, ("name",))
            if len(named) != 2:
                named = _each_once(earlier, table, ("name", "noun"))
            if len(named) == 1:
                named = _each_once(earlier, table, ("name", "noun"), many=True)
            if len(named) == 2:
                table.link(index, named[1 if mention.lemma == "latter" else 0])
            if named:
                break


def _each_once(mentions: list[int], table: Table, forms: tuple[str, ...], *, many: bool = False) -> list[int]:
    """The actors of these mentions, each by its first; several people ("the rebels") only where there is but one beside them."""
    kept = [each for each in mentions if table.mention(each).form in forms and (many or not table.mention(each).plural)]
    return list(dict.fromkeys(table.root(each) for each in kept))


def _short_name(index: int, table: Table) -> int | None:
    """"the Guards" in capitals -> the one name said before that ends so, "the Revolutionary Guards"."""
    word = folded(table.sketches[index].head.text)[-1:]
    roots = [root for root in table.parts.get(word[0] if word else "", ()) if root < index]
    named = [root for root in roots if folded(table.mention(root).name[-1])[-1:] == word]
    return named[0] if len(named) == 1 else None


def _earlier(index: int, table: Table) -> range:
    return range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)


def _same_noun(index: int, table: Table) -> int | None:
    """"the gunmen" -> the last mention with this head and number, and no other country."""
    mention = table.mention(index)
    for other in _earlier(index, table):
        before = table.mention(other)
        if before.form == "noun" and before.lemma == mention.lemma and before.plural == mention.plural:
            same = before.noun == mention.noun or mention.noun == mention.lemma or before.noun == before.lemma
            return other if same else None
    return None


def _same_organ(index: int, table: Table) -> int | None:
    """"Iran's foreign ministry ... the Iranian foreign ministry": same noun phrase and country."""
    mention = table.mention(index)
    if not mention.noun:
        return None
    for other in _earlier(index, table):
        before = table.mention(other)
        if before.form == "noun" and before.noun == mention.noun and before.country == mention.country:
            return other if not mention.role else None
    return None


def _general(index: int, table: Table, within: int = SENTENCES) -> int | None:
    """"the group" -> the last named group within a few sentences; the subject of a sentence before others."""
    mention = table.mention(index)
    kinds = actor_words().generic.get(mention.lemma)
    if kinds is None:
        return None
    best: int | None = None
    for other in _earlier(index, table):
        before = table.mention(other)
        if mention.sentence - before.sentence > within:
            break
        group = before.lemma == mention.lemma or (within < SENTENCES and before.label == "ORG")
        if before.form != "name" or not (group or kinds & kinds_of(before, table)):
            continue
        if best is None:
            best = other
        elif table.mention(best).sentence != before.sentence:
            break
        elif table.root(other) != table.root(best) and before.acting and not table.mention(best).acting:
            best = other
    return best


def kinds_of(mention: ActorMention, table: Table) -> frozenset[str]:
    """The kinds that a named mention can be: the book's, a country's, or those of the nouns in its name."""
    if mention.known:
        known = actor_book().known.get(mention.known)
        return frozenset({known.kind}) if known else frozenset({"person"})
    if countries().by_name(" ".join(mention.name)) is not None:
        return frozenset({"state"})
    if mention.label == "PERSON" or mention.role is not None:
        return frozenset()
    long = table.acronyms.get(" ".join(mention.name), " ".join(mention.name))
    last = actor_words().noun(long.split()[-1].lower())
    noun = actor_words().noun(mention.noun) if mention.noun else None
    return frozenset(each.kind for each in (last, noun) if each)


def _holder(index: int, table: Table) -> int | None:
    """"the minister" -> the last person whose office ends so, if no other holds one as near."""
    mention = table.mention(index)
    if mention.plural or mention.role is None:
        return None
    for other in _earlier(index, table):
        before = table.mention(other)
        if before.form == "name" and before.role and (before.role == mention.role or before.role.endswith(" " + mention.role)):
            return other
    return None
