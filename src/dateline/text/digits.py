"""Numbers in digits as the world writes them: "1,200", "12 000", "4.200", "12,34,567", "12k"."""

import re
from collections.abc import Container, Sequence

import msgspec

MONTHS = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_MONTH = re.compile(
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?"
)
CENTURIES = ("17", "18", "19", "20")


class Plain(msgspec.Struct, frozen=True):
    """A number without its bounds."""

    last: int
    value: float
    digits: bool
    scaled: bool  # "million" is in it


def digits(token: str, glued: dict[str, int]) -> tuple[float, bool] | None:
    """"1,200" -> 1200, "1.2" -> 1.2, "12k" -> 12000; nothing for "9:45", "3rd", "F16"."""
    if not token[0].isdigit():
        return None
    body, scale = token, 1
    for ending in ("mln", "bn", "mn", "m", "k"):
        if body.endswith(ending) and ending in glued:
            body, scale = body.removesuffix(ending), glued[ending]
            break
    groups = body.split(",")
    if any(len(group) != 3 for group in groups[1:]) and len(groups) > 1 and not _is_indian(groups):
        return None
    body = "".join(groups)
    if body.count(".") > 1 or not body.replace(".", "").isascii() or not body.replace(".", "").isdigit() or body.endswith("."):
        return None
    value = float(body) * scale
    return (value, scale > 1) if value < 1e11 else None


def _is_indian(groups: list[str]) -> bool:
    """12,34,567: groups of two before the last of three."""
    return len(groups[-1]) == 3 and all(len(group) == 2 for group in groups[1:-1])


def spaced(tokens: Sequence[str], at: int) -> Plain | None:
    """"12 000", "1 200 000": groups of three after a blank; not "May 12 300 people"."""
    if not (tokens[at].isdigit() and len(tokens[at]) < 4) or (at and tokens[at - 1][:3] in MONTHS):
        return None
    last, text = at + 1, tokens[at]
    while last < len(tokens) and len(tokens[last]) == 3 and tokens[last].isdigit():
        text += tokens[last]
        last += 1
    return Plain(last, float(text), True, False) if last > at + 1 else None


def pointed(tokens: Sequence[str], at: int, scales: Container[str]) -> Plain | None:
    """"4.200", "1.340.000": thousands set apart by points, as much of the world writes them; not "1.340 million", "0.125"."""
    first, *groups = tokens[at].split(".")
    if not groups or not (first.isdigit() and len(first) < 4 and first[0] != "0"):
        return None
    if not all(len(group) == 3 and group.isdigit() for group in groups):
        return None
    scaled = at + 1 < len(tokens) and tokens[at + 1] in scales
    return None if scaled else Plain(at + 1, float("".join((first, *groups))), True, False)


def is_year(tokens: Sequence[str], at: int) -> bool:
    """"17 August **1978**", "June 3, **2011**": four digits behind a month count nothing; not "in May 12 guards"."""
    if not (len(tokens[at]) == 4 and tokens[at].isdigit() and tokens[at][:2] in CENTURIES):
        return False
    before = at - 1
    if before >= 2 and tokens[before] == "," and tokens[before - 1].isdigit():
        before -= 2
    return before >= 0 and _MONTH.fullmatch(tokens[before]) is not None
