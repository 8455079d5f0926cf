"""Whether a row adds up in itself: its years to its totals, what is at risk to the net."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from domain.values.amounts import ZERO, in_pounds
from tables.checks.hints import hint_of_years
from tables.parts import Finding, Place, Printed, ProjectLine, StatusTable, TotalLine

_TARGET, _AT_RISK = "target total", "at risk total"
_ALTERNATIVELY, _NET = "delivered alternatively", "net at risk"


def row_totals(table: StatusTable) -> Iterator[Finding]:
    """Yield each row whose years do not add to the total it prints, of target or at risk."""
    for line, subject in _rows(table):
        figures, places = line.figures, line.places
        for name, years, total in (
            (_TARGET, figures.targets, figures.target_total),
            (_AT_RISK, figures.at_risk, figures.at_risk_total),
        ):
            wrong = sum(years.values(), ZERO) != (total or ZERO)
            if wrong and name in places and _has_years(places, name):
                yield _total(name, figures, places[name], subject, table.unit)


def row_nets(table: StatusTable) -> Iterator[Finding]:
    """Yield each row whose savings at risk less what is delivered alternatively are not its net."""
    for line, subject in _rows(table):
        figures, places = line.figures, line.places
        if _NET not in places or _ALTERNATIVELY not in places:
            continue
        at_risk = figures.at_risk_total
        if _AT_RISK not in places:
            at_risk = sum(figures.at_risk.values(), ZERO)
        net = (at_risk or ZERO) - (figures.delivered_alternatively or ZERO)
        printed = figures.net_at_risk or ZERO
        if net == printed:
            continue
        told = (
            f"{subject}: {_stated(at_risk)} at risk less {_stated(figures.delivered_alternatively)}"
            f" delivered alternatively is {in_pounds(net)}, but the net"
            f" {_printed(figures.net_at_risk)}: {in_pounds(abs(net - printed))} apart"
            f"{_sign_turned(net, printed)}"
        )
        yield Finding("row-net", places[_NET], told, apart=printed - net, subject=subject)


def _rows(table: StatusTable) -> Iterator[tuple[ProjectLine | TotalLine, str]]:
    for line in table.lines:
        yield line, line.project
    for total in table.totals:
        yield total, f"total of {total.portfolio}" if total.portfolio else "total of all"


def _has_years(places: Mapping[str, Place], name: str) -> bool:
    group = name.removesuffix("total")
    return any(other.startswith(group) and other != name for other in places)


def _total(name: str, figures: Printed, place: Place, subject: str, unit: int) -> Finding:
    of_target = name == _TARGET
    years = figures.targets if of_target else figures.at_risk
    total = figures.target_total if of_target else figures.at_risk_total
    actual, printed = sum(years.values(), ZERO), total or ZERO
    group = name.removesuffix(" total")
    told = (
        f"{subject}: the years of {group} add up to {in_pounds(actual)}, but the total"
        f" {_printed(total)}: {in_pounds(abs(printed - actual))} apart"
        f"{hint_of_years(years, printed, actual, unit)}"
    )
    return Finding("row-total", place, told, apart=printed - actual, subject=subject)


def _printed(amount: Decimal | None) -> str:
    return "is blank" if amount is None else f"is printed as {in_pounds(amount)}"


def _stated(amount: Decimal | None) -> str:
    return "nothing" if amount is None else in_pounds(amount)


def _sign_turned(actual: Decimal, printed: Decimal) -> str:
    return ", as if its sign were turned round" if printed and actual == -printed else ""
