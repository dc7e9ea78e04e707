"""Which kind of time word each token is: a dictionary first, the shape of a number second, doubt by context last.

"may", "march", "second", "sat", "fall" are words of time only in company: "She may march on Sat." has one.
"""

import re

from dateline.knowledge.calendar import Mark, calendar
from dateline.syntax.tree import Word

NOTHING = Mark("x")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?([ap]m)?$")
_SPAN_OF_CLOCKS = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([ap]m)?[-–](\d{1,2})(?:[:.](\d\d))?([ap]m)$")
_STAMP_END = re.compile(r"(\d\d)t\d\d:\d\d(?::[\d.]+)?z?$")  # "2024-05-14T18:30:00Z" comes in five tokens
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)$")
_ISO = re.compile(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?$")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_DECADE = re.compile(r"(?:(1[5-9]|20)\d|\d)0s$")
_YEARS = re.compile(r"((?:1[89]|20)\d\d)[-–/](\d\d|\d{4})$")
_MID = re.compile(r"(mid|early|late)[-–](.+)$")
_QUARTER = re.compile(r"([qh])([1-4])$")
_SHORT_YEAR = re.compile(r"['’]?(\d\d)$")
LAST_CENTURY, THIS_CENTURY = 45, 31  # "89" is 1989, "04" is 2004; between them nothing is sure
COUNTED = frozenset({"NN", "JJ", "CD", "PO", "HY"})  # what stands behind a number that counts
MODIFIER = {"mid": "MID", "early": "START", "late": "END"}
DATE_COMPANY = frozenset("NOYMWI")
NUMBERS = frozenset("NOY")
SEASON_BEFORE = frozenset("dtlnyqmoiNv")
SURNAMES = frozenset({"may", "march", "april", "june", "august"})
MULTI = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "LAW", "FAC"})


def mark(word: Word) -> Mark:
    """The kind of a token by itself; `marks` looks at its neighbours."""
    found = calendar().words.get(word.lower)
    return _by_shape(word.lower) if found is None else found


def _by_shape(lower: str) -> Mark:
    first = lower[0]
    if "0" <= first <= "9":
        return _number(lower)
    if first in "qhmel" and (len(lower) == 2 or "-" in lower):
        return _compound(lower)
    return NOTHING


def _compound(lower: str) -> Mark:
    """"mid-2019", "late-June" and "Q3" in one token; the value of a modified word is "MID|2019"."""
    short = _QUARTER.match(lower)
    if short and (short[1] == "q" or short[2] in "12"):
        return Mark("3", lower.upper())
    found = _MID.match(lower)
    if found is None:
        return NOTHING
    inner = calendar().words.get(found[2]) or (_number(found[2]) if found[2][0].isdigit() else NOTHING)
    if inner.kind not in "MYKPWS":
        return NOTHING
    return Mark(inner.kind, inner.value, MODIFIER[found[1]])


def _number(lower: str) -> Mark:
    """The kind of a token that starts with a digit, most frequent shapes first."""
    if lower.isdigit():
        if len(lower) == 4:
            return Mark("Y", int(lower), "year") if 1000 <= int(lower) <= 2100 else Mark("N", int(lower))
        return Mark("N", int(lower)) if len(lower) < 10 else NOTHING
    if ordinal := _ORDINAL.match(lower):
        return Mark("O", int(ordinal[1]))
    if (clock := _CLOCK.match(lower)) and (":" in lower or clock[3]):
        return _clock(clock[1], clock[2], clock[3])
    if date := _ISO.match(lower):
        return Mark("I", f"{date[1]}-{date[2]}-{date[3]}")
    if date := _SLASHED.match(lower):
        return Mark("I", lower)
    if stamp := _STAMP_END.match(lower):
        return Mark("N", int(stamp[1]))
    if _DECADE.match(lower):
        return Mark("K", int(lower[:-2]) if len(lower) == 5 else 190 + int(lower[0]))
    if span := _SPAN_OF_CLOCKS.match(lower):
        return _clock(span[1], span[2], span[3] or span[6])
    return _other_number(lower)


def _other_number(lower: str) -> Mark:
    if years := _YEARS.match(lower):
        second = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        return Mark("Y", f"{years[1]}/{second}") if int(second) > int(years[1]) else NOTHING
    plain = lower.replace(",", "")
    if plain.replace(".", "", 1).isdigit():
        return Mark("N", float(plain) if "." in plain else int(plain))
    return NOTHING


