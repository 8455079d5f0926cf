"""`case list`, `open`, `show`, `step`, `migrate` and `stats`."""

from __future__ import annotations

from csv import DictReader
from io import StringIO
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ROOT, ask, run
from tests.cli.writing import fails, unchanged
from tests.engine.cases.journey import (
    APPROVING,
    DEFERRING,
    MEETINGS,
    PEOPLE,
    TO_COMMITTEE,
    UNOPENED,
    resolution,
)
from tests.engine.open_book import COUNCIL

OPEN = ("case", "open", "change-request", "ICS-2019-A", "--body", "leadership", "clt")
CASE = "change-request/ICS-2019-A"
SHIPPED = ROOT / "routes" / "change-request.yaml"


@pytest.fixture
def store(book: BookOnDisk) -> str:
    """A book in which the case has just been opened."""
    book.record(UNOPENED)
    result = run(*OPEN, "--on", "2018-12-20", store=book.url)
    assert result.exit_code == 0, result.output
    return book.url


@pytest.fixture
def before_committee(book: BookOnDisk, store: str) -> str:
    """The same, with the request before the sub-committee."""
    book.record(TO_COMMITTEE)
    return store


def as_(name: str, *words: str, store: str) -> str:
    """Take a step as somebody, and return what is told."""
    result = run("--as", name, "case", "step", "ICS-2019-A", *words, store=store)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout


class TestOpening:
    """`case open`."""

    def test_it_tells_what_comes_next_and_by_which_command(self, book: BookOnDisk) -> None:
        book.record(UNOPENED)
        result = run(*OPEN, "--on", "2018-12-20", store=book.url)
        assert "ICS-2019-A set out on the route change-request." in result.stdout
        assert "It stands at draft (Being drafted) since 2018-12-20." in result.stdout
        assert f"minutebook --as NAME case step {CASE} submit" in result.stdout

    def test_a_dry_run_records_nothing(self, book: BookOnDisk) -> None:
        book.record(UNOPENED)
        with unchanged(book.path):
            result = run(*OPEN, "--on", "2018-12-20", "--dry-run", store=book.url)
        assert result.stdout == "Nothing was recorded (--dry-run); it would be accepted.\n"

    def test_a_missing_body_is_asked_for(self, book: BookOnDisk) -> None:
        book.record(UNOPENED)
        told = fails(1, *OPEN[:4], "--on", "2018-12-20", store=book.url)
        assert "which body is leadership" in told
        assert "--body leadership REF" in told

    def test_twice_is_told(self, store: str) -> None:
        assert "in the book already" in fails(1, *OPEN, "--on", "2018-12-20", store=store)


