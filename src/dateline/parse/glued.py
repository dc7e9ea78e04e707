"""Headings that lost their line end: a page's lines run together with a hyphen, so that headline, dateline and text are one line.

    Two Guards Killed In Harbour Raid-KISMAYO — -Gunmen stormed     "Two Guards ... Raid" | "KISMAYO —" | "Gunmen stormed"
    Search for survivors-On Monday divers                           "Search for survivors" | "On Monday divers"
    ... in Lahore, May 3, 2014-Police said                           cut behind the date

"The Saudi-Iranian rivalry", "fighting in sub-Saharan Africa" and "anti-Houthi forces" stay whole.
"""

import re
from collections.abc import Iterator

_JOIN = re.compile(r"(?<=[\w).?!'\"])-(?=['\"]?[A-Z])")
_FILED = re.compile(r"(?:^|-|(?<=\s)-?)[A-Z][A-Z.' ]{2,30}(?:, [A-Z][A-Z.' ]{2,30})? — -(?=['\"]?[A-Z])")
_DATED = re.compile(r"(?:\b(?:19|20)\d\d|\(?[A-Z]\. ?[A-Z]\w+ ?/ ?[A-Z]\w+\))$")
_ENDED = re.compile(r"[.!?]['\")]*\s")
_BARE = "'\"(),:;"
PREFIXES = frozenset(
    "al el anti pro pre post ex non un sub mid trans inter neo pan then multi counter self vice intra cross ultra ad ash es late"  # noqa: SIM905
    " early ul ur abu bin de la le st ben so off re euro semi co super now all far north south east west".split()
)
OPENERS = frozenset(
    "the a an in on at it he she they this that these those but and as after before when while since for with from if there"  # noqa: SIM905
    " under both many some more most several two three officials police witnesses residents according we i his her their its"
    " no not one".split()
)
HEADLINE, CROSSHEAD = range(5, 19), range(2, 8)  # how many words
LARGE = 4  # how many of a headline's begin with a capital
PROSE = 5  # words that must follow a crosshead
SMALL = 4  # letters from which a word of a headline is written large


def _words(stretch: str) -> list[str]:
    return [word.strip(_BARE) for word in stretch.split() if word.strip(_BARE)]


def _is_small(word: str) -> bool:
    return word[:1].islower()


def _is_headline(words: list[str], after: list[str]) -> bool:
    """All words of weight in capitals and no article, and behind the hyphen a sentence of small ones."""
    if len(words) not in HEADLINE or "." in words[-1] or "the" in words:
        return False
    if any(_is_small(word) and len(word) >= SMALL for word in words):
        return False
    if sum(word[:1].isupper() for word in words) < LARGE:
        return False
    return sum(map(_is_small, after[:6])) > 1


def _is_crosshead(words: list[str], after: list[str]) -> bool:
    """A few words in small letters before what opens a sentence: "Search for survivors-On Monday"; not "The army-RSF war"."""
    if len(words) not in CROSSHEAD or words[0][:1].islower() or len(after) < PROSE:
        return False
    return _is_small(words[-1]) and after[0].lower() in OPENERS


def _is_glued(before: str, after: str) -> bool:
    words = _words(before)
    if not words or words[-1].rsplit("-", 1)[-1].lower() in PREFIXES:
        return False
    if _DATED.search(before.rstrip()):
        return True
    if _ENDED.search(before):
        return False
    follows = _words(after[:200])
    return _is_headline(words, follows) or _is_crosshead(words, follows)


def parts(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of one line that are lines of their own, without the hyphens between them."""
    if "-" not in copy[start:end]:
        yield start, end
        return
    for filed in _FILED.finditer(copy, start, end):
        yield from _headed(copy, start, filed.start())
        yield filed.start(), filed.end() - 1
        start = filed.end()
    yield from _headed(copy, start, end)


def _headed(copy: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for join in _JOIN.finditer(copy, start, end):
        if _is_glued(copy[start : join.start()], copy[join.end() : end]):
            yield start, join.start()
            start = join.end()
    yield start, end
