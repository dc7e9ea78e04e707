"""Nouns that make an actor: organs, ranks, offices and titles, from `words/ranks_offices.toml` and `actors/organs.toml`."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

from dateline.errors import KnowledgeError
from dateline.records import ActorKind

KINDS = frozenset(get_args(ActorKind))
_OFFICES = {
    "head_of_state": "GOV", "head_of_government": "GOV", "ministers": "GOV", "regional": "GOV", "legislature": "LEG",
    "judiciary": "JUD", "diplomacy": "GOV", "igo": "IGO", "party": "PTY", "armed": "REB", "society": "PER", "speakers": "VOX",
}  # fmt: skip
_ALSO_NAMES = frozenset({"khan", "mir", "malik", "sardar", "adv", "eng", "min", "ac", "dc", "sp", "ig"})


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun phrase is: its kind, the code of its id under a country, and whether it is a person's office."""

    kind: ActorKind
    code: str
    office: bool = False
    sector: str = ""


@dataclass(frozen=True)
class ActorWords:
    """`nouns` by lower-case phrase; `longest` is the most words a phrase has; `titles` go before a name and say no office."""

    nouns: dict[str, Noun]
    lasts: frozenset[str]  # the words that a known phrase may end in, before any "of"
    titles: frozenset[str]
    offices: dict[str, Noun]
    former: frozenset[str]
    plural_members: frozenset[str]
    voices: frozenset[str]
    relays: frozenset[str]
    generic: dict[str, frozenset[str]]
    labels: dict[str, str]
    groupings: frozenset[str]
    lands: frozenset[str]
    sites: frozenset[str]
    focus: frozenset[str]
    weapons: frozenset[str]
    short: dict[str, str]
    longest: int = 5

    def noun(self, phrase: str) -> Noun | None:
        return self.offices.get(phrase) or self.nouns.get(phrase)


@lru_cache(maxsize=1)
def actor_words() -> ActorWords:
    """Both files, read once; raises KnowledgeError for an unknown sector or kind."""
    ranks, organs = _read("words/ranks_offices.toml"), _read("actors/organs.toml")
    sectors = {name: _sector(name, entry) for name, entry in organs["sectors"].items()}
    nouns: dict[str, Noun] = {}
    for sector, phrases in (*organs["nouns"].items(), *ranks["organs"].items()):
        if sector not in sectors:
            raise KnowledgeError(f"unknown sector {sector!r}", "organs", f"Allowed are {', '.join(sorted(sectors))}.")
        for phrase in phrases:
            nouns.setdefault(phrase.lower(), sectors[sector])
    nouns |= {phrase: Noun("government" if code != "cop" else "police", code, sector="COP" if code == "cop" else "GOV")
              for code, phrases in organs["codes"].items() for phrase in phrases}  # fmt: skip
    members = {key: frozenset(words) for key, words in organs["members"].items()}
    lists = (frozenset(organs[section]["nouns"]) for section in ("groupings", "lands", "sites", "focus", "weapons"))
    groupings, lands, sites, focus, weapons = lists
    offices = _offices(ranks, sectors)
    return ActorWords(
        nouns, lasts=frozenset(phrase.partition(" of ")[0].replace("-", " ").split()[-1] for phrase in (*nouns, *offices)),
        titles=_titles(ranks), offices=offices, former=frozenset(ranks["prefixes"]["former"]),
        plural_members=members["plural"], voices=members["voice"], relays=members["relay"],
        generic={noun: frozenset(kinds) for noun, kinds in organs["generic"].items()},
        labels=organs["labels"] | {entry["code"]: entry["label"] for entry in organs["sectors"].values()},
        groupings=groupings, lands=lands, sites=sites, focus=focus, weapons=weapons, short=dict(organs["short"]),
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dateline.knowledge").joinpath(name).read_text(encoding="utf-8"))


def _sector(name: str, entry: dict[str, Any]) -> Noun:
    if set(entry) != {"kind", "code", "label"} or entry["kind"] not in KINDS:
        allowed = f"A sector has a kind, a code and a label; kinds are {', '.join(sorted(KINDS))}."
        raise KnowledgeError(f"sector {name} does not fit", "actors/organs.toml", allowed)
    return Noun(entry["kind"], entry["code"], sector=name)


def _titles(ranks: dict[str, Any]) -> frozenset[str]:
    """Titles that say no office: "Mr", "Dr", "Haji". "Khan" and "Mir" are names as often as titles, so they stay."""
    kept = (*ranks["titles"]["civil"], *ranks["titles"]["short"], *ranks["titles"]["royal"], *ranks["titles"]["religious"])
    return frozenset(word.lower() for word in kept) - _ALSO_NAMES


def _offices(ranks: dict[str, Any], sectors: dict[str, Noun]) -> dict[str, Noun]:
    rows = [("MIL", phrase) for group in ranks["military_ranks"].values() for phrase in group]
    rows += [("COP", phrase) for group in ranks["police"].values() for phrase in group]
    rows += [(_OFFICES[group], phrase) for group, phrases in ranks["offices"].items() for phrase in phrases]
    found: dict[str, Noun] = {}
    for sector, phrase in rows:
        base = sectors.get(sector, Noun("person", "voice", sector="VOX"))
        found[phrase.lower()] = Noun(base.kind, base.code, True, sector)
    for phrase in ("deputy commissioner", "assistant commissioner", "district commissioner"):  # administrators, not police
        found[phrase] = Noun("government", "gov", True, "GOV")
    return found
