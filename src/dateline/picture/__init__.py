"""The picture of one report for people: what happened, what is only said, how many, which borders, who spoke."""

from dateline.picture.draw import Entry, Group, Mark, Picture, Section, draw

__all__ = ["Entry", "Group", "Mark", "Picture", "Section", "draw"]
