"""What runs in an actor of the cluster: one worker of the pool, beside the process that talks with the driver."""

import pickle
import sys
from collections.abc import Callable

import msgspec

from dateline.records import Article
from dateline.scale.work import Coding
from dateline.settings import Settings


class Actor:
    """Codes shards that it is sent, and files that it reads itself."""

    def __init__(self, path: list[str], factory: bytes, settings: bytes) -> None:
        from dateline.scale.limits import cores, memory_of
        from dateline.scale.pool import Pool

        sys.path.extend(one for one in path if one not in sys.path)
        make: Callable[[], Coding] = pickle.loads(factory)
        self._settings = msgspec.json.decode(settings, type=Settings)
        memory = memory_of(self._settings, cores())
        self._pool = Pool(make, 1, seconds=self._settings.report_seconds, memory=memory)

    def coder(self) -> bytes:
        return msgspec.json.encode(self._pool.coder)

    def shard(self, payload: bytes) -> bytes:
        """The coded reports of a shard's articles."""
        articles = msgspec.msgpack.decode(payload, type=tuple[Article, ...])
        return msgspec.msgpack.encode(list(self._pool.each([articles])))

    def file(self, payload: bytes) -> bytes:
        """Codes an input file into a folder of shards; what was done."""
        from dateline.scale.folder import File, code_file

        return msgspec.msgpack.encode(code_file(msgspec.msgpack.decode(payload, type=File), self._pool, self._settings))
