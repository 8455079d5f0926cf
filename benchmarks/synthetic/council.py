"""A council of hundreds of bodies, as a large county has them, to draw its governance."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from projections.structure import BodyAt, LineAt, Structure

DAY: Final = date(2018, 11, 5)
_DEPARTMENTS: Final = (
    "Adult Social Care and Health",
    "Children and Families",
    "Place",
    "Chief Executive's",
    "Public Health",
    "Resources",
)
_SUBJECTS: Final = (
    "Residential Care", "Home Care and Reablement", "Day Services", "Carers", "Safeguarding",
    "Looked After Children", "School Places", "Special Educational Needs", "Youth Services",
    "Early Help", "Highways", "Street Lighting", "Local Bus Services", "Home to School Transport",
    "Waste and Recycling", "Country Parks", "Libraries and Archives", "Planning", "Flood Risk",
    "Economic Development", "Property", "Office Rationalisation", "Smarter Working",
    "Cloud Services", "Business Support", "Customer Services", "Human Resources", "Payroll",
    "Procurement", "Information Governance", "Legal Services", "Finance and Budgets", "Pensions",
    "Audit", "Emergency Planning", "Trading Standards", "Public Protection", "Broadband",
    "Digital Development", "Data and Analytics",
)  # fmt: skip
_CADENCES: Final = ("monthly", "quarterly", "every six weeks", "weekly", "twice a year", None)
_MEMBERS, _OFFICERS, _PROGRAMME = "Members", "Officers", "Programme"


class _Tier(NamedTuple):
    """Bodies of one kind, and those that they report to."""

    kind: str
    level: str
    share: float
    name: str
    above: tuple[str, ...]


_TIERS: Final = (
    _Tier("committee", _MEMBERS, 0.04, "{} Committee", ("council",)),
    _Tier("sub-committee", _MEMBERS, 0.05, "{} Sub-Committee", ("committee",)),
    _Tier("department", _OFFICERS, 0.02, "{} Department", ("leadership-team",)),
    _Tier("officer-post", _OFFICERS, 0.06, "Service Director, {}", ("department",)),
    _Tier("programme-board", _PROGRAMME, 0.1, "{} Programme Board", ("sub-committee", "committee")),
    _Tier("steering-group", _PROGRAMME, 0.08, "{} Steering Group", ("programme-board",)),
    _Tier("project-board", _PROGRAMME, 0.25, "{} Project Board", ("programme-board",)),
    _Tier("working-group", _PROGRAMME, 0.4, "{} Working Group", ("project-board", "department")),
)


def council(bodies: int = 300, lines: int = 600, seed: int = 6) -> Structure:
    """Return a structure of so many bodies and lines, always the same for the same numbers."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    there = [
        BodyAt("council", "County Council", "council", _MEMBERS),
        BodyAt("clt", "Corporate Leadership Team", "leadership-team", _OFFICERS),
    ]
    for tier in _TIERS:
        there += _tier(tier, round(bodies * tier.share), chance)
    there = there[:bodies]
    reports = _reports(there, chance)
    besides = _besides(there, {(line.body, line.to) for line in reports}, chance)
    more = [next(besides) for _ in range(max(0, lines - len(reports)))]
    return Structure(tuple(there), (*reports, *more), DAY, organisation="A County Council")


def _tier(tier: _Tier, count: int, chance: random.Random) -> list[BodyAt]:
    return [
        BodyAt(
            f"{tier.kind}-{number:03}",
            tier.name.format(_subject(number)),
            tier.kind,
            tier.level,
            chance.choice(_DEPARTMENTS),
        )
        for number in range(count)
    ]


def _subject(number: int) -> str:
    phase = number // len(_SUBJECTS)
    subject = _SUBJECTS[(number * 7 + phase) % len(_SUBJECTS)]
    return f"{subject} (Phase {phase + 1})" if phase else subject


def _reports(there: list[BodyAt], chance: random.Random) -> list[LineAt]:
    above = {tier.kind: tier.above for tier in _TIERS}
    lines = [LineAt("clt", "council", "updates", "at every meeting")]
    for body in there:
        uppers = [one.ref for one in there if one.kind in above.get(body.kind, ())]
        if uppers:
            upper = uppers[int(len(uppers) * chance.random() ** 1.5)]
            lines.append(LineAt(body.ref, upper, "reports-to", chance.choice(_CADENCES)))
    return lines


def _besides(
    there: list[BodyAt], taken: set[tuple[str, str]], chance: random.Random
) -> Iterator[LineAt]:
    """Yield further lines that no two bodies have twice."""
    while True:
        body, to = chance.sample(there, 2)
        kind = chance.choice(("updates", "updates", "advises", "supported-by"))
        if (body.ref, to.ref) not in taken and (to.ref, body.ref) not in taken:
            taken.add((body.ref, to.ref))
            yield LineAt(body.ref, to.ref, kind, chance.choice(_CADENCES))


def entries(structure: Structure) -> str:
    """Return a structure as a file of entries, for ``minutebook record``."""
    told: list[dict[str, dict[str, str]]] = [
        {"body": _without_nothing(ref=body.ref, name=body.name, kind=body.kind, level=body.level,
                                  department=body.department)}
        for body in structure.bodies
    ]  # fmt: skip
    told += [
        {"reporting-line": _without_nothing(body=line.body, to=line.to, kind=line.kind,
                                            cadence=line.cadence)}
        for line in structure.lines
    ]  # fmt: skip
    return json.dumps(told)


def _without_nothing(**said: str | None) -> dict[str, str]:
    return {name: value for name, value in said.items() if value is not None}
