"""``minutebook action``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from projections.actions.standing import times
from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.writing import fails, unchanged

CLOUD = "ics/2018/020/2"
MARCH = "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}\n"


@pytest.fixture
def path(nottinghamshire: str) -> Path:
    """The example's file."""
    return Path(nottinghamshire.removeprefix("sqlite:///"))


def held(store: str, folder: Path) -> None:
    """Record that the meeting of March was held."""
    file = folder / "held.yaml"
    file.write_text(MARCH)
    assert run("record", str(file), store=store).exit_code == 0


class TestList:
    """`action list`."""

    def test_what_the_minutes_asked_to_come_back_is_listed(self, nottinghamshire: str) -> None:
        """The November meeting of the example asks for three reports in March 2019."""
        found = ask("action", "list", "--as-at", "2018-11-06", store=nottinghamshire)
        assert [(row["ref"], row["due_on"], row["comes_to"]) for row in found] == [
            ("ics/2018/017/1", None, None),
            (CLOUD, "2019-03-04", "ics-2019-03-04"),
            ("ics/2018/022/1", "2019-03-04", "ics-2019-03-04"),
            ("ics/2018/023/2", "2019-03-04", "ics-2019-03-04"),
        ]
        shown = run("action", "list", "--as-at", "2018-11-06", store=nottinghamshire).stdout
        assert "March 2019. (Data Centre Modernisation (Cloud) Programme update)" in shown

    def test_it_is_narrowed_by_meeting_body_state_and_day(self, nottinghamshire: str) -> None:
        def refs(*words: str) -> list[str]:
            return [row["ref"] for row in ask("action", "list", *words, store=nottinghamshire)]

        assert len(refs("--meeting", "ics-2019-03-04")) == 3
        assert refs("--body", "asch") == []
        assert len(refs("--body", "ics", "--state", "open")) == 4
        assert refs("--overdue", "--as-at", "2019-03-04") == []
        assert len(refs("--overdue", "--as-at", "2019-03-05")) == 3
        assert (
            "open, overdue"
            in run("action", "list", "--as-at", "2019-03-05", store=nottinghamshire).stdout
        )

    def test_it_is_narrowed_by_owner_as_people_are_named(self, book: BookOnDisk) -> None:
        book.record(
            "- body: {ref: ics, name: S, kind: committee}\n"
            "- meeting: {ref: m, body: ics, held_on: 2018-11-05}\n"
            "- action: {ref: A-1, owner: Sue Milburn, text: It., asked_by: ics, asked_at: m}\n"
            "- action: {ref: A-2, owner: Iain, text: It., asked_by: ics, asked_at: m}\n"
        )
        found = ask("action", "list", "--owner", "sue  milburn", store=book.url)
        assert [row["ref"] for row in found] == ["A-1"]

    def test_csv_has_a_line_for_each(self, nottinghamshire: str) -> None:
        said = run("action", "list", "--format", "csv", store=nottinghamshire).stdout
        rows = list(csv.DictReader(io.StringIO(said)))
        assert [row["overdue"] for row in rows] == ["false", "true", "true", "true"]

    def test_nothing_to_list_is_said(self, norfolk: str) -> None:
        said = run("action", "list", "--body", "scsr-board", store=norfolk)
        assert (said.exit_code, said.stdout) == (0, "")
        assert said.stderr.startswith("No actions: nothing that was asked for waits")

    def test_an_unknown_body_is_told(self, nottinghamshire: str) -> None:
        assert "did you mean ics" in fails(
            2, "action", "list", "--body", "isc", store=nottinghamshire
        )


