"""What holds of every command there is."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import click
import pytest

from cli.commands import COMMANDS
from cli.frame.help import examples
from cli.main import minutebook
from tests.cli.program import ROOT, process, run

CONTRACT = [
    "init",
    "demo",
    "record",
    "schema",
    "body",
    "meeting",
    "resolution",
    "project",
    "portfolio",
    "saving",
    "change",
    "diagram",
    "log",
    "verify",
    "rebuild",
]


def _walk(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            yield from _walk(inner, (*words, name))


def _every_command() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for entry in COMMANDS:
        command = getattr(import_module(entry.module), entry.attribute)
        found += _walk(command, (entry.name,))
    return found


@pytest.mark.parametrize("words", _every_command(), ids=" ".join)
def test_the_help_of_every_command_says_what_it_does_and_gives_an_example(
    words: tuple[str, ...],
) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    head, _, shown = result.stdout.partition("Example")
    assert f"minutebook {' '.join(words)}" in head.splitlines()[0]
    assert f"minutebook {words[0]}" in shown or f" {words[0]}" in shown


def _examples() -> list[tuple[str, list[str]]]:
    found = []
    for words in _every_command():
        shown = run(*words, "--help").stdout.partition("Example")[2]
        found += [
            (" ".join(words), line.split())
            for line in shown.splitlines()
            if line.strip().startswith("minutebook ")
        ]
    return found


@pytest.mark.parametrize(("command", "line"), _examples(), ids=str)
def test_every_example_names_a_command_that_exists(command: str, line: list[str]) -> None:
    words = command.split()
    assert [word for word in line if word in words][: len(words)], f"{line} is no {command}"


@pytest.mark.parametrize("words", _every_command(), ids=" ".join)
def test_every_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    command: click.Command = minutebook
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.opts for option in options if not option.help] == []


def test_a_long_example_is_folded_as_a_shell_takes_it() -> None:
    written = f"change raise A --title 'A {'long ' * 8}title' --kind re-profile --to ics"
    first, *more = examples(written).splitlines()[2:]
    assert more
    assert all(line.endswith(" \\") for line in (first, *more[:-1]))
    shown = "\n".join((first, *more)).replace("\\\n", "")
    assert shlex.split(shown) == ["minutebook", *shlex.split(written)]


def test_every_command_of_the_contract_is_there() -> None:
    assert set(CONTRACT) <= {entry.name for entry in COMMANDS}


def test_the_help_lists_every_command_in_its_section() -> None:
    shown = run("--help").stdout
    for entry in COMMANDS:
        assert f"\n{entry.section}:\n" in shown
        assert f"\n  {entry.name} " in shown
    assert shown.index("Keep the book") < shown.index("Read the savings") < shown.index("Check")


_SCRIPT = """
import sys
from cli.frame.help import examples
from cli.main import minutebook
try:
    minutebook(sys.argv[1:])
except SystemExit as end:
    assert end.code == 0
print(*sys.modules, file=sys.stderr)
"""


def test_a_command_is_imported_only_when_it_is_run(nottinghamshire: str) -> None:
    words = ["--store", nottinghamshire, "body", "list"]
    seen = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    imported = set(seen.stderr.split())
    assert {"cli.body", "projections.runner"} <= imported
    heavy = {"rich", "networkx", "pydantic", "eventsourcing", "graphviz", "yaml"}
    others = {entry.module for entry in COMMANDS} - {"cli.body"}
    assert not imported & (heavy | others)


@pytest.mark.parametrize("words", [(), ("body",)])
def test_a_group_without_a_command_shows_its_help_as_wrong_usage(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Usage: minutebook{' ' * bool(words)}{' '.join(words)} [")


def test_the_program_reads_its_store_from_the_environment(nottinghamshire: str) -> None:
    seen = process("body", "list", "--format", "csv", store=nottinghamshire)
    assert (seen.returncode, seen.stderr) == (0, "")
    assert seen.stdout.startswith("ref,name,kind,")


def test_the_entry_point_is_a_group_of_click() -> None:
    assert minutebook.name == "minutebook"
