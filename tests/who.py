"""Marked sentences: "[a Kenya's army] shelled a camp" gives the text without marks, and the mention behind each mark."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.extract import actors, places, statements, times
from dateline.extract.factuality import Facts
from dateline.extract.reading import Reading
from dateline.pipeline import Pipeline
from dateline.records import Actor, Article, Mention
from dateline.resolve import actors as resolving
from dateline.resolve import places as placing
from dateline.syntax.repairs import repair

MARK = re.compile(r"\[(\w+) ([^\]]+)\]")


@dataclass
class Answer:
    """`marked` is (mark, words, the actor's id or None) in the order of the text; `actors` are all, by id."""

    marked: list[tuple[str, str, str | None]]
    actors: dict[str, Actor]
    notes: list[str]


def unmarked(text: str) -> tuple[str, list[tuple[str, Mention]]]:
    plain, found, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        found.append((match[1], Mention(len(plain), len(plain) + len(match[2]))))
        plain += match[2]
        last = match.end()
    return plain + text[last:], found


def who_is(pipeline: Pipeline) -> Callable[..., Answer]:
    """Runs the actor steps alone, on exactly the marked mentions, so that other rooms' records play no part."""

    def run(marked: str, published: str | None = "2025-06-18") -> Answer:
        text, found = unmarked(marked)
        tree = repair(next(iter(pipeline.parser.parse_many([text]))))
        _, sources = statements.find(tree)
        article = Article("t", text, published=published)
        named = tuple(places.find(tree, pipeline.gazetteer))
        reading = Reading(article, tree, named, tuple(times.find(tree)), sources, Facts(tree, sources))
        mentions = tuple(actors.find(reading, [mention for _, mention in found]))
        where = placing.resolve(named, article, pipeline.gazetteer)
        made, ids = resolving.resolve(mentions, article, tuple(zip(named, where, strict=True)))
        answers = [(mark, text[m.start : m.end], ids.get((m.start, m.end))) for mark, m in found]
        return Answer(answers, {actor.id: actor for actor in made}, [str(note.detail) for note in reading.refusals])

    return run
