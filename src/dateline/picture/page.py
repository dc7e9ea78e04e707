"""The picture as one self-contained HTML page: no script, no other file, nothing fetched; every text escaped."""

from html import escape
from importlib.resources import files

from dateline.picture.draw import Group, Mark, Picture, Section
from dateline.records import Span

LEGEND = (
    ("actor", "who"), ("trigger", "did what"), ("recipient", "to whom"), ("number", "how many"), ("place", "where"),
    ("time", "when"), ("cue", "how sure"), ("speaker", "who says so"),
)  # fmt: skip


def page(picture: Picture) -> str:
    """A whole HTML document."""
    style = files("dateline.picture").joinpath("page.css").read_text(encoding="utf-8")
    title = escape(picture.title)
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in picture.source)
    text = picture.report.text
    sections = "\n".join(_section(section, text) for section in picture.sections) or "<p>Nothing was coded in this report.</p>"
    body = _paragraphs(_whole(picture), text)
    notes = "".join(f"<li>{escape(note)}</li>" for note in picture.notes)
    legend = "".join(f'<mark class="{role}">{escape(name)}</mark> ' for role, name in LEGEND)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title} · Dateline</title>
<style>{style}</style>
</head>
<body>
<header><p class="brand">Dateline</p><h1>{title}</h1><dl>{facts}</dl></header>
<main>
<div class="record">
{sections}
{f'<section><h2>Declined</h2><ul class="notes">{notes}</ul></section>' if notes else ""}
</div>
<article><h2>The report</h2><p class="legend">{legend}</p>{body}</article>
</main>
</body>
</html>
"""


def _section(section: Section, text: str) -> str:
    groups = []
    for group in section.groups:
        entries = "".join(
            f'<li><span class="kind">{escape(entry.kind)}</span> <b>{escape(entry.headline)}</b>'
            + "".join(f' <span class="fact">{escape(fact)}</span>' for fact in entry.facts)
            + "</li>"
            for entry in group.entries
        )
        groups.append(f'<div class="group"><ul>{entries}</ul><blockquote>{marked(text, group)}</blockquote></div>')
    return f'<section><h2>{escape(section.title)} <span class="count">{section.count}</span></h2>{"".join(groups)}</section>'


def _whole(picture: Picture) -> Group:
    """All marks of the report as one group; what a statement says is marked by its speaker alone."""
    marks = {mark for section in picture.sections for group in section.groups for mark in group.marks if mark.role != "content"}
    ordered = tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
    return Group(Span(0, max(1, len(picture.report.text))), (), ordered)


def _paragraphs(group: Group, text: str) -> str:
    paragraphs = marked(text, group).split("\n")
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph.strip())


def marked(text: str, group: Group) -> str:
    """The sentence with its marks as `<mark>`; of two that overlap the shorter wins, so that marks never cross."""
    out, at = [], group.sentence.start
    for mark in flat(group.marks):
        out.append(escape(text[at : mark.start]))
        out.append(f'<mark class="{mark.role}">{escape(text[mark.start : mark.end])}</mark>')
        at = mark.end
    out.append(escape(text[at : group.sentence.end]))
    return "".join(out)


def flat(marks: tuple[Mark, ...]) -> list[Mark]:
    """Marks that do not overlap, in order; shorter ones first, as they say more."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.end - each.start, each.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)
