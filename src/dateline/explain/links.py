"""The way through the parse from one word to another.

links(shelled, forces)     "shelled ─agent▸ by ─pobj▸ forces"
links(strike, army)        "strike ◂dobj─ launched ─nsubj▸ army"
"""

from dateline.syntax.tree import Word


def links(start: Word, goal: Word) -> str:
    """Up from the start as far as needed, then down to the goal; two sentences are joined by "…"."""
    if start is goal:
        return start.text
    above = [start, *start.ancestors()]
    down = [goal]
    known = {word.i for word in above}
    while down[-1].i not in known and down[-1].head is not down[-1]:
        down.append(down[-1].head)
    meeting = down[-1]
    if meeting.i not in known:
        return f"{start.text} … {goal.text}"
    told = start.text
    for word in above[: above.index(meeting)]:
        told += f" ◂{word.dep}─ {word.head.text}"
    for word in reversed(down[:-1]):
        told += f" ─{word.dep}▸ {word.text}"
    return told
