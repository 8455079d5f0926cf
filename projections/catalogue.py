"""All views, in one place."""

from __future__ import annotations

from projections.bodies.view import VIEW as BODIES
from projections.changes.view import CHANGES
from projections.facts.view import VIEW as FACTS
from projections.gates.view import VIEW as GATES
from projections.meetings.view import VIEW as MEETINGS
from projections.resolutions.view import VIEW as RESOLUTIONS
from projections.savings.figures import FIGURES
from projections.savings.projects import PROJECTS
from projections.savings.status import STATUS

VIEWS = (BODIES, MEETINGS, RESOLUTIONS, GATES, PROJECTS, FIGURES, STATUS, CHANGES, FACTS)
"""Every view of the book; all are kept up with the ledger together."""
