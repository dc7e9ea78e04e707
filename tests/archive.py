"""Archives as crawlers write them, made here: WARC records, ARC records, pages."""

import gzip

TEXT = "Soldiers fired on a convoy near the bridge at Orsk on Tuesday, killing four drivers, the governor said."


def page(number: int = 0, *, text: str = TEXT, head: str = "") -> bytes:
    words = f"<p>{text}</p><p>Report number {number} says that the road stayed shut and that more lorries were waiting.</p>"
    return f"<html><head><title>Convoy {number}</title>{head}</head><body><article>{words}</article></body></html>".encode()


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(
    number: int, block: bytes | None = None, *, kind: str = "response", length: int | None = None, more: str = ""
) -> bytes:
    block = answer(page(number)) if block is None else block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: 2024-03-05T06:07:08Z\r\nWARC-Target-URI: https://news.example/{number}\r\n{more}"
        f"Content-Type: {'application/http; msgtype=response' if kind != 'resource' else 'text/html'}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> list[bytes]:
    return [gzip.compress(one) for one in records]


def arc(number: int, *, longer: int = 0) -> bytes:
    block = answer(page(number))
    return f"http://news.example/{number} 192.0.2.7 20240305060708 text/html {len(block) + longer}\n".encode() + block + b"\n"


_ABOUT = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_HEAD = b"filedesc://day.arc 0.0.0.0 20240305000000 text/plain %d\n" % len(_ABOUT) + _ABOUT + b"\n"
