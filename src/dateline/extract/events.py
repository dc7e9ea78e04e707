"""events of one report."""

from dateline.extract.reading import Reading
from dateline.records import Event


def find(reading: Reading) -> list[Event]:
    return []
