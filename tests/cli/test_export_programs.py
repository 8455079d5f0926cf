"""What other programs take from the book: a ledger program's journal, and the W3C's provenance."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ask, run


def test_the_real_bean_check_rejects_what_statement_check_lists(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "savings.beancount"
    told = run(
        "export", "beancount", "-o", str(file), "--as-at", "2019-06-01", store=nottinghamshire
    )
    assert told.exit_code == 0, told.stderr
    assert "cashable-benefit of every project" in told.stdout + told.stderr
    checked = subprocess.run(
        [sys.executable, "-m", "beancount.scripts.check", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 1
    assert "expected 50000.00 GBP != accumulated 60000.00 GBP" in checked.stderr
    ours = run("statement", "check", "--format", "json", store=nottinghamshire)
    assert ours.exit_code == 1
    differing = json.loads(ours.stdout)["counts"]["differs"]
    assert checked.stderr.count("Balance failed") == differing > 0


def test_both_go_to_standard_output_alone(nottinghamshire: str) -> None:
    journal = run("export", "beancount", "-o", "-", store=nottinghamshire)
    assert journal.stdout.startswith("; The cashable-benefit of every project")
    found = run("export", "provenance", "targeted-reviews", "-o", "-", store=nottinghamshire)
    assert json.loads(found.stdout)["prefix"] == {"mb": "urn:minutebook:"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("provenance", "targeted-review"), "did you mean targeted-reviews"),
        (("provenance", "targeted-reviews", "--measure", "fte"), "has no measure 'fte'"),
        (("beancount", "--measure", "fte"), "has no measure 'fte'"),
        (("beancount", "--as-at", "2100-01-01"), "1700 to 2099"),
        (("beancount", "--as-at", "soon"), "soon"),
        (("provenance", "targeted-reviews", "--year", "1990/91"), "has no figure of 1990/91"),
        (("provenance", "targeted-reviews", "--as-at", "2001-01-01"), "has no figure"),
    ],
)
def test_what_it_cannot_write_is_told_and_leaves_no_file(
    nottinghamshire: str, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    file = tmp_path / "out"
    result = run("export", *words, "-o", str(file), store=nottinghamshire)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not file.exists()


def test_a_store_is_not_written_over(nottinghamshire: str) -> None:
    target = nottinghamshire.removeprefix("sqlite:///")
    result = run("export", "beancount", "-o", target, store=nottinghamshire)
    assert result.exit_code == 2
    assert ask("project", "list", store=nottinghamshire)
