"""What changes come to together, in tables and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.words import spaced
from projections.wording.phrases import listed

if TYPE_CHECKING:
    from projections.changes.impact import Impact, Net

_NOTHING = "No request awaits its decision, and no extension was approved."
NO_CHANGE = (None,) * 6
"""What stands in CSV for the reference and other fields of a change, where a line is of none."""


def impact_blocks(
    found: Impact, unit: Unit, times: str, *, shown: bool, measure: str, others: Sequence[str]
) -> Iterator[Block]:
    """Return what changes come to: request by request, and net.

    Args:
        found: what they come to.
        unit: the unit of money.
        times: both times.
        shown: whether it is asked for.
        measure: the measure that it is of.
        others: the other measures that they alter.
    """
    if not shown:
        return
    empty = f"None of them alters {measure}." if others else _NOTHING
    yield from _impact(found, unit, times, empty)
    if others and found.effects:
        yield Text(f"What they do to {listed(others)} is left out: ask for it with `--measure`.")


def _impact(found: Impact, unit: Unit, times: str, empty: str) -> Iterator[Block]:
    yield Table(
        ("Reference", "Kind", "Project", "Year", "Expected>", "Revised>", "Change>"),
        list(_effects(found, unit)),
        title=f"Requests and extensions, {unit}, {times}",
        empty=empty,
    )
    if not found.effects:
        return
    yield Table(
        ("Net impact", *(f"{year}>" for year in found.years), "Total>"),
        [
            _net("Change requests", found.change_requests, unit),
            _net("Extensions", found.extensions, unit),
            _net("Total", found.total, unit),
        ],
        title=f"Net impact, {unit}, {times}",
        total=True,
    )
    if found.folded:
        yield Text(f"{found.years[0]} counts the changes of {' and '.join(found.folded)}.")


def _effects(found: Impact, unit: Unit) -> Iterator[tuple[str, ...]]:
    """Return the lines of each change, and its total under them."""
    for total in found.sums:
        for effect in found.effects:
            if effect.ref == total.ref:
                yield (
                    effect.ref,
                    spaced(effect.kind),
                    effect.project,
                    effect.year,
                    *(in_unit(sum_, unit) for sum_ in effect[-3:]),
                )
        yield total.ref, "", "", "Total", *(in_unit(sum_, unit) for sum_ in total[-3:])


def _net(name: str, net: Net, unit: Unit) -> tuple[str, ...]:
    return name, *(in_unit(sum_, unit) for sum_ in (*net.years.values(), net.total))


def impact_rows(found: Impact) -> Iterator[tuple[object, ...]]:
    """Give every effect and then the net figures for CSV, told apart by the first column."""
    nets = {
        "change-requests": found.change_requests,
        "extensions": found.extensions,
        "total": found.total,
    }
    for effect in found.effects:
        yield "effect", *effect
    for name, net in nets.items():
        for year, amount in (*net.years.items(), ("total", net.total)):
            yield f"net {name}", *NO_CHANGE, year, None, None, amount
