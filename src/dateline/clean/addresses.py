"""Postal addresses that a page's theme leaves above or below the report ("12 Elm St. / Springfield, IL 62701")."""

import re

_CITY = re.compile(
    # Springfield, IL 62701
    r"^[A-Z][\w.' -]{1,40},? (?:[A-Z]{2}|[A-Z][a-z]+),? \d{5}(?:-\d{4})?(?:,? (?:USA|US|United States))?\.?$"
    r"|^[A-Z][\w.' -]{1,40},? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"  # London W1A 1AA
    r"|^(?:[A-Z]{1,2}-)?\d{4,6},? [A-Z][\w.' -]{1,30}(?:, [A-Z][a-z]+)?$"  # 10117 Berlin
)
_STREET_WORDS = (
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Pl|Place|Sq|Square|Way|Hwy|Highway|Pkwy|Parkway)"
)
_STREET = re.compile(rf"^\d{{1,6}}[A-Za-z]?,? (?:[NSEW]\.? )?[A-Z][\w.' -]{{1,40}}\b{_STREET_WORDS}\b\.?(?:,? .{{1,25}})?$")
_MORE = re.compile(
    r"(?i)^(?:p\.? ?o\.? ?box \d+|(?:suite|ste|floor|unit|room|apt)\.? ?#?\w{1,6}|\+?[\d(][\d ().-]{6,18}\d"
    r"|(?:physical|mailing|postal|street|our|office) address:?|united states(?: of america)?|usa|united kingdom)$"
)
_INLINE = re.compile(
    r"^(?:(?:Physical |Mailing |Postal |Our )?Address:? )?"
    rf"\d{{1,6}} (?:[NSEW]\.? )?[A-Z][\w.' -]{{1,40}}?\b{_STREET_WORDS}\b\.?,? "
    r"[A-Z][A-Za-z.' -]{1,40}, [A-Z]{2} \d{5}(?:-\d{4})?\b[\s|,-]*"
)
LONGEST = 12  # words of a line of an address


def address_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines that make an address: a town with its code, and what stands beside it.

    A street alone stays: "10 Downing Street" may be the report's.
    """
    short = [number for number, line in enumerate(lines) if line and line.count(" ") < LONGEST]
    towns = {number for number in short if _CITY.match(lines[number])}
    if not towns:
        return set()
    parts = {number for number in short if _STREET.match(lines[number]) or _MORE.match(lines[number])}
    found = set(towns)
    for step in (-1, 1):
        for town in sorted(towns):
            _grow(lines, town, step, (parts, found))
    return found


def _grow(lines: list[str], town: int, step: int, sets: tuple[set[int], set[int]]) -> None:
    """From a town's line up or down over streets, labels and blank lines."""
    parts, found = sets
    number = town + step
    while 0 <= number < len(lines) and (number in parts or number in found or not lines[number]):
        if number in parts:
            found.add(number)
        number += step


def strip_inline(line: str) -> str:
    """A line without the addresses at its front, where a page ran them into the text."""
    while match := _INLINE.match(line):
        line = line[match.end() :]
    return line
