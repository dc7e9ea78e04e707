"""Which reports of a shard end the process that codes them: asked by halving, with room for accidents.

A generator that yields the numbers of the reports to be coded next, in one go, and is told of the `Death` of that attempt,
or None where it went well. It returns the guilty, each with its death. The last attempt that went well holds all others
together, so that what comes out does not depend on how the guilty were found, nor on accidents (a process that the system
killed for a neighbour's sake): those make the shard be done again, whole.
"""

from collections.abc import Generator

from dateline.scale.work import Death

Attempts = Generator[list[int], Death | None, dict[int, Death]]
ACCIDENTS = 6  # deaths of the whole without a guilty one, after which its reports are coded one by one


def attempts(count: int) -> Attempts:
    """The attempts at a shard of so many reports."""
    left = list(range(count))
    guilty: dict[int, Death] = {}
    accidents = 0
    while left:
        death = yield left
        if death is None:
            break
        accidents += 1
        found = yield from _guilty(left, death, accidents)
        if not found and accidents >= ACCIDENTS:
            return guilty | (yield from _each(left))
        if found:
            accidents = 0
        guilty |= found
        left = [number for number in left if number not in found]
    return guilty


def _guilty(left: list[int], death: Death, accidents: int) -> Attempts:
    """First the report that was next when the process died; from the second death of the same reports on, all."""
    if len(left) == 1:
        return (yield from _confirmed(left[0], death))
    if death.finished is not None and death.finished < len(left):
        found = yield from _alone(left[death.finished])
        if found:
            return found
    return (yield from _search(left)) if accidents > 1 or death.reason == "failed" else {}


def _search(part: list[int]) -> Attempts:
    """The guilty of reports that died together."""
    middle = len(part) // 2
    found: dict[int, Death] = {}
    for half in (part[:middle], part[middle:]):
        death = yield half
        if death is not None:
            found |= (yield from _confirmed(half[0], death)) if len(half) == 1 else (yield from _search(half))
    return found


def _alone(number: int) -> Attempts:
    death = yield [number]
    return {} if death is None else (yield from _confirmed(number, death))


def _confirmed(number: int, death: Death) -> Attempts:
    """A report that died alone is tried once more, for the system may have killed its process for another's sake."""
    if not death.certain:
        again = yield [number]
        if again is None:
            return {}
        death = again
    return {number: death}


def _each(left: list[int]) -> Attempts:
    found: dict[int, Death] = {}
    for number in left:
        found |= yield from _alone(number)
    return found
