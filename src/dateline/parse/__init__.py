"""Text to `Tree` by a spaCy pipeline. The only room that imports spaCy."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy comes: a worker has one core, and more threads only wait

from dateline.parse.gate import audited, spared_report
from dateline.parse.pipeline import Parser, load

__all__ = ["Parser", "audited", "load", "spared_report"]
