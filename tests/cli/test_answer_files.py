"""Answers that go to files: -o on every command that reads, and workbooks with their sources."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cli.frame.money import Pounds
from cli.frame.output import as_data
from tests.books import IN_2019, BookOnDisk
from tests.cli.program import ROOT, ask, process, run
from tests.exports.workbook import digits, rows, sheet_of, titles

AT = ("--as-at", "2019-01-07")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the first example; the tests of this file only read it."""
    book = BookOnDisk(tmp_path_factory.mktemp("answers"))
    book.record_files(*sorted((ROOT / "examples" / "nottinghamshire").glob("*.yaml")), at=IN_2019)
    return book.url


def sources(path: Path) -> dict[str, object]:
    """Return what the sheet of sources says of the book."""
    return {row[0]: row[1] for row in rows(path, "Sources") if row[0] != "document"}


@pytest.mark.parametrize(("ending", "form"), [("json", "json"), ("csv", "csv"), ("txt", "table")])
def test_the_ending_of_the_file_chooses_the_form(
    ending: str, form: str, example: str, tmp_path: Path
) -> None:
    path = tmp_path / f"answer.{ending}"
    done = run("portfolio", *AT, "-o", str(path), store=example)
    assert (done.exit_code, done.stdout) == (0, f"Wrote {path}: the answer as {form}.\n")
    assert path.read_text() == run("portfolio", *AT, "--format", form, store=example).stdout


def test_a_workbook_has_the_rows_of_the_csv_and_a_sheet_of_sources(
    example: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    done = run("change", "show", "ICS-2019-A", *AT, "-o", str(path), store=example)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"Wrote {path}: 3 rows, and their sources.\n"
    assert titles(path) == ["Change show", "Sources"]
    csv = run("change", "show", "ICS-2019-A", *AT, "--format", "csv", store=example).stdout
    as_csv = [",".join(map(str, row)) for row in rows(path)]
    assert as_csv == csv.splitlines()
    said = sources(path)
    assert said["command"] == "minutebook change show ICS-2019-A --as-at 2019-01-07"
    assert said["as at"] == datetime(2019, 1, 7)  # noqa: DTZ001 - a workbook knows no zones
    assert said["recorded at"] == IN_2019.replace(tzinfo=None)
    assert len(str(said["hash"])) == 64
    [cited] = [row for row in rows(path, "Sources") if row[0] == "document"]
    assert "7 January 2019" in cited[1]


def test_amounts_are_numbers_and_days_are_days(example: str, tmp_path: Path) -> None:
    path = tmp_path / "history.xlsx"
    run("change", "list", *AT, "-o", str(path), store=example)
    header, *found = rows(path)
    row = dict(zip(header, next(row for row in found if row[0] == "ASCH-2018-C"), strict=True))
    assert row["decided_on"] == datetime(2018, 12, 10)  # noqa: DTZ001 - as above
    assert row["change"] == 2_067_000
    numbers = set(digits(path).values())
    assert {"2067000", "-160000", "371000"} <= numbers


def test_a_page_has_amounts_and_days_too(example: str, tmp_path: Path) -> None:
    path = tmp_path / "page.xlsx"
    run("project", "show", "transitions", *AT, "-o", str(path), store=example)
    said = dict(rows(path)[1:])
    assert isinstance(said["figures.0.target_total"], int)
    assert isinstance(said["changes.0.decided_on"], datetime)


def test_an_amount_in_json_still_knows_that_it_is_one() -> None:
    told = as_data({"amount": Decimal("12.5"), "ref": "2018"})
    assert [type(each) for each in told.values()] == [Pounds, str]
    assert json.dumps(told) == '{"amount": "12.50", "ref": "2018"}'


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        (("portfolio",), [64, 1, 2, 2]),
        (("portfolio", "--measure", "cashable-benefit", "--as-at", "2018-10-07"), [64, 2]),
        (("project", "list", "--portfolio", "place"), [13]),
    ],
)
def test_sums_cite_the_sources_of_the_figures_they_are_made_of(
    words: tuple[str, ...], cited: list[int], example: str, tmp_path: Path
) -> None:
    path = tmp_path / "sums.xlsx"
    at = () if "--as-at" in words else AT
    assert run(*words, *at, "-o", str(path), store=example).exit_code == 0
    assert [row[5] for row in rows(path, "Sources") if row[0] == "document"] == cited


