"""`import status` records a programme office's table, or says what stands in its way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.importing.september import SEPTEMBER, Cells, as_csv, as_xlsx, rows

GOLDEN = ("import", "status", str(SEPTEMBER), "--period", "2018-09")
HEADER = "Portfolio,Project,Status this month,Target 2018/19 (£000s),Target total (£000s)\n"

SomeTable = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> SomeTable:
    """Write a small table, of lines in CSV, and give its path."""

    def write(*lines: str, name: str = "status-2018-09.csv") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def begun(book: BookOnDisk) -> BookOnDisk:
    """Give a book the portfolio Place with two projects and their figures."""
    book.record(
        """
- portfolio: {ref: place, name: Place}
- project: {ref: lighting, name: Road Lighting, references: [P01], portfolio: place}
- project: {ref: parks, name: Country Parks, portfolio: place}
- opening-balance: {project: lighting, as_at: 2018-04-01, profile: {2018/19: 225000}, source: Plan}
- opening-balance: {project: parks, as_at: 2018-04-01, profile: {2018/19: 30000}, source: Plan}
"""
    )
    return book


LIGHTING, PARKS = "Place,Road Lighting (P01),On Target,225,225", "Place,Country Parks,At Risk,30,30"


def status(*words: object, store: str, **more: Any) -> Result:
    return run("import", "status", *map(str, words), store=store, **more)


def findings(*words: object, store: str) -> list[dict[str, Any]]:
    """Return what a dry run finds."""
    seen = status(*words, "--dry-run", "--format", "json", store=store)
    return [found for file in json.loads(seen.stdout)["files"] for found in file["findings"]]


class TestTheTableOfSeptember:
    """The published table, into an empty book and into the example."""

    def test_an_empty_book_begins_with_it_and_has_its_printed_totals(
        self, book: BookOnDisk
    ) -> None:
        seen = run(*GOLDEN, "--opening", "--create", "--as-report", store=book.url)
        assert (seen.exit_code, seen.stderr.count("error")) == (0, 0)
        assert "4 portfolio, 70 project, 65 opening-balance, 70 status-report" in seen.stdout
        total = ask("portfolio", "--as-at", "2018-09-30", store=book.url)["total"]
        assert (total["target_total"], total["at_risk_total"]) == ("25574000", "-5763000")
        assert (total["delivered_alternatively"], total["net_at_risk"]) == ("273000", "-6036000")
        assert total["statuses"]["on_target"] == 49

    def test_the_example_has_its_reports_already(self, nottinghamshire: str) -> None:
        seen = run(*GOLDEN, "--as-report", store=nottinghamshire)
        assert (seen.exit_code, seen.stdout.splitlines()[-1]) == (0, "Nothing new.")

    def test_its_figures_and_totals_become_statements_and_totals_no_savings(
        self, nottinghamshire: str
    ) -> None:
        before = ask("portfolio", "--as-at", "2018-09-30", store=nottinghamshire)
        done = run(
            *GOLDEN, "--as-statements", "--document", "imported", "--format", "json",
            store=nottinghamshire,
        )  # fmt: skip
        assert done.exit_code == 0
        entries = json.loads(done.stdout)["files"][0]["entries"]
        assert [*entries[0]] == ["document"]
        said = [entry["statement"] for entry in entries[1:]]
        whole = [one for one in said if not one.get("project") and not one.get("portfolio")]
        assert whole[0]["values"] == {
            "2018/19": "14487000", "2019/20": "6639000", "2020/21": "4448000"
        }  # fmt: skip
        assert {one["rounded_to"] for one in said} == {"1000"}
        assert ask("portfolio", "--as-at", "2018-09-30", store=nottinghamshire) == before

    @pytest.mark.parametrize("options", [("--as-report",), ("--as-statements",)], ids=str)
    def test_the_same_table_in_any_file_changes_nothing_the_second_time(
        self, nottinghamshire: str, tmp_path: Path, options: tuple[str, ...]
    ) -> None:
        assert run(*GOLDEN, *options, store=nottinghamshire).exit_code == 0
        for path in (SEPTEMBER, as_xlsx(rows(), tmp_path, "the same")):
            again = status(path, "--period", "2018-09", *options, store=nottinghamshire)
            assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "Nothing new.")


class TestErrorsThatStand:
    """Nothing is recorded while one stands; status 1."""

    def test_nothing_is_recorded_while_a_row_does_not_add_up(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,225,252", PARKS)
        seen = status(path, "--as-report", store=begun(book).url)
        assert seen.exit_code == 1
        assert f"{path}:2" in seen.stdout
        assert "£27,000 apart" in seen.stdout
        assert "nothing was recorded while 1 error stands: row-total (1)" in seen.stderr
        assert "--accept 'row-total:Road Lighting'" in seen.stderr
        assert run("log", "--format", "json", store=book.url).stdout.count("reported") == 0

    def test_of_a_unit_in_doubt_nothing_else_is_told_and_nobody_can_accept_it(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table(LIGHTING, PARKS.replace("30,30", "30,31"))
        path.write_text(path.read_text().replace(" (£000s)", ""), encoding="utf-8")
        store = begun(book).url
        assert [one["rule"] for one in findings(path, "--as-report", store=store)] == ["unit"]
        seen = status(path, "--as-report", "--accept", "unit", store=store)
        assert (seen.exit_code, "--accept 'unit'" in seen.stderr) == (2, True)
        assert "--unit £000" in seen.stderr
        seen = status(path, "--as-report", store=store)
        assert (seen.exit_code, "--unit £000" in seen.stderr) == (1, True)
        assert "--accept" not in seen.stderr

    def test_money_is_not_recorded_as_hours(self, book: BookOnDisk, table: SomeTable) -> None:
        path, store = table(LIGHTING, PARKS), begun(book).url
        words = ("--as-report", "--measure", "hours")
        (found,) = findings(path, *words, store=store)
        assert (found["rule"], found["severity"]) == ("other-measure", "error")
        path.write_text(path.read_text().replace(" (£000s)", ""), encoding="utf-8")
        assert status(path, *words, "--unit", "1", store=store).exit_code == 0

    def test_a_project_that_began_within_the_month_need_not_be_in_its_table(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        new = """
