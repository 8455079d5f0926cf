"""What a step does with a project: set what it must deliver."""

from __future__ import annotations

from domain.routes.parts import Consequence
from domain.savings.project import Project
from engine.cases.attempt import Attempt
from engine.commands.savings import SetBaseline
from engine.consequences.building import built
from engine.handlers import savings as on_savings
from engine.handlers.gating import check_not_blocked


def set_baseline(attempt: Attempt, _: Consequence) -> None:
    """Set the baseline of the project that the step names, as the body approved it."""
    command = attempt.command
    said = built(
        SetBaseline,
        attempt.case.ref,
        project=command.project,
        measure=command.measure,
        profile=command.profile,
        decided_on=attempt.on,
        reason=command.note,
    )
    check_not_blocked(attempt.unit, said)
    by = attempt.by._replace(authority=attempt.citing)
    project = attempt.unit.get(Project, said.project)
    on_savings.set_baseline(attempt.unit, project, said, by, under=command.under)
