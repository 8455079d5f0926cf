"""Monthly status: an assertion about delivery that changes no promise."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from domain.errors import DoesNotAddUp, NotInForce, ReferenceUsed
from domain.savings.facts import ProjectStarted, StatusReported
from domain.savings.project import Project
from domain.savings.report import StatusReport
from domain.savings.status import ProjectStatus, check_total, variance
from domain.values.profiles import SavingsProfile
from tests.domain.council import MOVED_PROFILE, balance, project, thousands
from tests.domain.scenario import BY, Said, day, fact, given, recorded

REF = "targeted-reviews/2018-09"
FIGURES: dict[str, Any] = {
    "measure": "cashable-benefit",
    "target": MOVED_PROFILE,
    "at_risk": thousands(y2018=-1552),
    "over_achievement": thousands(y2018=1552),
    "delivered_alternatively": Decimal(0),
    "narrative": "Ahead of plan",
}


def _said(restated_on: str | None = None) -> Said:
    return fact(
        StatusReported,
        restated_on or "2018-09-30",
        project="targeted-reviews",
        period="2018-09",
        status=ProjectStatus.ON_TARGET,
        restated_on=day(restated_on) if restated_on else None,
        **FIGURES,
    )


def _report(report: StatusReport, subject: Project, restated_on: str | None = None) -> None:
    report.report(
        BY,
        day(restated_on or "2018-09-30"),
        subject,
        period="2018-09",
        status=ProjectStatus.ON_TARGET,
        restated_on=day(restated_on) if restated_on else None,
        **FIGURES,
    )


def test_a_status_is_reported_and_changes_no_promise() -> None:
    report, subject = StatusReport(REF), project("targeted-reviews", balance(MOVED_PROFILE))
    given(report, subject).when(lambda: _report(report, subject)).then([_said()])
    assert subject.profile_at(day("2018-09-30"), "cashable-benefit") == MOVED_PROFILE


def test_a_project_has_one_report_a_month() -> None:
    report, subject = recorded(StatusReport(REF), _said()), project()
    given(report, subject).when(lambda: _report(report, subject)).refused(
        ReferenceUsed, "targeted-reviews has its report for 2018-09: add `restated_on`"
    )


def test_a_report_is_restated_on_a_later_day_and_the_first_one_stays() -> None:
    report, subject = recorded(StatusReport(REF), _said()), project()
    given(report, subject).when(lambda: _report(report, subject, "2018-11-30")).then(
        [_said("2018-11-30")]
    )


@pytest.mark.parametrize("restated_on", ["2018-09-10", "2018-09-29"])
def test_a_report_is_not_restated_before_it_was_made(restated_on: str) -> None:
    again = (_said(), _said("2018-11-30"))
    for said in (again[:1], again):
        report, subject = recorded(StatusReport(REF), *said), project()
        attempt = partial(_report, report, subject, restated_on)
        given(report, subject).when(attempt).refused(
            NotInForce,
            "targeted-reviews was reported on for 2018-09 on 2018-09-30: that cannot be restated"
            f" on {restated_on}, before it was said",
        )


def test_a_report_is_restated_on_its_own_day() -> None:
    report, subject = recorded(StatusReport(REF), _said()), project()
    given(report, subject).when(lambda: _report(report, subject, "2018-09-30")).then(
        [_said("2018-09-30")]
    )


def test_a_report_is_known_by_project_and_month_and_by_its_measure_if_not_the_usual_one() -> None:
    ref_of = StatusReport.ref_of
    assert ref_of("targeted-reviews", "2018-09", "cashable-benefit") == REF
    assert ref_of("targeted-reviews", "2018-09", "cost-avoidance") == f"{REF}/cost-avoidance"


def test_a_project_has_no_status_before_it_started() -> None:
    started = fact(ProjectStarted, "2018-10-01", ref="p", name="P")
    subject, report = recorded(Project("p"), started), StatusReport("p/2018-09")
    for reported_on in ("2018-09-30", "2018-10-01"):
        attempt = partial(_report, report, subject, reported_on)
        given(report, subject).when(attempt).refused(
            NotInForce, "p started on 2018-10-01: it has no status for 2018-09"
        )


def test_net_at_risk_is_what_is_at_risk_and_slips_less_what_is_over_achieved() -> None:
    net = variance(thousands(y2018=226), thousands(y2018=100, y2019=50), thousands(y2018=400))
    assert net == thousands(y2018=-74, y2019=50)
    assert net.total == Decimal(-24_000)
    assert variance(SavingsProfile(), SavingsProfile(), SavingsProfile()) == SavingsProfile()


def test_rows_add_up_to_their_printed_total() -> None:
    check_total("targeted-reviews", "the total", None, Decimal(1))
    check_total("targeted-reviews", "the total", Decimal(6_010_000), MOVED_PROFILE.total)


def test_a_difference_from_a_printed_total_is_shown_and_not_absorbed() -> None:
    with pytest.raises(DoesNotAddUp) as refusal:
        check_total("contracts-review", "the total", Decimal(830_000), Decimal(680_000))
    assert refusal.value.reference == "contracts-review"
    assert str(refusal.value) == (
        "the total of contracts-review is printed as £830,000, but its rows add up to"
        " £680,000: £150,000 apart"
    )