- project: {ref: REF, name: NAME, portfolio: place, started_on: DAY}
- opening-balance: {project: REF, as_at: DAY, profile: {2018/19: 5000}, source: Plan}
"""
        begun(book)
        for ref, day in (("bins", "2018-09-01"), ("fords", "2018-09-02")):
            name = "Refuse" if ref == "bins" else "Crossings of rivers"
            book.record(new.replace("REF", ref).replace("DAY", day).replace("NAME", name))
        book.record(
            """
- body:
    ref: policy
    name: Policy Committee
    kind: committee
    terms_of_reference: {summary: All, decides: [baselines]}
- project: {ref: kerbs, name: Pavement edges, portfolio: place}
- baseline:
    project: kerbs
    decided_on: 2018-09-12
    profile: {2018/19: 5000}
    authority: {body: policy}
"""
        )
        found = findings(table(LIGHTING, PARKS), "--as-report", store=book.url)
        assert [(one["rule"], one["subject"]) for one in found] == [("left-out", "Refuse")]

    def test_a_figure_that_is_opened_on_a_later_day_is_not_opened_twice(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        words = ("--opening", "--create", "--as-report")
        december = table(LIGHTING, PARKS, name="status-2018-12.csv")
        assert status(december, *words, store=book.url).exit_code == 0
        november = table(LIGHTING, PARKS, name="status-2018-11.csv")
        found = findings(november, *words, store=book.url)
        assert [(one["rule"], one["severity"]) for one in found] == [
            ("opened-later", "warning")
        ] * 2
        assert status(november, *words, store=book.url).exit_code == 0
        other = table(LIGHTING.replace("225", "226"), PARKS, name="status-2018-10.csv")
        found = findings(other, *words, store=book.url)
        assert [one["rule"] for one in found] == ["has-figure", "opened-later"]

    def test_an_acceptance_of_a_warning_says_that_it_does_nothing(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,252,252", PARKS)
        words = ("--as-statements", "--accept", "digits-swapped")
        done = status(path, *words, store=begun(book).url)
        assert (done.exit_code, "it is a warning here" in done.stderr) == (0, True)

    def test_a_document_dated_before_its_month_is_noted(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        words = (table(LIGHTING, PARKS), "--as-statements", "--dated")
        store = begun(book).url
        rules = [one["rule"] for one in findings(*words, "2017-01-01", store=store)]
        assert "dated-before" in rules
        assert findings(*words, "2018-09-10", store=store) == []

    def test_a_file_whose_name_is_no_text_is_to_be_renamed(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table(LIGHTING, PARKS)
        odd = path.rename(path.with_name("n\udcffn-2018-09.csv"))
        seen = status(odd, "--as-report", store=begun(book).url)
        assert (seen.exit_code, seen.stderr.count("error")) == (2, 1)
        assert "rename the file" in seen.stderr

    def test_of_a_table_without_rows_the_book_is_not_said_to_have_any(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        seen = status(table(), "--as-report", store=begun(book).url)
        assert (seen.exit_code, "has them already" in seen.stdout) == (1, False)
        assert "none: it has no projects" in seen.stdout

    def test_what_is_accepted_by_name_is_recorded_and_says_so(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,225,252", PARKS)
        words = (path, "--as-report", "--accept", "row-total:lighting")
        done = run("--as", "K. Ford", "import", "status", *map(str, words), store=begun(book).url)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (
            0, "Recorded 2 facts (positions 6 to 7).",
        )  # fmt: skip
        (fact,) = ask("log", "--subject", "lighting/2018-09", store=book.url)
        assert fact["actor"] == "K. Ford"
        assert fact["source"]["paragraph"] == (
            "row 2 of status-2018-09.csv; accepted on import: row-total (£27,000 apart)"
        )

    def test_of_a_statement_that_was_accepted_the_explanation_is_recorded_with_it(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,225,252", PARKS)
        words = (path, "--as-statements", "--accept", "row-total", "--format", "json")
        done = status(*words, store=begun(book).url)
        assert done.exit_code == 0, done.stderr
        entries = json.loads(done.stdout)["files"][0]["entries"]
        assert [name for entry in entries for name in entry] == [
            "document", "statement", "statement-explanation", "statement",
        ]  # fmt: skip
        said = entries[2]["statement-explanation"]
        assert said["statement"] == "status-report-2018-09/lighting/target"
        assert said["reason"].startswith("accepted on import: row-total, Road Lighting: the years")

    def test_an_acceptance_of_another_project_lets_the_error_stand(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,225,252", PARKS)
        seen = status(path, "--as-report", "--accept", "row-total:parks", store=begun(book).url)
        assert seen.exit_code == 1
        assert "--accept 'row-total:parks' accepts nothing" in seen.stderr

    def test_a_misspelt_project_is_never_taken_silently_but_suggested(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        (found,) = findings(
            table("Place,Road Lihgting,On Target,225,225", PARKS), "--as-report",
            store=begun(book).url,
        )  # fmt: skip
        assert found["rule"] == "unknown-project"
        assert found["message"].endswith("did you mean 'Road Lighting' (lighting)?")

    def test_a_misspelt_project_is_asked_about_even_where_projects_may_be_created(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lihgting,On Target,225,225", "Place,Flood Walls,At Risk,7,7")
        found = findings(path, "--opening", "--create", store=begun(book).url)
        assert [one["rule"] for one in found] == ["unknown-project", "left-out"]

    def test_an_unknown_project_that_is_accepted_is_left_out(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table(LIGHTING, PARKS, "Place,Flood Walls,At Risk,7,7")
        seen = status(
            path, "--as-report", "--accept", "unknown-project:Flood Walls", store=begun(book).url
        )
        assert seen.exit_code == 0, seen.stderr
        assert "2 status-report" in seen.stdout
        assert ask("project", "list", store=book.url)[-1]["ref"] == "parks"

    def test_a_report_that_says_something_else_needs_the_day_of_its_restatement(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        store = begun(book).url
        assert status(table(LIGHTING, PARKS), "--as-report", store=store).exit_code == 0
        path = table(LIGHTING.replace("On Target", "Compromised"), PARKS)
        (found,) = findings(path, "--as-report", store=store)
        assert (found["rule"], found["subject"]) == ("other-report", "Road Lighting (P01)")
        done = status(path, "--as-report", "--restated-on", "2018-11-20", store=store)
        assert done.stdout.splitlines()[-1] == "Recorded 1 fact (position 8)."
        assert ask("project", "show", "lighting", store=store)["report"]["status"] == "compromised"

    def test_a_figure_that_the_book_has_is_not_opened_again_with_another(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table("Place,Road Lighting,On Target,300,300", PARKS)
        found = findings(path, "--opening", store=begun(book).url)
        assert [one["rule"] for one in found] == ["has-figure", "book"]

    def test_a_row_of_a_project_that_is_closed_may_be_missing(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        store = begun(book).url
        (found,) = findings(table(LIGHTING), "--as-report", store=store)
        assert (found["rule"], found["subject"]) == ("left-out", "Country Parks")
        book.record(
            "- project-closure: {project: parks, decided_on: 2018-08-31, reason: Done, source: P}"
        )
        assert findings(table(LIGHTING), "--as-report", store=store) == []


class TestAFolder:
    """The tables of several months, recorded together or not at all."""

    def test_its_files_are_imported_in_the_order_of_their_months(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        table(LIGHTING, PARKS.replace("At Risk", "Closed or Completed"), name="m/Sept 2018.csv")
        table(LIGHTING, name="m/status_201810.csv")
        folder = table(LIGHTING, PARKS, name="m/2018-04 status.csv").parent
        done = status(folder, "--as-report", "--format", "json", store=begun(book).url)
        assert done.exit_code == 0, done.stderr
        said = json.loads(done.stdout)
        assert [file["period"] for file in said["files"]] == ["2018-04", "2018-09", "2018-10"]
        assert (said["facts"], said["positions"]) == (5, [6, 10])

    def test_a_later_file_knows_the_projects_that_an_earlier_one_begins(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        table(LIGHTING, PARKS, name="m/2018-05.csv")
        folder = table(LIGHTING, PARKS, name="m/2018-04.csv").parent
        done = status(folder, "--opening", "--create", "--as-report", store=book.url)
        assert done.exit_code == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "Recorded 9 facts (positions 1 to 9)."

    def test_an_error_in_one_file_keeps_all_of_them_out(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        table(LIGHTING.replace("225,225", "225,226"), PARKS, name="m/2018-05.csv")
        folder = table(LIGHTING, PARKS, name="m/2018-04.csv").parent
        seen = status(folder, "--as-report", store=begun(book).url)
        assert seen.exit_code == 1
        assert len(ask("log", store=book.url)) == 5

    def test_locks_and_other_files_of_the_folder_are_not_tables(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        folder = table(LIGHTING, PARKS, name="m/2018-04.csv").parent
        (folder / "~$2018-05.xlsx").write_bytes(b"lock")
        (folder / "notes.txt").write_text("Notes", encoding="utf-8")
        assert status(folder, "--as-report", store=begun(book).url).exit_code == 0


class TestWrongUsage:
    """One clear line, status 2."""

    @pytest.mark.parametrize(
        ("options", "told"),
        [
            ((), "say what to record: --as-report, --as-statements or --opening"),
            (("--as-report", "--create"), "--create goes with --opening"),
            (("--as-report", "--document", "d"), "--document goes with --as-statements"),
            (("--opening", "--restated-on", "2018-10-01"), "--restated-on goes with --as-report"),
            (("--as-report", "--period", "2018-13"), "'2018-13' is not a month"),
            (("--as-report", "--accept", ":x"), "name the rule"),
            (("--as-report", "--measure", "a b"), "'a b' is not a reference"),
            (("--as-report", "--unit", "€"), "€"),
            (("--as-report", "--mapping", "none.yaml"), "none.yaml"),
        ],
    )
    def test_options_that_do_not_go_together_are_refused(
        self, book: BookOnDisk, table: SomeTable, options: tuple[str, ...], told: str
    ) -> None:
        seen = status(table(LIGHTING), *options, store=book.url)
        assert (seen.exit_code, seen.stdout) == (2, "")
        assert told in seen.stderr

    def test_a_file_whose_name_has_no_month_needs_one(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        seen = status(table(LIGHTING, name="2018-19.csv"), "--as-report", store=book.url)
        assert seen.exit_code == 2
        assert "its name does not say its month: name the month with --period" in seen.stderr

    def test_two_files_of_one_month_are_refused(self, book: BookOnDisk, table: SomeTable) -> None:
        files = [table(LIGHTING, name=name) for name in ("a 2018-09.csv", "Sep 2018.csv")]
        seen = status(*files, "--as-report", store=book.url)
        assert seen.exit_code == 2
        assert "are both of 2018-09" in seen.stderr

    def test_one_month_is_not_that_of_two_files(self, book: BookOnDisk, table: SomeTable) -> None:
        files = [table(LIGHTING, name=name) for name in ("a.csv", "b.csv")]
        seen = status(*files, "--period", "2018-09", "--as-report", store=book.url)
        assert (seen.exit_code, "--period is the month of one file" in seen.stderr) == (2, True)

    def test_one_document_is_not_that_of_two_files(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        files = [table(LIGHTING, name=name) for name in ("2018-09.csv", "2018-10.csv")]
        seen = status(*files, "--as-statements", "--document", "d", store=book.url)
        assert (seen.exit_code, "--document is that of one document" in seen.stderr) == (2, True)

    def test_an_empty_folder_holds_no_table(self, book: BookOnDisk, tmp_path: Path) -> None:
        (tmp_path / "none").mkdir()
        seen = status(tmp_path / "none", "--as-report", store=book.url)
        assert (seen.exit_code, "there is no table in this folder" in seen.stderr) == (2, True)

    def test_every_file_that_cannot_be_read_is_told(self, book: BookOnDisk, tmp_path: Path) -> None:
        files = [tmp_path / "2018-09.csv", tmp_path / "2018-10.csv"]
        files[0].write_text("nothing,to,see\n", encoding="utf-8")
        seen = status(*files, "--as-report", store=book.url)
        assert seen.exit_code == 2
        assert seen.stderr.count("error: ") == 2
        assert all(str(file) in seen.stderr for file in files)


class TestWhatIsShown:
    """Tables, JSON and CSV of what was found; a dry run records nothing."""

    def test_a_dry_run_shows_all_and_records_nothing(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        store = begun(book).url
        path = table(LIGHTING.replace("225,225", "235,235"), PARKS)
        seen = status(path, "--as-report", "--dry-run", store=store)
        assert seen.exit_code == 0
        assert "2018/19 £235,000 here, £225,000 in the book" in seen.stdout
        assert seen.stdout.splitlines()[-1] == "Would append 2 facts. Nothing was recorded."
        assert len(ask("log", store=store)) == 5

    def test_findings_are_rows_of_csv(self, book: BookOnDisk, table: SomeTable) -> None:
        path = table(LIGHTING.replace("225,225", "252,252"), PARKS)
        seen = status(path, "--as-report", "--format", "csv", store=begun(book).url)
        header, row, *more = seen.stdout.splitlines()
        assert header == "file,period,severity,rule,place,subject,apart,message"
        assert row.startswith(f"{path},2018-09,error,digits-swapped,{path}:2,Road Lighting (P01),")
        assert (seen.exit_code, more) == (1, [])

    def test_a_mapping_says_whose_names_are_ours(
        self, book: BookOnDisk, table: SomeTable, tmp_path: Path
    ) -> None:
        mapping = tmp_path / "mapping.yaml"
        mapping.write_text(
            "projects: {The lamps: lighting}\nportfolios: {Environment: place}\n"
            "statuses: {Green: on-target}\n",
            encoding="utf-8",
        )
        path = table("Environment,The lamps,Green,225,225", "Environment,Country Parks,Green,30,30")
        done = status(path, "--as-report", "--mapping", mapping, store=begun(book).url)
        assert done.exit_code == 0, done.stdout
        assert ask("project", "show", "lighting", store=book.url)["report"]["status"] == "on_target"


class TestInFiles:
    """What is found may go to a file, and a table to be filled in comes from the book."""

    def test_what_was_found_is_written_to_a_file_and_what_was_done_is_said(
        self, book: BookOnDisk, table: SomeTable, tmp_path: Path
    ) -> None:
        out = tmp_path / "found.csv"
        done = status(table(LIGHTING, PARKS), "--as-report", "-o", out, store=begun(book).url)
        assert done.exit_code == 0
        assert "Recorded 2 facts (positions 6 to 7)." in done.stderr
        assert out.read_text(encoding="utf-8").startswith("file,period,severity,rule,")

    def test_a_table_is_never_overwritten_by_what_was_found_in_it(
        self, book: BookOnDisk, table: SomeTable
    ) -> None:
        path = table(LIGHTING, PARKS)
        seen = status(path, "--as-report", "-o", path, store=begun(book).url)
        assert (seen.exit_code, "is read by this command" in seen.stderr) == (2, True)
        assert path.read_text(encoding="utf-8").startswith(HEADER)

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_a_template_is_read_back_without_a_mapping_and_without_an_alarm(
        self, nottinghamshire: str, tmp_path: Path, form: str
    ) -> None:
        path = tmp_path / f"status-2018-09.{form}"
        words = ("import", "template", "--as-at", "2018-09-30", "-o", str(path))
        assert run(*words, store=nottinghamshire).exit_code == 0
        found = findings(path, "--as-statements", store=nottinghamshire)
        assert [one for one in found if one["rule"] != "no-status"] == []

    def test_a_template_has_the_projects_that_run_and_the_years_asked_for(
        self, book: BookOnDisk
    ) -> None:
        words = ("import", "template", "--from", "2018/19", "--years", "1", "--format", "csv")
        header, *lines = run(*words, store=begun(book).url).stdout.splitlines()
        assert header.split(",")[4:6] == ["Target 2018/19 (£)", "Target total (£)"]
        assert lines == [
            "Place,Country Parks,,,30000,30000,,,,",
            "Place,Road Lighting (P01),,,225000,225000,,,,",
        ]

    def test_a_template_of_an_empty_book_says_how_to_begin(self, book: BookOnDisk) -> None:
        seen = run("import", "template", store=book.url)
        assert (seen.exit_code, "--opening --create" in seen.stderr) == (0, True)


def test_less_than_nothing_delivered_alternatively_is_told_and_can_be_left_out(
    book: BookOnDisk, tmp_path: Path
) -> None:
    path = tmp_path / "2018-09.csv"
    path.write_text(
        "Portfolio,Project,Status,Target 2018/19 (£),Delivered alternatively (£),Net at risk (£)\n"
        "Place,Road Lighting,On Target,225000,-5,5\nPlace,Country Parks,On Target,30000,,\n",
        encoding="utf-8",
    )
    store = begun(book).url
    (found,) = findings(path, "--as-report", store=store)
    assert (found["rule"], found["subject"]) == ("negative", "Road Lighting")
    assert status(path, "--as-report", "--accept", "negative", store=store).exit_code == 0


def test_a_character_that_cannot_be_recorded_is_told_with_its_row(
    book: BookOnDisk, table: SomeTable
) -> None:
    path = table("Place,Flood \x07 Walls,On Target,7,7")
    seen = status(path, "--opening", "--create", store=book.url)
    assert seen.exit_code == 2
    assert f"{path}:2: project: name: the character" in seen.stderr


def test_the_file_as_the_papers_print_it_needs_no_mapping(
    nottinghamshire: str, tmp_path: Path
) -> None:
    header = [
        "portfolio", "project", "status_last_month", "status_this_month", "target_2018_19",
        "target_2019_20", "target_2020_21", "target_total", "at_risk_2018_19", "at_risk_2019_20",
        "at_risk_2020_21", "at_risk_total", "delivered_alternatively", "net_at_risk",
    ]  # fmt: skip
    cells: Cells = [header, *(row for row in rows()[1:] if row[1])]
    path = as_csv(cells, tmp_path)
    seen = status(path, "--as-report", "--unit", "£000", store=nottinghamshire)
    assert (seen.exit_code, seen.stdout.splitlines()[-1]) == (0, "Nothing new."), seen.stdout
