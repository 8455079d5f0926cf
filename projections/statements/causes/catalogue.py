"""All likely causes, the most telling first."""

from __future__ import annotations

from projections.statements.causes import departments, movements, papers, requests, slips
from projections.statements.causes.cause import Case, Cause, Look

LOOKS: tuple[Look, ...] = (
    papers.explained_otherwise,
    departments.no_department,
    papers.contradicts,
    requests.request_says,
    requests.same_request,
    movements.recorded_later,
    movements.not_yet_reflected,
    papers.rows_do_not_add_up,
    papers.years_differ,
    slips.sign_turned,
    slips.year_shifted,
    slips.unit,
    slips.digits_swapped,
    papers.part_left_out,
    slips.rounding,
    papers.older_report,
    requests.no_figure,
)
"""What looks for each cause."""


def causes(case: Case) -> tuple[Cause, ...]:
    """Return the likely causes of a difference, best first; nothing where none is found."""
    return tuple(cause for look in LOOKS for cause in look(case))
