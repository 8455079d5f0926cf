"""`change raise`, `change comment` and `change decide`: one record from the words of a command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import ask, process, run
from tests.cli.writing import fails, state_of, unchanged

RAISE = (
    *("change", "raise", "ICS-2019-D", "--title", "Later", "--kind", "re-profile", "--to", "ics"),
    *("--raised-on", "2019-01-02"),
)
MOVE = (
    *("--revise", "targeted-reviews", "2019/20", "1,500,000"),
    *("--revise", "targeted-reviews", "2020-21", "2500000"),
)
COMMENT = ("change", "comment", "ICS-2019-A", "--by", "finance", "--text", "Neutral")
DECIDE = ("change", "decide", "ICS-2019-A", "--decided-on", "2019-01-07", "--outcome")
NEXT = """
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
"""


@pytest.fixture
def store(nottinghamshire: str) -> str:
    """The example, with three requests that are not decided."""
    return nottinghamshire


@pytest.fixture
def path(store: str) -> Path:
    """Its file."""
    return Path(store.removeprefix("sqlite:///"))


def shown(store: str, ref: str) -> Any:
    return ask("change", "show", ref, store=store)


def profile(store: str, project: str = "targeted-reviews") -> Any:
    return ask("saving", "history", project, store=store)["current"]


class TestRaise:
    """`change raise`."""

    def test_it_expects_what_the_book_has_unless_told_otherwise(self, store: str) -> None:
        result = run(*RAISE, *MOVE, store=store)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "Raised ICS-2019-D to ics.\n"
        [line] = shown(store, "ICS-2019-D")["projects"]
        assert [(row["year"], row["expected"], row["revised"]) for row in line["profile"]] == [
            ("2018/19", "2010000", "2010000"),
            ("2019/20", "2000000", "1500000"),
            ("2020/21", "2000000", "2500000"),
        ]

    def test_what_it_expects_may_be_said(self, store: str) -> None:
        result = run(
            *RAISE, *MOVE, *("--expect", "targeted-reviews", "2019-20", "4000000"), store=store
        )
        assert result.exit_code == 0
        assert result.stderr.startswith("note: ICS-2019-D expects 2019/20: £4,000,000")

    def test_it_is_raised_today_unless_told_otherwise(self, store: str) -> None:
        words = [word for word in RAISE if word not in ("--raised-on", "2019-01-02")]
        assert run(*words, *MOVE, store=store).exit_code == 0
        assert "ICS-2019-D" in run("change", "list", store=store).stdout

    def test_source_page_and_reasons_are_recorded(self, store: str) -> None:
        more = ("--source", "Agenda pack", "--page", "12", "--reasons", "R", "--raised-by", "P. O")
        assert run(*RAISE, *MOVE, *more, store=store).exit_code == 0
        entry = ask("log", "--subject", "ICS-2019-D", store=store)[0]
        assert entry["source"]["page"] == "12"
        assert shown(store, "ICS-2019-D")["reasons"] == "R"

    def test_a_dry_run_records_nothing(self, store: str, path: Path) -> None:
        with unchanged(path):
            result = run(*RAISE, *MOVE, "--dry-run", store=store)
        assert result.stdout == "Nothing was recorded (--dry-run); it would be accepted.\n"

    def test_raising_it_again_is_refused(self, store: str, path: Path) -> None:
        run(*RAISE, *MOVE, store=store)
        with unchanged(path):
            said = fails(1, *RAISE, *MOVE, store=store)
        assert said == (
            "error: the change request ICS-2019-D is in the book already; nothing was recorded\n"
        )

    def test_a_reference_that_is_used_for_something_else_is_refused(
        self, store: str, path: Path
    ) -> None:
        with unchanged(path):
            said = fails(1, *[*RAISE[:2], "ICS-2019-A", *RAISE[3:]], *MOVE, store=store)
        assert "the change request ICS-2019-A is in the book already and says" in said

    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            (("--revise", "targeted-reviews", "2019", "1"), 2, "'2019' is not a financial year"),
            (
                ("--revise", "targeted-reviews", "2019/20", "2 million"),
                2,
                "--revise targeted-reviews: '2 million' is not an amount",
            ),
            (
                (*MOVE, "--revise", "targeted-reviews", "2019-2020", "1"),
                2,
                "--revise targeted-reviews: the year 2019/20 stands twice",
            ),
            (("--revise", "targeted-review", "2019/20", "1"), 2, "did you mean targeted-reviews"),
            (
                (*MOVE, "--expect", "transitions", "2019/20", "1"),
                2,
                "--expect names transitions, of which --revise says nothing",
            ),
            ((*MOVE, "--page", "3"), 2, "--page needs the document it is of: add --source"),
            ((*MOVE, "--title", ""), 2, "title: this is empty"),
            ((*MOVE, "--reasons", "\x1b[31m"), 2, "reasons: the character U+001B cannot be"),
            ((*MOVE, "--raised-on", "2019-02-30"), 2, "not a day of the calendar"),
            ((*MOVE, "--kind", "swap"), 2, "invalid value for '--kind'"),
            ((*MOVE, "--to", "isc"), 2, "no body 'isc' is in the book; did you mean ics"),
            (("--revise", "targeted-reviews", "2019/20", "1"), 1, "is a re-profile"),
            ((), 2, "missing option '--revise'"),
        ],
    )
    def test_what_is_wrong_is_told_in_the_words_of_the_command_line(
        self, store: str, path: Path, words: tuple[str, ...], status: int, says: str
    ) -> None:
        with unchanged(path):
            assert says in fails(status, *RAISE, *words, store=store)


class TestComment:
    """`change comment`."""

    def test_it_is_added(self, store: str) -> None:
        result = run(*COMMENT, "--author", "F. Partner", "--made-on", "2019-01-03", store=store)
        assert (result.exit_code, result.stdout) == (0, "Recorded the comment on ICS-2019-A.\n")
        last = shown(store, "ICS-2019-A")["comments"][-1]
        assert (last["by"], last["text"], last["author"]) == ("finance", "Neutral", "F. Partner")

    def test_it_is_made_today_unless_told_otherwise(self, store: str) -> None:
        assert run(*COMMENT, store=store).exit_code == 0

    def test_the_same_again_is_refused(self, store: str, path: Path) -> None:
        words = (*COMMENT, "--made-on", "2019-01-03")
        run(*words, store=store)
        with unchanged(path):
            assert "this comment on ICS-2019-A is in the book" in fails(1, *words, store=store)

    def test_a_dry_run_records_nothing(self, store: str, path: Path) -> None:
        with unchanged(path):
            assert run(*COMMENT, "--dry-run", store=store).exit_code == 0

    def test_an_unknown_request_is_told(self, store: str, path: Path) -> None:
        words = [*COMMENT[:2], "ICS-2019-X", *COMMENT[3:]]
        with unchanged(path):
            assert "no change request 'ICS-2019-X' is in the book" in fails(2, *words, store=store)


class TestDecide:
    """`change decide`."""

    def test_a_condition_may_have_an_owner_and_a_due_date(self, store: str) -> None:
        words = ("--condition-for", "Director", "2019-06-30", "Report back", "--condition", "Tell")
        result = run(*DECIDE, "approved", *words, store=store)
        assert result.exit_code == 0, result.output
        rows = ask("condition", "list", store=store)
        assert [(row["text"], row["owner"], row["due"]) for row in rows] == [
            ("Report back", "Director", "2019-06-30"),
            ("Tell", None, None),
        ]

    def test_an_approval_moves_the_figures_at_once_and_says_so(self, store: str) -> None:
        result = run(*DECIDE, "approved", "--condition", "Report back", store=store)
        assert result.exit_code == 0
        assert result.stdout == (
            "ICS-2019-A is approved.\n"
            "\n"
            "targeted-reviews, cashable benefit, £000\n"
            "Year     Before  After  Change\n"
            "───────  ──────  ─────  ──────\n"
            "2018/19   2,010  2,010       0\n"
            "2019/20   2,000  4,000   2,000\n"
            "2020/21   2,000      0  -2,000\n"
            "───────  ──────  ─────  ──────\n"
            "Total     6,010  6,010       0\n"
        )
        assert profile(store)["2019/20"] == "4000000"
        assert shown(store, "ICS-2019-A")["state"] == "approved"
        assert [part["text"] for part in shown(store, "ICS-2019-A")["conditions"]] == [
            "Report back"
        ]

    def test_approval_in_part_moves_what_was_agreed(self, store: str) -> None:
        agreed = (
            *("--revise", "targeted-reviews", "2019/20", "3000000"),
            *("--revise", "targeted-reviews", "2020/21", "1000000"),
        )
        result = run(*DECIDE, "approved-in-part", *agreed, "--commentary", "Half", store=store)
        assert result.stdout.startswith("ICS-2019-A is approved in part.\n")
        assert profile(store)["2019/20"] == "3000000"

    @pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
    def test_other_outcomes_move_nothing(self, store: str, outcome: str) -> None:
        before = profile(store)
        assert run(*DECIDE, outcome, store=store).stdout == f"ICS-2019-A is {outcome}.\n"
        assert profile(store) == before

    def test_deferral_names_a_meeting(self, store: str, tmp_path: Path) -> None:
        entries = tmp_path / "next.yaml"
        entries.write_text(NEXT)
        run("record", str(entries), store=store)
        result = run(*DECIDE, "deferred", "--deferred-to", "ics-2019-03-04", store=store)
        assert (result.exit_code, result.stdout) == (0, "ICS-2019-A is deferred.\n")

    def test_referral_names_a_body(self, store: str) -> None:
        result = run(*DECIDE, "referred", "--referred-to", "policy", store=store)
        assert (result.exit_code, result.stdout) == (0, "ICS-2019-A is referred.\n")

    def test_a_citation_that_cannot_be_checked_is_noted(self, store: str) -> None:
        result = run(*DECIDE, "approved", "--resolution", "2019/003", store=store)
        assert result.exit_code == 0
        assert result.stderr.startswith("note: resolution 2019/003 of ics is cited as authority")

    def test_a_dry_run_says_what_would_move_and_moves_nothing(self, store: str, path: Path) -> None:
        with unchanged(path):
            result = run(*DECIDE, "approved", "--dry-run", store=store)
        assert result.stdout.startswith("Nothing was recorded (--dry-run); it would be accepted.\n")
        assert "\n2019/20   2,000  4,000   2,000\n" in result.stdout

    def test_deciding_twice_is_refused(self, store: str, path: Path) -> None:
        run(*DECIDE, "approved", store=store)
        with unchanged(path):
            assert "the decision on ICS-2019-A is in the book already" in fails(
                1, *DECIDE, "approved", store=store
            )
            assert "ICS-2019-A was approved on 2019-01-07" in fails(
                1, *DECIDE, "rejected", store=store
            )

    def test_a_stale_request_is_refused_with_both_profiles(self, store: str, path: Path) -> None:
        run(*RAISE, *MOVE, store=store)
        run(*DECIDE, "approved", store=store)
        words = [*DECIDE[:2], "ICS-2019-D", *DECIDE[3:]]
        with unchanged(path):
            said = fails(1, *words, "approved", store=store)
        assert "ICS-2019-D is stale" in said
        assert "2019/20: £2,000,000" in said
        assert "2019/20: £4,000,000" in said

    def test_a_body_outside_its_remit_is_refused(
        self, store: str, path: Path, tmp_path: Path
    ) -> None:
        terms = tmp_path / "terms.yaml"
        terms.write_text(
            "- terms-of-reference: {body: ics, summary: S, decides: [gates],"
            " decided_on: 2019-01-01}\n"
        )
        run("record", str(terms), store=store)
        with unchanged(path):
            assert "does not decide savings changes" in fails(1, *DECIDE, "approved", store=store)

    def test_another_body_is_refused(self, store: str, path: Path) -> None:
        with unchanged(path):
            said = fails(1, *DECIDE, "approved", "--body", "policy", store=store)
        assert "ICS-2019-A lies with ics" in said

    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            (("deferred",), 2, "names the meeting it is deferred to: add --deferred-to"),
            (("referred",), 2, "names the body it is referred to: add --referred-to"),
            (("approved-in-part",), 2, "names what part is approved: add --revise"),
            (("rejected", "--condition", "C"), 2, "--condition belong to an approval"),
            (("approved", *MOVE), 2, "--revise belongs to a decision `approved-in-part`"),
            (
                ("approved-in-part", "--revise", "transitions", "2019/20", "1"),
                2,
                "--revise names transitions, of which ICS-2019-A asks nothing",
            ),
            (
                ("approved-in-part", *MOVE, "--revise", "transitions", "2019/20", "1"),
                2,
                "--revise names transitions, of which ICS-2019-A asks nothing",
            ),
            (("approved-in-part", "--revise", "x", "19", "1"), 2, "is not a financial year"),
            (("agreed",), 2, "invalid value for '--outcome'"),
            (("approved", "--meeting", "ics-2019"), 2, "no meeting 'ics-2019' is in the book"),
            (("deferred", "--deferred-to", "none"), 2, "no meeting 'none' is in the book"),
        ],
    )
    def test_what_is_wrong_is_told_in_the_words_of_the_command_line(
        self, store: str, path: Path, words: tuple[str, ...], status: int, says: str
    ) -> None:
        with unchanged(path):
            assert says in fails(status, *DECIDE, *words, store=store)

    def test_several_measures_of_a_project_need_a_record_file(
        self, store: str, path: Path, tmp_path: Path
    ) -> None:
        entries = tmp_path / "two.yaml"
        entries.write_text(
            "- change-request: {ref: TWO, title: T, kind: write-off, to: ics, projects: ["
            "{project: transitions, expected: {2018/19: 5}, revised: {2018/19: 4}},"
            "{project: transitions, measure: other, expected: {2018/19: 5}, revised: {}}]}\n"
        )
        assert run("record", str(entries), store=store).exit_code == 0
        words = ("--outcome", "approved-in-part", "--revise", "transitions", "2018/19", "4")
        with unchanged(path):
            said = fails(2, "change", "decide", "TWO", *words, store=store)
        assert "TWO asks for several measures of transitions: say in a record file" in said

    def test_an_unknown_request_is_told(self, store: str, path: Path) -> None:
        words = ("change", "decide", "ICS-2019-Z", "--outcome")
        with unchanged(path):
            assert "no change request" in fails(2, *words, "approved", store=store)
            assert "no change request" in fails(2, *words, "approved-in-part", *MOVE, store=store)


class TestStore:
    """A store that cannot take the record."""

    def test_a_missing_one_is_told(self, tmp_path: Path) -> None:
        said = fails(2, *DECIDE, "approved", store=f"sqlite:///{tmp_path}/none.db")
        assert "create one with `minutebook init`" in said

    def test_as_a_process_it_does_the_same(self, store: str, path: Path) -> None:
        done = process(*DECIDE, "approved", store=store)
        assert (done.returncode, done.stderr) == (0, "")
        before = state_of(path)
        again = process(*DECIDE, "approved", store=store)
        assert (again.returncode, again.stdout) == (1, "")
        assert again.stderr.startswith("error: the decision on ICS-2019-A is in the book already")
        assert state_of(path) == before


class TestDelegated:
    """`change decide --under`: an officer decides."""

    DELEGATION = """
