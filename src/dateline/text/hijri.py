"""The arithmetic Muslim calendar (30-year cycle, civil epoch): days of a Muslim date in a year of the common calendar."""

from datetime import date, timedelta

_EPOCH = date(622, 7, 19).toordinal()


def _ordinal(year: int, month: int, day: int) -> int:
    return _EPOCH + day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30


def hijri_days(year: int, first: tuple[int, int], last: tuple[int, int]) -> list[tuple[date, date]]:
    """Spans between two (month, day) of the Muslim years that fall into a common year.

    A Muslim day starts at the sunset before, and its month with a sighting, so a feast covers the day before it too.
    """
    found = []
    approximate = int((year - 622) * 33 / 32)
    for hijri in range(approximate - 1, approximate + 4):
        begin = date.fromordinal(_ordinal(hijri, *first))
        end = date.fromordinal(_ordinal(hijri, *last))
        begin -= timedelta(1 if end - begin < timedelta(7) else 0)
        if begin.year == year:
            found.append((begin, end))
    return found
