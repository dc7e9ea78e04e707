"""The days of feasts: fixed ones, those that hang on Easter, and the Muslim year's.

Umm al-Qura tables would need a library; the arithmetic calendar used here errs by a day at most, as the sighting of the moon
does, so a Muslim feast covers two days.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from dateline.drafts import TimeForm
from dateline.text.dates import easter, nth_weekday, orthodox_easter
from dateline.text.hijri import hijri_days

HIJRI = {
    "ramadan": ((9, 1), (9, 29)), "eid_al_fitr": ((10, 1), (10, 1)), "eid_al_adha": ((12, 10), (12, 10)),
    "ashura": ((1, 10), (1, 10)), "muharram": ((1, 1), (1, 29)), "arbaeen": ((2, 20), (2, 20)), "mawlid": ((3, 12), (3, 12)),
}  # fmt: skip


def feast_value(form: TimeForm, reference: date | None, told: int | None) -> str | None:
    """The TIMEX3 value of a feast; None if its reckoning is unknown or no year is told and no day to count from."""
    feast = form.feast or ""
    year = form.year or (told if reference is None or told != reference.year else None)
    if year is None and reference is not None and form.offset is not None:
        year = reference.year + form.offset
    if year is None and reference is None:
        return None
    years = [year] if year is not None else [reference.year - 1, reference.year, reference.year + 1] if reference else []
    spans = sorted(span for each in years for span in feast_days(feast, each))
    if not spans:
        return None
    chosen = spans[0] if year is not None or reference is None else _chosen(form, spans, reference)
    first, last = chosen
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _chosen(form: TimeForm, spans: list[tuple[date, date]], reference: date) -> tuple[date, date]:
    """Past tense or "last": the latest that has begun; future or "next": the first to come; else the nearest."""
    before = [span for span in spans if span[0] <= reference]
    after = [span for span in spans if span[0] >= reference]
    if before and (form.direction == "past" or (form.direction is None and form.tense == "past")):
        return before[-1]
    if after and (form.direction == "future" or form.tense == "future"):
        return after[0]
    return min(spans, key=lambda span: abs((span[0] - reference).days))


def feast_days(feast: str, year: int) -> Iterable[tuple[date, date]]:
    """First and last day of a feast in a year of the common calendar; a Muslim one may come twice, or be none."""
    if feast[:2].isdigit():
        month, *rest = (int(part) for part in (feast.split("-") if feast[2] == "-" else feast.split()))
        day = date(year, month, rest[0]) if len(rest) == 1 else nth_weekday(year, month, *rest)
        return [(day, day)]
    if feast == "orthodox_easter":
        return [(orthodox_easter(year), orthodox_easter(year))]
    if feast.startswith("easter"):
        day = easter(year) + timedelta(int(feast[6:] or 0))
        return [(day, day)]
    if feast == "eid":
        return sorted([*feast_days("eid_al_fitr", year), *feast_days("eid_al_adha", year)])
    if feast in HIJRI:
        return hijri_days(year, *HIJRI[feast])
    return []
