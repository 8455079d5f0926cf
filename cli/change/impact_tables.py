"""What changes come to together, in tables and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.units import of_unit
from cli.frame.words import spaced
from projections.wording.phrases import listed

if TYPE_CHECKING:
    from projections.changes.impact import Effect, Impact, Net, Sum

_NOTHING = "No request awaits its decision, and no extension was approved."
_NONE_WAITS = "No request awaits its decision."
_IN_CSV = 10
"""How many fields of an effect CSV has: those from its reference to its change."""

NO_CHANGE = (None,) * 6
"""What stands in CSV for the reference and other fields of a change, where a line is of none."""


def impact_blocks(
    found: Impact,
    unit: Unit,
    times: str,
    *,
    shown: bool,
    decision: str,
    measure: str,
    others: Sequence[str],
) -> Iterator[Block]:
    """Return what changes come to: request by request, and net.

    Args:
        found: what they come to.
        unit: the unit of money.
        times: both times.
        shown: whether it is asked for.
        decision: what is supposed of the requests that await their decision.
        measure: the measure that it is of.
        others: the other measures that they alter.
    """
    if not shown:
        return
    nothing = _NONE_WAITS if found.unlisted else _NOTHING
    empty = f"None of them alters {measure}." if others and not found.unlisted else nothing
    asked_only = decision == "rejected" and any(effect.request for effect in found.effects)
    yield from _impact(
        found, unit, f"{', if approved' * asked_only}{of_unit(unit)}, {times}", empty
    )
    if others and found.effects:
        yield Text(f"What they do to {listed(others)} is left out: ask for it with `--measure`.")


def _impact(found: Impact, unit: Unit, said: str, empty: str) -> Iterator[Block]:
    yield Table(
        ("Reference", "Kind", "Project", "Year", "Expected>", "Revised>", "Change>"),
        list(_effects(found, unit)),
        title=f"Requests and extensions{said}",
        empty=empty,
    )
    if found.unlisted:
        yield Text(
            f"{found.unlisted:,} extension{' is' if found.unlisted == 1 else 's are'} too many to"
            " list: the net impact counts them all. Name those you want to see, or ask for late"
            " ones with `--since`."
        )
    if not found.years:
        return
    yield Table(
        ("Net impact", *(f"{year}>" for year in found.years), "Total>"),
        [
            _net("Change requests", found.change_requests, unit),
            _net("Extensions", found.extensions, unit),
            _net("Total", found.total, unit),
        ],
        title=f"Net impact{said}",
        total=True,
    )
    if found.folded:
        yield Text(f"{found.years[0]} counts the changes of {listed(found.folded)}.")


def _effects(found: Impact, unit: Unit) -> Iterator[tuple[str, ...]]:
    """Return the lines of each change, and its total under them."""
    of_one: dict[int, list[Effect]] = {}
    for effect in found.effects:
        of_one.setdefault(effect.position, []).append(effect)
    for total in found.sums:
        for effect in of_one.get(total.position, ()):
            yield (
                effect.ref,
                spaced(effect.kind),
                effect.project,
                effect.year,
                *_in(unit, effect),
            )
        yield total.ref, "", "", "Total", *_in(unit, total)


def _in(unit: Unit, row: Effect | Sum) -> Iterator[str]:
    return (in_unit(amount, unit) for amount in (row.expected, row.revised, row.change))


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
        yield "effect", *effect[:_IN_CSV], None, None
    for name, net in nets.items():
        for year, amount in (*net.years.items(), ("total", net.total)):
            yield f"net {name}", *NO_CHANGE, year, None, None, amount, None, None
