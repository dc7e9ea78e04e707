"""The country that an outlet writes from, for offices that it leaves bare: "Foreign Secretary Ellis" in a British paper.

Only an address or an outlet's own name tells it, never the places that a report is about: a paper names its own ministers bare,
and those of others with their country.
"""

from urllib.parse import urlsplit

from dateline.knowledge.countries import countries
from dateline.records import Article

SOLD = frozenset({"tv", "io", "co", "me", "ai", "fm", "ly", "to", "cc", "ws", "gg", "la", "im", "sh", "tk", "ml", "ga", "cf"})
ALSO = {"uk": "GBR"}  # endings that are no ISO code; those of SOLD are bought from anywhere


def home_of(article: Article) -> str | None:
    """The one country that the outlet's address and name agree on: "dawn.com.pk" -> PAK; None where nothing tells."""
    told = {code for code in (_by_address(article.url), _by_name(article.outlet)) if code}
    return told.pop() if len(told) == 1 else None


def _by_address(url: str | None) -> str | None:
    host = urlsplit(url if "//" in url else f"//{url}").hostname if url else None
    ending = host.rpartition(".")[2] if host else ""
    if ending in SOLD:
        return None
    return ALSO.get(ending) or countries().by_iso2.get(ending.upper())


def _by_name(outlet: str | None) -> str | None:
    """"The Times of India" -> IND, "Kenya Star" -> KEN; a name with two countries tells nothing."""
    table = countries()
    found = {code for word in (outlet or "").split() for code in (table.by_name(word) or table.of_demonym(word),) if code}
    return found.pop() if len(found) == 1 else None
