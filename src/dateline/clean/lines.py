"""Lines kept and lines dropped: furniture, addresses, lists of other stories, and what the page says twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.clean.addresses import address_lines, strip_inline
from dateline.clean.words import folded, furniture
from dateline.records import Refusal

REPEATED = 40  # characters from which a line that comes twice is said once
SHOWN = 160  # characters of a dropped block that its refusal shows
SECTION = 10  # lines below a heading of other stories
OFTEN = 3  # times that a running head of a PDF comes
SENTENCE = 8  # words of the shortest line that ends such a list, if it also ends like a sentence


@dataclass
class Sorted:
    """The lines that stay, and each block of neighbouring lines that went."""

    kept: list[str] = field(default_factory=list)
    blocks: list[list[str]] = field(default_factory=list)
    _open: bool = False

    def keep(self, line: str) -> None:
        if line or (self.kept and self.kept[-1]):
            self.kept.append(line)
        self._open = self._open and not line

    def drop(self, line: str) -> None:
        if self._open:
            self.blocks[-1].append(line)
        else:
            self.blocks.append([line])
        self._open = True

    def refusals(self) -> Iterator[Refusal]:
        """One for each block, with its words, as they are no longer in the text to point at."""
        for block in self.blocks:
            shown = " / ".join(block)
            yield Refusal("clean", "furniture", shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")


def sort(text: str, title: str | None = None) -> Sorted:
    """A text's lines sorted into report and furniture. A title that the text repeats above itself is not said twice."""
    lists = furniture()
    headline = folded(title) if title else None
    lines = [line.strip() for line in text.split("\n")]
    folds = [folded(line) for line in lines]
    running = running_heads(lines, folds)
    postal = address_lines(lines)
    result = Sorted()
    seen: set[str] = set()
    below = 0
    for number, (line, fold) in enumerate(zip(lines, folds, strict=True)):
        if not line:
            result.keep("")
        elif number in postal or fold in running or lists.holds(line, fold):
            result.drop(line)
        elif fold in lists.sections:
            result.drop(line)
            below = SECTION
        elif below and not _is_sentence(line):
            result.drop(line)
            below -= 1
        elif (len(fold) >= REPEATED and fold in seen) or (fold == headline and not seen):
            result.drop(line)
        else:
            below = 0
            seen.add(fold)
            result.keep(_without_address(line, result))
    return result


def running_heads(lines: list[str], folds: list[str]) -> frozenset[str]:
    """What stands on every page: short lines that come three times or more and do not end as a sentence does."""
    if len(lines) < OFTEN * 2:
        return frozenset()
    often = (fold for fold, number in Counter(folds).items() if number >= OFTEN and " " in fold)
    ends = {fold: line for line, fold in zip(lines, folds, strict=True)}
    return frozenset(fold for fold in often if ends[fold][-1] not in ".!?:;\"”’'")


def _without_address(line: str, result: Sorted) -> str:
    if not (line[0].isdigit() or "Address" in line[:20]):
        return line
    rest = strip_inline(line)
    if len(rest) < len(line):
        result.drop(line[: len(line) - len(rest)].strip())
    return rest


def _is_sentence(line: str) -> bool:
    return line.count(" ") + 1 >= SENTENCE and line.rstrip("\"'”’)")[-1:] in (".", "!", "?")
