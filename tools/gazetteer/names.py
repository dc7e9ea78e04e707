"""Which of a place's many names are kept, and how much each is worth.

Rank 0 is the main name, 1 a name that means the same place as surely ("Chagai" of "Chāgai District") or the main one in
another spelling ("Hama" of Ḩamāh), 2 an alternate:
GeoNames lists "Islamabad" as an old name of a city of Bangladesh, which must never beat the capital of Pakistan.
"""

import re

from rapidfuzz import fuzz
from tools.gazetteer.folding import ARTICLES, fold

AFTER = (
    "district", "province", "governorate", "region", "oblast", "raion", "rayon", "county", "parish", "department",
    "borough", "municipality", "prefecture", "division", "state", "city", "shi", "gun", "kommun", "kommune", "okrug",
    "zone", "canton", "woreda", "circle", "emirate", "voivodeship", "census area", "territory", "subdivision",
    "ilcesi", "jaras", "sum", "subregion", "muhafazat", "tumani", "audany", "krai", "kray", "autonomous region",
    "capital territory", "metropolitan municipality",
)  # fmt: skip
BEFORE = (
    "wilayat", "muhafazat", "muhafazat al", "muhafaz at", "ostan e", "shahrestan e", "provincia de", "province de",
    "departamento de", "departement de", "departement du", "departement des", "region de", "region du", "estado de",
    "provincia di", "provincie", "powiat", "kabupaten", "amphoe", "huyen", "comuna", "municipio de", "municipio",
    "departamento", "gouvernorat de", "opcina", "obshtina", "city of", "county of", "state of", "republic of",
    "province of", "district of", "liwa", "markaz", "gemeente", "commune de", "wilaya de", "cercle de",
    "territoire de", "mkoa wa", "nomos", "kraj", "kota", "partido de", "politischer bezirk", "urban community of",
    "respublika", "kingdom of", "islamic republic of", "federal state of", "emirate of",
)  # fmt: skip
LARGE = 20_000
ALIKE = 70  # of 100
CITY_LESS = frozenset({"new york city", "quebec city", "ho chi minh city", "guatemala city"})  # also named without "city"
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_FOREIGN = re.compile(r"[Ͱ-῿⸀-퟿豈-﷿]")


def is_kept(name: str) -> bool:
    """A Latin-script name that begins with a capital: no "de hei lan", no airport code, no other script."""
    if not _LATIN.match(name) or _FOREIGN.search(name) or not name[0].isupper():
        return False
    return len(name) > 2 and not (len(name) <= 4 and name.isupper()) and len(name) < 60 and "http" not in name


def stripped(folded: str) -> str | None:
    """A division's folded name without its kind: "chagai district" -> "chagai", "ostan e tehran" -> "tehran"."""
    for kind in BEFORE:
        if folded.startswith(kind + " ") and len(folded) > len(kind) + 3:
            return folded[len(kind) + 1 :]
    for kind in AFTER:
        if folded.endswith(" " + kind) and len(folded) > len(kind) + 3:
            return folded[: -len(kind) - 1]
    return None


def town_names(name: str, alternates: tuple[str, ...], population: int) -> dict[str, int]:
    """Folded name -> rank; only of a large town is a like spelling believed."""
    main = fold(name)
    found = {main: 0}
    if main in CITY_LESS:
        found[main.removesuffix(" city")] = 1
    for other in alternates:
        if is_kept(other):
            folded = fold(other)
            found.setdefault(folded, 1 if population >= LARGE and is_spelling(main, folded) else 2)
    found.pop("", None)
    return found


def is_spelling(main: str, other: str) -> bool:
    """Whether a name is the main one spelt otherwise: "Hama" of Ḩamāh, "Naqoura" of En Nâqoûra; not "Islamabad" of Chattogram."""
    return fuzz.ratio(without_article(main), without_article(other)) >= ALIKE


def without_article(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def division_names(name: str, aliases: tuple[str, ...], country: str) -> dict[str, int]:
    """Folded name -> rank; in the United States "Washington" for "Washington County" is only an alternate."""
    found = {fold(name): 0}
    for other in aliases:
        if is_kept(other):
            found.setdefault(fold(other), 1)
    for folded in list(found):
        bare = stripped(folded)
        if bare:
            found.setdefault(bare, 2 if country == "USA" else 1)
    found.pop("", None)
    return found


def airport_names(name: str, city: str) -> dict[str, int]:
    """Folded name -> rank: "Ben Gurion International Airport", "Ben Gurion Airport", and "Tel Aviv Airport" after its city."""
    full = fold(name)
    if "airport" not in full:
        full += " airport"
    found = {full: 0}
    found.setdefault(full.replace(" international airport", " airport"), 1)
    if city:
        found.setdefault(f"{fold(city)} airport", 1)
        found.setdefault(f"{fold(city)} international airport", 1)
    return found
