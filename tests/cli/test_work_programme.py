"""``minutebook work-programme``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.writing import fails, unchanged

MEETINGS = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: policy, name: Policy, kind: committee}
- meeting: {ref: ics-2018-09-04, body: ics, held_on: 2018-09-04}
- meeting: {ref: ics-2018-11-05, body: ics, held_on: 2018-11-05}
- meeting: {ref: ics-2019-01-07, body: ics, scheduled_for: 2019-01-07}
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: ics-2019-04-30, body: ics, scheduled_for: 2019-04-30}
- resolution: {ref: 2018/018, meeting: ics-2018-09-04, title: Work programme,
   clauses: [{effect: amends-work-programme, text: Departments report.}]}
- resolution: {ref: 2018/020, meeting: ics-2018-11-05, title: Cloud,
   clauses: [{effect: requests-report, text: Another., at: ics-2019-03-04}]}
- resolution: {ref: 2018/017, meeting: ics-2018-11-05, title: ICT,
   clauses: [{effect: requests-report, text: Some day.}]}
- resolution: {ref: 2018/024, meeting: ics-2018-11-05, title: Work programme,
   clauses: [{effect: amends-work-programme, text: Shared Lives is added.}]}
"""
HELD = "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}\n"
AMEND = ("work-programme", "amend", "ics", "--resolution", "2018/024")
ADD = (
    *("--add", "shared-lives", "Shared Lives Scheme", "ics-2019-01-07"),
    *("--add", "asch", "Adult social care", "4 March 2019"),
)
SHOW = ("work-programme", "show", "ics", "--as-at")
CLOUD = "ics/2018/020/1"


@pytest.fixture
def store(book: BookOnDisk) -> str:
    """A body with meetings to come, and a report that is to come in March."""
    book.record(MEETINGS)
    return book.url


@pytest.fixture
def path(book: BookOnDisk) -> Path:
    """Its file."""
    return book.path


def placed(store: str, day: str) -> dict[str, list[str]]:
    told = ask(*SHOW, day, store=store)
    return {
        sitting["meeting"]["ref"]: [matter["ref"] for matter in sitting["matters"]]
        for sitting in told["meetings"]
    }


class TestShow:
    """`work-programme show`."""

    def test_what_the_minutes_of_november_asked_for_stands_at_the_meeting_of_march(
        self, nottinghamshire: str
    ) -> None:
        march = placed(nottinghamshire, "2018-11-06")["ics-2019-03-04"]
        asked = {"ics/2018/020/2", "ics/2018/022/1", "ics/2018/023/2"}
        told = ask(*SHOW, "2018-11-06", store=nottinghamshire)
        items = [matter for sitting in told["meetings"] for matter in sitting["matters"]]
        assert {ref for item in items for ref in item["answers"]} == asked
        assert not asked & {*march}  # each stands once, as the item that brings it
        assert {"cloud-update", "savings-quarter-3", "ict-quarter-3"} <= {*march}
        april = placed(nottinghamshire, "2018-11-06")["ics-2019-04-30"]
        assert not [ref for ref in april if "/" in ref]

    def test_each_meeting_to_come_is_shown_with_its_business(self, store: str) -> None:
        assert placed(store, "2018-11-06") == {
            "ics-2019-01-07": [],
            "ics-2019-03-04": [CLOUD],
            "ics-2019-04-30": [],
        }
        shown = run(*SHOW, "2018-11-06", store=store).stdout
        assert "ics-2019-01-07, 2019-01-07: nothing yet" in shown
        assert "For no meeting in the book" in shown
        assert "Promised, and has not come" not in shown

    def test_what_never_came_is_shown(self, store: str) -> None:
        shown = run(*SHOW, "2019-05-01", store=store).stdout
        assert "ics-2019-03-04, 2019-03-04, not recorded as held" in shown
        assert CLOUD in shown.partition("Promised, and has not come")[2]

    def test_what_a_meeting_did_not_reach_says_how_often_it_was_carried(
        self, store: str, book: BookOnDisk
    ) -> None:
        book.record(HELD)
        lines = run(*SHOW, "2019-03-05", store=store).stdout.splitlines()
        row = next(line for line in lines if line.startswith(CLOUD))
        assert row.split()[-2:] == ["ics-2019-03-04", "once"]
        assert placed(store, "2019-03-05")["ics-2019-04-30"] == [CLOUD]

    def test_csv_has_a_line_for_each_matter(self, store: str) -> None:
        said = run(*SHOW, "2018-11-06", "--format", "csv", store=store).stdout
        rows = list(csv.DictReader(io.StringIO(said)))
        assert [(row["meeting"], row["kind"], row["never_came"]) for row in rows] == [
            ("ics-2019-03-04", "report", "false"),
            ("", "report", "false"),
        ]

    def test_a_body_without_business_says_how_to_begin(self, store: str) -> None:
        shown = run("work-programme", "show", "policy", store=store)
        assert (shown.exit_code, "Nothing is expected, and no meeting" in shown.stdout) == (0, True)
        assert "did you mean ics" in fails(2, "work-programme", "show", "isc", store=store)


