"""Several changes in tables and CSV: the list, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet
from cli.frame.words import spaced

if TYPE_CHECKING:
    from projections.changes.impact import Impact, Net
    from projections.changes.requests import Change

_LIST = ("ref", "title", "kind", "state", "body", "raised_on", "decided_on", "stale")
_EFFECT = ("ref", "title", "kind", "state", "project", "measure", "year")


def list_table(found: list[Change], unit: Unit, times: str) -> Table:
    """Return the changes as a table."""
    rows = [
        (
            row.ref,
            row.title,
            spaced(row.kind),
            _state(row),
            row.body or "",
            ", ".join(line.project for line in row.projects),
            row.raised_on or "",
            row.decided_on or "",
            in_unit(row.change, unit),
        )
        for row in found
    ]
    columns = ("Reference", "Title", "Kind", "State", "Body", "Projects", "Raised", "Decided")
    return Table(
        (*columns, f"Change {unit}>"),
        rows,
        title=f"Change requests and extensions, {times}",
        empty="No change requests or extensions yet.",
    )


def _state(row: Change) -> str:
    """Return how a change stands: where to, if it was deferred or referred."""
    last = row.rulings[-1] if row.rulings else {}
    where = {"deferred": last.get("deferred_to"), "referred": last.get("referred_to")}
    to = where.get(row.state)
    state = f"{spaced(row.state)} to {to}" if to else spaced(row.state)
    return f"{state} (stale)" if row.stale else state


def list_sheet(found: list[Change]) -> Sheet:
    """Return the changes as CSV, one line each."""
    return Sheet(
        (*_LIST, "projects", "change"),
        [
            (
                *(getattr(row, name) for name in _LIST),
                [line.project for line in row.projects],
                row.change,
            )
            for row in found
        ],
    )


def impact_blocks(found: Impact, unit: Unit, times: str) -> Iterator[Block]:
    """Return what changes come to: request by request, and net."""
    yield Table(
        ("Reference", "Kind", "Project", "Year", "Expected>", "Revised>", "Change>"),
        list(_effects(found, unit)),
        title=f"Requests and extensions, {unit}, {times}",
        empty="No request awaits its decision, and no extension was approved.",
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


def impact_sheet(found: Impact) -> Sheet:
    """Return every effect and then the net figures, told apart by the first column."""
    nets = {
        "change-requests": found.change_requests,
        "extensions": found.extensions,
        "total": found.total,
    }
    nothing = (None,) * (len(_EFFECT) - 1)
    return Sheet(
        ("row", *_EFFECT, "expected", "revised", "change"),
        [
            *(("effect", *effect) for effect in found.effects),
            *(
                (f"net {name}", *nothing, year, None, None, amount)
                for name, net in nets.items()
                for year, amount in (*net.years.items(), ("total", net.total))
            ),
        ],
    )
