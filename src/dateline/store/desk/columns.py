"""All happenings as typed columns, for the map that filters in the browser: small, and read without parsing.

    4 bytes   length of the header, little endian
    header    JSON: rows, columns [{name, type, offset}], and the tables `places`, `types`, `statuses`
    columns   little endian, each at its offset from the end of the header (a multiple of 4)

Types are u8, u16, i32. Unknown is the greatest value of u8 and u16, and -2147483648 of i32. `day` counts from 1970-01-01;
`low` and `high` are of the toll; `place` is a row of `places`: geonames_id, name, latitude, longitude, exact.
"""

import json
from typing import Any

import numpy as np

from dateline.records import EventType
from dateline.store.desk.wanted import STATUSES
from dateline.store.reader import Record

NONE = -(2**31)
TYPES: tuple[str, ...] = EventType.__args__  # type: ignore[attr-defined]
COLUMNS = {  # name: (type, what is unknown, the expression)
    "place": ("u16", 65535, "p.place"),
    "type": ("u8", 255, "list_position($types, h.type) - 1"),
    "status": ("u8", 255, "list_position($statuses, h.status) - 1"),
    "origins": ("u8", 255, "least(h.independent_origins, 254)"),
    "day_from": ("i32", NONE, "h.day_from - DATE '1970-01-01'"),
    "day_to": ("i32", NONE, "h.day_to - DATE '1970-01-01'"),
    "low": ("i32", NONE, "CASE WHEN h.toll_measure = 'killed' THEN least(h.toll_low, 2000000000) END"),
    "high": ("i32", NONE, "CASE WHEN h.toll_measure = 'killed' THEN least(h.toll_high, 2000000000) END"),
    "changed": ("i32", NONE, "h.changed"),
}
_NUMPY = {"u8": "<u1", "u16": "<u2", "i32": "<i4"}
_PLACES = (
    "SELECT geonames_id, lat, lon, min(place_name) AS name, bool_and(exact_place) AS exact, "
    "row_number() OVER (ORDER BY count(*) DESC, geonames_id, lat, lon) - 1 AS place FROM happenings WHERE lat IS NOT NULL "
    "GROUP BY geonames_id, lat, lon"
)


def columns(record: Record) -> bytes:
    """The columns of a record. Places beyond the 65,535 with most events are unknown."""
    places = record.sql(f"SELECT * FROM ({_PLACES}) WHERE place < 65535 ORDER BY place").to_pylist()
    chosen = ", ".join(f"coalesce({sql}, {unknown})::INT AS \"{name}\"" for name, (_, unknown, sql) in COLUMNS.items())
    table = record.sql(
        f"SELECT {chosen} FROM happenings AS h LEFT JOIN (SELECT * FROM ({_PLACES}) WHERE place < 65535) AS p "
        "ON p.geonames_id IS NOT DISTINCT FROM h.geonames_id AND p.lat = h.lat AND p.lon = h.lon ORDER BY h.linked_event",
        {"types": list(TYPES), "statuses": list(STATUSES)},
    ).arrow
    told: list[dict[str, Any]] = []
    parts: list[bytes] = []
    offset = 0
    for name, (kind, _, _) in COLUMNS.items():
        part = table.column(name).to_numpy().astype(np.dtype(_NUMPY[kind])).tobytes()
        told.append({"name": name, "type": kind, "offset": offset})
        parts.append(part + b"\0" * (-len(part) % 4))
        offset += len(parts[-1])
    listed = [[one["geonames_id"], one["name"], round(one["lat"], 4), round(one["lon"], 4), one["exact"]] for one in places]
    header = json.dumps(
        {"rows": table.num_rows, "columns": told, "places": listed, "types": TYPES, "statuses": STATUSES},
        ensure_ascii=False, separators=(",", ":"),
    ).encode()  # fmt: skip
    header += b" " * (-len(header) % 4)
    return len(header).to_bytes(4, "little") + header + b"".join(parts)
