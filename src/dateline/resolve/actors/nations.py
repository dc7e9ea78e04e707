"""States, their organs and their peoples: ("PAK", "mfa") -> PAK.mfa, "foreign ministry of Pakistan"."""

from functools import lru_cache

from dateline.drafts import ActorMention
from dateline.knowledge.actor_book import actor_book
from dateline.knowledge.actor_words import actor_words
from dateline.knowledge.countries import countries
from dateline.records import ActorKind
from dateline.resolve.actors.world import Identity, World, without_determiner

_WITH_ARTICLE = ("United ", "Central African", "Dominican Rep", "Democratic Rep", "Netherlands", "Philippines", "Maldives",
                 "Bahamas", "Gambia", "Palestinian", "Czech Rep", "DR Congo")  # fmt: skip


def state(country: str) -> Identity:
    row = countries().by_code.get(country)
    return Identity(country, row.name if row else country, "state", country)


def organ(country: str, code: str) -> Identity:
    """An organ or a people of a country: ("PAK", "mfa") -> "foreign ministry of Pakistan"."""
    known = actor_book().known.get(f"{country}.{code}")
    if known is not None:
        return Identity(known.id, known.name, known.kind, known.country)
    label = actor_words().labels[code]
    return Identity(f"{country}.{code}", f"{label} of {with_article(state(country).name)}", _kind_of_code(code), country)


def with_article(country: str) -> str:
    """"United States" -> "the United States"."""
    return f"the {country}" if country.startswith(_WITH_ARTICLE) else country


@lru_cache(maxsize=100)
def _kind_of_code(code: str) -> ActorKind:
    kinds = {noun.code: noun.kind for noun in actor_words().nouns.values()}
    return kinds.get(code, "government")


def of_nation(code: str, mention: ActorMention, world: World) -> Identity:
    """"Kenyans" are a people, "a Kenyan" is one of them, "Kenyan" before a noun and "the British" are the state."""
    if mention.plural:
        return organ(code, "civilian")
    text = world.text[mention.start : mention.end]
    if text.lower().startswith(("a ", "an ", "one ")):
        return Identity(None, without_determiner(mention, world.text), "civilian", code)
    return state(code)
