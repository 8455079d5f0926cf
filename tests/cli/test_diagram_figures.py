"""``diagram history``, ``bridge`` and ``statuses``: figures over time, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import run

DRAWN = {
    ("history", "targeted-reviews", "--as-at", "2019-01-31"): "Targeted Reviews, 2 decisions.",
    ("history", "--portfolio", "place", "--total", "--as-at", "2019-01-31"): ("Place, 1 decision."),
    ("bridge", "targeted-reviews", "--from", "2017-12-31", "--to", "2019-01-31"): (
        "Targeted Reviews, 1 step."
    ),
    ("bridge", "--whole", "--from", "2018-09-30", "--to", "2019-01-31", "--year", "2019/20"): (
        "All projects, 1 step."
    ),
    ("statuses", "--as-at", "2019-01-31"): "72 projects, 1 month.",
    ("statuses", "--portfolio", "place", "--counts", "--from", "2018-08", "--to", "2018-12"): (
        "14 projects, 5 months."
    ),
}


@pytest.mark.parametrize("words", DRAWN)
def test_the_picture_is_of_what_was_asked_for(
    words: tuple[str, ...], nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "drawn.svg"
    drawn = run("diagram", *words, "-o", str(file), store=nottinghamshire)
    assert (drawn.exit_code, drawn.stderr) == (0, "")
    assert drawn.stdout == f"Wrote {file}: {DRAWN[words]}\n"
    assert file.read_bytes().startswith(b"<?xml")


REFUSED = {
    ("history",): "name what you ask about",
    ("history", "nothing"): "'nothing'",
    ("history", "targeted-reviews", "--as-at", "2017-01-01"): "no movement of",
    ("history", "targeted-reviews", "--to", "2019-01-01", "--as-at", "2018-01-01"): (
        "--to 2019-01-01 comes after 2018-01-01"
    ),
    ("history", "targeted-reviews", "--from", "2019-01-01", "--to", "2018-01-01"): (
        "--from 2019-01-01 does not come before 2018-01-01"
    ),
    ("bridge", "targeted-reviews"): "say from when",
    ("bridge", "targeted-reviews", "--from", "2019-01-01", "--to", "2018-01-01"): "comes after",
    ("bridge", "targeted-reviews", "--from", "2019-01-01", "--to", "2019-01-01"): (
        "since both ends are the same"
    ),
    ("bridge", "--whole", "--from", "2001-01-01", "--to", "2002-01-01"): (
        "it has no figure at either end"
    ),
    ("statuses", "--portfolio", "place", "--whole"): (
        "name one of them: --portfolio, --programme, --department or --whole"
    ),
    ("statuses", "--portfolio", "nothing"): "'nothing'",
    ("statuses", "--from", "2018"): "'2018' is not a month: write it as 2018-09",
    ("statuses", "--from", "2018-09", "--to", "2018-08"): "--from 2018-09 comes after --to 2018-08",
    ("statuses", "--from", "2010-01"): "months do not fit a page",
    ("statuses", "--to", "2019-02", "--as-at", "2019-01-31"): (
        "2019-02 comes after 2019-01-31, the day asked for"
    ),
    ("statuses", "--as-at", "2018-01-01"): "no status report on these months",
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_cannot_be_drawn_is_refused_with_what_to_do(
    words: tuple[str, ...], nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "drawn.svg"
    refused = run("diagram", *words, "-o", str(file), store=nottinghamshire)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error: ")
    assert REFUSED[words] in refused.stderr
    assert not file.exists()


@pytest.mark.parametrize("ending", ["mmd", "dot", "graphml", "json"])
def test_a_plot_is_not_written_as_a_graph(
    ending: str, nottinghamshire: str, tmp_path: Path
) -> None:
    target = str(tmp_path / f"statuses.{ending}")
    refused = run("diagram", "statuses", "-o", target, store=nottinghamshire)
    assert refused.exit_code == 2
    assert f"a plot has no boxes and lines that a .{ending} could carry" in refused.stderr


def test_amounts_are_in_the_unit_asked_for(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "drawn.svg"
    words = ("history", "targeted-reviews", "--unit", "£m", "--as-at", "2019-01-31")
    assert run("diagram", *words, "-o", str(file), store=nottinghamshire).exit_code == 0
    drawn = file.read_text(encoding="utf-8")
    assert "Amounts in £m" in drawn
    assert "million" not in drawn
    assert drawn.count("£") == drawn.count("£m")
    assert ">3.01<" in drawn
