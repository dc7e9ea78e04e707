"""The picture in a terminal, by rich: headings, one line a record, the sentence below with its words coloured."""

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.console import Group as Lines
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.picture.draw import Entry, Group, Picture, Section
from dateline.picture.page import flat

STYLES = {
    "trigger": "bold red", "actor": "bold cyan", "recipient": "magenta", "place": "green", "time": "yellow",
    "cue": "underline bright_red", "number": "bold yellow", "speaker": "bold cyan", "content": "none",
}  # fmt: skip


def render(picture: Picture) -> RenderableType:
    """Something that a rich console prints."""
    parts: list[RenderableType] = [Text(picture.title, style="bold"), _source(picture), Text("")]
    for section in picture.sections:
        parts.extend(_section(section, picture.report.text))
    if not picture.sections:
        parts.append(Text("Nothing was coded in this report.", style="dim"))
    if picture.notes:
        parts.append(Text("\nDeclined: " + "; ".join(picture.notes), style="dim"))
    return Lines(*parts)


def show(picture: Picture, console: Console | None = None) -> None:
    """Prints a picture."""
    (console or Console()).print(render(picture))


def _source(picture: Picture) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for name, told in picture.source:
        grid.add_row(Text(name, style="dim"), Text(told))
    return grid


def _section(section: Section, text: str) -> Iterator[RenderableType]:
    yield Rule(Text(f"{section.title} ({section.count})", style="bold"), align="left", style="dim")
    for group in section.groups:
        for entry in group.entries:
            yield Padding(_entry(entry), (0, 0, 0, 2))
        yield Padding(_sentence(group, text), (0, 0, 1, 4))


def _entry(entry: Entry) -> Text:
    line = Text(entry.headline, style="bold")
    line.append(f"  {entry.kind}", style="not bold blue")
    for fact in entry.facts:
        line.append(f"  · {fact}", style="not bold")
    return line


def _sentence(group: Group, text: str) -> Text:
    """The sentence on one line of running text, dim, with the marked words in their colours."""
    line, at = Text(style="dim"), group.sentence.start
    for mark in flat(group.marks):
        line.append(_flow(text[at : mark.start]))
        line.append(_flow(text[mark.start : mark.end]), style=f"not dim {STYLES[mark.role]}")
        at = mark.end
    line.append(_flow(text[at : group.sentence.end]))
    return line


def _flow(words: str) -> str:
    return words.replace("\n", " ")
