"""``diagram portfolio``: the tree of projects from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import run


def test_the_tree_is_that_of_the_day_and_of_the_portfolio(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "place.json"
    words = ("--portfolio", "place", "--as-at", "2018-09-30", "-o", str(file))
    done = run("diagram", "portfolio", *words, store=nottinghamshire)
    assert done.stdout == f"Wrote {file}: Place, 14 projects.\n"
    graph = json.loads(file.read_text(encoding="utf-8"))
    assert graph["graph"]["as_at"] == "2018-09-30"
    assert len([node for node in graph["nodes"] if node["kind"] == "project"]) == 14


def test_amounts_are_in_the_unit_asked_for(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "all.svg"
    words = ("--by", "department", "--unit", "millions", "--every-project", "-o", str(file))
    done = run("diagram", "portfolio", *words, store=nottinghamshire)
    assert done.exit_code == 0, done.stderr
    drawn = file.read_text(encoding="utf-8")
    assert "in £m" in drawn
    assert "Reduction of arts funding" in drawn


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--portfolio", "plce"), "there is no portfolio 'plce': did you mean place?"),
        (("--measure", "happiness"), "the book has no measure 'happiness'"),
        (("--unit", "dollars"), "choose £, £000 or £m"),
        (("--by", "ward"), "'ward' is not one of"),
        (("--as-known", "2000-01-01"), "no projects had started by"),
    ],
)
def test_what_is_not_in_the_book_is_refused(
    words: tuple[str, ...], said: str, nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "tree.svg"
    refused = run("diagram", "portfolio", *words, "-o", str(file), store=nottinghamshire)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not file.exists()
