"""Whether reviewers judge alike: raw agreement and Cohen's kappa with its 95 % interval, on what both have judged."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from dateline.store.decisions import Decision, states

FEW = 30  # shared items under which a kappa says little
WIDE = 1.96  # standard errors of a 95 % interval


@dataclass(frozen=True)
class Agreement:
    """Two reviewers on one field. `kappa` and its bounds are None where they are not defined: nothing shared, one answer only."""

    pair: tuple[str, str]
    field: str
    shared: int
    alone: int
    agree: float | None
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def few(self) -> bool:
        return self.shared < FEW


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float, float] | None:
    """Cohen's kappa of pairs of answers with its 95 % interval, by the simple large-sample standard error."""
    count = len(pairs)
    if not count:
        return None
    observed = sum(a == b for a, b in pairs) / count
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[answer] * right[answer] for answer in left) / count**2
    if chance >= 1:
        return None
    value = (observed - chance) / (1 - chance)
    error = sqrt(observed * (1 - observed) / count) / (1 - chance)
    return value, max(-1.0, value - WIDE * error), min(1.0, value + WIDE * error)


def agreements(decisions: Iterable[Decision]) -> list[Agreement]:
    """Every pair of reviewers on the verdict and on each field that somebody corrected; undone decisions are out."""
    answers = answered(list(decisions))
    fields = ["verdict", *sorted({name for said in answers.values() for of in said.values() for name in of if name != "verdict"})]
    told = []
    for pair in combinations(sorted(answers), 2):
        one, other = (answers[name] for name in pair)
        both = sorted(set(one) & set(other), key=str)
        alone = len(set(one) ^ set(other))
        for field in fields:
            pairs = [(one[item].get(field, "as proposed"), other[item].get(field, "as proposed")) for item in both]
            value = kappa(pairs)
            agree = sum(a == b for a, b in pairs) / len(pairs) if pairs else None
            told.append(Agreement(pair, field, len(both), alone, agree, *(value or (None, None, None))))
    return told


def answered(decisions: list[Decision]) -> Mapping[str, dict[str, dict[str, str]]]:
    """What each reviewer says of each record: the verdict and the corrected fields; of each one's words the latest counts."""
    told: dict[str, dict[str, dict[str, str]]] = {}
    for reviewer in {one.reviewer for one in decisions}:
        own = [one for one in decisions if one.reviewer == reviewer or one.verdict == "undo"]
        standing = states(own)
        for one in own:
            if standing.get(one.number) != "stands" or one.verdict in ("split", "merge") or not one.record:
                continue
            answer = told.setdefault(reviewer, {}).setdefault(one.record, {})
            if one.verdict == "correct":
                answer[one.field or ""] = one.after or "not known"
                answer.setdefault("verdict", "correct")
            else:
                answer["verdict"] = one.verdict
    return told
