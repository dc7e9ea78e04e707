"""Walks through the desk in a headless browser (web/test/*.mjs): no console error, no other host, nothing for axe to find.

They need node, Debian's chromium and the scripts that npm builds (`make web`); what is missing is the reason of a skip.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser_record import write

ROOT = Path(__file__).parent.parent
WEB = ROOT / "web"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BUILT = ROOT / "src" / "dateline" / "serve" / "static" / "built" / "desk.js"
MISSING = [
    what for what, there in (
        ("node", shutil.which("node")), ("chromium", CHROMIUM), ("web/node_modules (make web)", (WEB / "node_modules").is_dir()),
        ("the built scripts (make web)", BUILT.is_file()),
    ) if not there
]  # fmt: skip
pytestmark = [
    pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=f"missing: {', '.join(MISSING)}"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


@pytest.fixture
def desk(folder: Path) -> Iterator[str]:
    """The address of a desk that serves an invented record, until the walk is done."""
    command = [str(Path(sys.executable).with_name("dateline")), "serve", str(folder), "--port", "0", "--stop-idle", "300"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        said = server.stdout.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + server.stdout.read()
        yield found.group()
        server.terminate()


@pytest.mark.parametrize("walk", sorted(path.name for path in (WEB / "test").glob("*.test.mjs")))
def test_walk(desk: str, folder: Path, walk: str) -> None:
    rebuild = [sys.executable, str(Path(__file__).with_name("browser_record.py")), str(folder)]
    told = subprocess.run(
        ["node", "--test", "--test-reporter=spec", f"test/{walk}"], cwd=WEB, capture_output=True, text=True, timeout=280,
        check=False, env=os.environ | {"DESK_URL": desk, "CHROMIUM": CHROMIUM or "", "REBUILD": json.dumps(rebuild)},
    )  # fmt: skip
    assert told.returncode == 0, told.stdout[-6000:] + told.stderr[-2000:]
