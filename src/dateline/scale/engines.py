"""Opens the engine that was asked for."""

from collections.abc import Callable
from typing import NamedTuple

from dateline.errors import SettingsError
from dateline.scale.alone import Alone
from dateline.scale.limits import memory_of, workers_of
from dateline.scale.work import Coding, Engine, FromSettings
from dateline.settings import Settings

ENGINES = ("local", "ray")


class Wanted(NamedTuple):
    """What was asked for: `workers` as it was typed ("4", "auto", with ray also "2-16"; None: this process alone)."""

    engine: str = "local"
    workers: str | None = None
    address: str | None = None

    def check(self) -> None:
        """SettingsError for what cannot be, before anything is loaded."""
        if self.engine not in ENGINES:
            raise SettingsError(f"there is no engine {self.engine!r}", "--engine", f"Allowed are {', '.join(ENGINES)}.")
        if self.engine == "ray":
            _range(self.workers)
        elif self.address is not None:
            raise SettingsError("is for a cluster", "--address", "Say --engine ray, too.")
        elif self.workers is not None:
            workers_of(self.workers)


def open_engine(settings: Settings, wanted: Wanted, factory: Callable[[], Coding] | None = None) -> Engine:
    """The engine with the pipeline of some settings, loaded. The caller closes it."""
    wanted.check()
    make = factory or FromSettings(settings)
    if wanted.engine == "ray":
        from dateline.scale.cluster import open_cluster

        return open_cluster(make, settings, least_and_most=_range(wanted.workers), address=wanted.address)
    if wanted.workers is None:
        return Alone(make())
    from dateline.scale.pool import Pool

    workers = workers_of(wanted.workers)
    return Pool(make, workers, seconds=settings.report_seconds, memory=memory_of(settings, workers))


def _range(workers: str | None) -> tuple[int, int]:
    """ "8" -> (1, 8), "2-16" -> (2, 16); (1, 0) without a number or with "auto": as many as the cluster has processors."""
    if workers is None or workers.strip().lower() in ("auto", "0"):
        return 1, 0
    least, dash, most = workers.partition("-")
    if not dash:
        return 1, workers_of(workers)
    found = workers_of(least), workers_of(most)
    if found[0] > found[1]:
        raise SettingsError(f"{workers!r} has more at the least than at the most", "--workers", "Write it as MIN-MAX: 2-16.")
    return found
