"""Feeds that are watched: what is new in them is fetched politely, coded, and linked into a record.

    asyncio.run(Watch(Sources("feeds.opml"), "gulf").run())     until stopped
    asyncio.run(Watch(Sources("feeds.opml"), "gulf").run(once=True))

What was found, fetched and coded stands in the record's folder `feeds/state.sqlite`, one transaction a step, so that a
watch that is killed goes on where it was: nothing is lost, and nothing coded twice.
"""

from dateline.feeds.subscriptions import Feed, Sources
from dateline.feeds.watch import Watch, WatchOptions

__all__ = ["Feed", "Sources", "Watch", "WatchOptions"]
