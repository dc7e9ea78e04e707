"""The desk on a record of 100,000 happenings and 200,000 figures: first page, filters, API, memory of the server.

    python benchmarks/desk.py                   builds an invented record (no model), serves it, measures
    python benchmarks/desk.py --record big      serves that one; made if it is not there
    python benchmarks/desk.py --events 10000

Aims: first page interactive under 1.5 s (with Node and Chromium; else until its last byte), any filter under 300 ms, from the
choice to the frame that shows its rows where there is a browser, memory under 1 GB. Each time is the median of five requests
after one that is not counted. The last line is JSON; exit code 1 if an aim is missed.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from desk_record import size_of, write

AIMS = {"first page": 1500.0, "filter": 300.0, "filter in a browser": 300.0, "memory": 1000.0}
WEB = Path(__file__).parent.parent / "web"
FILTERS = {
    "all statuses": "status=occurred,claimed,planned,requested,hypothetical,denied",
    "period": "from=2024-01-01&to=2024-01-31",
    "actor": "actor=PAK", "dyad": "dyad=PAK~IRN", "type": "type=ASSAULT,COERCE", "origins": "origins=2", "place": "place=42",
    "country": "country=IRN", "words": "q=convoy+place12", "nowhere": "nowhere=1", "since": "since=1",
    "changed figures": "since=1&change=figures", "changed crossings": "since=1&change=crossings", "by day": "sort=day",
    "by figure": "sort=figure",
    "all at once": "actor=PAK&country=IRN&from=2023-01-01&origins=2&type=ASSAULT&sort=figure",
    "empty": "type=PROTEST&country=XXX",
}  # fmt: skip
PAGES = ("/figures", "/borders", "/actors", "/dyads", "/statements?q=convoy", "/search?q=place42", "/review", "/event/{event}",
         "/report/{report}")  # fmt: skip
API = ("record", "events", "events?limit=1000&sort=day", "events/{event}", "reports", "reports/{report}",
       "figures?measure=killed", "crossings", "statements?q=convoy", "actors", "dyads?states=true", "places", "changes?since=1",
       "choices/actors?like=mil", "columns")  # fmt: skip
FILES = ("events.csv?country=IRN", "events.geojson?country=IRN", "events.parquet?country=IRN", "events.csv?{all}",
         "events.parquet?{all}")  # fmt: skip


def main() -> int:
    reading = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reading.add_argument("--events", type=int, default=100_000)
    reading.add_argument("--record", type=Path)
    given = reading.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.record or Path(scratch) / "record"
        if not (folder / "record.duckdb").is_file():
            begun = time.perf_counter()
            write(folder, given.events)
            print(f"invented in {time.perf_counter() - begun:.0f} s: {size_of(folder) / 1e6:.0f} MB")
        told = measured(folder)
    missed = [name for name, aim in AIMS.items() if told.get(name, 0.0) > aim]
    print(json.dumps(told | {"aims": AIMS, "missed": missed}))
    return 1 if missed else 0


def measured(folder: Path) -> dict[str, float]:
    """Starts the server as a user does, asks, and stops it."""
    command = [str(Path(sys.executable).with_name("dateline")), "serve", str(folder), "--port", "0", "--stop-idle", "10"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", server.stdout.readline())
        assert found, "the server did not start"
        port = int(found.group(1))
        begun = time.perf_counter()
        first = asked(port, "/")
        print(f"the first request of a new server: {(time.perf_counter() - begun) * 1000:.0f} ms, {len(first) / 1000:.0f} kB")
        return _asked_all(port, server.pid)
    finally:
        server.terminate()
        server.wait(10)


def _asked_all(port: int, pid: int) -> dict[str, float]:
    names = {"event": _first(port, "events?sort=figure", "linked_event"), "report": _first(port, "reports", "report")}
    page = timed(port, "/")
    shown = browser(port, "first_page.mjs")
    print(f"first page: {page:.0f} ms to the last byte; in a browser {shown}")
    filters = {name: timed(port, f"/?{query}") for name, query in FILTERS.items()}
    _print("filters of the picture", filters)
    chosen = browser(port, "filters.mjs")
    print(f"filters in a browser, of that the server's answer, the swap, the frame: {chosen}")
    _print("pages", {path: timed(port, path.format(**names)) for path in PAGES})
    parts = {path: timed(port, f"/api/v1/{path.format(**names)}") for path in API}
    _print("API", parts)
    every = FILTERS["all statuses"]
    _print("files", {path: timed(port, f"/api/v1/{path.format(all=every)}", times=1) for path in FILES})
    return {
        "first page": float(shown.get("interactive", page)), "filter": max(filters.values()), "api": max(parts.values()),
        "memory": memory(pid),
    } | ({"filter in a browser": float(max(each["whole"] for each in chosen.values()))} if chosen else {})  # fmt: skip


def asked(port: int, address: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status in (301, 303):
        return asked(port, answer.getheader("location", "/"))
    if answer.status not in (200, 404):
        print(f"{address}: {answer.status}", file=sys.stderr)
    return content if answer.status == 200 else b""


def timed(port: int, address: str, times: int = 5) -> float:
    """Milliseconds to the last byte; NaN where the page is not there."""
    if not asked(port, address):
        return float("nan")
    told = []
    for _ in range(times):
        begun = time.perf_counter()
        asked(port, address)
        told.append((time.perf_counter() - begun) * 1000)
    return statistics.median(told)


def browser(port: int, script: str) -> dict[str, Any]:
    """What a script of `web/` measures in Chromium; nothing where Node, Chromium or the packages of `web/` are missing."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not (shutil.which("node") and chromium and (WEB / "node_modules" / "playwright-core").is_dir()):
        return {}
    command = ["node", str(WEB / script), f"http://127.0.0.1:{port}/"]
    given = os.environ | {"CHROMIUM": chromium}
    ran = subprocess.run(command, capture_output=True, text=True, env=given, timeout=120, check=False)
    return dict(json.loads(ran.stdout)) if ran.returncode == 0 else {}


def memory(pid: int) -> float:
    """Most that the server has held, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return int(found.group(1)) / 1000 if found else 0.0


def _first(port: int, path: str, name: str) -> str:
    answer = json.loads(asked(port, f"/api/v1/{path}"))
    return str(next(value for value in answer.values() if isinstance(value, list))[0][name])


def _print(title: str, told: dict[str, float]) -> None:
    listed = (f"{name} {value:.0f}" if value == value else f"{name} -" for name, value in told.items())
    print(f"{title}: {', '.join(listed)} ms")


if __name__ == "__main__":
    raise SystemExit(main())
