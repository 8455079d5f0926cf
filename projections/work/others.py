"""The work that no route prescribes: requests, gates, conditions, actions and call-ins."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from domain.authority.roles import OfficeRole
from projections.actions.queries import DONE, TO_DO, list_actions
from projections.changes.view import AWAITING, COMMENTED, RAISED, body_of, state_of, steps
from projections.conditions.queries import OPEN, list_conditions
from projections.gates.queries import list_sequences
from projections.gates.readiness import readiness
from projections.resolutions.queries import list_resolutions
from projections.savings.projects import ALL
from projections.seen import day
from projections.views import Views
from projections.work.rows import (
    ACTION,
    CALL_IN,
    CLOCK,
    CONDITION,
    GATE,
    REQUEST,
    Holder,
    Waiting,
    waiting,
)

_DECIDES = "decide"


def _clerk(body: str | None) -> Holder:
    """What a body has to decide waits for its clerk, who puts it on an agenda and records it."""
    return Holder(role=OfficeRole.CLERK.value, body=body)


def work_of_requests(
    views: Views, on: date, known: int | None, travelling: Collection[str]
) -> Iterator[Waiting]:
    """Give the change requests that await a decision and travel on no route."""
    until = ALL if known is None else known
    for ref in _undecided(views, on, until):
        if f"{REQUEST}/{ref}" in travelling:
            continue
        taken = steps(views, on.isoformat(), until, only=ref).get(ref, [])
        if not taken:
            continue
        moved = [step.decided_on for step in taken if step.step != COMMENTED]
        yield waiting(
            on,
            kind=REQUEST,
            ref=ref,
            title=taken[0].fact["title"],
            at=state_of(taken),
            holders=(_clerk(body_of(taken)),),
            since=day(moved[-1]),
            step=_DECIDES,
            does="Decide the request",
            command=f"minutebook change decide {ref} --outcome OUTCOME --resolution REF",
        )


def _undecided(views: Views, on: date, known: int) -> list[str]:
    """Return the requests without a final decision; what they say is not read for that."""
    moves = views.execute(
        "SELECT ref, step FROM change_step WHERE step <> ? AND since <= ? AND position <= ?"
        " ORDER BY since, position",
        (COMMENTED, on.isoformat(), known),
    )
    last = {row[0]: row[1] for row in moves}
    return [ref for ref, step in last.items() if step in (RAISED, *AWAITING)]


def work_of_gates(
    views: Views, on: date, known: int | None, travelling: Collection[str]
) -> Iterator[Waiting]:
    """Give the next gate of every sequence, unless it travels as a case."""
    for row in list_sequences(views, on, known):
        gate = row.next_gate
        if gate is None or f"{GATE}/{row.ref}/{gate.number}" in travelling:
            continue
        ready = readiness(row, on)
        in_the_way = len(ready.in_the_way) if ready else 0
        before = [
            decision.decided_on
            for each in row.gates
            for decision in each.decisions
            if decision.decided_on
        ]
        stands = f"{in_the_way} in the way" if in_the_way else "ready"
        yield waiting(
            on,
            kind=GATE,
            ref=f"{row.ref}/{gate.number}",
            title=f"{row.name}: {gate.name}",
            at=stands if row.criteria else "not decided",
            holders=(_clerk(row.body),),
            since=max(before, default=row.defined_on),
            due_on=gate.planned_for,
            step="assess" if in_the_way else _DECIDES,
            does="Assess its criteria" if in_the_way else "Decide the gate",
            command=f"minutebook gate assess {row.ref} {gate.number} --found CRITERION RESULT"
            if in_the_way
            else f"minutebook gate decide {row.ref} {gate.number} --outcome OUTCOME",
        )


def work_of_conditions(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give the conditions that are neither discharged nor breached."""
    for row in list_conditions(views, on, known):
        if row.state != OPEN:
            continue
        yield waiting(
            on,
            kind=CONDITION,
            ref=row.ref,
            title=row.text,
            at=f"condition of {row.of}",
            holders=(Holder(name=row.owner) if row.owner else _clerk(row.body),),
            since=row.set_on,
            due_on=row.due,
            step="discharge",
            does="Show that it is met",
            command=f"minutebook condition discharge {row.ref} --evidence TEXT",
        )


def work_of_actions(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give the actions that are to be done, and those that their body has still to close."""
    for row, _ in list_actions(views, on, known):
        if row.state in TO_DO:
            holder = Holder(name=row.owner) if row.owner else _clerk(row.asked_by)
            step, does, due_on = "complete", "Do what was asked", row.due_on
            command = f"minutebook action complete {row.ref} --evidence TEXT"
        elif row.state in DONE:
            holder, due_on = _clerk(row.asked_by), None
            step, does = "close", "Close it, or ask for more"
            command = f"minutebook action close {row.ref} --meeting REF"
        else:
            continue
        yield waiting(
            on,
            kind=ACTION,
            ref=row.ref,
            title=f"{row.text} ({row.title})" if row.title else row.text,
            at=row.state.replace("-", " "),
            holders=(holder,),
            since=row.asked_on,
            due_on=due_on,
            step=step,
            does=does,
            command=command,
        )


def work_of_call_ins(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give the resolutions that were called in, and those that still can be."""
    for row in list_resolutions(views, on, known):
        if row.state == "called in" and row.call_in:
            since, opens_on = row.call_in.called_in_on, None
            holder, step, does = _clerk(row.body), _DECIDES, "Uphold it or refer it back"
            command = f"minutebook resolution call-in-outcome {row.id} OUTCOME --meeting REF"
        elif row.state == "awaiting call-in":
            since, opens_on, holder = row.held_on, row.in_force_from, Holder(name=CLOCK)
            step, does = "wait", "Wait until the call-in window closes"
            command = f"minutebook tick --on {row.in_force_from}"
        else:
            continue
        yield waiting(
            on,
            kind=CALL_IN,
            ref=row.id,
            title=row.title,
            at=row.state,
            holders=(holder,),
            since=since,
            opens_on=opens_on,
            step=step,
            does=does,
            command=command,
        )
