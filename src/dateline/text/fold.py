"""One spelling for the spellings of a name, so that "Téhéran", "TEHERAN" and "Teheran" meet in one look-up."""

import re
from functools import lru_cache

from anyascii import anyascii

_DROP = re.compile(r"['’‘ʼʻ`´.]+")
_BLANK = re.compile(r"[^0-9a-z]+")
_OPENING = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
ARTICLES = frozenset({"al", "el", "ad", "ar", "as", "ash", "an", "at", "az", "adh", "ed", "er", "es", "esh", "et", "ez"})


@lru_cache(maxsize=32_768)
def fold(name: str) -> str:
    """Lower case, no accents, no apostrophes or stops, one blank for any other mark, no leading "the".

    "Al-Fāshir" -> "al fashir", "Sana'a" -> "sanaa", "U.S." -> "us", "St. Louis" -> "saint louis".
    """
    plain = name if name.isascii() else anyascii(name)
    words = _BLANK.sub(" ", _DROP.sub("", plain.lower())).split()
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        words[0] = _OPENING.get(words[0], words[0]) if len(words) > 1 else words[0]
    return " ".join(words)


def article_variants(folded: str) -> tuple[str, ...]:
    """The same folded name with another Arabic article or with none: "el fasher" -> "al fasher", "fasher".

    A name without article is tried with both: "fasher" -> "al fasher", "el fasher". Best first.
    """
    first, _, rest = folded.partition(" ")
    if rest and first in ARTICLES:
        return tuple(v for v in (f"al {rest}", f"el {rest}", rest) if v != folded)
    return (f"al {folded}", f"el {folded}")


def outlet_key(outlet: str) -> str:
    """The name of an outlet to compare by: "The Guardian" and "Guardian" are one."""
    return fold(outlet).removeprefix("the ")
