"""What a server answers, what is known of its last answer, and what goes wrong."""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import NamedTuple

LONGEST_WAIT = 86_400.0  # seconds: a server that asks for more is asked again after a day
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class Known(NamedTuple):
    """What the last answer said of its version, so that the same one is not sent again."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}


class Answer(NamedTuple):
    """A server's answer, its body unpacked. `url` is where redirects ended; header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        match = _CHARSET.search(self.headers.get("content-type", ""))
        return match[1] if match else None

    @property
    def known(self) -> Known:
        return Known(self.headers.get("etag"), self.headers.get("last-modified"))


class Trouble(Exception):
    """Why there is no answer, in plain words.

    `lasting`: asking again will not help; `until`: not before that time; `unasked`: the page itself was not asked for;
    `unreached`: nor was its server, as the net may be down.
    """

    def __init__(
        self, words: str, *, lasting: bool = False, until: float | None = None, unasked: bool = False, unreached: bool = False
    ) -> None:
        super().__init__(words)
        self.unasked = unasked or unreached
        self.unreached = unreached
        self.words = words
        self.lasting = lasting
        self.until = until


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds that a server asks to wait: "120", or a date. None where it asks for nothing that makes sense."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST_WAIT)
