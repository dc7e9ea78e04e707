"""Rows with a point as GeoJSON (RFC 7946): one feature a row, longitude before latitude."""

from typing import IO, Any

from dateline.export.columns import layouts
from dateline.export.plain import Row, Table, Told, as_json
from dateline.knowledge.ontology import quad_of


def write_geojson(rows: Table, file: IO[str]) -> Told:
    """Writes a FeatureCollection of the rows that have a point."""
    names = layouts()["geojson"].names
    pointless = written = 0
    file.write('{"type":"FeatureCollection","features":[\n')
    for row in rows:
        if row["lat"] is None or row["lon"] is None:
            pointless += 1
            continue
        file.write((",\n" if written else "") + as_json(feature(row, names)))
        written += 1
    file.write("\n]}\n")
    return Told(written, pointless)


def feature(row: Row, names: list[str]) -> dict[str, Any]:
    """The feature of a row: of an event with the properties of the layout, of another list with all its columns."""
    if "type" in row:
        row = {**row, "quad": quad_of(row["type"])}
        properties = {name: row[name] for name in names}
    else:
        properties = {name: value for name, value in row.items() if name not in ("lat", "lon")}
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "id": next(iter(row.values())), "geometry": point, "properties": properties}
