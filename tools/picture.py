"""Writes the README's picture, the terminal page of one sample report, as SVG: `python tools/picture.py docs/picture.svg`."""

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

import dateline
from dateline.picture import Picture, draw
from dateline.picture.terminal import show

SAMPLES = Path(__file__).parent.parent / "samples" / "wire.jsonl"
SHOWN = "harbour-0618-analysis"
GROUPS = 3  # shown of each section, so that the picture fits a page
FONTS = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)  # rich's format fetches fonts; the picture fetches nothing


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/picture.svg")
    report = next(report for report in dateline.code(SAMPLES) if report.id == SHOWN)
    console = Console(record=True, width=104, file=io.StringIO(), force_terminal=True)
    show(shortened(draw(report)), console)
    path.write_text(console.export_svg(title="dateline read", code_format=FONTS.sub("", CONSOLE_SVG_FORMAT)), encoding="utf-8")


def shortened(picture: Picture) -> Picture:
    """The picture with the first groups of each section."""
    from msgspec.structs import replace

    return replace(picture, sections=tuple(replace(each, groups=each.groups[:GROUPS]) for each in picture.sections))


if __name__ == "__main__":
    main()
