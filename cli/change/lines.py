"""The lines of a change request as options give them: what is asked, and what is agreed of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from engine.book import Book

Amounts = tuple[tuple[str, str, str], ...]

AMOUNT: dict[str, Any] = {"nargs": 3, "multiple": True, "metavar": "PROJECT YEAR POUNDS"}
"""What an option takes that says what a year of a project is, or should become."""


def lines_asked(
    book: Book, revise: Amounts, expect: Amounts, measure: str, day: date
) -> list[dict[str, Any]]:
    """The lines of a request: the profile expected, and the same with some years revised."""
    revised, expected = _by_project(revise, "--revise"), _by_project(expect, "--expect")
    for project in expected.keys() - revised.keys():
        raise click.UsageError(f"--expect names {project}, of which --revise says nothing")
    return [
        _line(
            project,
            measure,
            expected.get(project) or book.profile(project, measure, day).stored(),
            years,
        )
        for project, years in revised.items()
    ]


def lines_agreed(book: Book, ref: str, revise: Amounts) -> list[dict[str, Any]]:
    """The lines approved in part: what the request expects, with some years revised."""
    lines: list[dict[str, Any]] = []
    asked = book.request_lines(ref) if revise else ()
    for project, years in _by_project(revise, "--revise").items():
        of_project = [line for line in asked if line.project == project]
        if not of_project:
            raise click.UsageError(f"--revise names {project}, of which {ref} asks nothing")
        if len(of_project) > 1:
            raise click.UsageError(
                f"{ref} asks for several measures of {project}: say in a record file what is"
                " approved of each"
            )
        [line] = of_project
        lines.append(_line(project, line.measure, line.expected.stored(), years))
    return lines


def _line(
    project: str, measure: str, expected: dict[str, str], years: dict[str, str]
) -> dict[str, Any]:
    revised = {**expected, **years}
    return {"project": project, "measure": measure, "expected": expected, "revised": revised}


def _by_project(amounts: Amounts, option: str) -> dict[str, dict[str, str]]:
    """What an option says of each project: years in their one form, and pounds."""
    from domain.values.amounts import parse_amount
    from domain.values.years import FinancialYear

    said: dict[str, dict[str, str]] = {}
    for project, written, pounds in amounts:
        try:
            year = str(FinancialYear.parse(written))
            parse_amount(pounds)
        except ValueError as error:
            raise click.UsageError(f"{option} {project}: {error}") from error
        if year in said.setdefault(project, {}):
            raise click.UsageError(f"{option} {project}: the year {year} stands twice")
        said[project][year] = pounds
    return said
