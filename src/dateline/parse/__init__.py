"""Text to `Tree` by a spaCy pipeline. The only room that imports spaCy."""

from dateline.parse.pipeline import Parser, load

__all__ = ["Parser", "load"]
