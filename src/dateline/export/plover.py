"""Events as PLOVER JSON, a line each, with the field names of the manual's chapter "JSON Data Fields".

The manual leaves open what is not in a report; here it is null. Actors are lists, as the manual wants compound actors.
"""

from typing import IO, Any

from dateline.export.plain import Row, Table, Told, write_lines
from dateline.knowledge.countries import countries
from dateline.knowledge.ontology import QUADS, quad_of

CONTEXTS = {"planned": ["future"], "hypothetical": ["hypothetical"], "denied": ["negation"]}
SECTORS = {
    "government": "GOV", "military": "MIL", "police": "COP", "armed_group": "REB", "party": "PTY", "media": "JRN",
    "business": "BUS", "religious": "REL", "civilian": "CVL", "protester": "OPP", "refugee": "REF",
}  # fmt: skip
WITHOUT_COUNTRY = {"igo": "IGO", "ngo": "NGO", "business": "MNC"}


def write_plover(rows: Table, file: IO[str]) -> Told:
    """One object a line; nothing is left out."""
    return Told(write_lines(map(plover, rows), file))


def plover(row: Row) -> dict[str, Any]:
    """The PLOVER record of an event."""
    first, last = row["day_from"], row["day_to"]
    return {
        "id": row["event"],
        "has_event": True,
        "date": first,
        "enddate": last if last != first else None,
        "source": _actors(row, "actor"),
        "recipient": _actors(row, "recipient"),
        "event": [row["type"]],
        "event_loc": _location(row),
        "event_text": [row["trigger"]],
        "quad_code": QUADS.index(quad_of(row["type"])) + 1,
        "mode": [row["mode"]] if row["mode"] else [],
        "context": CONTEXTS.get(row["status"], []),
        "status": row["status"],
        "size_info": _size(row),
        "link": row["linked_event"],
        "independent_origins": row["independent_origins"],
        "text_info": {"report": row["report_id"], "sentence": row["sentence"]},
        "cite_info": _citation(row),
        "coded_by": {"rule": row["rule"], "confidence": row["confidence"]},
    }


def _actors(row: Row, role: str) -> list[dict[str, Any]]:
    parts = zip(*(row[f"{role}{part}"] or () for part in ("", "_name", "_kind", "_country")), strict=True)
    return [
        {
            "code": country or WITHOUT_COUNTRY.get(kind or ""), "sector": SECTORS.get(kind or ""), "actor_text": name,
            "identifier_id": known(key), "identifier_text": name if known(key) else None,
        }
        for key, name, kind, country in parts
    ]  # fmt: skip


def known(key: str | None) -> str | None:
    """An id that holds across reports; `x3` holds within one alone."""
    return None if key is None or (key[:1] == "x" and key[1:].isdecimal()) else key


def _location(row: Row) -> dict[str, Any] | None:
    if row["place_name"] is None:
        return None
    country = countries().by_code.get(row["country"] or "")
    return {
        "geonameid": row["geonames_id"], "name": row["place_name"], "latitude": row["lat"], "longitude": row["lon"],
        "country code": country.iso2 if country else None, "cc3": row["country"], "kind": row["place_kind"],
    }  # fmt: skip


def _size(row: Row) -> dict[str, Any] | None:
    parts = {"dead": "killed", "injured": "injured"}
    found = {
        name: [row[f"{part}_low"], row[f"{part}_high"]] for name, part in parts.items()
        if (row[f"{part}_low"], row[f"{part}_high"]) != (None, None)
    }  # fmt: skip
    return found or None


def _citation(row: Row) -> dict[str, Any]:
    return {
        "url": row["url"], "title": row["title"], "publication": row["outlet"], "citation": row["origin"], "coder": "dateline",
    }  # fmt: skip
