"""Lines kept and lines dropped: furniture, addresses, lists of other stories, and what the page says twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.clean.addresses import address_lines, strip_inline
from dateline.clean.words import folded, furniture
from dateline.records import Refusal

REPEATED = 40  # characters from which a line that comes twice is said once
SHOWN = 160  # characters of a dropped block that its refusal shows
SECTION = 10  # lines below a heading of other stories
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
    postal = address_lines(lines)
    result = Sorted()
    seen: set[str] = set()
    below = 0
    for number, line in enumerate(lines):
        if not line:
            result.keep("")
            continue
        fold = folded(line)
        if number in postal or lists.holds(line, fold):
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


def _without_address(line: str, result: Sorted) -> str:
    if not (line[0].isdigit() or "Address" in line[:20]):
        return line
    rest = strip_inline(line)
    if len(rest) < len(line):
        result.drop(line[: len(line) - len(rest)].strip())
    return rest


def _is_sentence(line: str) -> bool:
    return line.count(" ") + 1 >= SENTENCE and line.rstrip("\"'”’)")[-1:] in (".", "!", "?")