class TestDoing:
    """`action progress`, `complete`, `close` and `reopen`."""

    def test_it_goes_from_note_to_closing_and_back(
        self, nottinghamshire: str, tmp_path: Path
    ) -> None:
        store = nottinghamshire
        held(store, tmp_path)

        def state() -> tuple[str, str | None]:
            rows = ask("action", "list", "--all", store=store)
            (row,) = [row for row in rows if row["ref"] == CLOUD]
            return row["state"], row["steps"][-1]["text"]

        words = ("action", "progress", CLOUD, "--note", "Half done", "--on", "2019-02-01")
        assert run(*words, store=store).stdout == f"Noted of {CLOUD}, 2019-02-01.\n"
        assert state() == ("in-progress", "Half done")
        words = ("action", "complete", CLOUD, "--evidence", "Item 5", "--on", "2019-03-04")
        said = run(*words, store=store).stdout
        assert f"Next, for the body that asked: `minutebook action close {CLOUD}" in said
        assert state() == ("completed", "Item 5")
        said = run("action", "close", CLOUD, "--meeting", "ics-2019-03-04", store=store).stdout
        assert said == f"{CLOUD} is closed.\n"
        assert state() == ("closed", None)
        assert CLOUD not in run("action", "list", store=store).stdout
        again = ("--meeting", "ics-2019-03-04", "--reason", "Costs are missing")
        said = run("action", "reopen", CLOUD, *again, store=store).stdout
        assert said == f"{CLOUD} is open again.\n"
        assert state() == ("open", "Costs are missing")

    def test_without_a_day_it_is_today(self, nottinghamshire: str) -> None:
        words = ("action", "progress", CLOUD, "--note", "Half done")
        assert run(*words, store=nottinghamshire).exit_code == 0

    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            (("close", CLOUD), 1, "asked for by ics, which closes it"),
            (("close", CLOUD, "--meeting", "ics-2019-03-04"), 1, "not recorded as held"),
            (("close", CLOUD, "--meeting", "asch-2018-12-10"), 1, "is not for asch to close"),
            (("close", "ics/2018/20/2", "--meeting", "m"), 2, "did you mean ics/2018/020"),
            (("close", CLOUD, "--under", "ics/2018/020/1", "--on", "2019-03-05"), 1, "delegates"),
            (("progress", "ics/2018/020/1", "--note", "N"), 2, "asks for something to be done"),
            (("complete", CLOUD), 2, "missing option '--evidence'"),
            (("reopen", CLOUD, "--reason", "R", "--meeting", "ics-2018-11-05"), 1, "is open"),
            (("progress", CLOUD, "--note", "N", "--page", "3"), 2, "add --source"),
        ],
    )
    def test_a_refusal_says_which_rule_and_what_to_do(
        self, nottinghamshire: str, path: Path, words: tuple[str, ...], status: int, says: str
    ) -> None:
        with unchanged(path):
            assert says in fails(status, "action", *words, store=nottinghamshire)

    def test_the_same_again_and_a_dry_run_record_nothing(
        self, nottinghamshire: str, path: Path
    ) -> None:
        words = ("action", "progress", CLOUD, "--note", "Half", "--on", "2019-02-01")
        with unchanged(path):
            assert run(*words, "--dry-run", store=nottinghamshire).exit_code == 0
        run(*words, store=nottinghamshire)
        with unchanged(path):
            assert "this note on" in fails(1, *words, store=nottinghamshire)


class TestMattersArising:
    """`action matters-arising`."""

    def test_for_the_next_meeting_of_a_body(self, nottinghamshire: str) -> None:
        words = ("action", "matters-arising", "ics", "--as-at")
        told = ask(*words, "2018-11-06", store=nottinghamshire)
        assert told["meeting"]["ref"] == "ics-2019-01-07"
        assert (told["due"], len(told["in_hand"])) == ([], 4)
        told = ask(*words, "2019-01-08", store=nottinghamshire)
        assert told["meeting"]["ref"] == "ics-2019-03-04"
        assert [row["ref"] for row in told["due"]] == [CLOUD, "ics/2018/022/1", "ics/2018/023/2"]

    def test_for_a_meeting_by_its_name(self, nottinghamshire: str) -> None:
        done = ("action", "complete", CLOUD, "--evidence", "Item 5", "--on", "2019-03-01")
        run(*done, store=nottinghamshire)
        words = ("action", "matters-arising", "ics-2019-03-04", "--as-at", "2019-03-02")
        shown = run(*words, store=nottinghamshire).stdout
        assert shown.startswith("Matters arising, ics-2019-03-04: ics, 2019-03-04; as at")
        assert shown.index("Done, for the body to close") < shown.index(CLOUD)
        assert shown.index("Due by this meeting") < shown.index("ics/2018/022/1")
        assert shown.index("In hand for later") < shown.index("ics/2018/017/1")
        rows = run(*words, "--format", "csv", store=nottinghamshire).stdout.splitlines()
        assert [row.partition(",")[0] for row in rows[1:]] == ["to-close", "due", "due", "in-hand"]

    def test_a_meeting_before_anything_was_asked_for_has_none(self, nottinghamshire: str) -> None:
        shown = run("action", "matters-arising", "ics-2018-06-25", store=nottinghamshire).stdout
        assert "No earlier meeting asked for anything" in shown

    def test_without_a_meeting_to_come_it_says_what_to_record(self, nottinghamshire: str) -> None:
        words = ("action", "matters-arising", "ics", "--as-at", "2019-12-01")
        said = fails(2, *words, store=nottinghamshire)
        assert "no meeting of ics to come on 2019-12-01 or later" in said
        assert "did you mean ics" in fails(
            2, "action", "matters-arising", "isc", store=nottinghamshire
        )


def test_how_often_is_told_in_words() -> None:
    assert [times(number) for number in (1, 2, 3)] == ["once", "twice", "3 times"]
