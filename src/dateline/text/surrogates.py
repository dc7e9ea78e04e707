"""Half characters: a lone surrogate cannot be written as UTF-8, so it becomes U+FFFD, one for one, and no offset moves."""

import re

_LONE = re.compile("[\ud800-\udfff]")


def mend(text: str) -> str:
    """The text with U+FFFD for each lone surrogate; also with `--no-clean`, as there is no way to write one.

    "caf\\ud800" -> "caf\\ufffd"
    """
    return text if text.isascii() else _LONE.sub("�", text)