class TestSteps:
    """`case step`."""

    def test_the_whole_way_to_new_figures(self, book: BookOnDisk, store: str) -> None:
        as_("S. Sponsor", "submit", "--on", "2018-12-21", store=store)
        as_(
            "P. Office",
            *("acknowledge", "--on", "2018-12-27"),
            *("--attach", "programme-office-comment", "In order"),
            store=store,
        )
        as_(
            "F. Nance",
            *("comment", "--on", "2019-01-03"),
            *("--attach-document", "finance-comment", "Finance file 7"),
            store=store,
        )
        told = as_("L. Clerk", "endorse", "--on", "2019-01-08", store=store)
        assert "approve approved clerk of ics by 2019-03-09" in " ".join(told.split())
        assert f"case step {CASE} defer --resolution REF --deferred-to MEETING" in told
        book.record(APPROVING)
        told = as_("I. Clerk", "approve", "--resolution", "2019/003", "--unit", "£", store=store)
        assert "2019/20  2,000,000  3,000,000   1,000,000" in told
        assert told.endswith("Its journey ended on 2019-01-21: Approved.\n")
        comments = ask("change", "show", "ICS-2019-A", store=store)["comments"]
        assert [(each["by"], each["text"]) for each in comments] == [
            ("finance", "See Finance file 7")
        ]

    def test_a_condition_may_have_an_owner_and_a_due_date(
        self, book: BookOnDisk, before_committee: str
    ) -> None:
        book.record(APPROVING)
        words = ("--condition-for", "Director", "30 June 2019", "Report back")
        as_("I. Clerk", "approve", "--resolution", "2019/003", *words, store=before_committee)
        (row,) = ask("condition", "list", store=before_committee)
        assert (row["text"], row["owner"], row["due"]) == ("Report back", "Director", "2019-06-30")

    def test_a_part_is_approved_year_by_year(self, book: BookOnDisk, before_committee: str) -> None:
        book.record(APPROVING)
        as_(
            "I. Clerk",
            *("approve-in-part", "--resolution", "2019/003"),
            *("--revise", "reviews", "2019/20", "2500000"),
            *("--revise", "reviews", "2020/21", "500000"),
            store=before_committee,
        )
        assert ask("change", "show", "ICS-2019-A", store=before_committee)["state"] == (
            "approved-in-part"
        )

    def test_putting_off_names_the_meeting(self, book: BookOnDisk, before_committee: str) -> None:
        book.record(DEFERRING)
        told = as_(
            "I. Clerk",
            *("defer", "--resolution", "2019/003", "--deferred-to", "ics-2019-03-04"),
            store=before_committee,
        )
        assert "bring-back  sub-committee  clerk of ics  by 2019-03-04" in told

    def test_a_refusal_says_who_may_and_what_to_do(self, before_committee: str) -> None:
        told = fails(
            1,
            *("--as", "L. Clerk", "case", "step", "ICS-2019-A", "bring-back"),
            store=before_committee,
        )
        assert "has no step bring-back from there, but approve" in told

    def test_what_a_step_needs_is_named_by_its_option(self, before_committee: str) -> None:
        told = fails(
            2, "--as", "I. Clerk", "case", "step", "ICS-2019-A", "approve", store=before_committee
        )
        assert "--resolution" in told

    def test_a_dry_run_shows_the_figures_and_records_nothing(
        self, book: BookOnDisk, before_committee: str
    ) -> None:
        book.record(APPROVING)
        words = ("case", "step", "ICS-2019-A", "approve", "--resolution", "2019/003", "--dry-run")
        with unchanged(book.path):
            result = run("--as", "I. Clerk", *words, store=before_committee)
        assert result.stdout.startswith("Nothing was recorded (--dry-run); it would be accepted.")
        assert "3,000" in result.stdout
        assert "Its journey" not in result.stdout


