"""A place of the world that a name may mean."""

from typing import Any, Literal

import msgspec

Kind = Literal[
    "city", "admin1", "admin2", "country", "continent", "region", "sea", "ocean", "strait", "river", "lake", "mountain", "desert",
    "island", "airport", "port", "crossing", "camp", "base", "mine", "nuclear", "site", "quarter", "village", "canal", "dam",
    "road", "organization",
]  # fmt: skip
Source = Literal["geonames", "airports", "hand", "user"]


class Candidate(msgspec.Struct, frozen=True):
    """`rank` says how the asked name belongs to it: 0 its main name, 1 a sure other name, 2 an alternate.

    `id` is the GeoNames id, None where none is known. `admin1` is the division's name, `admin1_id`, `admin2_id` the GeoNames
    ids that the place lies in. `fame` counts its names in
    all languages: every tongue has a word for London. `claims` are the states that claim disputed land.
    """

    id: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    admin1_id: int | None
    admin2_id: int | None
    kind: str
    population: int = 0
    rank: int = 0
    source: Source = "geonames"
    claims: tuple[str, ...] = ()
    fame: int = 0

    @property
    def by_hand(self) -> bool:
        """Written down by somebody, the project or its user: a place that news tells of."""
        return self.source in ("hand", "user")

    def ranked(self, rank: int) -> "Candidate":
        return msgspec.structs.replace(self, rank=rank)

    def as_dict(self, score: float | None = None) -> dict[str, Any]:
        """What a report keeps of a losing candidate."""
        made = {"geonames_id": self.id, "name": self.name, "country": self.country, "admin1": self.admin1, "kind": self.kind}
        return made if score is None else made | {"score": round(score, 3)}
