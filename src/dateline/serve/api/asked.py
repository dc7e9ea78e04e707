"""What the API may be asked: the parameters of each list, declared for OpenAPI and refused where they are not understood."""

from datetime import date
from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict, Field

from dateline.serve import address
from dateline.serve.address import Asked
from dateline.store.desk.wanted import STATUSES, Wanted

IDS = r"^[\w.:~-]+(,[\w.:~-]+)*$"
KEY = r"^[\w.:~-]+$"


def _about(words: str, *examples: Any, **more: Any) -> Any:
    return Field(None, description=words, examples=list(examples) or None, **more)


class Pinned(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    asof: str | None = _about("Digest of the record that is meant; another one brings 412", "4d9393cedd2505be",
                              pattern="^[0-9a-f]{8,64}$")  # fmt: skip


class Paged(Pinned):
    after: str | None = _about("`next` of the page before", max_length=400)
    limit: int = Field(50, ge=1, le=1000, description="Rows of a page")


class Fitting(Pinned):
    """The filters of the picture. Lists are joined by commas."""

    since: int | None = _about("Only what changed after this sequence", 10, ge=0, le=2**31 - 1)
    change: str | None = _about("With since: what changed", "figures", pattern="^(events|figures|crossings|contradictions)$")
    from_: date | None = _about("Not before this day, or possibly on it", "2026-06-16", alias="from")
    to: date | None = _about("Not after this day, or possibly on it", "2026-06-23")
    actor: str | None = _about("Takes part on either side; PAK takes all under it", "PAK.mil", pattern=IDS, max_length=2000)
    dyad: str | None = _about("Two that act on each other, either way round", "PAK~IRN",
                              pattern=r"^[\w.:-]+~[\w.:-]+$", max_length=401)  # fmt: skip
    type: str | None = _about("PLOVER's types", "ASSAULT,COERCE", pattern="^[A-Z,]{3,200}$")
    status: str | None = _about(f"Of {', '.join(STATUSES)}; occurred alone unless said", "occurred,claimed",
                                pattern="^[a-z,]{3,100}$")  # fmt: skip
    origins: int | None = _about("Independent origins, at least", 2, ge=1, le=999)
    place: str | None = _about("GeoNames ids", "1164909,1159301", pattern=r"^\d{1,12}(,\d{1,12})*$", max_length=2000)
    country: str | None = _about("Of the place, ISO 3166-1 alpha-3", "PAK,IRN", pattern=IDS, max_length=2000)
    nowhere: bool | None = _about("Only without a known place")
    q: str | None = _about("Words, all of them: names, place, the sentence", "customs post", max_length=200)

    def wanted(self) -> Wanted:
        return self.asked()

    def asked(self) -> Asked:
        """As an address has it; 422 for a value that an address would note as not understood."""
        given = self.model_dump(by_alias=True, exclude_none=True, include=set(Fitting.model_fields) - {"asof"})
        pairs = [(name, "1" if value is True else str(value)) for name, value in given.items() if value is not False]
        asked = address.read(pairs)
        if asked.notes:
            raise HTTPException(422, f"not understood: {'; '.join(asked.notes)}")
        return asked


class Listing(Fitting, Paged):
    sort: str | None = _about("changed, day, origins or figure; the greatest first", "day",
                              pattern="^(changed|day|origins|figure)$")  # fmt: skip


class PlacesAsked(Fitting):
    measure: str = Field("killed", description="Of the figure of a place", examples=["killed"], pattern="^[a-z_]{1,30}$")


class DyadsAsked(Fitting):
    states: bool = Field(False, description="Fold all that is under a state into it")


class FacetAsked(Fitting):
    like: str = Field("", description="Part of a name, or the beginning of an id", examples=["iran"], max_length=100)
    limit: int = Field(20, ge=1, le=200, description="Choices at most")


class ReportsAsked(Paged):
    outlet: str | None = _about("Outlets, joined by |", "Border Herald|Gulf Courier", max_length=2000)
    language: str | None = _about("Languages", "en", pattern="^[a-z,]{2,100}$")
    story: str | None = _about("Key of a story", pattern=r"^\w+$", max_length=100)
    from_: date | None = _about("Published then or later", "2026-06-16", alias="from")
    to: date | None = _about("Published then or earlier", "2026-06-23")
    q: str = Field("", description="Words of the headline", max_length=200)
    copies: bool = Field(True, description="Copies too")


class FiguresAsked(Paged):
    measure: str | None = _about("Measures", "killed,injured", pattern="^[a-z_,]{3,200}$")
    event: str | None = _about("Key of a happening or story", pattern=KEY, max_length=200)
    country: str | None = _about("Of the happening's place", "PAK", pattern=IDS, max_length=2000)
    from_: date | None = _about("Of happenings then or later, or possibly", alias="from")
    to: date | None = _about("Of happenings then or earlier, or possibly")
    least: int | None = _about("At least so many", 10, ge=0, le=10**12)


class CrossingsAsked(Pinned):
    name: str | None = _about("The crossing", "Torkham", max_length=200)
    state: str | None = _about("Of open, closed, restricted", "closed",
                               pattern="^(open|closed|restricted)(,(open|closed|restricted)){0,2}$")  # fmt: skip
    every: bool = Field(False, description="With all that was said before")


class StatementsAsked(Paged):
    q: str = Field("", description="Words, all of them", examples=["ceasefire"], max_length=200)
    speaker: str | None = _about("Ids; PAK takes all under it", "PAK.mfa", pattern=IDS, max_length=2000)
    addressee: str | None = _about("Ids", "IRN", pattern=IDS, max_length=2000)
    report: str | None = _about("Key of a report", pattern=r"^\w+$", max_length=100)
    from_: date | None = _about("Published then or later", alias="from")
    to: date | None = _about("Published then or earlier")
    copies: bool = Field(False, description="Those of copies too")


class ActorsAsked(Paged):
    kind: str | None = _about("Kinds", "military,armed_group", pattern="^[a-z_,]{2,300}$")
    country: str | None = _about("Countries", "PAK", pattern=IDS, max_length=2000)
    q: str = Field("", description="Words of the name or id", max_length=200)


class ChangesAsked(Paged):
    since: int = Field(0, description="The sequence after which", ge=0, le=2**31 - 1)
    kind: str | None = _about("Kinds of change", "event,status,figure_raised", pattern="^[a-z_,]{2,300}$")


class ReviewsAsked(Pinned):
    reviewer: str | None = _about("By whom", max_length=200)
    report: str | None = _about("On which report", pattern=r"^\w+$", max_length=100)
    after: int = Field(0, description="`next` of the page before", ge=0, le=2**53)
    limit: int = Field(50, ge=1, le=1000, description="Rows of a page")


class ExportAsked(Pinned):
    """Filters of the exports of figures, crossings, statements and reports, where the list has them."""

    from_: date | None = _about("Then or later, or possibly", "2026-06-16", alias="from")
    to: date | None = _about("Then or earlier, or possibly", "2026-06-23")
    country: str | None = _about("Countries", "PAK,IRN", pattern=IDS, max_length=2000)
    status: str | None = _about("Statuses; all unless said", "occurred,claimed", pattern="^[a-z,]{3,100}$")
    measure: str | None = _about("Measures of figures", "killed", pattern="^[a-z_,]{3,200}$")
    all: bool = Field(False, description="Every telling, those of copies too")


def several(value: str | None, mark: str = ",") -> tuple[str, ...]:
    """ "PAK,IRN" as two values."""
    return tuple(part for part in (value or "").split(mark) if part)
