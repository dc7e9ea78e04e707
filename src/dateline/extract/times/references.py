"""Builders for what TIMEX3 dates only as past, present or future: "now", "recently", "the future", "at the time"."""

from dateline.drafts import TimeForm
from dateline.extract.times.segment import Built, Segment

SAYS_WHICH = frozenset({"of", "when", "that", "to", "he", "she", "they", "it", "the", "in", "for"})


def reference(segment: Segment) -> Built:
    """"now", "recently", "the future", "these days", "at that time": what TIMEX3 dates only as past, present or future."""
    shape, last = segment.shape, segment.end - 1
    word, mark = segment.words[last], segment.marks[last]
    if shape.startswith("Q"):
        return _that_time(segment)
    if shape.endswith("l"):
        if word.lower != "past" or word.tag not in ("NN", "NNP") or segment.next_kind in ("N", "U", "P", "W"):
            return None
        return segment.piece("DATE", TimeForm("value", value="PAST_REF"))
    if shape == "tU":
        return None
    if not _refers(segment, mark.care):
        return None
    if mark.care == "adjective" and segment.after is not None and segment.after.is_nominal:
        segment = segment.cut(last, segment.end)
    return segment.piece("DATE", TimeForm("value", value=str(mark.value)))


def _refers(segment: Segment, care: str) -> bool:
    lower, before, after = segment.lower(segment.end - 1), segment.before, segment.after
    follower = after.lower if after is not None else ""
    if lower == "present" and after is not None and after.is_nominal and after.i == segment.words[segment.end - 1].i + 1:
        return False
    if lower in ("present", "moment"):
        at = before is not None and before.lower == "at"
        definite = segment.kinds[segment.first] == "d"
        return (at or definite) if lower == "present" else (at and definite)
    if lower == "soon":
        return (before is None or before.lower not in ("as", "too", "how")) and follower not in ("after", "as")
    if follower == "-" or (lower == "recent" and before is not None and before.lower == "most"):
        return False
    if care == "adjective" and lower in ("current", "recent"):
        return after is not None and (after.pos in ("NOUN", "ADJ", "PROPN", "SYM") or after.tag in ("VBG", "VBN", "CD"))
    return True


def _that_time(segment: Segment) -> Built:
    """"at the time" without a clause that says which."""
    after = segment.after
    if "d" in segment.shape and after is not None and after.lower in SAYS_WHICH:
        return None
    value = "PRESENT_REF" if segment.has("this") else "PAST_REF"
    return segment.cut(segment.first + 1, segment.end).piece("DATE", TimeForm("value", value=value))
