"""What each printed total covers: one portfolio, or the whole table."""

from __future__ import annotations

from collections.abc import Sequence

from tables.body.reading import RawTotal
from tables.mapping import TableMapping
from tables.parts import ProjectLine, TotalLine
from tables.words import folded


def resolved(
    raw: Sequence[RawTotal], lines: Sequence[ProjectLine], mapping: TableMapping
) -> tuple[TotalLine, ...]:
    """Say of each printed total which portfolio it is of.

    A total that names one is of that; one that names none covers the projects since the total
    before it, if these are of one portfolio, and others stand elsewhere; else the whole table.
    """
    printed = {_key(line.portfolio, mapping): line.portfolio for line in lines if line.portfolio}
    found: list[TotalLine] = []
    before = 0
    for total in raw:
        name = total.label.name
        if name is None and not total.label.whole:
            name = _portfolio_since(lines, before, total)
        portfolio = printed.get(_key(name, mapping), name) if name else None
        found.append(TotalLine(total.place, portfolio, total.figures, total.places))
        before = total.after
    return tuple(found)


def _portfolio_since(lines: Sequence[ProjectLine], before: int, total: RawTotal) -> str | None:
    """Return the one portfolio of the projects since the total before; none if it has them all."""
    since = {line.portfolio for line in lines[before : total.after]}
    if len(since) != 1:
        return None
    [portfolio] = since
    elsewhere = any(line.portfolio != portfolio for line in lines)
    return portfolio if elsewhere or total.label.part else None


def _key(name: str, mapping: TableMapping) -> str:
    """Return by what a portfolio is known: where it is mapped, else its name without the word."""
    mapped = mapping.portfolio(name)
    if mapped:
        return mapped
    words = folded(name).split()
    return " ".join(word for word in words if word != "portfolio")
