"""``diagram governance``: pictures of the book, for any day, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import run

MAGIC = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "dot": b"digraph", "mmd": b"---"}


@pytest.mark.parametrize("ending", MAGIC)
def test_the_ending_of_the_file_chooses_the_format(
    ending: str, nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / f"governance.{ending}"
    drawn = run("diagram", "governance", "-o", str(file), store=nottinghamshire)
    assert drawn.exit_code == 0, drawn.stderr
    assert drawn.stdout == f"Wrote {file}: 18 bodies, 12 lines.\n"
    assert file.read_bytes().startswith(MAGIC[ending])


def test_the_structure_is_that_of_the_day_asked_for(nottinghamshire: str, tmp_path: Path) -> None:
    before, after = tmp_path / "before.dot", tmp_path / "after.dot"
    for file, day in ((before, "2018-11-04"), (after, "5 November 2018")):
        words = ("diagram", "governance", "--as-at", day, "-o", str(file))
        assert run(*words, store=nottinghamshire).exit_code == 0
    assert "Cloud Services" in before.read_text()
    assert "Cloud Services" not in after.read_text()
    assert "Cloud Delivery" not in before.read_text()
    assert "Cloud Delivery" in after.read_text()


def test_the_title_is_the_one_given(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "g.svg"
    words = ("diagram", "governance", "--title", "Who reports to whom", "-o", str(file))
    assert run(*words, store=nottinghamshire).exit_code == 0
    assert "<title" in file.read_text()
    assert "Who reports to whom" in file.read_text()


@pytest.mark.parametrize(
    ("target", "said"),
    [("governance.gif", ".gif"), ("governance", "format"), ("nowhere/g.svg", "folder")],
)
def test_a_target_that_cannot_be_is_refused_before_any_work(
    target: str, said: str, nottinghamshire: str, tmp_path: Path
) -> None:
    refused = run("diagram", "governance", "-o", str(tmp_path / target), store=nottinghamshire)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error: ")
    assert said in refused.stderr
    assert not [file for file in tmp_path.iterdir() if "nottinghamshire" not in file.name]


def test_a_day_before_any_body_says_so(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'book.db'}"
    run("init", store=store)
    refused = run("diagram", "governance", "-o", str(tmp_path / "g.svg"), store=store)
    assert refused.exit_code == 2
    assert "no bodies in force" in refused.stderr
