"""Explanations of statements whose figures somebody accepted although they do not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tables.entries.planned import Planned
from tables.parts import Finding, Place, ProjectLine, StatusTable, TotalLine

EXPLANATION = "statement-explanation"
_FIGURES = {
    "target": "target",
    "at risk": "at-risk",
    "delivered alternatively": "delivered-alternatively",
    "net at risk": "net-at-risk",
}


class Acceptor(NamedTuple):
    """Who accepts what does not add up, and on which day."""

    name: str
    on: date


def with_explanations(
    planned: Iterable[Planned],
    tables: Iterable[StatusTable],
    accepted: Iterable[Finding],
    by: Acceptor,
) -> Iterator[Planned]:
    """Put behind each statement of which something was accepted who accepted it, and what.

    The explanation is of the statement that comes before it, whose reference the book makes.
    """
    reasons = _reasons(tables, accepted)
    for one in planned:
        yield one
        said = reasons.get((one.place, one.fields.get("figure", "")))
        if one.entry == "statement" and said:
            fields = {
                "explained_by": by.name,
                "explained_on": by.on.isoformat(),
                "reason": f"accepted on import: {'; '.join(dict.fromkeys(said))}",
            }
            yield Planned(EXPLANATION, fields, one.place)


def _reasons(
    tables: Iterable[StatusTable], accepted: Iterable[Finding]
) -> Mapping[tuple[Place, str], list[str]]:
    """Return what was accepted of each figure of each row."""
    parts: dict[Place, ProjectLine | TotalLine] = {}
    for table in tables:
        parts |= {line.place: line for line in table.lines}
        parts |= {total.place: total for total in table.totals}
    reasons: dict[tuple[Place, str], list[str]] = {}
    for finding in accepted:
        row = finding.place._replace(column=None)
        part = parts.get(row)
        for figure in _figures_at(part.places, finding.place) if part else ():
            reasons.setdefault((row, figure), []).append(f"{finding.rule}, {finding.message}")
    return reasons


def _figures_at(places: Mapping[str, Place], place: Place) -> Iterator[str]:
    """Yield the figure whose cell stands at a place."""
    for name, at in places.items():
        if at == place:
            yield from (own for group, own in _FIGURES.items() if name.startswith(group))
