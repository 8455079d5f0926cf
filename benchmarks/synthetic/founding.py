"""The beginning of the book: bodies, portfolios, programmes, projects and their baselines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.synthetic.pen import Fields, Said, Step
from benchmarks.synthetic.plan import FIRST_YEAR, FOUNDED, PORTFOLIOS, PROBE, PROGRAMMES, year
from benchmarks.synthetic.words import DEPARTMENTS, person, project_name
from benchmarks.synthetic.world import Body, Figure, World, Years, source

_DAY = str(FOUNDED)
_PAPERS = "Constitution and savings plan, March 2001"
_DECIDES = ["baselines", "extensions", "savings-changes", "gates"]
_LIMIT = "900000000"
SEATS = 5


class Tier(NamedTuple):
    """Bodies of one kind: how many, whom they report to, and whether they decide."""

    ref: str
    kind: str
    name: str
    bodies: int
    above: str | None
    decides: bool


TIERS = (
    Tier("council", "council", "County Council", 1, None, decides=False),
    Tier("cabinet", "cabinet", "Cabinet", 1, "council", decides=False),
    Tier("committee", "committee", "Committee", 8, "council", decides=True),
    Tier("sub-committee", "sub-committee", "Sub-Committee", 12, "committee", decides=True),
    Tier("board", "programme-board", "Programme Board", 20, "sub-committee", decides=True),
    Tier("group", "working-group", "Working Group", 10, "board", decides=False),
    Tier("director", "officer-post", "Service Director", 8, "cabinet", decides=False),
)
_COUNTS = {tier.ref: tier.bodies for tier in TIERS}


def founding(world: World) -> Iterator[Step]:
    """Yield what stands in the book before its first month."""
    for tier in TIERS:
        for number in range(1, tier.bodies + 1):
            yield _body(world, tier, number)
    for number in range(PORTFOLIOS):
        yield _portfolio(world, number)
    for number in range(PROGRAMMES):
        yield _programme(world, number)
    for number in range(world.plan.projects):
        yield from _project(world, f"p-{number:04d}", number, world.plan.measures)
    yield from _project(world, PROBE, 0, world.plan.measures[:1])
    world.probe = world.figures.pop()
    world.founded = world.pen.written


def ref_of(tier: str, number: int) -> str:
    """Return the reference of a body, numbered from 1."""
    return tier if _COUNTS[tier] == 1 else f"{tier}-{number}"


def _body(world: World, tier: Tier, number: int) -> Step:
    ref, name = ref_of(tier.ref, number), f"{tier.name} {number}"
    department = DEPARTMENTS[number % len(DEPARTMENTS)]
    purpose = f"Answers for what is done in {department}."
    body = Body(ref)
    if tier.decides:
        world.bodies.append(body)
    fields: Fields = {
        "source": source(_PAPERS, 1 + number),
        "ref": ref,
        "name": name,
        "kind": tier.kind,
        "department": department,
        "established_on": _DAY,
        "purpose": purpose,
    }
    established = {
        "ref": ref,
        "name": name,
        "kind": tier.kind,
        "level": None,
        "department": department,
        "purpose": purpose,
    }
    facts = [Said(f"body:{ref}", "body-established", _DAY, established)]
    if tier.above:
        facts.append(_line(fields, ref, ref_of(tier.above, 1 + number % _COUNTS[tier.above])))
    if tier.decides:
        facts.append(_terms(fields, ref, department))
    if tier.ref != "director":
        facts += _members(world, fields, body)
    return world.pen.write("body", ref, fields, facts)


def _line(fields: Fields, ref: str, above: str) -> Said:
    fields["reports_to"] = [{"body": above, "cadence": "quarterly"}]
    line = {"to": above, "kind": "reports-to", "cadence": "quarterly", "ends_on": None}
    return Said(f"body:{ref}", "reporting-line-added", _DAY, line)


def _terms(fields: Fields, ref: str, department: str) -> Said:
    terms: Fields = {
        "summary": f"Decides on savings of {department} and on changes to them.",
        "decides": _DECIDES,
        "financial_limit": _LIMIT,
    }
    fields["terms_of_reference"] = terms
    said = {
        "summary": terms["summary"],
        "decides": _DECIDES,
        "portfolios": [],
        "financial_limit": _LIMIT,
    }
    return Said(f"body:{ref}", "terms-of-reference-set", _DAY, {"terms": said})


def _members(world: World, fields: Fields, body: Body) -> list[Said]:
    body.members = [person(world.next("person")) for _ in range(SEATS)]
    roles = ["chair", "vice-chair", *["member"] * (SEATS - 2)]
    fields["members"] = [
        {"person": name, "role": role} if role != "member" else {"person": name}
        for name, role in zip(body.members, roles, strict=True)
    ]
    return [
        Said(f"body:{body.ref}", "member-appointed", _DAY, {"membership": seat(name, role, _DAY)})
        for name, role in zip(body.members, roles, strict=True)
    ]


def seat(name: str, role: str, starts_on: str) -> Fields:
    """Return a seat as the ledger stores it."""
    return {"person": name, "role": role, "voting": True, "starts_on": starts_on, "ends_on": None}


def _portfolio(world: World, number: int) -> Step:
    ref = f"portfolio-{number}"
    said: Fields = {
        "ref": ref,
        "name": f"Portfolio {number}",
        "department": DEPARTMENTS[number % len(DEPARTMENTS)],
        "sponsor": f"Service Director {1 + number % 8}",
    }
    fields = {"source": source(_PAPERS, 70), **said, "decided_on": _DAY}
    facts = [Said(f"portfolio:{ref}", "portfolio-started", _DAY, said)]
    return world.pen.write("portfolio", ref, fields, facts)


def _programme(world: World, number: int) -> Step:
    ref, name, portfolio = (
        f"programme-{number}",
        f"Programme {number}",
        f"portfolio-{number % PORTFOLIOS}",
    )
    fields = {
        "source": source(_PAPERS, 71),
        "ref": ref,
        "name": name,
        "decided_on": _DAY,
        "portfolio": portfolio,
    }
    said = {"ref": ref, "name": name, "portfolio": portfolio, "department": None, "sponsor": None}
    facts = [Said(f"programme:{ref}", "programme-started", _DAY, said)]
    return world.pen.write("programme", ref, fields, facts)


def _project(world: World, ref: str, number: int, measures: tuple[str, ...]) -> Iterator[Step]:
    programme = number % PROGRAMMES
    said: Fields = {
        "ref": ref,
        "name": project_name(number) if ref != PROBE else "The probe",
        "references": [f"C{number:04d}"],
        "portfolio": f"portfolio-{programme % PORTFOLIOS}",
        "programme": f"programme-{programme}",
        "department": DEPARTMENTS[number % len(DEPARTMENTS)],
        "sponsor": f"Service Director {1 + number % 8}",
    }
    fields = {"source": source(_PAPERS, 80 + number // 40), **said, "started_on": _DAY}
    facts = [Said(f"project:{ref}", "project-started", _DAY, said)]
    yield world.pen.write("project", ref, fields, facts)
    for measure in measures:
        amount = 100_000 if ref == PROBE else 1_000 * (50 + int(world.random.random() * 900))
        yield _baseline(world, Figure(ref, measure, {}), amount)


def _baseline(world: World, figure: Figure, amount: int) -> Step:
    years: Years = {FIRST_YEAR + later: amount // (later + 1) for later in range(3)}
    figure.move(years, "baseline")
    world.figures.append(figure)
    profile = written(years)
    committee = {"body": ref_of("committee", 1), "decided_on": _DAY}
    fields = {
        "source": source(_PAPERS, 300),
        "authority": committee,
        "project": figure.project,
        **named(figure.measure),
        "profile": profile,
    }
    said = {"measure": figure.measure, "profile": profile, "reason": None}
    facts = [Said(f"project:{figure.project}", "baseline-set", _DAY, said)]
    return world.pen.write("baseline", f"{figure.project} {figure.measure}", fields, facts)


def named(measure: str) -> Fields:
    """Name a measure; the usual one goes without saying."""
    return {} if measure == "cashable-benefit" else {"measure": measure}


def written(years: Years) -> dict[str, str]:
    """Write amounts as the ledger stores them, in order of years."""
    return {year(first): str(years[first]) for first in sorted(years)}
