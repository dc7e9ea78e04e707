"""Lines that were cut at a fixed width, as e-mail and PDF cut them, made paragraphs again."""

import re
from itertools import pairwise

NARROW, WIDE = 40, 110  # characters of a line that may have been cut
LEAST = 3  # line ends that must look cut before any is taken out
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_ITEM = re.compile(r"[-*•>#|]|\(?\d{1,2}[.)] ")
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(\w+)-$")
_SIGNATURE = re.compile(r"\n-- \n(?:.*\n?){0,8}\Z")
ENDINGS = ('.', '!', '?', ':', '"', "”", "’", ")", "'")


def unwrap(text: str) -> str:
    """The text with the line ends inside sentences gone, if it is hard-wrapped; else the text itself.

    "Two lorries were turned back at\\nthe gate." -> "Two lorries were turned back at the gate."
    """
    if text.count("\n") < LEAST:
        return text
    bare = _SIGNATURE.sub("\n", text)
    if bare.count("\n>") >= LEAST:
        bare = _QUOTED.sub("", bare)
    lines = [line.rstrip() for line in bare.split("\n")]
    width = max(map(len, lines))
    if width > WIDE or not _is_cut(lines):
        return bare
    return _joined(lines, width)


def _is_cut(lines: list[str]) -> bool:
    """Whether most line ends between two lines of text stand inside a sentence."""
    pairs = [(one, two) for one, two in pairwise(lines) if one and two]
    full = [(one, two) for one, two in pairs if len(one) >= NARROW]
    low = sum(two.lstrip()[:1].islower() for _, two in full)
    inside = sum(not one.endswith(ENDINGS) for one, _ in full)
    return len(full) >= LEAST and low * 5 >= len(full) * 2 and inside * 2 >= len(full) and len(full) * 2 >= len(pairs)


def _joined(lines: list[str], width: int) -> str:
    done: list[str] = []
    words = _words(lines)
    for line in lines:
        if done and done[-1] and line and _goes_on(done[-1], line, width):
            done[-1] = _glued(done[-1], line.lstrip(), words)
        else:
            done.append(line)
    return "\n".join(done)


def _words(lines: list[str]) -> frozenset[str]:
    """The words of a text in which a line ends in a hyphen; else none, as none is asked for."""
    if not any(line.endswith("-") for line in lines):
        return frozenset()
    return frozenset(_WORD.findall("\n".join(lines)))


def _glued(before: str, line: str, words: frozenset[str]) -> str:
    """Two lines as one: a hyphen at the line end goes if the report also writes the word without one.

    "the govern-" + "ment said" is "the government said" where "government" stands elsewhere; "cross-" + "border" keeps it.
    """
    if not (cut := _CUT.search(before)):
        return f"{before} {line}"
    rest = _WORD.match(line)
    whole = cut[1] + rest[0] if rest else ""
    return before[: cut.end(1)] + line if whole in words else before + line


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line continues the one before: that one was full, or stopped inside a sentence."""
    if _ITEM.match(line):
        return False
    last = before.rsplit("\n", 1)[-1]
    full = len(last) >= width * 0.6
    return line[:1].islower() or (full and not (last.endswith(ENDINGS) and len(last) < width * 0.75))
