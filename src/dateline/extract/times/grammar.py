"""The shapes of time expressions, as regular expressions over the kinds of a sentence's words.

The letters are those of `knowledge.calendar`: `dzolU` is "the end of last week". Each rule names the builder in
`extract.times.meaning` that reads the words it matched. The longest match from a place wins; of equals, the first rule.
"""

import re
from typing import NamedTuple

CLOCK = "(?:CA?|NA|Y(?=Z)|N(?=Z|idP))(?:Z+4?|idP)?"  # 8 p.m. local time, 2000 GMT, 3 o'clock in the morning
NUMBER = "(?:N_N|N+kaJ|NJ|aNo?|N+o?|aJ_?|Ja|a)"  # two, twenty-five, two and a half, a few, a couple of, half an
COUNTED = f"(?:{NUMBER}|N(?:_|u|j)N)"  # ... two to three
ABOUT = "(?:QE|BD|G+u?|G*BD|G*QE)?"  # at least, more than, up to, just over
MODIFIED = "(?:d?[ym]_?|dzod?|zod?)?"  # early, the mid-, the end of
RELATIVE_YEAR = "(?:o?[lnt]U)?"  # (June) last year
MONTH_DAY = "M(?:[NO]|dO)(?:,?Y)?"
DAY_MONTH = "(?:(?:dOo?|O|N)M(?:[,o]?Y)?|dOod?[ltnR]U)"
DATE = f"(?:{MONTH_DAY}|{DAY_MONTH}|I|Y_N_N)"
DAY = f"(?:W\\.?,?d?{DATE}|[lnt]?{DATE}{RELATIVE_YEAR}|WdO|d?t?[lnts]W|Wl(?![UNPW])|W{RELATIVE_YEAR}|dU[67]T|T)"
BEFORE_DAY = f"(?:d?yUo|{CLOCK},?p?|[yec]pd?|d?y?P[op]d?|y?Pd?|d?y_?|Tp?(?=W))?"
AFTER_DAY = f"(?:y?P|Qd?P|Q?{CLOCK}|,Q?{CLOCK})?"

RULES = (
    ("age", "(?:N_)?N_?U_?w(?!i)|U_w(?=[^_])"),
    ("long", "N_U_X|a?U_X|V"),
    ("adjective", f"{ABOUT}(?:N_)?N_U(?!_)"),
    ("day", f"{BEFORE_DAY}{DAY}{AFTER_DAY}"),
    ("day_range", "M[NO](?:_|u|k)[NO](?!M)(?:,?Y)?|[NO](?:_|u|k)[NO]M(?:,?Y)?"),
    ("night_of", "dPo(?:[NO](?:u|_|k)[NO]M|M[NO](?:u|_|k)[NO])(?:,?Y)?"),
    ("weeks_back", "NWb"),
    ("month", f"{MODIFIED}(?:d?[lnts])?M(?:[,o]?Y)?{RELATIVE_YEAR}|dUoM(?:[,o]?Y)?"),
    ("month", "yo?[lnt]M"),
    ("season", f"{MODIFIED}(?:d?[lnts])?S(?:[,o]?Y|o[lnt]U)?|{MODIFIED}dS(?:[,o]?Y|o[lnt]U)?"),
    ("year", f"{MODIFIED}(?:dUo?|d?XU?)?Y(?:[_/]N)?"),
    ("decade", f"{MODIFIED}d?'?K|d[ym]?_?Y'|[ym]_?Y'"),
    ("quarter", "(?:dX?|X)?[ON]_?U(?:o(?:dX?U|[lnt]X?U|X?Y)|,?Y)?|dl[UJ]o(?:X?Y|dX?U)|dOJ(?:o(?:dX?U|[lnt]X?U|X?Y))?|3,?Y?"),
    ("quarter", "O_J|d?YX?O_?[UJ]|[lnt]U'X?O_?[UJ]"),
    ("nth", "d?[1a]?[ym]?_?OX?_?[UP]|UN(?=o)"),
    ("this", f"(?:[ecy](?:id?)?|{MODIFIED})d?(?:t?[lns]|t|R)X?U|[ec]idU|hs?U|hs?P|[ltns]P|d?sP|d?[ln]P"),
    ("same_before", "d?sU[l]U"),
    ("after_next", "dU(?:6n|7l)"),
    ("this", "dzod?(?:[lnts])?X?U|U_z|dU[ce67]|dX?U|dlU|dnU"),
    ("this", "TP|8_?P|d?y_?P|dP|P"),
    ("ago", f"{ABOUT}{NUMBER}X?Ub|Ub|{ABOUT}{NUMBER}X?UfR"),
    ("shifted", f"{ABOUT}{NUMBER}X?U[ce67]|U[ce67]|aU_[eb]|d?U_[eb](?:OU|U)?"),
    ("period", "d?(?:[ln]X?(?:No?|aNo?|N_N)|R(?:No?)?)X?U|dl[No]*X?[US]|l[No]*U"),
    ("period", "dXU|9U"),
    ("duration", f"{ABOUT}{COUNTED}X?BX?U|{ABOUT}{COUNTED}X?U(?:kaJ)?(?:'?4)?|{ABOUT}Jd?aU|U"),
    ("set", "v(?:No?|X|O)?[UWPMS]P?|F|(?:5|[NG]*N4)[av](?:N|X)?U|rU"),
    ("clock", f"{CLOCK}"),
    ("bare_day", "dO"),
    ("reference", "R|d[lg]?R|dl|tU|Q[th]4|Qd4"),
)


class Rule(NamedTuple):
    name: str
    shape: re.Pattern[str]


COMPILED = tuple(Rule(name, re.compile(shape)) for name, shape in RULES)
ANY = re.compile("|".join(f"(?:{shape})" for _, shape in RULES))
TRIGGER = re.compile("[MWSPUTYKCIFRVA3l4]|O_?J|(?<=d)O")  # no expression without one of these
REACH = 8  # words that may stand before the first of them


def matches(kinds: str, at: int) -> list[tuple[int, str]]:
    """(end, rule) of each rule that fits at a place, longest first; of equally long ones, in the order of the rules."""
    found = []
    for rule in COMPILED:
        fit = rule.shape.match(kinds, at)
        if fit is not None and fit.end() > at:
            found.append((fit.end(), rule.name))
    return sorted(found, key=lambda each: -each[0])
