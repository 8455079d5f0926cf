"""How long cases take, as tables and as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Details, Heading, Table
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.cases.stats import CostOfWaiting, Stats

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
_OF_CASES = ("case", "deferrals", "year", "loses_from", "increase", "a_month", "on_the_way")


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
        yield _costs(found.waiting, "Savings that wait for a decision, £")
        yield Details((("Lost a month in all", in_unit(found.lost_a_month, Unit.POUNDS)),))
    if found.later:
        yield _costs(found.later, "Savings that waiting costs nothing yet, £")


def _costs(costs: Sequence[CostOfWaiting], title: str) -> Table:
    rows = [
        (
            each.ref,
            spaced(each.state),
            str(each.days),
            each.year,
            on(each.loses_from),
            in_unit(each.increase, Unit.POUNDS),
            in_unit(each.a_month, Unit.POUNDS),
        )
        for each in costs
    ]
    columns = ("Case", "Stands at", "Days>", "Year", "Loses from", "More>", "Lost a month>")
    return Table(columns, rows, title)


def stats_sheet(found: Stats) -> Sheet:
    """Return the days in each state, then how often each case was put off, then what waiting costs.

    Each line fills the columns of what it tells and leaves the others empty.
    """
    costs = [
        (each.ref, None, *each[3:], each.days, each.state)
        for each in (*found.waiting, *found.later)
    ]
    rows: list[Sequence[object]] = [(*stay, *[None] * len(_OF_CASES)) for stay in found.stays]
    rows += [
        (*[None] * len(_STAYS), ref, times, *[None] * 5) for ref, times in found.deferrals.items()
    ]
    rows += [(None, state, *[None] * 6, *cost, days) for *cost, days, state in costs]
    return Sheet((*_STAYS, *_OF_CASES), rows)


def _or_nothing(value: object) -> str:
    return "" if value is None else str(value)
