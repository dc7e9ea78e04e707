"""A watch that is killed goes on where it was: nothing is lost, nothing coded or fetched twice. Real kills, of a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

import pytest

from bad_site import Reply, Site, html, served, slowly
from test_watch import TEXT, Desk, feed, item

pytestmark = pytest.mark.slow  # whole records or processes: a second a test

HERE = str(Path(__file__).parent)
PLACES = ("state.State.feed_read", "state.State.read", "batch.Batches.build", "state.State.built")


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


def watched(folder: Path, feeds: Path, dying: str = "", when: str = "") -> int:
    code = f"import sys; sys.path.insert(0, {HERE!r}); import test_watch_kill as t; t.main(*sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", code, str(folder), str(feeds), dying, when], check=False, timeout=60)
    return done.returncode


def main(folder: str, feeds: str, dying: str, when: str) -> None:
    """One reading of the feeds, by a process that dies before or after a step."""
    import asyncio
    import importlib

    from dateline.feeds import Sources, Watch, WatchOptions
    from dateline.settings import load_settings
    from test_watch import StandIn

    if dying:
        module, *names = dying.split(".")
        holder = importlib.import_module(f"dateline.feeds.{module}")
        for name in names[:-1]:
            holder = getattr(holder, name)
        real = getattr(holder, names[-1])

        def killing(*args: object, **more: object) -> object:
            result = real(*args, **more) if when == "after" else None
            os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(holder, names[-1], killing)
    settings = load_settings(fetch_private=True, fetch_delay=0.0)
    options = WatchOptions(every=1.0, settings=settings, pipeline=StandIn)
    sys.exit(asyncio.run(Watch(Sources(feeds), folder, options).run(once=True)))


def test_killed_before_and_after_every_step(tmp_path: Path, site: Site) -> None:
    desk = Desk(tmp_path)
    pages = [site.page(f"/{number}", html(TEXT.format(number))) for number in range(3)]
    address = site.page("/feed", *[feed(*map(item, pages), headers={"ETag": "1"})] * 2, Reply(304))
    desk.list.write_text(address, encoding="utf-8")
    for place, when in product(PLACES, ("before", "after")):
        assert watched(desk.folder, desk.list, place, when) == -signal.SIGKILL, f"{place} was not reached"
    assert watched(desk.folder, desk.list) == 0
    assert len(desk.reports()) == 3
    assert desk.status["articles"] == {"done": 3}
    assert desk.status["feeds"][0]["coded"] == 3
    assert [site.times(f"/{number}") for number in range(3)].count(1) >= 2


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(tmp_path: Path, site: Site, sign: int) -> None:
    """What is in hand is finished and in the record; nothing new is begun."""
    desk = Desk(tmp_path)
    slow = Reply(200, {"Content-Type": "text/html"}, chain(html(TEXT.format(1)).body, slowly(b" ", 8)))
    pages = [site.page("/1", slow), site.page("/2", html(TEXT.format(2)))]
    address = site.page("/feed", feed(*map(item, pages)))
    code = f"import sys; sys.path.insert(0, {HERE!r}); import test_watch_kill as t; t.on_and_on(*sys.argv[1:])"
    desk.list.write_text(address, encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", code, str(desk.folder), str(desk.list)], stderr=subprocess.PIPE)
    until = time.monotonic() + 20
    while not site.times("/1") and time.monotonic() < until:
        time.sleep(0.02)
    process.send_signal(sign)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert b"ending; what is in hand is finished" in said
    assert [url for url, *_ in desk.reports()] == [pages[0]]
    assert desk.status["articles"] == {"done": 1, "wanted": 1}
    assert site.times("/2") == 0


def on_and_on(folder: str, feeds: str) -> None:
    """The command itself, with a stand-in for the model."""
    from dateline.cli import main as command
    from dateline.feeds import batch
    from test_watch import StandIn

    batch._pipeline = StandIn  # type: ignore[assignment]
    sys.argv = ["dateline", "watch", feeds, "--record", folder, "--set", "fetch_private=true", "--set", "fetch_delay=0"]
    command()
