"""Text as it lies on the web to text that is the report: one step, which also declines what is no English report.

With `clean = false` the text stays as it is to the character (but for half characters, which cannot be written); a
report is then still declined if it is empty, too long, binary or not in the language that is coded.
"""

import re

import msgspec

from dateline.clean.encoding import mend
from dateline.clean.language import language_of
from dateline.clean.lines import sort
from dateline.clean.wrapping import unwrap
from dateline.records import FATAL_REASONS, Article, Refusal
from dateline.settings import Settings
from dateline.text import surrogates

__all__ = ["clean"]

LOOKED_AT = 4096  # characters by which a text is told from noise
MANY, VARIED = 2000, 100  # a text of so many words has more than one different word in a hundred
_WORD = re.compile(r"[^\W_]+")
_NOISE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")


def clean(article: Article, settings: Settings) -> Article:
    """The article with furniture dropped and encoding mended, or with a refusal that says why it is not coded."""
    if any(refusal.reason in FATAL_REASONS for refusal in article.refusals):
        return article
    text = surrogates.mend(article.text)
    if refusal := _unfit(text, settings):
        return _with(article, text, refusal)
    refusals: tuple[Refusal, ...] = ()
    if settings.clean:
        text, refusals = _cleaned(text, article.title)
        if not text:
            return _with(article, text, *refusals, Refusal("clean", "empty", "nothing but page furniture"))
    language = language_of(text, settings.language)
    if language != settings.language:
        refusals = (*refusals, Refusal("clean", "language", language))
    title = mend(article.title).strip() if article.title and settings.clean else article.title
    return msgspec.structs.replace(_with(article, text, *refusals), language=language, title=title or None)


def _with(article: Article, text: str, *refusals: Refusal) -> Article:
    return msgspec.structs.replace(article, text=text, refusals=(*article.refusals, *refusals))


def _unfit(text: str, settings: Settings) -> Refusal | None:
    """Why a text is not worth a closer look."""
    if len(text) > settings.max_characters:
        limit = f"{len(text):,} characters, {settings.max_characters:,} are allowed"
        return Refusal("clean", "too_long", limit)
    if not text or text.isspace():
        return Refusal("clean", "empty", "no words")
    head = text.lstrip()[:LOOKED_AT]
    if len(_NOISE.findall(head)) * 5 > len(head):
        return Refusal("clean", "binary", "control characters instead of words")
    if not any(char.isalpha() for char in text):
        return Refusal("clean", "empty", "no words")
    return _noise(text) if len(text) > LOOKED_AT else None


def _noise(text: str) -> Refusal | None:
    """A long text of one word over and over, or of marks: made by no writer, and slow to parse."""
    words = text.split()
    if len(words) > MANY and len(set(words)) * VARIED < len(words):
        return Refusal("clean", "noise", f"{len(set(words)):,} different words of {len(words):,}")
    if sum(map(len, _WORD.findall(text))) * 10 < len(text) - text.count(" ") - text.count("\n"):
        return Refusal("clean", "noise", "marks instead of words")
    return None


def _cleaned(text: str, title: str | None) -> tuple[str, tuple[Refusal, ...]]:
    result = sort(unwrap(mend(text)), title)
    return "\n".join(result.kept).strip(), tuple(result.refusals())
