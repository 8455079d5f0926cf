"""Shell completion."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.log import log
from cli.main import minutebook
from tests.cli.program import process, run

B = "ics-pack-2019-01-07/ICS-2019-B"


def _completed(line: str, store: str) -> list[str]:
    words = line.split(" ")
    seen = process(
        store=store,
        environment={
            "_MINUTEBOOK_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        },
    )
    assert seen.stderr == ""
    return [item.partition(",")[2] for item in seen.stdout.split()]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_calls_the_program(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_MINUTEBOOK_COMPLETE={shell}_complete" in result.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("minutebook body show ic", ["ics", "ict-programme-board"]),
        ("minutebook document show ics-pack-2018", ["ics-pack-2018-11-05"]),
        ("minutebook statement show ics-pack-2019-01-07/ICS-2019-B/e", [f"{B}/expected"]),
        ("minutebook meeting show ics-2018-11", ["ics-2018-11-05"]),
        (
            "minutebook resolution show 2018/02",
            ["2018/020", "2018/021", "2018/022", "2018/023", "2018/024"],
        ),
        ("minutebook log --subject targeted", ["targeted-reviews"]),
        ("minutebook res", ["resolution"]),
        ("minutebook portfolio --measure ca", ["cashable-benefit"]),
        ("minutebook saving history targeted-reviews --year 2018", ["2018/19"]),
        ("minutebook saving explain targeted-reviews 2018", ["2018/19"]),
        ("minutebook change decide X --deferred-to ics-2018-11", ["ics-2018-11-05"]),
        ("minutebook change decide X --meeting ics-2018-11", ["ics-2018-11-05"]),
        ("minutebook change decide X --resolution 2018/024", ["2018/024"]),
        ("minutebook action progress ics/2018/020", ["ics/2018/020/2"]),
    ],
)
def test_references_and_commands_are_completed_from_the_book(
    line: str, expected: list[str], nottinghamshire: str
) -> None:
    assert _completed(line, nottinghamshire) == expected


@pytest.mark.parametrize("words", ["body show i", "portfolio --measure c"])
def test_without_a_store_completion_is_silent(tmp_path: Path, words: str) -> None:
    assert _completed(f"minutebook {words}", f"sqlite:///{tmp_path / 'none.db'}") == []


def test_completion_asks_the_store_that_the_command_line_names(nottinghamshire: str) -> None:
    root = click.Context(minutebook)
    root.params["store"] = nottinghamshire
    asked = click.Context(log, parent=root)
    found = log.params[0].shell_complete(asked, "ICS-2019")
    assert [item.value for item in found] == ["ICS-2019-A", "ICS-2019-B", "ICS-2019-C"]


def test_an_unusable_store_completes_nothing() -> None:
    root = click.Context(minutebook)
    root.params["store"] = "nonsense"
    assert log.params[0].shell_complete(click.Context(log, parent=root), "i") == []


def test_there_is_nothing_to_complete_after_an_unknown_command() -> None:
    assert minutebook.get_command(click.Context(minutebook), "bdy") is None
