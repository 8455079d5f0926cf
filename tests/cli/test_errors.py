"""Errors: one line each on standard error, the right status, and never a traceback."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from cli.frame import errors
from cli.frame.errors import UNUSABLE, report
from cli.main import minutebook
from diagrams.errors import NoDotProgram
from domain.errors import OutsideRemit, UnknownReference
from engine.errors import BadInput, Place, Problem, Refused
from engine.store.errors import Conflict
from tests.cli.program import ROOT, process, run


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (OutsideRemit("ics", "not for ics to decide"), 1, "error: not for ics to decide\n"),
        (UnknownReference("x", "there is no x"), 2, "error: there is no x\n"),
        (Conflict("somebody was first"), 2, "error: somebody was first\n"),
        (
            Refused(Place("a.yaml", 14), OutsideRemit("ics", "not for ics")),
            1,
            "error: a.yaml:14: not for ics\n",
        ),
        (
            Refused(Place("a.yaml", 14), UnknownReference("x", "there is no x")),
            2,
            "error: a.yaml:14: there is no x\n",
        ),
        (
            BadInput([Problem(Place("a.yaml", 1), "bad"), Problem(Place("a.yaml", 9), "worse")]),
            2,
            "error: a.yaml:1: bad\nerror: a.yaml:9: worse\n",
        ),
        (FileNotFoundError(2, "No such file", "a.yaml"), 2, "error: a.yaml: no such file\n"),
        (KeyboardInterrupt(), 130, "interrupted: nothing more was done\n"),
        (click.Abort(), 130, "interrupted: nothing more was done\n"),
        (click.UsageError("That is wrong."), 2, "error: that is wrong\n"),
        (errors.CheckFailed("a difference"), 1, "error: a difference\n"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_error_has_its_words_and_its_status(
    error: BaseException, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(error) == status
    assert capsys.readouterr() == ("", told)


def test_a_diagram_that_cannot_be_drawn_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(NoDotProgram()) == 2
    assert capsys.readouterr().err.startswith("error: no program to lay out")


def test_of_several_errors_each_has_its_line_and_the_gravest_gives_the_status(
    capsys: pytest.CaptureFixture[str],
) -> None:
    group = ExceptionGroup(
        "two", [OutsideRemit("ics", "one"), ExceptionGroup("one", [Conflict("other")])]
    )
    assert report(group) == 2
    assert capsys.readouterr().err == "error: one\nerror: other\n"
    assert report(ExceptionGroup("one", [OutsideRemit("ics", "one")])) == 1


def test_a_fault_of_the_program_is_owned_up_to_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert report(ZeroDivisionError("by\nnothing")) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: a fault in minutebook itself (ZeroDivisionError: by nothing)")
    assert told.count("\n") == 1
    monkeypatch.setenv("MINUTEBOOK_TRACEBACK", "1")
    report(ZeroDivisionError("again"))
    assert "Error: again" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bdy", "list"), "error: there is no command 'bdy': did you mean body?"),
        (("xyzzy",), "error: there is no command 'xyzzy'\n"),
        (("--nonsense",), "error: no such option '--nonsense'"),
        (("body", "show"), "error: missing argument 'REF'"),
        (("body", "list", "--format", "xml"), "error: invalid value for '--format': 'xml'"),
        (("body", "list", "--as-at", "2018-13-01"), "'2018-13-01' is not a day of the calendar"),
        (("body", "list", "--as-known", "yesterday"), "'yesterday' is not a date and time"),
        (("body", "list", "--store", "x"), "error: --store goes before the command"),
        (("--store", "x", "body", "list"), "error: 'x' does not name a store"),
        (("--store", "sqlite:///missing.db", "log"), "create one with `minutebook init`"),
    ],
)
def test_wrong_usage_is_told_with_what_to_do(words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr


def test_wrong_usage_says_where_help_is() -> None:
    assert run("body", "list", "--nonsense").stderr.endswith("Try `minutebook body list --help`.\n")


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam", encoding="utf-8")
    result = run("body", "list", store=f"sqlite:///{file}")
    assert result.exit_code == 2
    assert "is not a minutebook store" in result.stderr
    assert file.read_text(encoding="utf-8") == "Dear Sir or Madam"
    assert list(tmp_path.iterdir()) == [file]


def test_a_full_disk_behind_standard_output_is_one_error(nottinghamshire: str) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        seen = process("log", store=nottinghamshire, stdout=full, stderr=subprocess.PIPE)
    assert seen.returncode == 2
    assert seen.stderr == "error: cannot write the output: no space left on device\n"


def test_a_reader_who_leaves_early_is_no_error(nottinghamshire: str) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as pipe:
        seen = process("log", store=nottinghamshire, stdout=pipe, stderr=subprocess.PIPE)
    assert (seen.returncode, seen.stderr) == (141, "")


def test_errors_are_raised_to_who_uses_the_program_as_a_function() -> None:
    invoke: Callable[..., object] = minutebook.main
    with pytest.raises(click.UsageError):
        invoke(["bdy"], standalone_mode=False)


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_a_closed_stream_is_written_to_nowhere(nottinghamshire: str, closed: str) -> None:
    found = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m cli.main log {closed}', sys.executable],
        env={**os.environ, "PYTHONPATH": str(ROOT), "MINUTEBOOK_STORE": nottinghamshire},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert process("verify", store=nottinghamshire).returncode == 0


def test_views_that_rotted_are_told_from_a_fault_of_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert report(sqlite3.DatabaseError("database disk image is malformed")) == UNUSABLE
    assert "make it anew with `minutebook rebuild`" in capsys.readouterr().err
