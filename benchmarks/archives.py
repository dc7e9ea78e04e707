"""Reading web archives: how fast records are told apart, how fast pages become reports, and whether memory stays flat.

    python benchmarks/archives.py                 100 MB and 1 GB, plain and gzipped, in a temporary folder
    python benchmarks/archives.py --megabytes 50  one small file of each kind

Invented pages of some 40 kB (a report of 300 to 900 words, menus, scripts, lists of links), as crawlers store them: each with its
request and metadata, one in ten a picture, one in twenty met again. Nothing is coded. Each file is read by a process of its own,
whose peak memory is printed; exit code 1 where the largest file takes more than a tenth more of it than the smallest.
"""

import argparse
import gzip
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WORDS = (
    "the a of in on at to from by with after before near while and but army convoy bridge road village district governor "
    "police officials residents said told reported fired shelled blocked crossed returned fled killed wounded closed opened "
    "reopened border gate camp shelter market river northern southern eastern Monday Tuesday Friday three seven twelve forty "
    "hundreds families drivers lorries soldiers fighters ministry statement overnight morning evening talks ceasefire aid"
)
VOCABULARY = WORDS.split()
MENU = "".join(f'<li class="nav-item"><a href="/section/{n}?from=menu">Section number {n}</a></li>' for n in range(120))
SCRIPT = "".join(f"window.slots.push({{id:{n},size:[300,250],path:'/unit/{n}/side'}});" for n in range(250))


def text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(VOCABULARY) for _ in range(words)).capitalize() + "."


def page(chance: random.Random, number: int) -> bytes:
    body = "".join(f"<p>{text(chance, chance.randint(20, 60))}</p>" for _ in range(chance.randint(12, 18)))
    links = "".join(f'<div class="teaser"><a href="/n/{chance.random()}">{text(chance, 9)}</a></div>' for _ in range(40))
    return (
        f'<!doctype html><html lang="en"><head><title>Report {number}</title><meta charset="utf-8">'
        f'<meta property="article:published_time" content="2024-03-0{number % 9 + 1}T08:00:00Z"><script>{SCRIPT}</script></head>'
        f"<body><nav><ul>{MENU}</ul></nav><article><h1>Report {number}</h1>{body}</article><aside>{links}</aside></body></html>"
    ).encode()


def record(kind: str, number: int, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:08x}-0000-4000-8000-{len(kind):012x}>\r\n"
        f"WARC-Date: 2024-03-10T06:07:08Z\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def records() -> Iterator[bytes]:
    chance, number = random.Random(8), 0
    while True:
        number += 1
        yield record("request", number, f"GET /{number} HTTP/1.1\r\nHost: news.example\r\n\r\n".encode())
        if number % 10 == 0:
            yield record("response", number, b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + chance.randbytes(60_000))
        elif number % 20 == 1:
            yield record("revisit", number, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        else:
            yield record("response", number, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(chance, number))
        yield record("metadata", number, b"fetchTimeMs: 81\r\ncharset-detected: UTF-8\r\n")


def write(path: Path, size: int) -> None:
    """An archive of so many bytes of file."""
    done = 0
    with path.open("wb") as file:
        for one in records():
            done += file.write(gzip.compress(one, 1) if path.suffix == ".gz" else one)
            if done >= size:
                return


def measure(path: Path, what: str) -> None:
    """One reading, in this process: records or reports, seconds, peak memory in MB."""
    from dateline.ingest import read_all
    from dateline.ingest.archives import Archive
    from dateline.ingest.members import pieces
    from dateline.settings import load_settings

    start = time.perf_counter()
    if what == "records":
        with path.open("rb") as file:
            found = sum(1 for _ in Archive(pieces(file), 10_000_000).records())
    else:
        found = sum(1 for _ in read_all([path], load_settings()))
    seconds = time.perf_counter() - start
    print(found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--measure", nargs=2)
    given = parser.parse_args()
    if given.measure:
        measure(Path(given.measure[0]), given.measure[1])
        return 0
    peaks: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for ending, size in ((ending, size) for ending in (".warc", ".warc.gz") for size in given.megabytes):
            path = Path(folder) / f"day{ending}"
            write(path, size * 1_000_000)
            for what in ("records", "reports"):
                command = [sys.executable, __file__, "--measure", str(path), what]
                found, seconds, peak = map(float, subprocess.run(command, check=True, capture_output=True).stdout.split())
                print(f"{size:>5} MB {ending:<9} {what:<8} {found:>9,.0f} in {seconds:7.1f} s: {found / seconds:>9,.0f}/s, "
                      f"{size / seconds:>7,.1f} MB/s, {peak:>5,.0f} MB of memory", flush=True)  # fmt: skip
                peaks.setdefault(f"{ending} {what}", []).append(peak)
            path.unlink()
    grown = [name for name, found in peaks.items() if found[-1] > 1.1 * found[0]]
    print("memory is flat" if not grown else f"memory grows: {', '.join(grown)}")
    return int(bool(grown))


if __name__ == "__main__":
    sys.exit(main())
