"""How long cases take, as tables and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Details, Heading, Table
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.cases.stats import Stats

_STAYS = (
    "route",
    "state",
    "body",
    "stays",
    "median_days",
    "longest_days",
    "running",
    "longest_running",
)


def stats_blocks(found: Stats, times: str) -> Iterator[Block]:
    """Yield the tables of the statistics."""
    yield Heading(f"How long cases take, {times}")
    rows = [
        (
            stay.route,
            spaced(stay.state),
            stay.body or "",
            str(stay.stays),
            _or_nothing(stay.median_days),
            _or_nothing(stay.longest_days),
            str(stay.running),
            _or_nothing(stay.longest_running),
        )
        for stay in found.stays
    ]
    columns = ("Route", "State", "Body", "Ended>", "Median>", "Longest>", "Now>", "Longest now>")
    yield Table(columns, rows, "Days in each state", empty="No case has set out yet.")
    if found.deferrals:
        put_off = [(ref, str(times)) for ref, times in found.deferrals.items()]
        yield Table(("Case", "Times>"), put_off, "Put off to a later meeting")
    if found.waiting:
        waits = [
            (
                each.ref,
                spaced(each.state),
                str(each.days),
                in_unit(each.increase, Unit.POUNDS),
                in_unit(each.a_month, Unit.POUNDS),
            )
            for each in found.waiting
        ]
        yield Table(
            ("Case", "Stands at", "Days>", f"More in {found.year}>", "Lost a month>"),
            waits,
            "Savings that wait for a decision, £",
        )
        yield Details((("Lost a month in all", in_unit(found.lost_a_month, Unit.POUNDS)),))


def stats_sheet(found: Stats) -> Sheet:
    """Return the days in each state, a line for every route, state and body."""
    return Sheet(_STAYS, found.stays)


def _or_nothing(value: object) -> str:
    return "" if value is None else str(value)
