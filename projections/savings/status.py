"""Status reports: how each project stood in a month, as its report says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.savings.pence import in_pounds, pence, pounds, profile
from projections.savings.projects import ALL, BEGINNING
from projections.view import Entry, Row, View
from projections.views import Views

NO_STATUS = "no_status"
STATUSES = (
    "on_target",
    "experiencing_obstacles",
    "at_risk",
    "compromised",
    "closed_or_completed",
    NO_STATUS,
)
"""Every status, as views and JSON write it, from good to bad and then those without one."""

_CODES = {status: code for code, status in enumerate(STATUSES)}
_MONTH = len("2018-09")


def _reported(entry: Entry) -> Iterable[tuple[str, Row]]:
    fact = entry.fact
    since, period = fact["decided_on"] or BEGINNING, fact["period"]
    ahead = period > since[:_MONTH] or period > entry.recorded_at[:_MONTH]
    row = (
        entry.position,
        fact["project"],
        fact["measure"],
        period,
        since,
        int(ahead),
        _CODES[fact["status"].replace("-", "_")],
        pence(fact["delivered_alternatively"]),
        None if fact["target"] is None else _written(profile(fact["target"])),
        _written(_at_risk(fact)),
    )
    yield "status_report", row
    yield "status_measure", (fact["measure"],)
    if ahead:
        yield "status_early", (fact["project"],)


def _at_risk(fact: dict[str, Any]) -> dict[str, int]:
    """Return what is at risk or slips, less what is achieved beyond the target, per year."""
    at_risk = profile(fact["at_risk"])
    if not (fact["slippage"] or fact["over_achievement"]):
        return at_risk
    slips, over = profile(fact["slippage"]), profile(fact["over_achievement"])
    return {
        year: at_risk.get(year, 0) + slips.get(year, 0) - over.get(year, 0)
        for year in sorted({*at_risk, *slips, *over})
    }


def _written(amounts: dict[str, int]) -> str | None:
    """Write amounts per year as JSON; there are so many that any encoder is too slow."""
    if not amounts:
        return None
    return "{" + ",".join([f'"{year}":{amount}' for year, amount in amounts.items()]) + "}"


STATUS = View(
    name="status",
    version=4,
    tables=(
        # What a report says in words, and its source, are read from the ledger when it is shown.
        """
        CREATE TABLE status_report (
            position INTEGER PRIMARY KEY, project TEXT NOT NULL, measure TEXT NOT NULL,
            period TEXT NOT NULL, since TEXT NOT NULL, ahead INTEGER NOT NULL,
            status INTEGER NOT NULL, alternatively INTEGER NOT NULL, target TEXT, at_risk TEXT
        )
        """,
        # The last report of a project is found from the end of this index, without the table.
        """
        CREATE INDEX status_report_of
        ON status_report (project, ahead, period, position, measure, since, status)
        """,
        # The projects of which any report came before its month; few books have one.
        "CREATE TABLE status_early (project TEXT PRIMARY KEY)",
        "CREATE TABLE status_measure (measure TEXT PRIMARY KEY)",
    ),
    handlers={"minutebook.status-reported.1": _reported},
    once=("status_measure", "status_early"),
)

_CONDITIONS = """
    r.since || '' <= :as_at AND r.position + 0 <= :known
    AND (:measure IS NULL OR r.measure || '' = :measure)
"""
# What is put together is compared row by row: PostgreSQL, looking it up in the index as well, takes
# thrice the time for it.
IN_TIME = f"""
    SELECT {{column}} FROM status_report r
    WHERE r.project = {{project}} AND r.ahead = 0 AND r.period <= :month AND {_CONDITIONS}
    ORDER BY r.period DESC, r.position DESC LIMIT 1
"""  # noqa: S608 - our own constant
"""The last report of a project that has no early ones."""

_EARLY = f"""
    SELECT {{column}} FROM status_report r
    WHERE r.project = {{project}} AND r.ahead = 1 AND {_CONDITIONS}
    ORDER BY r.period DESC, r.position DESC LIMIT 1
"""  # noqa: S608 - our own constant
_BOTH = "r.period, r.position"
LAST_REPORT = f"""
    SELECT position FROM (
        SELECT * FROM ({IN_TIME.format(project="{project}", column=_BOTH)}) AS in_time
        UNION ALL SELECT * FROM ({_EARLY.format(project="{project}", column=_BOTH)}) AS early
    ) AS both_kinds ORDER BY period DESC, position DESC LIMIT 1
"""  # noqa: S608 - our own constants
"""The last report of a project in force; of two of one period, the one recorded later.

Nearly all reports are on a month that had begun on their day and when they were recorded. Of those
none is on a month after the day asked for, or after what the book is taken to know was recorded
(``:month``), so that the search need not begin at the last of all. The few that are early have a
part of the index for themselves.
"""


def month_of(views: Views, as_at: date | str, known: int) -> str:
    """Return the last month on which there can be a report that was not early."""
    recorded_at = views.ledger.recorded_at(known) if known < views.position else None
    return min(str(as_at)[:_MONTH], (recorded_at or "9")[:_MONTH])


class Report(NamedTuple):
    """What a project's report says; amounts in pounds per year, signed as printed.

    Attributes:
        project: the project's reference.
        period: the month, ``2018-09``.
        status: one of `STATUSES`.
        at_risk: what is at risk or slips less what is achieved beyond the target, per year.
        at_risk_total: the sum over all years; negative is over-achievement.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the total at risk less what was delivered in another way.
        target: the target as the report states it; ``None`` where it states none.
        narrative: what it says in words.
        reported_on: the day of the report.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
    """

    project: str
    period: str
    status: str
    at_risk: dict[str, Decimal]
    at_risk_total: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    target: dict[str, Decimal] | None
    narrative: str | None
    reported_on: str | None
    recorded_at: str
    position: int


def last_report(
    views: Views,
    project: str,
    measure: str | None,
    *,
    as_at: date,
    known: int = ALL,
) -> Report | None:
    """Return the last report of a project, of a measure or of any; ``None`` where there is none."""
    found = views.execute(
        "SELECT position, project, period, status, alternatively, target, at_risk, since"  # noqa: S608 - our own constants
        f" FROM status_report WHERE position = ({LAST_REPORT.format(project=':project')})",
        {
            "project": project,
            "measure": measure,
            "as_at": as_at.isoformat(),
            "known": known,
            "month": month_of(views, as_at, known),
        },
    ).fetchone()
    return None if found is None else _report(views, *found)


def _report(views: Views, position: int, *said: Any) -> Report:
    project, period, status, alternatively, target, variances, since = said
    (entry,) = views.ledger.entries_at([position])
    at_risk: dict[str, int] = json.loads(variances or "{}")
    total = sum(at_risk.values())
    return Report(
        project=project,
        period=period,
        status=STATUSES[status],
        at_risk=in_pounds(at_risk),
        at_risk_total=pounds(total),
        delivered_alternatively=pounds(alternatively),
        net_at_risk=pounds(total - alternatively),
        target=None if target is None else in_pounds(json.loads(target)),
        narrative=json.loads(entry.state)["narrative"],
        reported_on=since or None,
        recorded_at=entry.recorded_at,
        position=position,
    )
