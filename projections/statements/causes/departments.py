"""What is stated of a department by a name that the book does not have."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from projections.savings.projects import all_departments
from projections.statements.causes.cause import Case, Cause
from projections.wording.phrases import day, listed

_LIKE = 0.6
_MOST = 5


def no_department(case: Case) -> Iterable[Cause]:
    """Say where no project was of the department, and which names the book has.

    Departments are names, and are not recorded by themselves: a misspelt one is no error.
    """
    if case.made.kind != "department" or case.figures.projects_of(case.made):
        return
    thing = case.made.thing or ""
    there = all_departments(case.figures.views)
    like = get_close_matches(thing, there, n=_MOST, cutoff=_LIKE)
    known = f"; the book has {listed(like or there[:_MOST])}" if there else ""
    yield Cause(
        "no-department",
        f"No project was of the department {thing} on {day(case.made.as_at)}{known}",
    )
