"""Change requests and their life, extensions and corrections: how figures move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.synthetic.founding import named, written
from benchmarks.synthetic.pen import Fields, Said, Step
from benchmarks.synthetic.plan import Month
from benchmarks.synthetic.words import REASONS, project_name
from benchmarks.synthetic.world import Body, Figure, Meeting, World, Years, source

_ADVISERS = ("finance", "programme-office")
_OUTCOMES = ("approved",) * 7 + ("approved-in-part", "rejected", "withdrawn")


@dataclass
class Line:
    """What a request asks of a figure: to put off some of a year's saving to the next year."""

    figure: Figure
    expected: Years
    from_year: int
    amount: int

    def revised(self, amount: int) -> Years:
        """Return the profile once so much is put off."""
        years = dict(self.expected)
        years[self.from_year] = years.get(self.from_year, 0) - amount
        years[self.from_year + 1] = years.get(self.from_year + 1, 0) + amount
        return years


@dataclass
class Request:
    """A request that waits for its decision."""

    ref: str
    lines: list[Line]
    outcome: str
    reasons: str
    version: int = 1


def raise_request(
    world: World, month: Month, body: Body, *, of_probe: bool
) -> tuple[Request, Step]:
    """Write a request to re-profile one figure or two."""
    number = world.next("request")
    figures = [world.probe] if of_probe else _free_figures(world, 1 + number % 2)
    lines = [_line(world, month, figure, of_probe=of_probe) for figure in figures]
    outcome = "approved" if of_probe else _OUTCOMES[number % len(_OUTCOMES)]
    request = Request(f"CR-{number:07d}", lines, outcome, REASONS[number % len(REASONS)])
    day = month.day(1)
    asked = [_asked(line, line.amount) for line in lines]
    title = f"Re-profile {project_name(number)}"
    told: Fields = {
        "raised_by": f"Service Director {1 + number % 8}",
        "reasons": request.reasons,
        "mitigation": "None was found within the service.",
    }
    fields: Fields = {
        "source": source(f"Change requests, {month.name}", 1 + number % 50),
        "ref": request.ref,
        "title": title,
        "kind": "re-profile",
        "to": body.ref,
        "raised_on": day,
        "raised_by": told["raised_by"],
        "projects": [
            {
                "project": each["project"],
                **named(each["measure"]),
                "expected": each["expected"],
                "revised": each["revised"],
            }
            for each in asked
        ],
        "reasons": told["reasons"],
        "mitigation": told["mitigation"],
    }
    raised = {
        "ref": request.ref,
        "title": title,
        "kind": "re-profile",
        "to": body.ref,
        "lines": asked,
        **told,
        "wider_impact": None,
        "lessons": [],
    }
    facts = [Said(f"change-request:{request.ref}", "change-request-raised", day, raised, 1)]
    return request, world.pen.write("change-request", request.ref, fields, facts)


def _free_figures(world: World, count: int) -> list[Figure]:
    """Take figures that no request of this month is about, at most one of a project."""
    found: list[Figure] = []
    for _ in range(len(world.figures)):
        figure = world.next_figure("figure of a request")
        if not figure.busy and all(figure.project != other.project for other in found):
            figure.busy = True
            found.append(figure)
            if len(found) == count:
                break
    return found


def _line(world: World, month: Month, figure: Figure, *, of_probe: bool) -> Line:
    amount = 1_000 if of_probe else 1_000 * (1 + int(world.random.random() * 40))
    return Line(figure, dict(figure.years), month.financial_year, amount)


def _asked(line: Line, amount: int) -> Fields:
    return {
        "project": line.figure.project,
        "measure": line.figure.measure,
        "expected": written(line.expected),
        "revised": written(line.revised(amount)),
    }


def comments(world: World, month: Month, request: Request) -> Iterator[Step]:
    """Yield what finance and the programme office say of a request."""
    day = month.day(2)
    for adviser in _ADVISERS:
        request.version += 1
        text = f"The figures of {request.ref} agree with the ledger; {request.reasons.lower()}"
        fields: Fields = {
            "source": source(f"Change requests, {month.name}", 60),
            "change_request": request.ref,
            "by": adviser,
            "text": text,
            "made_on": day,
        }
        said = {"comment": {"by": adviser, "text": text, "author": None, "made_on": day}}
        subject = f"change-request:{request.ref}"
        facts = [Said(subject, "change-request-commented", day, said, request.version)]
        key = f"{request.ref} {adviser} {world.pen.digest(fields)}"
        yield world.pen.write("comment", key, fields, facts)


