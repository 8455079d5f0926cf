"""A bridge as a table with its movements named below, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.frame.asked import Asked
from cli.frame.blocks import Block, Heading, Paragraphs, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet, as_data
from cli.frame.units import of_unit
from cli.frame.words import authority_in_short, spaced
from projections.wording.bridges import label_of

if TYPE_CHECKING:
    from decimal import Decimal

    from projections.bridges.bridge import Bridge, Line
    from projections.bridges.naming import Named
    from projections.bridges.parts import Part

_PROJECTS = 10
"""How many projects that moved in or out are named in a table."""


class Shown(NamedTuple):
    """How a bridge is shown: the times of its figures, the unit, by what parts, of which year."""

    opening: Asked
    closing: Asked
    unit: Unit
    by: str | None
    year: str | None


def in_short(found: Bridge, shown: Shown) -> str:
    """Return what a bridge is of: ``Place, 2018-03-31 to 2018-12-31``."""
    if shown.opening.as_at == shown.closing.as_at:
        return f"{found.name}, as at {shown.closing.as_at}"
    return f"{found.name}, {shown.opening.as_at} to {shown.closing.as_at}"


def bridge_blocks(found: Bridge, parts: Sequence[Part], shown: Shown) -> Iterator[Block]:
    """Yield the bridge, its parts if they were asked for, and the movements behind each line."""
    named = f"{found.name} ({found.ref})" if found.ref else found.name
    of_year = f", {shown.year}" if shown.year else ""
    yield Heading(
        f"{named}, {spaced(found.measure)}{of_year}{of_unit(shown.unit)}, from {_times(shown)}"
    )
    yield _table(found, shown)
    if not found.lines:
        yield Text("Nothing moved it in between.")
    if found.moved_elsewhere:
        yield Text(_elsewhere(found))
    if shown.by:
        yield _parts(found, parts, shown)
    notes = [(_label(found, line), list(_notes(line, shown.unit))) for line in found.lines]
    if any(texts for _, texts in notes):
        yield Paragraphs("Movements", [note for note in notes if note[1]])


def _elsewhere(found: Bridge) -> str:
    """Say of which projects `saving history` has other lines, and why."""
    named, more = found.moved_elsewhere[:_PROJECTS], len(found.moved_elsewhere) - _PROJECTS
    others = f" and {more:,} more" if more > 0 else ""
    return (
        f"Moved in or out, and changed in between: {', '.join(named)}{others}. Who moved out takes"
        f" away the figure of {found.opening.as_at} and changes since are left out; who moved in"
        " brings that figure and all changes since are counted. `saving history` counts each"
        " change by where the project was on its day: the lines differ, the figures do not."
    )


def _times(shown: Shown) -> str:
    opening, closing = shown.opening, shown.closing
    if opening.known == closing.known:
        return f"{opening.as_at} to {closing.as_at}, {closing.knowledge}"
    return f"{opening.as_at}, {opening.knowledge}, to {closing.as_at}, {closing.knowledge}"


def _table(found: Bridge, shown: Shown) -> Table:
    def row(label: str, years: Iterable[Decimal], total: Decimal, changes: str) -> list[str]:
        return [label, *(in_unit(amount, shown.unit) for amount in (*years, total)), changes]

    opening, closing = found.opening, found.closing
    known = _knowledge(found, shown)
    rows = [row(f"As at {opening.as_at}{known[0]}", opening.years.values(), opening.total, "")]
    rows += [
        row(_label(found, line), line.years.values(), line.total, f"{line.changes:,}")
        for line in found.lines
    ]
    rows.append(row(f"As at {closing.as_at}{known[1]}", closing.years.values(), closing.total, ""))
    columns = ("", *(f"{year}>" for year in found.years), "Total>", "Changes>")
    return Table(columns, rows, title="Bridge", total=True)


def _knowledge(found: Bridge, shown: Shown) -> tuple[str, str]:
    """Return what tells the first row from the last where they are of one day."""
    if found.learns and found.opening.as_at == found.closing.as_at:
        return f", {shown.opening.knowledge}", f", {shown.closing.knowledge}"
    return "", ""


def _label(found: Bridge, line: Line) -> str:
    return label_of(line.stage, line.kind, staged=found.learns)


def _parts(found: Bridge, parts: Sequence[Part], shown: Shown) -> Table:
    lines = [(line.stage, line.kind) for line in found.lines]
    lines += sorted({key for part in parts for key in part.lines} - {*lines})
    named = [label_of(*key, staged=found.learns) for key in lines]
    known = _knowledge(found, shown)
    rows = [
        [
            part.name if part.ref is None or part.name == part.ref else f"{part.name} ({part.ref})",
            *_amounts([part.opening, *(part.lines.get(key) for key in lines)], shown.unit),
            in_unit(part.closing, shown.unit),
        ]
        for part in parts
    ]
    totals = {(line.stage, line.kind): line.total for line in found.lines}
    opening, closing = found.opening.total, found.closing.total
    total = _amounts([opening, *(totals.get(key) for key in lines), closing], shown.unit)
    columns = (
        (shown.by or "").capitalize(),
        f"{shown.opening.as_at}{known[0]}>",
        *(f"{name}>" for name in named),
        f"{shown.closing.as_at}{known[1]}>",
    )
    empty = "No project belonged to it at either time."
    return Table(
        columns,
        [*rows, ["All", *total]] if rows else [],
        title=f"By {shown.by}",
        empty=empty,
        total=True,
    )


def _amounts(amounts: Iterable[Decimal | None], unit: Unit) -> list[str]:
    return ["" if amount is None else in_unit(amount, unit) for amount in amounts]


def _notes(line: Line, unit: Unit) -> Iterator[str]:
    if line.projects:
        more = len(line.projects) - _PROJECTS
        others = f" and {more:,} more" if more > 0 else ""
        yield f"{', '.join(line.projects[:_PROJECTS])}{others}"
    for movement in line.movements:
        yield _movement(movement, unit)
    if line.unnamed and not line.movements:
        yield f"{line.unnamed:,} changes: --each names them, or ask of fewer projects"
    elif line.unnamed:
        yield f"and {line.unnamed:,} changes more: --each names them"


def _movement(movement: Named, unit: Unit) -> str:
    changed = ", ".join(
        f"{year} {in_unit(amount, unit)}" for year, amount in movement.years.items()
    )
    told = (
        movement.reference,
        movement.project,
        movement.decided_on or "on a day that no source gives",
        authority_in_short(movement.authority),
    )
    place = f"position {movement.position:,}"
    return f"{', '.join(part for part in told if part)}: {changed} ({place})"


def bridge_data(found: Bridge, parts: Sequence[Part], shown: Shown) -> dict[str, Any]:
    """Return a bridge as JSON has it."""
    told: dict[str, Any] = as_data(found)
    data: dict[str, Any] = {"scope": {name: told.pop(name) for name in ("kind", "ref", "name")}}
    data |= told
    data["opening"]["as_known"] = as_data(shown.opening.as_known)
    data["closing"]["as_known"] = as_data(shown.closing.as_known)
    if shown.by:
        data["by"] = shown.by
        data["parts"] = [
            as_data(
                part._asdict()
                | {
                    "lines": [
                        {"stage": stage, "kind": kind, "total": total}
                        for (stage, kind), total in part.lines.items()
                    ]
                }
            )
            for part in parts
        ]
    return data


def bridge_sheet(found: Bridge, parts: Sequence[Part]) -> Sheet:
    """Return a bridge as CSV: a row for each line, or one for each line of each part."""
    return _sheet_of_parts(parts) if parts else _sheet(found)


def _sheet(found: Bridge) -> Sheet:
    def row(stage: str, kind: str, years: Iterable[Decimal], *rest: object) -> list[object]:
        return [stage, kind, *years, *rest]

    ends = (("opening", found.opening), ("closing", found.closing))
    opening, closing = (
        row(name, f"as at {end.as_at}", end.years.values(), end.total, None, None, None)
        for name, end in ends
    )
    lines = [
        row(
            line.stage,
            line.kind,
            line.years.values(),
            line.total,
            line.changes,
            [movement.reference or movement.project for movement in line.movements]
            or line.projects,
            line.unnamed,
        )
        for line in found.lines
    ]
    header = ("stage", "kind", *found.years, "total", "changes", "named", "unnamed")
    return Sheet(header, [opening, *lines, closing])


def _sheet_of_parts(parts: Sequence[Part]) -> Sheet:
    rows = [
        [part.ref, part.name, stage, kind, amount]
        for part in parts
        for (stage, kind), amount in (
            (("opening", ""), part.opening),
            *part.lines.items(),
            (("closing", ""), part.closing),
        )
    ]
    return Sheet(("ref", "name", "stage", "kind", "total"), rows)
