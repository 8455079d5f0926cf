"""``--version``, installed or from a checkout."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from cli.frame.version import version
from tests.cli.program import process, run


def _not_installed(name: str) -> str:
    raise metadata.PackageNotFoundError(name)


def test_the_version_is_that_of_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda _: "1.2.3")
    assert run("--version").stdout == "minutebook 1.2.3\n"


def test_a_checkout_that_is_not_installed_says_what_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(metadata, "version", _not_installed)
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    assert version(tmp_path) == "1.2.3 (not installed)"


def test_files_alone_have_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(metadata, "version", _not_installed)
    assert version(tmp_path) == "of unknown version (not installed)"


def test_the_program_tells_its_version_without_a_store() -> None:
    shown = process("--version", store="sqlite:///none.db")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("minutebook 0.")