def decide(world: World, meeting: Meeting, resolution: str, request: Request) -> Step:
    """Write the decision of a meeting on a request; an approval moves its figures."""
    request.version += 1
    conditions: list[Fields] = []
    fields: Fields = {
        "source": source(f"Minutes of {meeting.body.ref}, {meeting.held_on}", 3),
        "change_request": request.ref,
        "outcome": request.outcome,
        "meeting": meeting.ref,
        "resolution": resolution,
    }
    if request.outcome == "approved":
        conditions = [{"text": "That progress be reported monthly.", "owner": "Service Director"}]
        fields["conditions"] = conditions
    ruling: Fields = {
        "body": meeting.body.ref,
        "decided_on": meeting.held_on,
        "meeting": meeting.ref,
        "resolution": resolution,
        "decided_by": None,
        "conditions": [{**each, "due": None, "evidence": None} for each in conditions],
        "commentary": None,
    }
    said: Fields = {"ruling": ruling}
    moved = {"approved": 1.0, "approved-in-part": 0.5}.get(request.outcome, 0.0)
    agreed = [(line, int(line.amount * moved)) for line in request.lines] if moved else []
    topic = f"change-request-{request.outcome}"
    if request.outcome == "approved-in-part":
        topic = "change-request-part-approved"
        said["lines"] = [_asked(line, amount) for line, amount in agreed]
        fields["projects"] = [
            {
                "project": each["project"],
                **named(each["measure"]),
                "expected": each["expected"],
                "revised": each["revised"],
            }
            for each in said["lines"]
        ]
    subject = f"change-request:{request.ref}"
    facts = [Said(subject, topic, meeting.held_on, said, request.version)]
    facts += [_rebaselined(request, line, amount, meeting.held_on) for line, amount in agreed]
    key = f"{request.ref} {request.outcome} {meeting.ref}"
    authority = {
        "body": meeting.body.ref,
        "decided_on": meeting.held_on,
        "meeting": meeting.ref,
        "resolution": resolution,
    }
    return world.pen.write("decision", key, fields, facts, authority)


def _rebaselined(request: Request, line: Line, amount: int, day: str) -> Said:
    figure = line.figure
    said = {
        "change_request": request.ref,
        "kind": "re-profile",
        "measure": figure.measure,
        "expected": written(line.expected),
        "revised": written(line.revised(amount)),
        "reason": request.reasons,
    }
    figure.move({line.from_year: -amount, line.from_year + 1: amount}, request.ref)
    return Said(f"project:{figure.project}", "savings-rebaselined", day, said)


def extend(
    world: World, month: Month, meeting: Meeting, resolution: str, *, of_probe: bool
) -> Iterator[Step]:
    """Yield the extension of a figure; none where all are waiting for a decision."""
    for figure in [world.probe] if of_probe else _free_figures(world, 1):
        yield _extension(world, month, meeting, resolution, figure)


def _extension(
    world: World, month: Month, meeting: Meeting, resolution: str, figure: Figure
) -> Step:
    number = world.next("extension")
    ref, amount = f"E-{number:07d}", 2_000 if figure is world.probe else 500 * (1 + number % 60)
    change: Years = {month.financial_year + 1: amount}
    said: Fields = {
        "ref": ref,
        "title": f"More of {project_name(number)}",
        "measure": figure.measure,
        "change": written(change),
        "reason": REASONS[2],
    }
    fields: Fields = {
        "source": source(f"Minutes of {meeting.body.ref}, {meeting.held_on}", 4),
        "authority": {
            "body": meeting.body.ref,
            "decided_on": meeting.held_on,
            "meeting": meeting.ref,
            "resolution": resolution,
        },
        "ref": ref,
        "project": figure.project,
        **named(figure.measure),
        "title": said["title"],
        "change": said["change"],
        "reason": said["reason"],
    }
    figure.move(change, ref)
    facts = [Said(f"project:{figure.project}", "savings-extended", meeting.held_on, said)]
    return world.pen.write("extension", ref, fields, facts)


def correct(world: World, month: Month, figure: Figure) -> Step:
    """Write a correction of the last movement of a figure."""
    day, change = month.day(28), {month.financial_year: 10}
    said: Fields = {
        "corrects": figure.last_movement,
        "measure": figure.measure,
        "change": written(change),
        "reason": "A figure was misread when the paper was typed.",
    }
    fields: Fields = {
        "source": source(f"Correspondence, {month.name}", 1),
        "project": figure.project,
        **named(figure.measure),
        "decided_on": day,
        "corrects": said["corrects"],
        "change": said["change"],
        "reason": said["reason"],
    }
    key = f"{figure.project} {figure.measure} on {day}: {figure.last_movement}"
    figure.move(change, figure.last_movement)
    facts = [Said(f"project:{figure.project}", "savings-corrected", day, said)]
    return world.pen.write("correction", key, fields, facts)
