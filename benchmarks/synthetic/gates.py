"""Gate sequences of projects, decided gate by gate."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.synthetic.pen import Fields, Said, Step
from benchmarks.synthetic.plan import Month
from benchmarks.synthetic.words import project_name
from benchmarks.synthetic.world import Gates, World, source

_GATES = ("Business case", "Design", "Build", "Go live")
_CRITERIA = ("data", "people", "suppliers")


def decisions(world: World, month: Month, count: int) -> Iterator[Step]:
    """Yield gate decisions, each of another sequence; new ones are defined as old ones end."""
    open_before = len(world.gates)
    for number in range(count):
        if number < open_before:
            sequence = world.gates.popleft()
        else:
            sequence, step = _define(world, month)
            yield step
        yield _decide(world, month, sequence)
        if sequence.passed < len(_GATES):
            world.gates.append(sequence)


def _define(world: World, month: Month) -> tuple[Gates, Step]:
    number = world.next("sequence")
    project = world.figures[number % len(world.figures)].project
    body, day = world.bodies[-1 - number % 20].ref, month.day(26)
    sequence = Gates(f"go-{number:06d}", body)
    name = f"Going live of {project_name(number)}"
    gates = [{"number": place, "name": what} for place, what in enumerate(_GATES, 1)]
    criteria = [{"ref": ref, "text": f"The {ref} are ready."} for ref in _CRITERIA]
    fields: Fields = {
        "source": source(f"Board papers, {month.name}", 1),
        "ref": sequence.ref,
        "name": name,
        "body": body,
        "project": project,
        "decided_on": day,
        "gates": gates,
        "criteria": criteria,
    }
    said: Fields = {
        "ref": sequence.ref,
        "name": name,
        "body": body,
        "programme": None,
        "project": project,
        "summary": None,
        "gates": [{**gate, "planned_for": None} for gate in gates],
        "criteria": [{**criterion, "mandatory": True} for criterion in criteria],
    }
    facts = [Said(f"gate-sequence:{sequence.ref}", "gate-sequence-defined", day, said, 1)]
    return sequence, world.pen.write("gate-sequence", sequence.ref, fields, facts)


def _decide(world: World, month: Month, sequence: Gates) -> Step:
    gate, day = sequence.passed + 1, month.day(26)
    ready = world.random.random() < 0.9  # noqa: PLR2004 - one gate in ten says no
    result = "met" if ready else "not-met"
    found = [{"criterion": ref, "result": result, "evidence": "Paper 4"} for ref in _CRITERIA]
    outcome, must_change = ("go", []) if ready else ("no-go", ["The data are not complete."])
    fields: Fields = {
        "source": source(f"Board papers, {month.name}", 2),
        "sequence": sequence.ref,
        "gate": gate,
        "outcome": outcome,
        "decided_on": day,
        "assessments": found,
    }
    if must_change:
        fields["must_change"] = must_change
    said: list[tuple[str, Fields]] = [
        ("criterion-assessed", {"gate": gate, "assessment": {**each, "waived_by": None}})
        for each in found
    ]
    decided: Fields = {
        "gate": gate,
        "outcome": outcome,
        "conditions": [],
        "must_change": must_change,
    }
    said.append(("gate-decided", decided))
    subject = f"gate-sequence:{sequence.ref}"
    facts = [
        Said(subject, topic, day, what, sequence.version + place)
        for place, (topic, what) in enumerate(said, 1)
    ]
    sequence.version += len(facts)
    sequence.passed += ready
    key = f"{sequence.ref} gate {gate} on {day}"
    return world.pen.write("gate-decision", key, fields, facts)
