"""The sentences that prove the rules: each rule's example must fire it, its counter-example must not.

for failure in failures(event_rules().rules, pipeline): print(failure.rule, failure.why)
"""

from collections.abc import Iterable

import msgspec

from dateline.knowledge.event_rules import Rule
from dateline.pipeline import Pipeline
from dateline.records import Article, Report


class Failure(msgspec.Struct, frozen=True):
    """A sentence that does not do what its rule says: `part` is example or counter, `fired` the rules that did fire."""

    rule: str
    part: str
    sentence: str
    fired: tuple[str, ...]
    why: str


def coded_examples(rules: Iterable[Rule], pipeline: Pipeline) -> dict[str, Report]:
    """All sentences of these rules coded in one batch, by their text."""
    texts = list(dict.fromkeys(text for rule in rules for text in (rule.example, rule.counter)))
    articles = [Article(id=str(number), text=text, language="en") for number, text in enumerate(texts)]
    return dict(zip(texts, pipeline.code(articles), strict=True))


def check(rule: Rule, coded: dict[str, Report]) -> list[Failure]:
    """What is wrong with one rule; nothing if both sentences hold."""
    found = []
    events = coded[rule.example].events
    own = [event for event in events if event.rule == rule.id]
    fired = tuple(dict.fromkeys(event.rule for event in events))
    if not own:
        found.append(Failure(rule.id, "example", rule.example, fired, "does not fire the rule"))
    elif any(event.type != rule.type or event.mode != rule.mode for event in own):
        found.append(Failure(rule.id, "example", rule.example, fired, "fires it with another type or mode"))
    against = tuple(dict.fromkeys(event.rule for event in coded[rule.counter].events))
    if rule.id in against:
        found.append(Failure(rule.id, "counter", rule.counter, against, "fires the rule"))
    return found


def failures(rules: Iterable[Rule], pipeline: Pipeline) -> list[Failure]:
    """All that is wrong with these rules, in their order."""
    listed = list(rules)
    coded = coded_examples(listed, pipeline)
    return [failure for rule in listed for failure in check(rule, coded)]