class TestReading:
    """`case list` and `case show`."""

    def test_the_list_says_where_each_stands_and_for_how_long(self, before_committee: str) -> None:
        result = run("case", "list", "--as-at", "2019-04-01", store=before_committee)
        assert "sub-committee  2019-01-08    83  2019-03-09 late" in result.stdout
        [row] = ask("case", "list", "--as-at", "2019-04-01", "--overdue", store=before_committee)
        assert (row["ref"], row["days"], row["late"]) == (CASE, 83, True)
        assert row["attached"] == ["finance-comment", "programme-office-comment"]

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            (("--route", "change-request"), 1),
            (("--route", "gate-review"), 0),
            (("--state", "sub-committee"), 1),
            (("--state", "draft"), 0),
            (("--body", "ics"), 1),
            (("--body", "policy"), 0),
            (("--as-at", "2019-02-01", "--overdue"), 0),
            (("--as-at", "2018-12-19"), 0),
        ],
    )
    def test_the_list_can_be_narrowed(
        self, before_committee: str, words: tuple[str, ...], found: int
    ) -> None:
        assert len(ask("case", "list", *words, store=before_committee)) == found

    def test_an_empty_list_says_what_to_do(self, book: BookOnDisk) -> None:
        assert "minutebook case open ROUTE SUBJECT" in run("case", "list", store=book.url).output

    def test_cases_that_are_over_are_shown_with_all(
        self, book: BookOnDisk, before_committee: str
    ) -> None:
        book.record(APPROVING)
        as_("I. Clerk", "approve", "--resolution", "2019/003", store=before_committee)
        assert ask("case", "list", store=before_committee) == []
        result = run("case", "list", "--all", "--format", "csv", store=before_committee)
        assert f"{CASE},Accelerate Targeted Reviews,change-request,1,approved" in result.stdout

    def test_the_journey_says_who_acted_and_how_long_it_stood(
        self, book: BookOnDisk, before_committee: str
    ) -> None:
        book.record(
            f"- case-overdue: {{case: {CASE}, step: approve, on: 2019-03-10}}\n"
            f"- case-escalation: {{case: {CASE}, step: approve, on: 2019-03-10}}\n"
        )
        shown = run("case", "show", "ICS-2019-A", "--as-at", "2019-04-01", store=before_committee)
        told = shown.stdout
        assert "2018-12-20  opened       draft" in told
        assert "1 day" in told
        assert "F. Nance, finance" in told
        assert "finance comment           No effect on the total (F. Nance, 2019-01-03)" in told
        assert "2019-03-10 approve, due by 2019-03-09, escalated: told the chair of ics" in told
        assert "For        83 days" in told
        said = ask("case", "show", CASE, "--as-at", "2019-04-01", store=before_committee)
        assert [move["days"] for move in said["journey"]] == [1, 6, 7, 5, 83]
        assert said["next"][0]["step"] == "approve"

    def test_notes_and_delegations_are_told(self, book: BookOnDisk, before_committee: str) -> None:
        book.record(
            resolution("2018/030", "ics-2018-12-31", "delegates", more=", delegate: D. Head")
        )
        words = ("reject", "--under", "ics/2018/030/1", "--on", "2019-01-10", "--note", "Too late")
        as_("D. Head", *words, store=before_committee)
        told = run("case", "show", CASE, store=before_committee).stdout
        assert "D. Head, under ics/2018/030/1" in told
        assert "2019-01-10  Too late" in told
        assert "What can come next" not in told

    def test_it_is_seen_as_it_stood(self, before_committee: str) -> None:
        said = ask("case", "show", CASE, "--as-at", "2018-12-31", store=before_committee)
        assert (said["state"], said["attached"]) == ("finance", ["programme-office-comment"])

    def test_a_case_that_there_is_not(self, before_committee: str) -> None:
        told = fails(2, "case", "show", "ICS-2019-Z", store=before_committee)
        assert "there is no case 'ICS-2019-Z'" in told
        told = fails(2, "case", "show", CASE, "--as-at", "2018-01-01", store=before_committee)
        assert "choose a later --as-at" in told


class TestStats:
    """`case stats`."""

    def test_days_in_each_state_and_what_waiting_costs(self, before_committee: str) -> None:
        said = ask("case", "stats", "--as-at", "2019-05-01", store=before_committee)
        stays = {(stay["state"], stay["body"]): stay for stay in said["stays"]}
        assert stays["finance", None]["median_days"] == "7"
        assert stays["leadership", "clt"]["longest_days"] == 5
        assert stays["sub-committee", "ics"]["longest_running"] == 113
        [waiting] = said["waiting"]
        assert (waiting["increase"], waiting["a_month"]) == ("1000000", "83333.33")
        assert said["lost_a_month"] == "83333.33"
        printed = run("case", "stats", "--as-at", "2019-05-01", store=before_committee).stdout
        assert "Lost a month in all  83,333.33" in printed

    def test_nothing_is_lost_before_the_year_of_the_saving(self, before_committee: str) -> None:
        said = ask("case", "stats", "--as-at", "2019-03-31", store=before_committee)
        assert (said["year"], said["waiting"], said["lost_a_month"]) == ("2018/19", [], "0")
        [later] = said["later"]
        assert (later["year"], later["loses_from"]) == ("2019/20", "2019-04-01")
        words = ("case", "stats", "--as-at", "2019-03-31")
        assert "costs nothing yet" in run(*words, store=before_committee).stdout

    def test_how_often_it_was_put_off(self, book: BookOnDisk, before_committee: str) -> None:
        book.record(DEFERRING)
        words = ("defer", "--resolution", "2019/003", "--deferred-to", "ics-2019-03-04")
        as_("I. Clerk", *words, store=before_committee)
        assert ask("case", "stats", store=before_committee)["deferrals"] == {CASE: 1}
        assert "Put off to a later meeting" in run("case", "stats", store=before_committee).stdout

    def test_as_csv_and_of_no_case(self, book: BookOnDisk) -> None:
        assert "No case has set out yet." in run("case", "stats", store=book.url).output
        csv = run("case", "stats", "--format", "csv", store=book.url).stdout
        assert csv.startswith("route,state,body,stays,median_days")

    def test_csv_has_what_was_put_off_and_what_waiting_costs(
        self, book: BookOnDisk, before_committee: str
    ) -> None:
        book.record(DEFERRING)
        defer = ("defer", "--resolution", "2019/003", "--deferred-to", "ics-2019-03-04")
        as_("I. Clerk", *defer, store=before_committee)
        words = ("case", "stats", "--as-at", "2019-03-01", "--format", "csv")
        rows = list(DictReader(StringIO(run(*words, store=before_committee).stdout)))
        (put_off,) = [row for row in rows if row["deferrals"]]
        assert (put_off["case"], put_off["deferrals"]) == (CASE, "1")
        (cost,) = [row for row in rows if row["a_month"]]
        assert (cost["case"], cost["year"], cost["state"]) == (CASE, "2019/20", "deferred")
        assert (cost["loses_from"], cost["a_month"]) == ("2019-04-01", "83333.33")


