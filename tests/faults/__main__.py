"""The long form: every fault, hundreds of times, and a table of what came of it."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click

from tests.faults.catalogue import FAULTS
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
        tallies = []
        for fault, usual in FAULTS.items():
            if only in fault.__name__:
                ground = Ground(nursery, Path(name))
                tally = fault(ground, chance(seed, fault.__name__), round(usual * times))
                click.echo(tally.line())
                tallies.append(tally)
    wrong = [what for tally in tallies for what in tally.wrong]
    click.echo("\n".join(["", *wrong]) if wrong else "\nNothing was found that must not be.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
