"""The lives of figures as tables: one line of time, and below it what vouches for each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Heading, Paragraphs, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.units import of_unit
from cli.frame.words import spaced
from cli.saving.lines import LineOfTime

if TYPE_CHECKING:
    from projections.lives.life import Life

PAGE = 200
"""How many movements of a figure a page shows one by one."""

_NOTHING_MOVED = "No movement of this figure was decided by then."


def lives_blocks(found: Sequence[Life], times: str, units: Mapping[str, Unit]) -> Iterator[Block]:
    """Yield each life: what befell it, its notes and the target that its movements add up to.

    Args:
        found: the lives.
        times: the two times that they are told at.
        units: the unit of each measure.
    """
    for one in found:
        year = f", {one.asked.year}" if one.asked.year else ""
        measure = one.asked.measure
        unit = units[measure]
        yield Heading(f"{_called(one)}, {spaced(measure)}{year}{of_unit(unit)}, {times}")
        yield from _life(one, LineOfTime(one, unit))


def _life(found: Life, line_of_time: LineOfTime) -> Iterator[Block]:
    rows = line_of_time.rows()
    yield Table(
        line_of_time.columns,
        rows,
        title="Line of time",
        empty=_NOTHING_MOVED,
    )
    yield from _left_out(found)
    if rows and not (found.each or found.lines):
        yield Text(_NOTHING_MOVED)
    if found.current:
        yield _target(found, line_of_time.unit)
    if rows:
        yield Paragraphs("Notes", line_of_time.notes)


def _called(found: Life) -> str:
    scope = found.asked.scope
    if scope.kind == "project":
        return str(scope.ref)
    return found.name if scope.ref in (None, found.name) else f"{found.name} ({scope})"


def _target(found: Life, unit: Unit) -> Table:
    return Table(
        (*(f"{year}>" for year in found.current), "Total>"),
        [[in_unit(amount, unit) for amount in (*found.current.values(), found.total)]],
        title="Target",
    )


def _left_out(found: Life) -> Iterator[Text]:
    """Say what a page has no room for, and what shows it."""
    if found.skipped:
        yield Text(f"{found.skipped:,} earlier movements are not shown: --format csv has them all.")
    if found.by not in (None, "decision"):
        yield Text(
            f"{found.movements:,} movements are gathered by {found.by}: --each shows them one by"
            " one, and --year or a smaller group has fewer."
        )
    if found.more_requests:
        yield Text(
            "Earlier requests that were not approved are not shown: `minutebook change list` has"
            " them."
        )
    if found.more_reports:
        yield Text(
            "Earlier status reports that state another target than the book had are not shown:"
            " `minutebook portfolio` has them."
        )
