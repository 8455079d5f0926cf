"""What is odd about the lines of a table besides their sums."""

from __future__ import annotations

from collections.abc import Iterator

from domain.savings.status import ProjectStatus
from tables.checks.figures import by_column
from tables.parts import Finding, ProjectLine, Severity, StatusTable
from tables.statuses import is_status
from tables.words import folded


def rows_twice(table: StatusTable) -> Iterator[Finding]:
    """Yield each project that stands twice; in two portfolios that may be meant so."""
    first: dict[str, ProjectLine] = {}
    for line in table.lines:
        other = first.setdefault(folded(line.project), line)
        if other is line:
            continue
        alike = "with the same figures" if _alike(line, other) else "with other figures"
        told = f"{line.project} stands in row {other.place.row} already, {alike}"
        same = folded(line.portfolio or "") == folded(other.portfolio or "")
        severity = Severity.ERROR if same else Severity.WARNING
        yield Finding("row-twice", line.place, told, severity, subject=line.project)


def unknown_statuses(table: StatusTable) -> Iterator[Finding]:
    """Yield each status that is none of ours."""
    known = ", ".join(status.value for status in ProjectStatus)
    for line in table.lines:
        for status, when in ((line.status, "this month"), (line.status_last, "last month")):
            if status is None or is_status(status):
                continue
            told = (
                f"{line.project}: its status of {when}, {status!r}, is none of {known};"
                f' say which it is in a mapping file, statuses: {{"{status}": on-target}}'
            )
            yield Finding("unknown-status", line.place, told, subject=line.project)


def missing_statuses(table: StatusTable) -> Iterator[Finding]:
    """Yield each project without a status of the month, where others have one."""
    if not any(line.status for line in table.lines):
        return
    for line in table.lines:
        if line.status is None:
            told = f"{line.project} has no status of this month"
            yield Finding("no-status", line.place, told, Severity.WARNING, subject=line.project)


def _alike(one: ProjectLine, other: ProjectLine) -> bool:
    return by_column(one.figures) == by_column(other.figures)
