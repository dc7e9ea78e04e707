"""dyads: who did what to whom. Gold: sentences with one marked source, one marked target and one PLOVER root (PLV)."""

from dateline.errors import ScoreError
from dateline.evaluate.common import Metrics, Row, Span, accuracy, gap, macro_f1, maybe_span, overlaps_any, ratio
from dateline.evaluate.view import Event, Report

# Root, old or new -> the class that is scored. The gold files use PLOVER 0.x names; only those that differ are listed.
OLDER_ROOTS = {
    "YIELD": "YIELD",  # CAMEO 08; PLOVER 0.8 split it into the next two, which the gold cannot tell apart
    "CONCEDE": "YIELD",  # CAMEO 080-083
    "RETREAT": "YIELD",  # CAMEO 084-087
    "DEMAND": "REQUEST",  # CAMEO 10, renamed
    "DISAPPROVE": "ACCUSE",  # CAMEO 11, renamed
    "INVESTIGATE": "ACCUSE",  # CAMEO 09, folded in
    "FIGHT": "ASSAULT",  # CAMEO 19, folded into CAMEO 18's ASSAULT
}
# Class -> quad class. PLOVER's manual has CONCEDE as verbal; the gold marks all of YIELD material, and the score follows
# the gold. The manual's two tables disagree on SANCTION (verbal, material): the gold has it material.
QUADS = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT"),
    "material_cooperation": ("COOPERATE", "AID", "YIELD"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {root: quad for quad, roots in QUADS.items() for root in roots}


def root_class(root: str) -> str:
    return OLDER_ROOTS.get(root, root)


def roles_matched(event: Event, source: Span | None, target: Span | None) -> int:
    """2 if actor mentions overlap the source and recipient mentions the target; a side without a span in gold is free."""
    return sum(
        side is None or overlaps_any(side, [mention.span for mention in mentions])
        for side, mentions in ((source, event.actor), (target, event.recipient))
    )


def best_event(report: Report, source: Span | None, target: Span | None) -> tuple[Event | None, int]:
    """The event that tells most about the pair: more roles matched, then nearer to the pair, then more confident."""
    sides = [side for side in (source, target) if side]
    pair = (min(s[0] for s in sides), max(s[1] for s in sides)) if sides else (0, 0)
    ranked = [
        (-roles_matched(event, source, target), gap(event.trigger, pair), -event.confidence, order)
        for order, event in enumerate(report.events)
        if event.status != "denied"
    ]
    if not ranked:
        return None, 0
    roles, _, _, order = min(ranked)
    return report.events[order], -roles


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """pair_recall, and root and quad class end to end (no event of this pair = no label) or with the pair given.

    "Iran (source) condemned Iraq (target)" = ACCUSE: an ACCUSE event from Iraq to Iran has no pair, so it is wrong end to
    end, and right with the pair given.
    """
    strict, given, found = [], [], 0
    for row, report in pairs:
        for gold in row["gold"]:
            root = root_class(gold["type"])
            if root not in QUAD_OF:
                raise ScoreError(f"gold row {row['id']}: unknown PLOVER root {gold['type']!r}")
            event, roles = best_event(report, maybe_span(gold["source"]), maybe_span(gold["target"]))
            guess = root_class(event.type) if event else None
            found += roles == 2
            strict.append((root, guess if roles == 2 else None))
            given.append((root, guess))
    quads = {name: [(QUAD_OF[g], QUAD_OF.get(p or "")) for g, p in each] for name, each in (("strict", strict), ("given", given))}
    return {
        "dyads": len(strict),
        "pair_recall": ratio(found, len(strict)),
        "root_acc": accuracy(strict),
        "root_macro_f1": macro_f1(strict),
        "root_acc_given_pair": accuracy(given),
        "quad_acc": accuracy(quads["strict"]),
        "quad_macro_f1": macro_f1(quads["strict"]),
        "quad_acc_given_pair": accuracy(quads["given"]),
    }
