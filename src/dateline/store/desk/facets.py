"""What the pickers offer: actors, types, places, countries, with how many events each choice would leave."""

from typing import Any, NamedTuple

from dateline.knowledge.countries import countries
from dateline.store.desk.wanted import Wanted, folded
from dateline.store.reader import Record


class Facet(NamedTuple):
    """A choice: what an address writes, what people read, a hint, and the events that it leaves."""

    id: str
    name: str
    hint: str | None
    events: int


def actors(record: Record, wanted: Wanted, *, like: str = "", limit: int = 20) -> list[Facet]:
    """Actors on either side, states with all that is under them, by name or id; without the filters by actor and dyad."""
    where, values = wanted.where(without=("actor", "dyad"))
    rows = record.sql(
        f"SELECT keys.key AS id, keys.events, a.name, a.kind FROM (SELECT key, sum(n)::BIGINT AS events FROM ("
        f"SELECT unnest(list_distinct(list_concat(actor_keys, recipient_keys))) AS key, n FROM ("
        f"SELECT actor_keys, recipient_keys, count(*) AS n FROM happenings WHERE {where} GROUP BY ALL)) GROUP BY key) AS keys "
        f"LEFT JOIN known_actors AS a ON a.actor = keys.key "
        f"WHERE contains(lower(strip_accents(coalesce(a.name, ''))), ?) OR starts_with(lower(keys.key), ?) "
        f"OR list_contains(?, keys.key) ORDER BY keys.events DESC, keys.key LIMIT {int(limit)}",
        [*values, folded(like), folded(like), _countries_like(like)],
    ).to_pylist()
    return [Facet(row["id"], row["name"] or _country(row["id"]), row["kind"], row["events"]) for row in rows]


def types(record: Record, wanted: Wanted) -> list[Facet]:
    """PLOVER's types, without the filter by type."""
    where, values = wanted.where(without=("type",))
    rows = record.sql(
        f"SELECT type, quad, count(*) AS events FROM happenings WHERE {where} GROUP BY ALL ORDER BY events DESC, type", values
    ).to_pylist()
    return [Facet(row["type"], row["type"].lower(), row["quad"], row["events"]) for row in rows]


def places(record: Record, wanted: Wanted, *, like: str = "", limit: int = 20) -> list[Facet]:
    """Places by name, without the filters by place."""
    where, values = wanted.where(without=("place", "nowhere"))
    rows = record.sql(
        f"SELECT geonames_id, min(place_name) AS name, min(country) AS country, min(admin1) AS admin1, count(*) AS events "
        f"FROM happenings WHERE {where} AND geonames_id IS NOT NULL AND contains(lower(strip_accents(place_name)), ?) "
        f"GROUP BY geonames_id ORDER BY events DESC, geonames_id LIMIT {int(limit)}", [*values, folded(like)],
    ).to_pylist()  # fmt: skip
    return [Facet(str(row["geonames_id"]), row["name"], _around(row), row["events"]) for row in rows]


def states(record: Record, wanted: Wanted) -> list[Facet]:
    """Countries of the places, without the filter by country."""
    where, values = wanted.where(without=("country",))
    rows = record.sql(
        f"SELECT country, count(*) AS events FROM happenings WHERE {where} AND country IS NOT NULL GROUP BY country "
        f"ORDER BY events DESC, country", values,
    ).to_pylist()  # fmt: skip
    return [Facet(row["country"], _country(row["country"]), None, row["events"]) for row in rows]


def _around(row: dict[str, Any]) -> str | None:
    """ "Balochistan, Pakistan" """
    parts = (row["admin1"], _country(row["country"]))
    return ", ".join(part for part in parts if part and part != row["name"]) or None


def _country(code: str | None) -> str:
    found = countries().by_code.get(code or "")
    return found.name if found else code or ""


def _countries_like(like: str) -> list[str]:
    told = folded(like)
    return [code for code, one in countries().by_code.items() if told in folded(one.name)] if told else []
