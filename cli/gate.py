"""``minutebook gate``: the Go/No-Go decision points of programmes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Details, Heading, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import not_there
from cli.frame.words import on, spaced

if TYPE_CHECKING:
    from projections.gates.queries import GateRow, SequenceRow


@click.group(cls=Noun, epilog=examples("gate list", "gate show social-care-system-go-live"))
def gate() -> None:
    """Go/No-Go gates: plans, criteria and decisions."""


@gate.command("list", epilog=examples("gate list", "gate list --as-at 2018-01-31"))
@reads
@pass_app
def list_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """List the gates of every sequence, each with its last decision."""
    from projections.gates.queries import list_sequences

    asked = ask(app, as_at, as_known)
    found = list_sequences(asked.views, asked.as_at, asked.known)
    answer = Answer(
        lambda: [_data(row) for row in found],
        lambda: [_list(found, asked.times)],
        lambda: _sheet(found),
    )
    show(answer, form)


def _data(row: SequenceRow) -> dict[str, Any]:
    said: dict[str, Any] = as_data(row)
    for told, its_gate in zip(said["gates"], row.gates, strict=True):
        told["outcome"] = its_gate.outcome
    return said | {"next_gate": row.next_gate.number if row.next_gate else None}


def _list(found: list[SequenceRow], times: str) -> Table:
    rows = [
        (row.ref, str(its.number), its.name, on(its.planned_for), _stands(its), row.body)
        for row in found
        for its in row.gates
    ]
    columns = ("Sequence", "Gate>", "Name", "Planned for", "Decision", "Decided by")
    return Table(columns, rows, f"Gates, {times}", empty="No gates recorded yet.")


def _stands(its: GateRow) -> str:
    if not its.decisions:
        return ""
    last = its.decisions[-1]
    return f"{spaced(last.outcome)}, {on(last.decided_on)}"


def _sheet(found: list[SequenceRow]) -> Sheet:
    return Sheet(
        ("sequence", "gate", "name", "planned_for", "outcome", "decided_on", "body"),
        [
            (
                row.ref,
                its.number,
                its.name,
                its.planned_for,
                its.outcome,
                its.decisions[-1].decided_on if its.decisions else None,
                row.body,
            )
            for row in found
            for its in row.gates
        ],
    )


@gate.command("show", epilog=examples("gate show social-care-system-go-live"))
@click.argument("ref", shell_complete=references("gate-sequence"))
@reads
@pass_app
def show_(app: App, ref: str, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show one sequence: gates, criteria, and every decision with its reasons."""
    from projections.gates.queries import list_sequences

    asked = ask(app, as_at, as_known)
    known = list_sequences(asked.views, asked.as_at, asked.known)
    found = next((row for row in known if row.ref == ref), None)
    if found is None:
        raise not_there(asked.views, "gate sequence", ref, [row.ref for row in known])
    show(page(lambda: _data(found), lambda: _page(found, asked.times)), form)


def _page(row: SequenceRow, times: str) -> Iterator[Block]:
    following = row.next_gate
    yield Heading(f"{row.name} ({row.ref}), {times}")
    yield Details(
        (
            ("Decided by", row.body),
            ("Programme", row.programme),
            ("Project", row.project),
            ("Set on", on(row.defined_on)),
            ("Summary", row.summary),
            ("Next gate", f"{following.number} {following.name}" if following else "none"),
        )
    )
    gates = [(str(g.number), g.name, on(g.planned_for), _stands(g)) for g in row.gates]
    yield Table(("Gate>", "Name", "Planned for", "Decision"), gates, title="Gates")
    if row.criteria:
        criteria = [(c.ref, c.text, "yes" if c.mandatory else "no") for c in row.criteria]
        yield Table(("Criterion", "Text", "Mandatory"), criteria, title="Acceptance criteria")
    for its in row.gates:
        yield from _decisions(its)


def _decisions(its: GateRow) -> Iterator[Block]:
    for decision in its.decisions:
        said = f"{spaced(decision.outcome)} on {on(decision.decided_on)}"
        yield Heading(f"Gate {its.number}, {its.name}: {said}")
        yield Details(
            (
                ("Conditions", "; ".join(decision.conditions)),
                ("Must change", "; ".join(decision.must_change)),
            )
        )
        found = [
            (a.criterion, spaced(a.result), a.evidence or "", a.waived_by or "")
            for a in decision.assessments
        ]
        if found:
            yield Table(("Criterion", "Result", "Evidence", "Waived by"), found)