def test_the_command_in_a_workbook_can_be_given_again(example: str, tmp_path: Path) -> None:
    path, again = tmp_path / "one.xlsx", tmp_path / "two.xlsx"
    words = (
        "change",
        "list",
        "--state",
        "open",
        "--state",
        "approved",
        "--as-at",
        "7 January 2019",
    )
    run(*words, "-o", str(path), store=example)
    said = str(sources(path)["command"])
    assert said == "minutebook change list --state open --state approved --as-at 2019-01-07"
    run(*said.split()[1:], "--format", "xlsx", "-o", str(again), store=example)
    assert again.read_bytes() == path.read_bytes()


def test_a_workbook_goes_to_a_pipe_but_not_to_a_terminal(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = run("body", "list", *AT, "--format", "xlsx", store=example)
    path = tmp_path / "piped.xlsx"
    path.write_bytes(piped.stdout_bytes)
    assert titles(path) == ["Body list", "Sources"]
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    shown = run("body", "list", "--format", "xlsx", store=example)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.startswith("error: a workbook cannot be shown on a terminal: name a file")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("-o", "answer.pdf"), "cannot be told from its name"),
        (("-o", "answer.csv", "--format", "json"), "a file for csv, and --format says json"),
    ],
)
def test_a_file_that_means_no_form_or_another_is_refused(
    words: tuple[str, ...], why: str, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("portfolio", *words, store=example)
    assert (done.exit_code, done.stdout, why in done.stderr) == (2, "", True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_answer_replaces_the_store(form: str, example: str) -> None:
    store = Path(example.removeprefix("sqlite:///"))
    before = store.read_bytes()
    done = run("portfolio", "--format", form, "-o", str(store), store=example)
    assert (done.exit_code, "is a store" in done.stderr) == (2, True)
    assert store.read_bytes() == before


def test_a_command_that_asks_no_book_says_nothing_of_one(tmp_path: Path) -> None:
    path = tmp_path / "routes.xlsx"
    assert run("route", "check", "-o", str(path)).exit_code == 0
    assert set(sources(path)) == {"what", "book", "command", "program", "amounts", "moments"}


def test_an_empty_book_has_the_names_of_the_columns(book: BookOnDisk, tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    done = run("project", "list", "-o", str(path), store=book.url)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [row[0] for row in rows(path)] == ["ref"]
    assert sources(path)["position"] == 0


def test_names_of_the_book_are_no_formulas(book: BookOnDisk, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x")|<b>&'
    entries = (
        {"portfolio": {"ref": "p", "name": "@P"}},
        {"project": {"ref": "x", "name": name, "portfolio": "p", "started_on": "2018-01-01"}},
    )
    book.record(json.dumps(entries))
    path = tmp_path / "names.xlsx"
    run("project", "list", "-o", str(path), store=book.url)
    cell = sheet_of(path)["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_a_workbook_is_written_by_the_program_itself(example: str, tmp_path: Path) -> None:
    done = process("portfolio", *AT, "-o", str(tmp_path / "p.xlsx"), store=example)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(tmp_path / "p.xlsx")[-1][1] == "All"


def test_a_bridge_pins_both_its_ends(example: str, tmp_path: Path) -> None:
    path = tmp_path / "bridge.xlsx"
    words = ("--whole", "--from", "2018-09-30", "--to", "2019-01-07", "--known-from", "2018-11-01")
    done = run("saving", "compare", *words, "-o", str(path), store=example)
    assert (done.exit_code, done.stderr) == (0, "")
    said = sources(path)
    last = len(ask("log", store=example))
    assert (said["opening position"], said["closing position"]) == (0, last)
    assert said["opening hash"] != said["closing hash"]
    assert said["closing as at"] == datetime(2019, 1, 7)  # noqa: DTZ001 - as above


@pytest.mark.parametrize(
    "words",
    [
        "action list --all",
        "body list",
        "body show ics",
        "change list",
        "change show ICS-2019-A",
        "document list",
        "document show ics-pack-2019-01-07",
        "log",
        "meeting list",
        "portfolio",
        "project list",
        "project show transitions",
        "resolution list",
        "saving compare --whole --from 2018-09-30",
        "saving explain --whole",
        "saving explain targeted-reviews 2018/19",
        "saving history targeted-reviews",
        "statement check --all",
        "statement list",
    ],
)
def test_what_rests_on_documents_cites_them(words: str, example: str, tmp_path: Path) -> None:
    path = tmp_path / "answer.xlsx"
    done = run(*words.split(), "-o", str(path), store=example)
    assert done.exit_code in (0, 1), done.stderr
    assert len(rows(path)) > 1
    assert [row for row in rows(path, "Sources") if row[0] == "document"] != []
