"""Texts written all in capitals, read in small letters: a copy of the same length with the case that a newspaper would print.

Wire archives, telexes and situation reports are in capitals throughout, headlines and single paragraphs often. A parser takes
every word of them for a name. `recased` gives the copy that all steps after cleaning read; the report keeps its own text, and as
every character stands where it stood, every span is exact in both.

"GUERRILLAS ATTACKED THE TOWN OF SAN VICENTE." -> "Guerrillas attacked the town of San Vicente."

A paragraph is touched only if nearly all its letters are capitals and some of its words are plain English (`detect`). Words of
the dictionary become small, names of the tables get their spelling, and their neighbours decide the rest (`words`, `names`).
"""

from dateline.casing.recase import recased

__all__ = ["recased"]
