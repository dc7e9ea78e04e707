"""Many pages from many hosts, politely: one request at a time a host, robots.txt, back-off, Retry-After.

    async with Polite(settings) as web:
        answer = await web.get("https://news.example/feed.xml", Known(etag='"5"'))
"""

from dateline.ingest.web.answers import Answer, Known, Trouble
from dateline.ingest.web.clock import Clock, SystemClock
from dateline.ingest.web.hosts import Rest
from dateline.ingest.web.memory import Memory
from dateline.ingest.web.polite import Polite
from dateline.ingest.web.robots import Rules

__all__ = ["Answer", "Clock", "Known", "Memory", "Polite", "Rest", "Rules", "SystemClock", "Trouble"]
