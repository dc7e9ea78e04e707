"""Events in ACLED's columns, as far as a report says: for programs and eyes that know these columns.

It is not ACLED's data: no researcher has weighed it, and a report does not tell rebels and militias apart.
"""

from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from dateline.export.columns import layouts
from dateline.export.plain import Row, Table, Told, write_cells
from dateline.knowledge.countries import countries

STATE = frozenset({"state", "government", "military", "police"})
CIVILIAN = frozenset({"civilian", "refugee", "person", "media", "ngo", "religious", "business"})
EXACT = {"country": 3, "admin1": 3, "admin2": 2}
DISORDER = {
    "Battles": "Political violence", "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence", "Riots": "Demonstrations", "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}  # fmt: skip
BOTH = "Political violence; Demonstrations"
WEEK = 7  # days


def write_acled(rows: Table, file: IO[str]) -> Told:
    """CSV of the events that ACLED has a type for. The other direction of a pair is no second row."""
    untyped = 0
    seen: set[Any] = set()

    def typed() -> Iterator[Row]:
        nonlocal untyped
        for row in rows:
            if row["acled"] is None:
                untyped += 1
                continue
            pair = frozenset((tuple(row["actor_name"] or ()), tuple(row["recipient_name"] or ())))
            telling = (row["report"], row["sentence"], row["trigger"], row["type"], pair)
            if telling not in seen:
                seen.add(telling)
                yield acled(row)

    written = write_cells(layouts()["acled"].names, typed(), file)
    return Told(written, untyped)


def acled(row: Row) -> dict[str, Any]:
    """The ACLED-like row of an event; columns that are always empty are left out."""
    kind, _, part = row["acled"].partition(": ")
    first = row["day_from"]
    one, two = (_inter(row, role, kind) for role in ("actor", "recipient"))
    country = countries().by_code.get(row["country"] or "")
    aimed = bool(row["recipient_kind"]) and all(kind in CIVILIAN for kind in row["recipient_kind"])
    return {
        "event_id_cnty": row["event"], "event_date": first, "year": first.year if first else None,
        "time_precision": _time_precision(first, row["day_to"]),
        "disorder_type": BOTH if part.startswith("Excessive force") else DISORDER.get(kind), "event_type": kind,
        "sub_event_type": part, "actor1": row["actor_name"], "inter1": one, "actor2": row["recipient_name"], "inter2": two,
        "interaction": f"{one}-{two}" if one and two else one or two,
        "civilian_targeting": "Civilian targeting" if aimed else None, "country": country.name if country else None,
        "admin1": row["admin1"], "location": row["place_name"], "latitude": row["lat"], "longitude": row["lon"],
        "geo_precision": EXACT.get(row["place_kind"], 1) if row["place_name"] else None,
        "source": row["origin"] or row["outlet"], "notes": row["sentence"], "fatalities": row["killed_low"],
        "country_code": row["country"], "status": row["status"], "independent_origins": row["independent_origins"],
        "fatalities_high": row["killed_high"],
    }  # fmt: skip


def _time_precision(first: date | None, last: date | None) -> int | None:
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= WEEK else 3


def _inter(row: Row, role: str, event_type: str) -> str | None:
    """ACLED's kind of the first actor of a role; a state's forces abroad are external."""
    kind = next(iter(row[f"{role}_kind"] or ()), None)
    home = next(iter(row[f"{role}_country"] or ()), None)
    if kind in STATE:
        return "External/Other forces" if row["country"] and home and home != row["country"] else "State forces"
    if kind == "protester":
        return "Rioters" if event_type == "Riots" else "Protesters"
    if kind in CIVILIAN:
        return "Civilians"
    return {"armed_group": "Rebel group", "igo": "External/Other forces"}.get(kind or "")
