"""Writes the list of all repairs into docs/parser.md, between its marks: python tools/repairs.py"""

from collections.abc import Iterator
from pathlib import Path

from dateline.syntax import repairs

PAGE = Path("docs/parser.md")
BEGIN, END = "<!-- repairs: written by tools/repairs.py -->\n", "<!-- end of repairs -->\n"


def main() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def page(text: str) -> str:
    """The page with its list written anew."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + "\n".join(table()) + "\n" + END + rest.partition(END)[2]


def table() -> Iterator[str]:
    """A row for each repair in the order in which they run: its module and name, and what it says of itself."""
    yield "| repair | what it mends |"
    yield "|---|---|"
    for repair in repairs.REPAIRS:
        module = repair.__module__.rpartition(".")[2]
        says = (repair.__doc__ or "").strip().partition("\n\n")[0]
        yield f"| `{module}.{repair.__name__}` | {' '.join(says.split()).replace('|', chr(92) + '|')} |"


if __name__ == "__main__":
    main()
