"""quotes: who said what. Gold: PolNeAR's attributions, with speaker, cue and content spans."""

import re

from dateline.evaluate.common import Metrics, Row, Span, Tally, overlaps_any, ratio
from dateline.evaluate.view import Report, Statement

ENOUGH = 0.5  # Jaccard overlap of the characters of two contents
# Communication verbs, matched on simple inflections; "according (to)" is the one cue that is no verb.
VERBS = [
    "say",
    "tell",
    "add",
    "announce",
    "report",
    "claim",
    "warn",
    "deny",
    "accuse",
    "state",
    "declare",
    "argue",
    "insist",
    "assert",
    "allege",
    "contend",
    "maintain",
    "explain",
    "note",
    "observe",
    "remark",
    "comment",
    "respond",
    "reply",
    "answer",
    "ask",
    "question",
    "inquire",
    "urge",
    "demand",
    "request",
    "call",
    "appeal",
    "write",
    "tweet",
    "post",
    "quote",
    "cite",
    "describe",
    "mention",
    "recount",
    "recall",
    "repeat",
    "reiterate",
    "stress",
    "emphasize",
    "emphasise",
    "acknowledge",
    "admit",
    "concede",
    "confirm",
    "disclose",
    "reveal",
    "suggest",
    "propose",
    "predict",
    "promise",
    "pledge",
    "vow",
    "threaten",
    "criticize",
    "criticise",
    "condemn",
    "blame",
    "praise",
    "blast",
    "slam",
    "dismiss",
    "reject",
    "joke",
    "quip",
    "boast",
    "complain",
    "lament",
    "testify",
    "tout",
    "interject",
    "continue",
    "conclude",
    "clarify",
    "caution",
    "assure",
    "inform",
    "notify",
    "advise",
    "proclaim",
    "speak",
    "discuss",
    "according",
]
IRREGULAR = {"said", "told", "wrote", "written", "spoke", "spoken"}


def inflections(verb: str) -> set[str]:
    """deny -> denies, denied, denying; add -> adds, added, adding; quip -> quipped (and some harmless non-words)."""
    stem = verb[:-1]
    forms = {verb, verb + "s", verb + "es", verb + "ed", verb + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("e"):
        forms |= {verb + "d", stem + "ing"}
    if verb.endswith("y"):
        forms |= {stem + "ies", stem + "ied"}
    return forms


COMMUNICATION = IRREGULAR.union(*map(inflections, VERBS))


def is_communication(cue: str | None) -> bool:
    """ "has repeatedly denied" -> True, "supports" -> False: any word of the cue counts."""
    return any(word in COMMUNICATION for word in re.findall(r"[a-z]+", (cue or "").casefold()))


def characters(spans: list[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def content_of(quote: Row) -> set[int]:
    return characters(quote["parts"])


def span_in(quote: Row, name: str) -> Span | None:
    start = quote.get(f"{name}_start")
    return None if start is None else (start, quote[f"{name}_end"])


def attach(quotes: list[Row], statements: list[Statement]) -> list[list[int]]:
    """For each gold quote the statements that make up its content: each lies at least half inside it, in all they reach 0.5.

    Gold “We won, and they lost” told in two statements, “We won” and “they lost”: both count, for one quote.
    """
    golds, givens = [content_of(q) for q in quotes], [characters(s.content) for s in statements]
    home: dict[int, list[int]] = {}
    for j, given in enumerate(givens):
        shared = [len(gold & given) for gold in golds]
        best = max(range(len(golds)), key=lambda i: (shared[i], -len(golds[i]), -len(home.get(i, ()))), default=None)
        if best is not None and shared[best] and shared[best] >= ENOUGH * len(given):
            home.setdefault(best, []).append(j)
    attached: list[list[int]] = [[] for _ in quotes]
    for i, members in home.items():
        union = set().union(*(givens[j] for j in members))
        if len(golds[i] & union) >= ENOUGH * len(golds[i] | union):
            attached[i] = members
    return attached


def right_about(name: str, quote: Row, members: list[Statement]) -> bool:
    """Whether some statement's speaker (or cue) overlaps gold's; a quote without one in gold does not ask for it."""
    wanted = span_in(quote, name)
    return wanted is None or overlaps_any(wanted, [span for s in members if (span := getattr(s, name))])


def direct_tallies(quotes: list[Row], statements: list[Statement]) -> dict[str, Tally]:
    """Direct quotes; a predicted quotation that fits an attribution not flagged direct is set aside, not a false alarm."""
    direct = [q for q in quotes if q["direct"]]
    told = [s for s in statements if s.quote in ("direct", "mixed")]
    attached = attach(direct, told)
    used = {j for members in attached for j in members}
    left = [s for j, s in enumerate(told) if j not in used]
    aside = sum(map(len, attach([q for q in quotes if not q["direct"]], left)))
    tallies = {}
    for key, names in (("content", ()), ("content_speaker", ("speaker",)), ("content_cue", ("cue",))):
        good = [
            members
            for quote, members in zip(direct, attached, strict=False)
            if members and all(right_about(name, quote, [told[j] for j in members]) for name in names)
        ]
        tallies[key] = Tally(given=len(told) - aside, right=sum(map(len, good)), gold=len(direct), found=len(good))
    return tallies


def score(pairs: list[tuple[Row, Report]]) -> Metrics:
    """content, content_speaker and content_cue for direct quotes; recall over all attributions with a communication verb.

    “No,” said Ann: the statement “No,” by "Ann" is right in all three; by "Bob" it is right in content alone.
    """
    tallies = {key: Tally() for key in ("content", "content_speaker", "content_cue")}
    asked = found = with_speaker = 0
    for row, report in pairs:
        for key, counts in direct_tallies(row["quotes"], report.statements).items():
            tallies[key] += counts
        said = [q for q in row["quotes"] if is_communication(q.get("cue"))]
        for quote, members in zip(said, attach(said, report.statements), strict=False):
            asked += 1
            found += bool(members)
            with_speaker += bool(members) and right_about("speaker", quote, [report.statements[j] for j in members])
    return {
        **tallies,
        "comm_attributions": asked,
        "comm_recall": ratio(found, asked),
        "comm_speaker_recall": ratio(with_speaker, asked),
    }
