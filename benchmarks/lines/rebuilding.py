"""Building every view from the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator

from benchmarks.lines.run import Run
from benchmarks.measure import Aim, Line, rates, timed
from benchmarks.sites import Site
from benchmarks.synthetic.plan import Plan
from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.runner import rebuild

HALF, A_SECOND = 0.5, 150_000
MIDDLE, LONG = 100_000, 500_000
AIM = Aim(
    f"≥ {HALF} × and ≥ {A_SECOND:,}/s",
    lambda line: line.ratio is not None and line.ratio >= HALF and line.value >= A_SECOND,
)


def rebuilding(run: Run) -> Iterator[Line]:
    """Compare rebuilding with reading the same events as JSON in a plain loop."""
    for site in run.sites.all:
        if run.size > MIDDLE:
            yield _rebuilding(site, Plan(MIDDLE), 3)
        yield _rebuilding(site, run.large, 1 if run.size > LONG else 2)


def _rebuilding(site: Site, plan: Plan, rounds: int) -> Line:
    url = site.book(plan)

    def views() -> None:
        with open_reader(url) as reader:
            rebuild(reader, VIEWS).close()

    def plain_loop() -> None:
        with open_reader(url) as reader:
            for entry in reader.stream():
                json.loads(entry.state)

    return rates(
        f"rebuild of all {len(VIEWS)} views, {plan.facts:,} facts",
        site.name,
        "reading the same events as JSON",
        plan.facts,
        lambda: timed(views),
        lambda: timed(plain_loop),
        AIM,
        rounds,
    )
