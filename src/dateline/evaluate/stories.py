"""stories: which reports tell of the same happening, and which are copies. Gold: clusters of documents; output: links."""

from collections import Counter

from dateline.errors import ScoreError
from dateline.evaluate.common import Metrics, Row, Tally, f1_of, ratio

Group = tuple[str, str | int]


def neighbours(rows: list[Row], field: str) -> dict[str, set[str]]:
    """id -> the ids that share a gold cluster with it, itself included; an id may stand in several clusters, or in none."""
    members: dict[str, set[str]] = {}
    for row in rows:
        if row.get(field) is not None:
            members.setdefault(str(row[field]), set()).add(row["id"])
    found: dict[str, set[str]] = {row["id"]: {row["id"]} for row in rows}
    for group in members.values():
        for key in group:
            found[key] |= group
    return found


def groups_told(links: dict[str, Row], field: str, counts: "Counter[str]") -> dict[str, Group]:
    """id -> its group; null is a group of its own. Ids without a line are left out: they are in no group at all."""
    told: dict[str, Group] = {}
    for key, link in links.items():
        group = link.get(field)
        if group is not None and (isinstance(group, bool) or not isinstance(group, str | int)):
            counts["malformed"] += 1
            group = None
        told[key] = ("alone", key) if group is None else ("group", group)
    return told


def compare(near: dict[str, set[str]], told: dict[str, Group]) -> tuple[float, float, Tally]:
    """B-cubed precision and recall, and pairs. Gold {a, b, c}, told {a, b} {c}: B-cubed p 1, r 5/9; pairs p 1, r 1/3."""
    sizes = Counter(told.values())
    precision = recall = 0.0
    shared = 0
    for key, group in told.items():
        both = sum(told.get(other) == group for other in near[key])
        precision += both / sizes[group]
        recall += both / len(near[key])
        shared += both - 1
    given = sum(size * (size - 1) for size in sizes.values()) // 2
    gold = sum(len(each) - 1 for each in near.values()) // 2
    pairs = Tally(given=given, right=shared // 2, gold=gold, found=shared // 2)
    return ratio(precision, len(near)), ratio(recall, len(near)), pairs


def score(rows: list[Row], output: dict[str, Row], copies: bool = False) -> Metrics:
    """B-cubed and pairs of `story` against gold `cluster`; with copies, pairs of `copy_group` against gold `copy_group`."""
    near = neighbours(rows, "cluster")
    links = {key: output[key] for key in near if key in output}
    counts: Counter[str] = Counter(missing=len(near) - len(links), malformed=0, extra=len(output) - len(links))
    precision, recall, pairs = compare(near, groups_told(links, "story", counts))
    b3 = {"b3_p": precision, "b3_r": recall, "b3_f1": f1_of(precision, recall)}
    result: Metrics = {"documents": len(near), **b3, "pairs": pairs}
    if copies:
        if all(row.get("copy_group") is None for row in rows):
            raise ScoreError("these gold rows have no copy_group", remedy="Leave out --copies.")
        result["copy_pairs"] = compare(neighbours(rows, "copy_group"), groups_told(links, "copy_group", counts))[2]
    return {**result, **counts}
