"""Which nouns name something that happens: a short list, and the endings that make nouns of verbs.

is_event_noun("offensive")  True      is_event_noun("delivery")  True      is_event_noun("station")  False
"""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    text = files("dateline.knowledge").joinpath("words/event_nouns.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    events = frozenset(word for words in table["events"].values() for word in words)
    return events, frozenset(table["things"]["words"]), tuple(table["endings"]["words"])


@lru_cache(maxsize=20_000)
@lru_cache(maxsize=20_000)
def is_event_noun(lemma: str) -> bool:
    """Whether a noun's lemma names an event, a state or a change."""
    events, things, endings = _lists()
    lemma = lemma.lower()
    return lemma in events or (lemma not in things and len(lemma) > 5 and lemma.endswith(endings))
