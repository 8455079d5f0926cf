"""Where output goes is looked at before anything is read or recorded, and it is one file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click
import pytest

from cli.commands import COMMANDS
from cli.frame.targets import OneFile
from tests.books import IN_2019, BookOnDisk
from tests.cli.program import run

TABLE = "Portfolio,Project,Status,Target 2018/19 (£000s)\nPlace,Parks,On Target,30\n"
BOOK = """
- portfolio: {ref: place, name: Place}
- project: {ref: parks, name: Parks, portfolio: place, started_on: 2018-01-01}
"""
OPENING = ("--period", "2018-09", "--opening")


@pytest.fixture
def begun(tmp_path: Path) -> BookOnDisk:
    """A book with a project that has no figure, beside the table that has one."""
    book = BookOnDisk(tmp_path)
    book.record(BOOK, at=IN_2019)
    (book.folder / "t.csv").write_text(TABLE, encoding="utf-8")
    return book


def facts(book: BookOnDisk) -> str:
    return run("log", "--format", "csv", store=book.url).stdout


@pytest.mark.parametrize(
    ("output", "form", "why"),
    [
        ("{folder}/minutebook.db", "csv", "is a store"),
        ("{folder}/none/x.csv", "csv", "a folder that is not there"),
        ("{folder}/t.csv", "csv", "is read by this command"),
    ],
)
def test_nothing_is_recorded_by_a_command_whose_answer_has_no_place_to_go(
    output: str, form: str, why: str, begun: BookOnDisk
) -> None:
    before = facts(begun)
    table, path = begun.folder / "t.csv", output.format(folder=begun.folder)
    store = Path(begun.url.removeprefix("sqlite:///"))
    path = path.replace("minutebook.db", store.name)
    done = run(
        "import", "status", str(table), *OPENING, "--format", form, "-o", path, store=begun.url
    )
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {path} ")
    assert why in done.stderr
    assert facts(begun) == before
    assert table.read_text(encoding="utf-8") == TABLE


def test_time_records_nothing_where_its_answer_has_no_place_to_go(begun: BookOnDisk) -> None:
    begun.record(
        "- body: {ref: ics, name: Improvement, kind: sub-committee}\n"
        "- meeting: {ref: ics-1, body: ics, held_on: 2018-11-05}\n"
        "- action: {ref: a, owner: Ann, text: Do it, asked_by: ics, asked_at: ics-1,"
        " due: 2018-12-01}\n",
        at=IN_2019,
    )
    before = facts(begun)
    store = begun.url.removeprefix("sqlite:///")
    done = run("tick", "--on", "2019-01-07", "--format", "csv", "-o", store, store=begun.url)
    assert (done.exit_code, "is a store" in done.stderr) == (2, True)
    assert facts(begun) == before


def test_nothing_is_recorded_for_a_workbook_that_a_terminal_cannot_show(
    begun: BookOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = facts(begun)
    with monkeypatch.context() as patch:
        patch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
        done = run(
            "import", "status", str(begun.folder / "t.csv"), *OPENING, "--format", "xlsx",
            store=begun.url,
        )  # fmt: skip
    assert (done.exit_code, "cannot be shown on a terminal" in done.stderr) == (2, True)
    assert facts(begun) == before


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--against", "{file}"),
        ("verify", "--public-key", "{file}"),
        ("import", "status", "{folder}/t.csv", *OPENING, "--mapping", "{file}"),
        ("route", "check", "{file}"),
        ("route", "diff", "change-request", "{file}"),
    ],
    ids=" ".join,
)
def test_no_answer_replaces_what_its_command_reads(
    words: tuple[str, ...], begun: BookOnDisk
) -> None:
    file = begun.folder / "given.yaml"
    file.write_text("dear reader", encoding="utf-8")
    told = [word.format(file=file, folder=begun.folder) for word in words]
    done = run(*told, "--format", "csv", "-o", str(file), store=begun.url)
    assert (done.exit_code, "is read by this command" in done.stderr) == (2, True), done.stderr
    assert file.read_text(encoding="utf-8") == "dear reader"


def test_no_answer_goes_into_the_folder_that_is_imported(begun: BookOnDisk) -> None:
    out = begun.folder / "found.csv"
    done = run(
        "import", "status", str(begun.folder), "--as-report", "-o", str(out), store=begun.url
    )
    assert (done.exit_code, "the folder that this command reads" in done.stderr) == (2, True)
    assert not out.exists()


def test_two_outputs_of_one_command_are_two_files(begun: BookOnDisk) -> None:
    out = str(begun.folder / "bridge.png")
    words = ("saving", "compare", "--whole", "--from", "2018-09-30", "--picture", out)
    done = run(*words, "--format", "csv", "-o", out, store=begun.url)
    assert (done.exit_code, "is where --picture goes too" in done.stderr) == (2, True)
    assert not Path(out).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("project", "list", "--format", "csv"),
        ("export", "history", "parks"),
        ("export", "beancount"),
        ("export", "workbook"),
        ("checkpoint", "create"),
    ],
    ids=" ".join,
)
def test_a_dash_is_standard_output_everywhere(
    words: tuple[str, ...], begun: BookOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(begun.folder)
    done = run(*words, "-o", "-", store=begun.url)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes
    assert not (begun.folder / "-").exists()


def test_what_must_be_a_file_says_so_of_a_dash(begun: BookOnDisk) -> None:
    done = run("diagram", "governance", "-o", "-", store=begun.url)
    assert (done.exit_code, "this goes to a file alone" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "words", [("project", "list"), ("export", "history", "parks"), ("checkpoint", "create")]
)
def test_an_output_that_is_named_twice_is_refused(
    words: tuple[str, ...], begun: BookOnDisk
) -> None:
    one, two = (str(begun.folder / name) for name in ("a.csv", "b.json"))
    done = run(*words, "-o", one, "-o", two, store=begun.url)
    assert (done.exit_code, "-o is given twice" in done.stderr) == (2, True), done.stderr
    assert sorted(begun.folder.glob("[ab].*")) == []


def _commands(command: click.Command) -> list[click.Command]:
    if not isinstance(command, click.Group):
        return [command]
    ctx = click.Context(command)
    inner = [command.get_command(ctx, name) for name in command.list_commands(ctx)]
    return [command, *(found for each in inner if each for found in _commands(each))]


def test_every_output_is_one_file() -> None:
    options = [
        param
        for entry in COMMANDS
        for command in _commands(getattr(import_module(entry.module), entry.attribute))
        for param in command.params
        if "--output" in param.opts or "--picture" in param.opts
    ]
    assert len(options) > 40
    assert [option for option in options if not isinstance(option, OneFile)] == []
