"""What would be if decisions had gone another way, in tables and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.units import of_unit
from cli.frame.words import spaced
from projections.wording.phrases import listed

if TYPE_CHECKING:
    from projections.supposing.bridging import Bridge
    from projections.supposing.what_if import Stale, Supposed, WhatIf

_NAMED = 5
_AWAY = ("Reference", "In the book", "Supposed", "From", "Project")
_WHAT = (("has", "before"), ("change", "change"), ("would have", "after"))
_NOW = ("approved", "rejected")
_HAD = {
    "never approved": "had never been approved",
    "approved after all": "had been approved after all",
    "left standing": "had been left standing",
}


def supposed_blocks(found: WhatIf, unit: Unit, times: str) -> Iterator[Block]:
    """Return what is supposed, what would be stale, and the portfolio as it would be."""
    here = [row for row in found.supposed if row.measure in (None, found.measure)]
    away = [row for row in here if row.how not in _NOW]
    if away:
        yield _away(away, unit, times)
    yield from _notes(found, away)
    stale = [row for row in found.stale if row.measure == found.measure]
    if stale:
        yield _stale(stale, unit, times)
    if here:
        yield from _portfolio(found, _if(here), unit, times)


def idle_blocks(found: WhatIf) -> Iterator[Text]:
    """Say, before what they ask, which requests would change nothing if rejected."""
    idle = sorted(
        {row.ref for row in found.supposed if row.how == "rejected" and row.project is None}
    )
    if idle:
        yield Text(f"If rejected, {listed(idle)} would change nothing: no net impact comes of it.")


def _notes(found: WhatIf, away: Sequence[Supposed]) -> Iterator[Text]:
    """Say what goes with a decision that is undone, and what it does to other measures."""
    for ref, positions in {row.ref: row.corrections for row in away if row.corrections}.items():
        several = "s" if len(positions) > 1 else ""
        yield Text(
            f"With {ref} goes what corrected it: position{several} {listed(map(str, positions))}."
        )
    for row in found.supposed:
        if row.how not in _NOW and row.measure not in (None, found.measure):
            yield Text(
                f"Supposing that {row.ref} {_were(row.how, 1)} also alters {row.measure}: ask for"
                f" that with `--measure {row.measure}`."
            )


def _away(rows: Sequence[Supposed], unit: Unit, times: str) -> Table:
    """Return the decisions that are supposed to have gone the other way."""
    years = sorted({year for row in rows for year in row.change})
    return Table(
        (*_AWAY, *(f"{year}>" for year in years), "Total>"),
        [
            (
                row.ref,
                spaced(row.state),
                row.how,
                row.since or "",
                row.project or "",
                *(in_unit(row.change.get(year, Decimal(0)), unit) for year in years),
                in_unit(row.change_total, unit),
            )
            for row in rows
        ],
        title=f"Supposed{of_unit(unit)}, {times}",
    )


def _stale(rows: Sequence[Stale], unit: Unit, times: str) -> Table:
    """Return the requests that would not find what they expect, year by year."""
    return Table(
        ("Reference", "State", "Project", "Year", "Expects>", "Would find>", "Apart>"),
        [
            (
                row.ref,
                spaced(row.state),
                row.project,
                year,
                in_unit(row.expected.get(year, Decimal(0)), unit),
                in_unit(row.found.get(year, Decimal(0)), unit),
                in_unit(apart, unit),
            )
            for row in rows
            for year, apart in row.apart.items()
        ],
        title="Stale: requests that would not find the figures they expect"
        f"{of_unit(unit)}, {times}",
    )


def _portfolio(found: WhatIf, supposed: str, unit: Unit, times: str) -> Iterator[Block]:
    moved = [bridge for bridge in found.groups if bridge.moves]
    stays = [bridge.name for bridge in found.groups if not bridge.moves]
    yield Table(
        ("Portfolio", "", *(f"{year}>" for year in found.years), "Total>"),
        [line for bridge in (*moved, found.total) for line in _lines(bridge, unit)],
        title=f"The portfolio {supposed}{of_unit(unit)}, {times}",
    )
    if stays:
        yield Text(f"{listed(stays)} would stay as {'it is' if len(stays) == 1 else 'they are'}.")
    if found.folded:
        yield Text(f"{found.years[0]} counts the figures of {listed(found.folded)}.")


def _if(rows: Sequence[Supposed]) -> str:
    """Say what is supposed: ``if ICS-2019-A were approved``."""
    hows: dict[str, list[str]] = {}
    for row in rows:
        if row.ref not in hows.setdefault(row.how, []):
            hows[row.how].append(row.ref)
    return listed(
        f"if {_named(sorted(refs))} {_were(how, len(refs))}" for how, refs in hows.items()
    )


def _named(refs: Sequence[str]) -> str:
    return listed(refs) if len(refs) <= _NAMED else f"{len(refs)} requests"


def _were(how: str, number: int) -> str:
    if how in _NOW:
        return f"{'was' if number == 1 else 'were'} {how}"
    return _HAD[how]


def _lines(bridge: Bridge, unit: Unit) -> Iterator[tuple[str, ...]]:
    for name, field in _WHAT:
        amounts: dict[str, Decimal] = getattr(bridge, field)
        total: Decimal = getattr(bridge, f"{field}_total")
        shown = (in_unit(amount, unit) for amount in (*amounts.values(), total))
        yield bridge.name if field == "before" else "", name, *shown


def supposed_rows(found: WhatIf) -> Iterator[tuple[object, ...]]:
    """Give for CSV what is supposed, what would be stale, and each portfolio year by year."""
    for row in found.supposed:
        said = (row.ref, row.title, row.kind, row.state, row.project, row.measure)
        for year, change in (*row.change.items(), ("total", row.change_total)):
            yield f"supposed {row.how}", *said, year, None, None, change, None, None
    for stale in found.stale:
        who = (stale.ref, None, None, stale.state, stale.project, stale.measure)
        for year, apart in stale.apart.items():
            expected = stale.expected.get(year, Decimal(0))
            yield "stale", *who, year, expected, None, apart, expected + apart, None
    for bridge in found.projects:
        of_project = (None, None, None, None, bridge.ref, found.measure)
        yield from _bridged("project", of_project, bridge)
    for what, bridges in (("portfolio", found.groups), ("all portfolios", (found.total,))):
        for bridge in bridges:
            yield from _bridged(
                what, (bridge.ref, bridge.name, None, None, None, found.measure), bridge
            )


def _bridged(
    what: str, who: tuple[str | None, ...], bridge: Bridge
) -> Iterator[tuple[object, ...]]:
    nothing = (None, None)
    for year, before in bridge.before.items():
        yield what, *who, year, *nothing, bridge.change[year], before, bridge.after[year]
    yield (
        what,
        *who,
        *("total", *nothing),
        *(bridge.change_total, bridge.before_total, bridge.after_total),
    )
