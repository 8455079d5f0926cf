"""The layout program: which one runs, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagrams.errors import DotFailed, NoDotProgram
from diagrams.pictures.layout import program
from diagrams.pictures.layout.parts import parts_of
from diagrams.pictures.layout.placing import laid_out
from tests.diagrams.pictures.sample import SAMPLE, picture


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only place where programs are looked for."""
    monkeypatch.setattr(program, "_script_folders", lambda: [str(tmp_path)])
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def write_program(file: Path, text: str) -> Path:
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o755)
    return file


def test_the_program_of_the_wheel_comes_before_one_of_the_machine(scripts: Path) -> None:
    other = write_program(scripts / "dot", "exit 0")
    assert program.dot_program() == other
    own = write_program(scripts / "graphviz-pure", "exit 0")
    assert program.dot_program() == own


@pytest.mark.usefixtures("scripts")
def test_without_a_program_it_is_said_how_to_get_one_and_what_needs_none() -> None:
    with pytest.raises(NoDotProgram, match="pip install graphviz-pure"):
        picture().as_bytes("svg")
    assert picture().as_bytes("dot")


def test_a_program_that_gives_up_is_quoted(scripts: Path) -> None:
    write_program(scripts / "graphviz-pure", "echo 'out of memory' >&2; exit 3")
    with pytest.raises(DotFailed, match=r"graphviz-pure could not .*: out of memory"):
        laid_out(parts_of(SAMPLE))


def test_of_a_program_that_says_much_the_first_line_is_told(scripts: Path) -> None:
    lines = "\n".join(["echo trouble in init_rank >&2"] * 300)
    write_program(scripts / "graphviz-pure", f"{lines}\nexit 1")
    with pytest.raises(DotFailed) as refused:
        laid_out(parts_of(SAMPLE))
    assert str(refused.value).endswith("could not lay out the diagram: trouble in init_rank")


def test_a_program_that_says_nothing_is_named_with_its_exit_status(scripts: Path) -> None:
    write_program(scripts / "graphviz-pure", "exit 3")
    with pytest.raises(DotFailed, match="exit status 3"):
        laid_out(parts_of(SAMPLE))


def test_a_program_that_cannot_be_run_is_named(scripts: Path) -> None:
    (scripts / "graphviz-pure").write_bytes(b"\x7fELF no program")
    (scripts / "graphviz-pure").chmod(0o755)
    with pytest.raises(DotFailed, match="could not lay out"):
        laid_out(parts_of(SAMPLE))