- meeting: {ref: ics-2018-12-03, body: ics, held_on: 2018-12-03}
- resolution:
    ref: 2018/900
    meeting: ics-2018-12-03
    title: Smaller changes
    clauses:
      - {effect: delegates, text: Re-profiling may be approved., delegate: Corporate Director,
         in_consultation_with: [the Chair]}
"""
    UNDER = ("--decided-by", "Corporate Director", "--under", "ics/2018/900/1")

    def test_the_decision_says_under_which_clause(self, store: str, tmp_path: Path) -> None:
        file = tmp_path / "delegation.yaml"
        file.write_text(self.DELEGATION, encoding="utf-8")
        assert run("record", str(file), store=store).exit_code == 0
        told = fails(1, *DECIDE, "approved", *self.UNDER, store=store)
        assert "is used in consultation with the Chair" in told
        done = run(*DECIDE, "approved", *self.UNDER, "--consulted", "the Chair", store=store)
        assert (done.exit_code, done.stderr) == (0, "")
        assert shown(store, "ICS-2019-A")["decision"]["delegation"] == "ics/2018/900/1"
        page = run("change", "show", "ICS-2019-A", store=store).stdout
        assert "Under       ics/2018/900/1" in page

    def test_a_clause_is_used_by_an_officer(self, store: str) -> None:
        told = fails(2, *DECIDE, "approved", "--under", "ics/2018/900/1", store=store)
        assert "add --decided-by" in told
