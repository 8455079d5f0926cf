"""The whole book, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from benchmarks.synthetic import changes, gates, meetings
from benchmarks.synthetic.founding import founding
from benchmarks.synthetic.pen import Step
from benchmarks.synthetic.plan import FOUNDED_AT, MONTHS, Month, Plan
from benchmarks.synthetic.reports import report
from benchmarks.synthetic.world import Figure, World

_SHARES = {"meeting": 0.04, "resolution": 0.08, "request": 0.18, "extension": 0.05}
_SHARES |= {"correction": 0.01, "gate": 0.04, "seat": 0.004}
_MOVING = {"meeting": 0.02, "resolution": 0.005, "request": 0.2, "extension": 0.65}
_MOVING |= {"correction": 0.06, "gate": 0.002, "seat": 0.001}
_FACTS_OF = {"meeting": 5.3, "resolution": 1.1, "request": 5.0, "gate": 4.3, "seat": 2.0}
_RESTATED = 100


def book(plan: Plan) -> Iterator[tuple[datetime, Iterator[Step]]]:
    """Yield the months of a book: when the clerk recorded each, and its steps in order.

    The steps of a month must be taken before the next month is asked for. The first month is the
    founding.
    """
    world = World(plan)
    yield FOUNDED_AT, founding(world)
    last: list[Figure] = []
    for number in range(MONTHS):
        month = Month(number)
        reported: list[Figure] = []
        business = _business(world, month)
        yield month.recorded_at, chain(business, _reports(world, month, last, reported))
        last = reported[::_RESTATED]


def entries(plan: Plan) -> Iterator[str]:
    """Yield the book as lines of JSON, one entry of a record file each."""
    for _, steps in book(plan):
        for step in steps:
            yield step.line()


def _business(world: World, month: Month) -> Iterator[Step]:
    """Yield everything of a month but its reports."""
    quota = (world.plan.facts - world.founded) / MONTHS
    due = {
        what: world.due(what, share * quota / _FACTS_OF.get(what, 1))
        for what, share in (_MOVING if world.plan.moving else _SHARES).items()
    }
    for figure in world.figures:
        figure.busy = False
    sittings = meetings.sittings(world, month, max(1, due["meeting"]))
    several = len(sittings)
    waiting: list[list[changes.Request]] = [[] for _ in sittings]
    of_probe = month.number % 12 == 2  # noqa: PLR2004 - in June
    for number in range(due["request"] + of_probe):
        place = number % several
        probe = of_probe and number == 0
        request, step = changes.raise_request(world, month, sittings[place][0], of_probe=probe)
        waiting[place].append(request)
        yield step
        yield from changes.comments(world, month, request)
    for place, (body, day) in enumerate(sittings):
        extensions = len(range(place, due["extension"], several))
        resolutions = len(range(place, due["resolution"], several))
        yield from meetings.hold(world, body, day, resolutions)
        yield from _sit(world, month, waiting[place], extensions, resolutions, first=not place)
    for _ in range(due["correction"]):
        yield changes.correct(world, month, world.next_figure("figure of a correction"))
    if month.number % 24 == 11:  # noqa: PLR2004 - in every second March
        yield changes.correct(world, month, world.probe)
    yield from gates.decisions(world, month, due["gate"])
    for number in range(due["seat"]):
        body = world.bodies[(month.number + number) % len(world.bodies)]
        yield from meetings.replace_member(world, body, month.day(27))


def _sit(
    world: World,
    month: Month,
    waiting: list[changes.Request],
    extensions: int,
    resolutions: int,
    *,
    first: bool,
) -> Iterator[Step]:
    """Yield what a meeting decides: on requests, on extensions, and on nothing of weight."""
    meeting = world.sitting
    of_probe = first and month.number % 12 == 7  # noqa: PLR2004 - in November
    if waiting or extensions or of_probe:
        clauses = [("approves", f"That {request.ref} be decided.") for request in waiting[:8]]
        clauses += [("approves", "That the extensions be added.")]
        ref, step = meetings.resolve(world, meeting, "Changes to savings", clauses)
        yield step
        for request in waiting:
            yield changes.decide(world, meeting, ref, request)
        for number in range(extensions + of_probe):
            probe = of_probe and number == 0
            yield from changes.extend(world, month, meeting, ref, of_probe=probe)
    for _ in range(resolutions):
        yield meetings.resolve_plainly(world, meeting)


def _reports(
    world: World, month: Month, last: list[Figure], reported: list[Figure]
) -> Iterator[Step]:
    """Yield the reports of a month: as many as bring the book to the size that is due."""
    for figure in last:
        yield report(world, Month(month.number - 1), figure, restated_on=month.day(20))
    yield report(world, month, world.probe)
    missing = world.due_by(month, MONTHS) - world.pen.written
    for _ in range(min(missing, len(world.figures))):
        figure = world.next_figure("figure of a report")
        reported.append(figure)
        yield report(world, month, figure)
