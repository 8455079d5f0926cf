"""How figures of a lineage, their movements and what was stated of them are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from projections.lineage.figures import altered, name_of, parted, placed
from projections.lineage.reading import Reading
from projections.lineage.structure_told import project_name
from projections.lineage.things import Key, Node
from projections.savings.figures import CASHABLE_BENEFIT, TAKEN_BACK, profile_of
from projections.savings.pence import in_pounds
from projections.seen import day
from projections.view import Entry
from projections.wording.phrases import month, spaced

_SORTS = {
    "baseline-set": "baseline",
    "opening-balance-brought-forward": "brought forward",
    "savings-extended": "extension",
    "savings-corrected": "correction",
}


def _figure(key: Key, reading: Reading) -> Node:
    project, measure = parted(key)
    stands = in_pounds(profile_of(reading.views, project, measure, reading.as_at, reading.known))
    return Node(
        key,
        project_name(reading, project),
        details=(spaced(measure),),
        amounts=tuple(stands.items()),
    )


def _movement(key: Key, reading: Reading) -> Node:
    project, measure, position = placed(key)
    (entry,) = reading.at([position])
    return Node(
        key,
        project_name(reading, project),
        on=day(entry.fact["decided_on"]),
        state=_sort(entry),
        details=_of_measure(measure),
        amounts=tuple(altered(entry).items()),
        positions=(position,),
    )


def _sort(entry: Entry) -> str:
    """Return what sort of movement a fact is."""
    if told := _SORTS.get(name_of(entry)):
        return told
    was, becomes = (
        sum(map(Decimal, entry.fact[each].values())) for each in ("expected", "revised")
    )
    back = "taken back" in (entry.fact["reason"] or "") and was != becomes
    return spaced(TAKEN_BACK) if back else spaced(entry.fact["kind"])


def _of_measure(measure: str) -> tuple[str, ...]:
    return () if measure == CASHABLE_BENEFIT else (spaced(measure),)


def _extension(key: Key, reading: Reading) -> Node:
    parts = reading.extensions(key.ref)
    if not parts:
        return Node(key, key.ref)
    added: dict[str, Decimal] = {}
    for part in parts:
        for year, amount in altered(part).items():
            added[year] = added.get(year, Decimal(0)) + amount
    title = next((each.fact["title"] for each in parts if each.fact.get("title")), key.ref)
    return Node(
        key,
        title,
        on=day(parts[0].fact["decided_on"]),
        state="approved",
        amounts=tuple(sorted(added.items())),
        positions=tuple(each.position for each in parts),
    )


def _report(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    last = log[-1].fact
    return Node(
        key,
        f"Status report, {month(last['period'])}",
        on=day(last["decided_on"]) or date.fromisoformat(f"{last['period']}-01"),
        state=spaced(last["status"]),
        amounts=tuple(altered(log[-1]).items()),
        positions=tuple(each.position for each in log),
    )


def _statement(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    said = log[0].fact
    papers = reading.log("document", said["document"])
    withdrawn = any("statement-withdrawn" in each.topic for each in log)
    return Node(
        key,
        papers[0].fact["title"] if papers else said["document"],
        on=day(said["decided_on"]),
        state="withdrawn" if withdrawn else None,
        details=(spaced(said["figure"]),),
        amounts=tuple(altered(log[0]).items()),
        positions=tuple(each.position for each in log),
    )


FIGURES: Final[dict[str, Callable[[Key, Reading], Node]]] = {
    "figure": _figure,
    "movement": _movement,
    "extension": _extension,
    "status-report": _report,
    "statement": _statement,
}
"""What tells of each of these kinds of things."""