class TestMigration:
    """`case migrate`."""

    MIGRATE = ("--as", "P. Office", "case", "migrate", "change-request", "--on", "2019-02-01")

    def _second(self, book: BookOnDisk, old: str = "", new: str = "") -> Path:
        folder = book.folder / "routes"
        folder.mkdir(exist_ok=True)
        text = SHIPPED.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1)
        file = folder / "second.yaml"
        file.write_text(text.replace(old, new) if old else text, encoding="utf-8")
        return file

    def test_a_dry_run_says_which_can_be_moved(self, book: BookOnDisk, store: str) -> None:
        self._second(book)
        with unchanged(book.path):
            result = run(*self.MIGRATE, "--dry-run", store=store)
        assert result.exit_code == 0
        assert "1 of 1 can be moved to change-request/2. Nothing was recorded" in result.stdout

    def test_it_moves_those_that_can_be(self, book: BookOnDisk, store: str) -> None:
        self._second(book)
        result = run(*self.MIGRATE, store=store)
        assert "1 of 1 were moved to change-request/2." in result.stdout
        assert ask("case", "show", CASE, store=store)["version"] == 2
        assert "moved to version 2" in run("case", "show", CASE, store=store).stdout
        again = run(*self.MIGRATE, store=store)
        assert "No running case of that route" in again.stdout

    def test_it_says_why_one_cannot_be(self, book: BookOnDisk, store: str) -> None:
        self._second(book, "draft", "being-written")
        result = run(*self.MIGRATE, store=store)
        assert result.exit_code == 1
        assert "no state draft" in " ".join(result.stdout.split())
        assert "0 of 1 were moved" in result.stdout
        mapped = run(*self.MIGRATE, "--map", "draft=being-written", store=store)
        assert mapped.exit_code == 0
        assert ask("case", "show", CASE, store=store)["state"] == "being-written"

    def test_a_map_is_written_as_a_pair(self, store: str) -> None:
        assert "write it as OLD=NEW" in fails(2, *self.MIGRATE, "--map", "draft", store=store)


def test_a_step_for_a_meeting_to_come_is_of_today(book: BookOnDisk) -> None:
    paper = "attachments: [{kind: %s, text: Said}]"
    steps = [
        f"- case-step: {{case: TRAMS, step: {name}, actor: {who}, taken_on: 2018-12-04,"
        f" {paper % of}}}\n"
        for name, who, of in (
            ("submit", "S. Sponsor", "report"),
            ("comment", "F. Nance", "finance-comment"),
            ("advise", "M. Officer", "constitutional-comment"),
        )
    ]
    book.record(
        COUNCIL
        + PEOPLE
        + MEETINGS
        + "- role-grant: {person: M. Officer, role: monitoring-officer, starts_on: 2018-01-01}\n"
        "- case: {route: committee-report, subject: TRAMS, title: Trams,"
        " opened_on: 2018-12-03, bodies: {deciding: ics}}\n"
        + "".join(steps)
        + "- meeting: {ref: to-come, body: ics, scheduled_for: 2099-03-02}\n",
    )
    words = ("--as", "I. Clerk", "case", "step", "TRAMS", "publish", "--meeting", "to-come")
    result = run(*words, store=book.url)
    assert (result.exit_code, result.stderr) == (0, "")
