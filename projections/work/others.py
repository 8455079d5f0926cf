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
            REQUEST,
            ref,
            taken[0].fact["title"],
            state_of(taken),
            (_clerk(body_of(taken)),),
            day(moved[-1]),
            None,
            on,
            _DECIDES,
            "Decide the request",
            f"minutebook change decide {ref} --outcome OUTCOME --resolution REF",
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
            GATE,
            f"{row.ref}/{gate.number}",
            f"{row.name}: {gate.name}",
            stands if row.criteria else "not decided",
            (_clerk(row.body),),
            max(before, default=row.defined_on),
            gate.planned_for,
            on,
            "assess" if in_the_way else _DECIDES,
            "Assess its criteria" if in_the_way else "Decide the gate",
            f"minutebook gate assess {row.ref} {gate.number} --found CRITERION RESULT"
            if in_the_way
            else f"minutebook gate decide {row.ref} {gate.number} --outcome OUTCOME",
        )


def work_of_conditions(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give the conditions that are neither discharged nor breached."""
    for row in list_conditions(views, on, known):
        if row.state != OPEN:
            continue
        yield waiting(
            CONDITION,
            row.ref,
            row.text,
            f"condition of {row.of}",
            (Holder(name=row.owner) if row.owner else _clerk(row.body),),
            row.set_on,
            row.due,
            on,
            "discharge",
            "Show that it is met",
            f"minutebook condition discharge {row.ref} --evidence TEXT",
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
        title = f"{row.text} ({row.title})" if row.title else row.text
        stands = row.state.replace("-", " ")
        yield waiting(
            ACTION, row.ref, title, stands, (holder,), row.asked_on, due_on, on, step, does, command
        )


def work_of_call_ins(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give the resolutions that were called in, and those that still can be."""
    for row in list_resolutions(views, on, known):
        if row.state == "called in" and row.call_in:
            since, due_on = row.call_in.called_in_on, None
            holder, step, does = _clerk(row.body), _DECIDES, "Uphold it or refer it back"
            command = f"minutebook resolution call-in-outcome {row.id} OUTCOME --meeting REF"
        elif row.state == "awaiting call-in":
            since, due_on, holder = row.held_on, row.call_in_until, Holder(name=CLOCK)
            step, does = "wait", "Wait until the call-in window closes"
            command = f"minutebook tick --on {row.in_force_from}"
        else:
            continue
        yield waiting(
            CALL_IN, row.id, row.title, row.state, (holder,), since, due_on, on, step, does, command
        )
