"""From statements in the making to records: order, ids, which stands within which, and the map of sources."""

from bisect import bisect_left

from dateline.extract.sources import Sources, Voice
from dateline.extract.statements.parts import Range, Said, Scene, trimmed
from dateline.records import Quote, Span, Statement
from dateline.text.quotes import Quotation


def weave(scene: Scene) -> tuple[list[Statement], Sources]:
    """Records in the order of the text, and the voice of each word; the wider content is the outer one."""
    ordered = sorted((said for said in scene.said if _has_words(scene, said)), key=_place)
    told = [said for said in ordered if not said.silent]
    names = {id(said): f"s{number}" for number, said in enumerate(told, 1)}
    by_word: dict[int, Voice] = {}
    by_cue: dict[int, Voice] = {}
    within: dict[int, str] = {}
    painted: dict[int, str] = {}
    for said in sorted(ordered, key=lambda said: -_size(said.content)):
        outer = names.get(id(said.outer)) if said.outer is not None else painted.get(said.head.i)
        name = names.get(id(said), outer)
        if outer is not None:
            within[id(said)] = outer
        if name is not None and not said.silent:
            _paint(said.content, said, painted, name)
        inner_of = said.ranges[0][0] if said.outer is not None and said.ranges else said.head.i
        voice = _voice(scene, said, name, by_word.get(inner_of))
        _paint(said.ranges, said, by_word, voice)
        if said.cue is not None:
            by_cue[said.cue.i] = voice
    return [_record(scene, said, names[id(said)], within.get(id(said))) for said in told], Sources(by_word, by_cue)


def _has_words(scene: Scene, said: Said) -> bool:
    return any(trimmed(scene.tree.words, first, last) is not None for first, last in said.content)


def _place(said: Said) -> tuple[int, bool, int]:
    """Where a statement stands in the text; one that another holds without words between comes right after it."""
    whole = said.outer or said
    return min(_start(whole), whole.head.i), said.outer is not None, said.head.i


def _start(said: Said) -> int:
    return min((first for first, _ in said.content), default=said.head.i)


def _size(ranges: list[Range]) -> int:
    return sum(last - first + 1 for first, last in ranges)


def _paint[T](ranges: list[Range], said: Said, onto: dict[int, T], value: T) -> None:
    own = said.cue.i if said.cue is not None else -1
    for first, last in ranges:
        for i in range(first, last + 1):
            if i != own:
                onto[i] = value


def _voice(scene: Scene, said: Said, name: str | None, outer: Voice | None) -> Voice:
    effect = scene.cues.effects[said.kind]
    quoted = said.quote == "direct"
    return Voice(
        name, said.speaker, said.cue, said.cue_span, said.kind, effect.status, effect.score, quoted, said.negated, outer
    )


def _record(scene: Scene, said: Said, name: str, outer: str | None) -> Statement:
    words = scene.tree.words
    spans: list[Span] = []
    for first, last in sorted(said.content):
        piece = trimmed(words, first, last)
        if piece is not None:
            spans.append(_whole_marks(scene, words[piece[0]].start, words[piece[1]].end))
    return Statement(
        name, said.speaker, said.cue_span, tuple(spans), _quote(scene, said), said.addressee, outer, said.rule
    )


def _whole_marks(scene: Scene, start: int, end: int) -> Span:
    """"He said the town “would not fall.”": where one mark of a pair stands among the words, so does the other."""
    text, marks = scene.tree.text, scene.quotations
    first, last = start, end
    until = bisect_left(marks, end, key=_opens)
    for mark in reversed(marks[max(0, until - 6) : until]):
        if start <= mark.start and end < mark.end and not any(c.isalnum() for c in text[end : mark.end]):
            last = max(last, mark.end)
        elif mark.start < start <= mark.inner_end < end and not any(c.isalnum() for c in text[mark.start : start]):
            first = min(first, mark.start)
    return Span(first, last)


def _opens(quotation: Quotation) -> int:
    return quotation.start


def _quote(scene: Scene, said: Said) -> Quote:
    """direct: all its words stand in marks that its cue stands outside of; mixed: some do."""
    if said.quotations and said.rule != "quote.mixed":
        return "direct"
    level = scene.level(said.head)
    inside = outside = 0
    for first, last in said.content:
        for i in range(first, last + 1):
            word = scene.tree.words[i]
            if word.pos in ("PUNCT", "SPACE"):
                continue
            own = scene.level(word)
            if own != level and not scene.is_title(own):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