def _clock(hour: str, minute: str | None, half: str | None) -> Mark:
    hours = int(hour)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 24 or int(minute or 0) > 59:
        return NOTHING
    return Mark("C", f"T{hours:02}:{int(minute or 0):02}")


def marks(words: list[Word]) -> list[Mark]:
    """The marks of a sentence; a word that needs care keeps its kind only if its neighbours support it."""
    known = calendar().words.get
    found = [known(lower) or (NOTHING if lower.isalpha() else _by_shape(lower)) for lower in [word.lower for word in words]]
    for at, each in enumerate(found):
        if each is NOTHING:
            continue
        if each.care and each.care in SETTLERS and not SETTLERS[each.care](words, found, at):
            found[at] = SECOND if words[at].lower == "second" else NOTHING
        elif each.kind in "lz" and (words[at].is_verb or (each.kind == "l" and at and words[at - 1].tag in ("MD", "TO"))):
            found[at] = NOTHING
        elif each.kind == "O" and words[at].lower == "second" and words[at].tag == "NN" and _counted(found, at):
            found[at] = Mark("U", "second")
        elif each.kind == "M" and at + 1 < len(words):
            _short_year(words, found, at)
    return found


def _short_year(words: list[Word], found: list[Mark], at: int) -> None:
    """"14 May 89", "in May '89": two digits behind a month are a year, but not in "on 14 May 89 people ..."."""
    digits = _SHORT_YEAR.match(words[at + 1].text)
    if digits is None or (at + 2 < len(words) and words[at + 2].tag[:2] in COUNTED):
        return
    year = int(digits[1])
    dated = at > 0 and found[at - 1].kind in NUMBERS and found[at - 1] is not NOTHING
    if year >= LAST_CENTURY or (dated and year <= THIS_CENTURY and not words[at - 1].text.startswith("'")):
        found[at + 1] = Mark("Y", year + (1900 if year >= LAST_CENTURY else 2000), "year")


SECOND = Mark("O", 2)


def _counted(found: list[Mark], at: int) -> bool:
    return at > 0 and found[at - 1].kind in "Na" and (at + 1 == len(found) or found[at + 1].kind not in "UXW")


def _beside(found: list[Mark], at: int, kinds: frozenset[str] | str) -> bool:
    """Whether a neighbour, over a comma or full stop, is of one of these kinds."""
    for step in (-1, 1):
        near = at + step
        for _ in range(2):
            if 0 <= near < len(found) and found[near].kind in ",." and 0 <= near + step < len(found):
                near += step
        if 0 <= near < len(found) and found[near].kind in kinds:
            return True
    return False


def _part_of_name(words: list[Word], found: list[Mark], at: int) -> bool:
    """"Theresa May", "Black September", "Sunday Times": a name of several words that is no date."""
    word = words[at]
    entity = word.entity
    if entity is None or entity.label not in MULTI:
        return False
    return any(each.tag.startswith("NNP") and each is not word and mark(each).kind not in "MWYNOTP," for each in entity.words)


def _name(words: list[Word], found: list[Mark], at: int) -> bool:
    """A month or weekday in full: capital, no verb, no part of a person's or a paper's name; "on monday", "3 march" too."""
    word = words[at]
    if word.tag == "MD":
        return False
    if not word.text[0].isupper():
        return found[at].kind == "W" or (not word.is_verb and _beside(found, at, NUMBERS))
    if _is_called(words, found, at):
        return False
    if _beside(found, at, DATE_COMPANY) and not (word.lower == "may" and word.entity and word.entity.label == "PERSON"):
        return True
    if word.lower in SURNAMES and (word.is_verb or (word.entity and word.entity.label == "PERSON") or _surname(words, found, at)):
        return False
    return not _part_of_name(words, found, at)


def _is_called(words: list[Word], found: list[Mark], at: int) -> bool:
    """"her brother August", "April Summers, who", "Thursday October, a sailor": someone's name."""
    before = words[at - 1] if at else None
    if before is not None and before.lower in calendar().lists["kin_words"]:
        return True
    if before is not None and before.text[0].isupper() and found[at - 1] is NOTHING and mark(before).kind in "MW":
        return True
    if before is not None and (before.pos == "ADP" or found[at - 1].kind not in "x,." or before.dep == "prep"):
        return False
    second, third = (words[n] if n < len(words) else None for n in (at + 1, at + 2))
    if second is None or third is None or words[at].text.isupper():
        return False
    if not second.tag.startswith("NNP") or not second.text.isalpha():
        return False
    fourth = words[at + 3] if at + 3 < len(words) else None
    told = third.text == "," and fourth is not None and (
        fourth.lower in ("a", "an", "who", "whose") or fourth.tag == "PRP$" or fourth.text.isdigit()
    )
    return told and not (fourth is not None and len(fourth.text) == 4 and fourth.text.isdigit())


