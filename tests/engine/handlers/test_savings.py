"""What commands about portfolios, programmes, projects and figures do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.errors import (
    AuthorityMissing,
    BaselineAlreadySet,
    DoesNotAddUp,
    NoBaseline,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
)
from domain.savings.project import Project
from engine.errors import ChangedEntry, IncompleteCommand
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, OpenBook, fact_of, told

AUTHORITY = "authority: {body: asch, decided_on: 2018-10-08}"
EXTENSION = f"- extension: {{project: reviews, change: {{2018/19: 205000}}, {AUTHORITY}}}"
OPENING = (
    "- opening-balance: {project: reviews, as_at: 2018-09-30, source: Status report,"
    " profile: {2018/19: 100}}"
)
REPORT = (
    "- status-report: {project: reviews, period: September 2018, status: at risk,"
    " target: {2018/19: 1000}, at_risk: {2018/19: 300}, slippage: {2019/20: 50},"
    " over_achievement: {2018/19: 20}, at_risk_total: 330, delivered_alternatively: 30,"
    " net_at_risk: 300, narrative: Late}"
)


def profile(book: OpenBook, day: date = date.max, measure: str = "cashable-benefit") -> Any:
    project = Project("reviews").replay(book.history("project:reviews"))
    return project.profile_at(day, measure).stored()


class TestGroups:
    """`portfolio`, `programme` and `project`."""

    def test_portfolio(self, book: OpenBook) -> None:
        receipt = book.when(
            "- portfolio: {ref: asch, name: Adult Social Care, department: ASCH, sponsor: S,"
            " decided_on: 2017-04-01}"
        )
        assert told(receipt) == ["portfolio-started portfolio:asch on 2017-04-01"]
        assert (fact_of(receipt).department, fact_of(receipt).sponsor) == ("ASCH", "S")

    def test_programme(self, book: OpenBook) -> None:
        receipt = book.when("- programme: {ref: pii, name: Interventions, portfolio: asch}")
        assert told(receipt) == ["programme-started programme:pii"]
        assert fact_of(receipt).portfolio == "asch"

    def test_project_may_name_groups_that_are_not_started(self, book: OpenBook) -> None:
        receipt = book.when(
            "- project: {ref: reviews, name: Targeted Reviews, references: [C07, ASC604],"
            " portfolio: asch, programme: pii, department: D, sponsor: S, started_on: 2017-04-01}"
        )
        assert told(receipt) == ["project-started project:reviews on 2017-04-01"]
        assert fact_of(receipt).references == ("C07", "ASC604")

    def test_rescoping(self, book: OpenBook) -> None:
        receipt = book.given(PROJECT).when(
            "- project-rescoping: {project: reviews, decided_on: 2018-01-01, name: Reviews,"
            " programme: pii, reason: Merged}"
        )
        assert told(receipt) == ["project-rescoped project:reviews on 2018-01-01"]
        assert (fact_of(receipt).name, fact_of(receipt).portfolio) == ("Reviews", None)

    def test_closure(self, book: OpenBook) -> None:
        receipt = book.given(PROJECT).when(
            "- project-closure: {project: reviews, decided_on: 2018-01-01, reason: Done}"
        )
        assert told(receipt) == ["project-closed project:reviews on 2018-01-01"]

    @pytest.mark.parametrize(
        "entry",
        [
            "project-rescoping: {project: p, decided_on: 2018-01-01, name: N, reason: R}",
            "project-closure: {project: p, decided_on: 2018-01-01, reason: R}",
            f"baseline: {{project: p, profile: {{2018/19: 1}}, {AUTHORITY}}}",
            "opening-balance: {project: p, as_at: 2018-09-30, profile: {2018/19: 1}}",
            f"extension: {{project: p, change: {{2018/19: 1}}, {AUTHORITY}}}",
            (
                "correction: {project: p, decided_on: 2018-09-30, corrects: baseline,"
                " change: {2018/19: 1}, reason: R}"
            ),
            "status-report: {project: p, period: 2018-09, status: on-target}",
        ],
    )
    def test_the_project_must_be_in_the_book(self, book: OpenBook, entry: str) -> None:
        book.refuses(f"- {entry}", UnknownReference, "no project 'p' is in the book")


class TestBaseline:
    """`baseline`."""

    def test_it_is_set_by_an_authority(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT).when(BASELINE)
        assert told(receipt) == ["baseline-set project:reviews on 2017-09-11"]
        assert fact_of(receipt).authority.body == "asch"
        assert profile(book)["2018/19"] == "3010000"

    def test_its_day_may_be_another_than_that_of_its_authority(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT).when(BASELINE + "    decided_on: 2018-04-01")
        assert told(receipt) == ["baseline-set project:reviews on 2018-04-01"]

    def test_it_needs_a_day(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            BASELINE.replace(", decided_on: 2017-09-11", ""),
            IncompleteCommand,
            "when was this decided on reviews? add `decided_on: 2018-11-05`",
        )

    def test_a_day_without_authority_is_not_enough(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            "- baseline: {project: reviews, decided_on: 2018-04-01, profile: {2018/19: 1}}",
            AuthorityMissing,
            "this figure of reviews needs the body that approved it",
        )

    def test_neither_is_there(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(
            "- baseline: {project: reviews, profile: {2018/19: 1}}", AuthorityMissing
        )

    def test_it_is_set_once(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        book.refuses(OPENING, BaselineAlreadySet)

    def test_measures_have_baselines_of_their_own(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        book.when(BASELINE + "    measure: avoided-cost")
        assert profile(book, measure="avoided-cost")["2018/19"] == "3010000"

    def test_a_printed_total_that_does_not_add_up_is_refused_with_the_difference(
        self, book: OpenBook
    ) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            BASELINE + "    total: 6,110,000",
            DoesNotAddUp,
            "printed as £6,110,000, but its rows add up to £6,010,000: £100,000 apart",
        )

    def test_a_printed_total_that_adds_up_is_accepted(self, book: OpenBook) -> None:
        assert book.given(COUNCIL, PROJECT).when(BASELINE + "    total: 6010000").facts


class TestOpeningBalance:
    """`opening-balance`."""

    def test_it_is_brought_forward_from_a_source(self, book: OpenBook) -> None:
        receipt = book.given(PROJECT).when(OPENING)
        assert told(receipt) == [
            "opening-balance-brought-forward project:reviews on 2018-09-30",
        ]
        assert (profile(book, date(2018, 9, 29)), profile(book)) == ({}, {"2018/19": "100"})

    def test_it_needs_the_source(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(
            OPENING.replace(" source: Status report,", ""), AuthorityMissing
        )

    def test_its_total_must_add_up(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(
            OPENING.replace("as_at", "total: 90, as_at"), DoesNotAddUp, "-£10 apart"
        )


class TestExtension:
    """`extension`."""

    def test_it_adds_to_the_profile_from_its_day_on(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT, BASELINE).when(
            EXTENSION.replace("project:", "title: More, reason: R, project:")
        )
        assert told(receipt) == ["savings-extended project:reviews on 2018-10-08"]
        assert (fact_of(receipt).title, fact_of(receipt).reason) == ("More", "R")
        assert profile(book, date(2018, 10, 7))["2018/19"] == "3010000"
        assert profile(book, date(2018, 10, 8))["2018/19"] == "3215000"

    def test_without_a_reference_it_has_that_of_project_and_day(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT).when(EXTENSION)
        assert fact_of(receipt).ref == "reviews-2018-10-08"

    def test_a_reference_may_be_given(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT).when(
            EXTENSION.replace("project", "ref: X1, project", 1)
        )
        assert fact_of(receipt).ref == "X1"

    def test_two_on_one_day_need_references(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, EXTENSION)
        other = EXTENSION.replace("205000", "7")
        book.refuses(other, ChangedEntry, "give it another reference")
        assert book.when(other.replace("project", "ref: second, project", 1)).facts

    def test_a_reference_that_a_movement_has_is_refused(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            EXTENSION.replace("project", "ref: baseline, project", 1), ReferenceUsed
        )

    def test_a_reference_made_from_a_very_long_one_is_asked_for(self, book: OpenBook) -> None:
        ref = "r" * 95
        book.cannot_read(
            EXTENSION.replace("reviews", ref), "entries.yaml:1: extension: ", "is not a reference"
        )

    def test_it_needs_a_day(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            EXTENSION.replace(", decided_on: 2018-10-08", ""), IncompleteCommand
        )

    def test_it_adds(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            EXTENSION.replace("205000", "-5"), RuleBroken, "an extension adds savings"
        )

    def test_its_total_must_add_up(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT).refuses(
            EXTENSION.replace("project", "total: 1, project", 1), DoesNotAddUp
        )


class TestCorrection:
    """`correction`."""

    CORRECTION = (
        "- correction: {project: reviews, decided_on: 2018-01-01, corrects: baseline,"
        " change: {2018/19: -10000}, reason: Misread, source: {document: Minutes, page: 3}}"
    )

    def test_it_is_a_further_movement(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT, BASELINE).when(self.CORRECTION)
        assert told(receipt) == ["savings-corrected project:reviews on 2018-01-01"]
        assert profile(book)["2018/19"] == "3000000"

    def test_an_authority_does_as_well_as_a_source(self, book: OpenBook) -> None:
        entry = self.CORRECTION.replace("source: {document: Minutes, page: 3}", AUTHORITY)
        assert book.given(COUNCIL, PROJECT, BASELINE).when(entry).facts

    def test_one_of_them_must_show_the_error(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            self.CORRECTION.replace(", source: {document: Minutes, page: 3}", ""),
            AuthorityMissing,
            "needs the source or authority that shows the error",
        )

    def test_there_must_be_a_figure(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(self.CORRECTION, NoBaseline)

    def test_its_total_must_add_up(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            self.CORRECTION.replace("project", "total: 1, project", 1), DoesNotAddUp
        )


class TestStatusReport:
    """`status-report`."""

    def test_it_holds_from_the_end_of_its_month(self, book: OpenBook) -> None:
        receipt = book.given(PROJECT).when(REPORT)
        assert told(receipt) == ["status-reported status-report:reviews/2018-09 on 2018-09-30"]
        report = fact_of(receipt)
        assert (report.status, report.period, report.narrative) == ("at-risk", "2018-09", "Late")
        assert report.slippage.stored() == {"2019/20": "50"}

    def test_or_from_the_day_it_was_made(self, book: OpenBook) -> None:
        receipt = book.given(PROJECT).when(
            REPORT.replace("narrative", "reported_on: 2018-10-12, narrative")
        )
        assert fact_of(receipt).decided_on == date(2018, 10, 12)

    def test_a_report_made_before_its_month_is_no_report(self, book: OpenBook) -> None:
        book.given(PROJECT).cannot_read(
            REPORT.replace("narrative", "reported_on: 2018-08-31, narrative"),
            "a report on 2018-09 cannot be made on 2018-08-31",
        )

    def test_a_restatement_holds_from_its_own_day(self, book: OpenBook) -> None:
        restated = REPORT.replace("narrative", "restated_on: 2018-12-01, narrative")
        receipt = book.given(PROJECT, REPORT).when(restated)
        assert told(receipt) == ["status-reported status-report:reviews/2018-09 on 2018-12-01"]

    def test_a_second_report_of_the_month_is_refused(self, book: OpenBook) -> None:
        book.given(PROJECT, REPORT).refuses(
            REPORT.replace("Late", "Early"), ChangedEntry, "this says 'Early'"
        )

    def test_measures_are_reported_separately(self, book: OpenBook) -> None:
        book.given(PROJECT, REPORT)
        assert book.when(REPORT.replace("narrative", "measure: other, narrative")).facts

    def test_a_project_has_no_status_before_it_started(self, book: OpenBook) -> None:
        book.given(PROJECT.replace("}", ", started_on: 2018-10-01}"))
        book.refuses(REPORT, NotInForce, "it has no status for 2018-09")

    def test_rows_must_add_up_to_the_printed_total_at_risk(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(
            REPORT.replace("at_risk_total: 330", "at_risk_total: 331"),
            DoesNotAddUp,
            "the total at risk of reviews is printed as £331, but its rows add up to £330: £1",
        )

    def test_net_is_the_total_less_what_is_delivered_in_another_way(self, book: OpenBook) -> None:
        book.given(PROJECT).refuses(
            REPORT.replace("net_at_risk: 300", "net_at_risk: 330"),
            DoesNotAddUp,
            "the net at risk",
        )

    def test_at_risk_may_be_negative_but_slippage_may_not(self, book: OpenBook) -> None:
        entry = "- status-report: {project: reviews, period: 2018-09, status: on-target, "
        assert book.given(PROJECT).when(entry + "at_risk: {2018/19: −5}}").facts
        book.cannot_read(
            entry + "slippage: {2018/19: −5}}", "slippage: these amounts are not negative"
        )
