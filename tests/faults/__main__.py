"""The long form: every fault, hundreds of times, and a table of what came of it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import click

from tests.faults import damage
from tests.faults.catalogue import DAMAGES, FAULTS, Fault
from tests.faults.chance import chance
from tests.faults.child import Nursery
from tests.faults.site import Ground
from tests.faults.tally import HEADING


@click.command()
@click.option("--seed", type=int, help="Repeat a run: the moments are chosen by this number.")
@click.option("--times", default=1.0, help="Multiply how often each fault happens.")
@click.option("--only", default="", help="Only the faults in whose name this stands.")
def main(seed: int | None, times: float, only: str) -> None:
    """Do everything to books that must not harm them, and tell what came of it."""
    seed = time.time_ns() % 1_000_000 if seed is None else seed
    click.echo(f"seed {seed}\n\n{HEADING}")
    with tempfile.TemporaryDirectory() as name, Nursery(Path(name)) as nursery:
        ground = Ground(nursery, Path(name))
        wrong = _all(FAULTS, ground, seed, times, only)
        click.echo(f"\n{damage.HEADING}")
        wrong += _all(DAMAGES, ground, seed, times, only)
    click.echo(
        "\n".join(["", *(what.strip() for what in wrong)])
        if wrong
        else "\nNothing was found that must not be."
    )
    sys.exit(bool(wrong))


def _all(
    faults: Mapping[Fault, int], ground: Ground, seed: int, times: float, only: str
) -> list[str]:
    """Let faults happen, print a line about each, and return what must not be."""
    wrong = []
    for fault, usual in faults.items():
        name = f"{fault.__module__}.{fault.__name__}".removeprefix("tests.faults.")
        if only in name:
            outcome = fault(ground, chance(seed, name), max(1, round(usual * times)))
            click.echo(outcome.line())
            wrong += outcome.wrong
    return wrong


if __name__ == "__main__":
    main()