def _surname(words: list[Word], found: list[Mark], at: int) -> bool:
    """"Theresa May": a name stands before it."""
    return at > 0 and ((words[at - 1].tag == "NNP" and found[at - 1].kind == "x") or words[at - 1].tag == "POS")


def _short(words: list[Word], found: list[Mark], at: int) -> bool:
    return words[at].text[0].isupper() and not words[at].is_verb and _beside(found, at, DATE_COMPANY)


def _season(words: list[Word], found: list[Mark], at: int) -> bool:
    """"in the fall of 2023", "this spring"; not "prices fall", "the fall of Kabul", "Prague Spring"."""
    word = words[at]
    if word.tag not in ("NN", "NNP", "NNS") or _part_of_name(words, found, at):
        return False
    before = found[at - 1].kind if at else ""
    after = found[at + 1].kind if at + 1 < len(found) else ""
    town = word.text[0].isupper() and word.tag == "NNP" and at > 0
    if town and after not in ("Y", "o", ",") and before not in ("l", "n", "t", "y"):
        return False
    if word.lower in ("fall", "spring") and after == "o":
        following = "".join(each.kind for each in found[at + 2 : at + 4])
        return following[:1] in ("Y", "l", "n") or following == "dU"
    return after == "Y" or before in SEASON_BEFORE


def _unit(words: list[Word], found: list[Mark], at: int) -> bool:
    """"minute" the noun, and no "Independence Day" or "Human Rights Week"."""
    word = words[at]
    if word.lower in ("minute", "quarter", "second") and word.tag not in ("NN", "NNS"):
        return False
    if not word.text[0].isupper() or not at:
        return True
    before = words[at - 1]
    return before.lower not in ("the", "of", "a", "'s") and not (before.text[0].isupper() and word.tag.startswith("NNP"))


def _title(words: list[Word], found: list[Mark], at: int) -> bool:
    """No part of a title: "USA Today", "News Daily"."""
    if words[at].lower == "tomorrow" and at and words[at - 1].tag.startswith("JJ"):
        return False
    if words[at].text[0].isupper() and at > 1 and words[at - 1].lower == "of" and words[at - 2].tag.startswith("NNP"):
        return False
    return not (words[at].text[0].isupper() and at and words[at - 1].tag.startswith("NNP") and found[at - 1].kind == "x")


def _part(words: list[Word], found: list[Mark], at: int) -> bool:
    """A part of the day, unless it is a name: the newspaper Dawn."""
    if not words[at].text[0].isupper():
        return True
    person = at + 1 < len(words) and words[at].tag == words[at + 1].tag == "NNP" and found[at + 1].kind == "x"
    return not person and (at == 0 or _beside(found, at, "WTdlt"))


def _year(words: list[Word], found: list[Mark], at: int) -> bool:
    """A bare four-digit number is a year unless it counts something: "1947 people", "some 2000", "$1999"."""
    word, lists = words[at], calendar().lists
    year = found[at].value
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and found[at + 1].kind == "Z":
        return True
    if at + 4 < len(words) and words[at + 1].text == words[at + 3].text == "-" and found[at + 4].kind == "N":
        return True
    if before is not None and before.lower == "at":
        return False
    if after is not None and after.lower == "in" and at + 2 < len(words) and words[at + 2].lower == "number":
        return False
    if not isinstance(year, int) or not 1400 <= year <= 2100 or (before is not None and before.lower in lists["counting_words"]):
        return False
    if before is not None and found[at - 1].kind in "M,":
        return not (after is not None and after.lemma in lists["counted_words"])
    if after is not None and (after.lemma in lists["counted_words"] or after.text == "%" or after.lower == "more"):
        return False
    counted = word.dep == "nummod" and word.head.i > word.i and word.head.lemma in lists["counted_words"]
    return not counted and (1700 <= year <= 2050 or (before is not None and before.lower in ("in", "since", "of", "until")))


SETTLERS = {
    "name": _name, "short": _short, "season": _season, "unit": _unit, "part": _part, "year": _year, "title": _title,
}  # fmt: skip