class TestAmend:
    """`work-programme amend`."""

    def test_items_come_to_the_meeting_or_the_first_from_the_day_on(self, store: str) -> None:
        said = run(*AMEND, *ADD, store=store).stdout
        assert said.startswith("Amended the work programme of ics: 2 added. See `minutebook work-")
        found = placed(store, "2018-11-06")
        assert found["ics-2019-01-07"] == ["shared-lives"]
        assert found["ics-2019-03-04"] == ["asch", CLOUD]
        assert placed(store, "2018-11-04")["ics-2019-01-07"] == []

    def test_items_are_moved_and_removed_by_a_later_resolution(
        self, store: str, path: Path
    ) -> None:
        earlier = ("work-programme", "amend", "ics", "--resolution", "2018/018")
        run(*earlier, "--add", "asch", "Adult social care", "ics-2019-04-30", store=store)
        move = (*AMEND, "--move", "asch", "ics-2019-03-04")
        said = run(*move, "--dry-run", store=store).stdout
        assert "Nothing was recorded" in said
        assert "1 moved. asch stands at ics-2019-03-04 now." in run(*move, store=store).stdout
        again = (*move[:3], "--resolution", "ics/2018/024", *move[5:])
        assert "is in the book already" in fails(1, *again, store=store)
        assert placed(store, "2018-09-05")["ics-2019-04-30"] == ["asch"]
        assert placed(store, "2018-11-06")["ics-2019-03-04"] == ["asch", CLOUD]
        with unchanged(path):
            words = ("work-programme", "amend", "ics", "--decided-on", "2018-11-30")
            said = fails(1, *words, "--remove", "asch", store=store)
        assert "is changed by resolution" in said

    def test_an_item_that_brings_a_report_stands_for_it(self, store: str, book: BookOnDisk) -> None:
        words = ("--add", "cloud", "Cloud update", "ics-2019-03-04", "--answers", "cloud", CLOUD)
        said = run(*AMEND, *words, store=store).stdout
        assert "1 added, 1 linked" in said
        assert placed(store, "2018-11-06")["ics-2019-03-04"] == ["cloud"]
        assert f"Cloud update (answers {CLOUD})" in run(*SHOW, "2018-11-06", store=store).stdout
        book.record(
            HELD + "- resolution: {ref: 2019/012, meeting: ics-2019-03-04, title: Cloud,"
            " considers: [cloud], clauses: [{effect: notes, text: It.}]}\n"
        )
        rows = ask("action", "list", "--state", "considered", store=store)
        assert [row["ref"] for row in rows] == [CLOUD]

    def test_the_log_of_a_body_has_what_became_of_its_programme(self, store: str) -> None:
        run(*AMEND, *ADD, store=store)
        told = ask("log", "--subject", "ics", store=store)
        assert [fact["subject"] for fact in told if fact["kind"] == "work-programme"] == ["ics"] * 2
        alone = ask("log", "--subject", "work-programme:ics", store=store)
        assert {fact["kind"] for fact in alone} == {"work-programme"}

    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            ((), 2, "nothing is amended: give --add, --move, --answers or --remove"),
            (("--remove", "lives"), 2, "no 'lives' is in the work programme of ics"),
            (("--add", "a", "A", "ics-2018-09-04"), 1, "was on 2018-09-04"),
            (("--add", "a", "A", "ics-2019-01-08"), 2, "did you mean ics-2019-01-07"),
            (("--resolution", "2018/020", "--remove", "a"), 1, "does not amend its work programme"),
        ],
    )
    def test_a_refusal_says_which_rule_and_what_to_do(
        self, store: str, path: Path, words: tuple[str, ...], status: int, says: str
    ) -> None:
        with unchanged(path):
            assert says in fails(status, *AMEND, *words, store=store)
