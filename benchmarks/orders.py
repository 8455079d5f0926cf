"""Orders to record: a committee, projects with baselines, extensions and status reports."""

from __future__ import annotations

from collections.abc import Iterator

from engine.book import Order
from engine.files.one_entry import command_of

SOURCE = {"document": "synthetic", "page": "1"}
AUTHORITY = {"body": "committee", "decided_on": "2018-04-01"}


def founding(projects: int) -> Iterator[Order]:
    """Yield a committee and projects with a baseline each."""
    yield _order("body", ref="committee", name="Committee", kind="committee")
    for number in range(projects):
        ref = f"project-{number}"
        yield _order("project", ref=ref, name=f"Project {number}", portfolio=f"p-{number % 8}")
        yield _order(
            "baseline",
            project=ref,
            authority=AUTHORITY,
            profile={"2018/19": f"{number}000", "2019/20": f"{number}500", "2020/21": "250000"},
        )


def extensions(projects: int, each: int) -> Iterator[Order]:
    """Yield ``each`` extensions of every project."""
    for number in range(projects * each):
        yield _order(
            "extension",
            ref=f"extension-{number}",
            project=f"project-{number % projects}",
            authority=AUTHORITY,
            change={"2019/20": "12000", "2020/21": "28000.50"},
            reason=f"Extension {number}: more of the same was found to be possible.",
        )


def extension(ref: str, project: str, body: str) -> Order:
    """Return one extension of a project, by a body."""
    return _order(
        "extension",
        ref=ref,
        project=project,
        authority={**AUTHORITY, "body": body},
        change={"2019/20": "100"},
        reason="More of the same was found to be possible.",
    )


def reports(projects: int, count: int, first: int = 0) -> Iterator[Order]:
    """Yield ``count`` status reports, month after month over all projects."""
    return (validated(entry) for entry in report_entries(projects, count, first))


def report_entries(projects: int, count: int, first: int = 0) -> Iterator[dict[str, object]]:
    """Yield the same reports as they are read from a file, before anything is validated."""
    for number in range(first, first + count):
        month = number // projects
        yield {
            "source": SOURCE,
            "project": f"project-{number % projects}",
            "period": f"{2018 + month // 12}-{1 + month % 12:02d}",
            "status": "on target",
            "at_risk": {"2018/19": f"{number % 977}000"},
            "narrative": f"Report {number}: delivery goes on as planned and is watched.",
        }


def validated(report: dict[str, object]) -> Order:
    """Return the command that the entry of a report is."""
    return Order(command_of("status-report", report))


def _order(entry: str, **fields: object) -> Order:
    return Order(command_of(entry, {"source": SOURCE, **fields}))
