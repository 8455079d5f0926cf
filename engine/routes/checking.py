"""Checking a route before anything travels on it."""

from __future__ import annotations

from engine.routes.checks.attachments import missing_attachments
from engine.routes.checks.deadlines import contradictory_deadlines
from engine.routes.checks.findings import Check, Finding
from engine.routes.checks.guards import guards_without_ground, missing_guards, missing_needs
from engine.routes.checks.journeys import endless_circles, unreachable_states, wrong_ends
from engine.routes.checks.names import (
    unknown_needs,
    unknown_parts,
    unknown_states,
    unknown_steps,
)
from engine.routes.checks.outcomes import parted_ways, unknown_outcomes
from engine.routes.checks.takers import steps_nobody_can_take
from engine.routes.reading import WrittenRoute

CHECKS: tuple[Check, ...] = (
    unknown_states,
    unknown_parts,
    unknown_steps,
    unknown_needs,
    unknown_outcomes,
    unreachable_states,
    wrong_ends,
    endless_circles,
    steps_nobody_can_take,
    missing_guards,
    guards_without_ground,
    missing_needs,
    missing_attachments,
    contradictory_deadlines,
    parted_ways,
)
"""Everything that is looked for."""


def check(written: WrittenRoute) -> list[Finding]:
    """Return everything that is wrong with a route, in the order of its file."""
    found = [finding for look in CHECKS for finding in look(written)]
    return sorted(found, key=lambda finding: finding.place.line)
