"""What a run did, counted: the line at its end."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.records import FATAL_REASONS, Refusal


@dataclass
class Tally:
    """Reports and events; reports not coded by reason, and what was dropped or noted in the others by reason."""

    reports: int = 0
    earlier: int = 0
    events: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)

    def add(self, events: int, refusals: Iterable[Refusal]) -> None:
        self.reports += 1
        self.events += events
        for refusal in refusals:
            fatal = refusal.reason in FATAL_REASONS and refusal.start is None
            (self.refused if fatal else self.noted)[refusal.reason] += 1

    def line(self) -> str:
        """ "1,050 reports (12 from an earlier run), 812 events · refused: 3 language, 1 empty · noted: 40 furniture" """
        parts = f"{self.reports:,} report{'s' * (self.reports != 1)}"
        parts += f" ({self.earlier:,} from an earlier run)" if self.earlier else ""
        parts += f", {self.events:,} event{'s' * (self.events != 1)}"
        for name, counts in (("refused", self.refused), ("noted", self.noted)):
            if counts:
                parts += f" · {name}: " + ", ".join(f"{number:,} {reason}" for reason, number in sorted(counts.items()))
        return parts
