"""All views, in one place."""

from __future__ import annotations

from projections.actions.view import VIEW as ACTIONS
from projections.audit.view import VIEW as EXPLANATIONS
from projections.authority.view import VIEW as AUTHORITY
from projections.bodies.view import VIEW as BODIES
from projections.cases.view import VIEW as CASES
from projections.changes.view import CHANGES
from projections.conditions.view import VIEW as CONDITIONS
from projections.facts.view import VIEW as FACTS
from projections.gates.view import VIEW as GATES
from projections.meetings.view import VIEW as MEETINGS
from projections.resolutions.view import VIEW as RESOLUTIONS
from projections.routes.view import VIEW as ROUTES
from projections.savings.figures import FIGURES
from projections.savings.projects import PROJECTS
from projections.savings.status import STATUS
from projections.statements.view import VIEW as STATEMENTS
from projections.work_programme.view import VIEW as WORK_PROGRAMME

VIEWS = (
    BODIES,
    MEETINGS,
    RESOLUTIONS,
    AUTHORITY,
    ROUTES,
    CASES,
    GATES,
    PROJECTS,
    FIGURES,
    STATUS,
    STATEMENTS,
    EXPLANATIONS,
    CHANGES,
    CONDITIONS,
    ACTIONS,
    WORK_PROGRAMME,
    FACTS,
)
"""Every view of the book; all are kept up with the ledger together."""
