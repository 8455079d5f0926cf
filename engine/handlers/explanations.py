"""What the command that explains a finding of the audit does."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.explanations.explanation import MovementExplanation
from domain.savings.project import Project
from engine.commands.explanations import ExplainMovement
from engine.unit_of_work import UnitOfWork


def explain(
    unit: UnitOfWork, explanation: MovementExplanation, command: ExplainMovement, by: Provenance
) -> None:
    """Record the explanation; the projects that it names must be known."""
    for project in command.projects:
        unit.get(Project, project)
    explanation.explain(
        by,
        command.explained_on,
        position=command.position,
        rule=command.rule,
        projects=command.projects,
        reason=command.reason,
        explained_by=command.explained_by,
    )
