"""The options that say who codes: this process, workers on this machine, or a cluster."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.scale.engines import Wanted

Workers = Annotated[
    str | None,
    typer.Option("--workers", "-w", metavar="N", help="Code in N processes (auto: one for each processor). With ray: MIN-MAX."),
]
EngineName = Annotated[str, typer.Option("--engine", metavar="NAME", help="local, or ray: a Ray cluster.")]
Address = Annotated[
    str | None,
    typer.Option("--address", metavar="HOST:PORT", help="The cluster's head; without it Ray runs on this machine alone."),
]


def wanted(engine: str, workers: str | None, address: str | None) -> "Wanted":
    """What was asked for; SettingsError for what cannot be."""
    from dateline.scale.engines import Wanted

    asked = Wanted(engine, workers, address)
    asked.check()
    return asked
