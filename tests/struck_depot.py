"""One strike and its dead, as coded by hand: for tests of scorers."""

from dateline.records import Event, Factuality, Figure, Mention, Span

TEXT = "Iran struck a depot in Quetta on Monday, killing 12 people"
OCCURRED = Factuality("occurred")
STRIKE = Event("e1", "ASSAULT", "aerial", Span(5, 11), (Mention(0, 4),), (Mention(12, 19),), 0, 0, OCCURRED, "r")
DEATHS = Figure("f1", 49, 58, "killed", 12, 12, "exact", None, "e1", OCCURRED, "r", scope="incident")
