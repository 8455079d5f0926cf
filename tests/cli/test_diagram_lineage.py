"""``diagram lineage``: what came of a decision, and what made a figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import run

DAY = ("--as-at", "2018-12-31")


def drawn(store: str, folder: Path, *words: str) -> dict[str, Any]:
    """Return the graph that a command wrote as node-link JSON."""
    file = folder / "lineage.json"
    done = run("diagram", "lineage", *words, *DAY, "-o", str(file), store=store)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("words", "forwards", "backwards"),
    [
        (("2018/020",), True, False),
        (("2018/020", "--backwards"), False, True),
        (("2018/020", "--forwards", "--backwards"), True, True),
        (("targeted-reviews",), True, True),
        (("targeted-reviews", "--backwards"), False, True),
        (("ICS-2018-A", "--forwards"), True, False),
    ],
)
def test_a_resolution_is_followed_forwards_and_all_else_both_ways(
    words: tuple[str, ...],
    forwards: bool,  # noqa: FBT001 - a column of the table
    backwards: bool,  # noqa: FBT001 - as above
    nottinghamshire: str,
    tmp_path: Path,
) -> None:
    said = drawn(nottinghamshire, tmp_path, *words)["graph"]
    assert (said["forwards"], said["backwards"]) == (forwards, backwards)


def test_a_project_stands_for_its_figure_of_the_year(nottinghamshire: str, tmp_path: Path) -> None:
    whole = drawn(nottinghamshire, tmp_path, "targeted-reviews", "--backwards")
    year = drawn(nottinghamshire, tmp_path, "targeted-reviews", "--backwards", "--year", "2019/20")
    assert whole["graph"]["focus"] == "figure-targeted-reviews/cashable-benefit"
    assert len(year["nodes"]) < len(whole["nodes"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("2018/999",), 2, "did you mean"),
        (("nowhere-near",), 2, "there is no"),
        (("2018/020/9",), 2, "there is no"),
        (("case:targeted-reviews",), 2, "there is no"),
        (("2018/020", "--year", "2019/20"), 2, "--year narrows the figure of a project"),
        (("2018/020", "--depth", "0"), 2, "--depth"),
        (("targeted-reviews", "--measure", "hours"), 2, "no measure 'hours'"),
        (("2018/020", "--as-at", "2018-11-04"), 2, "was not in force by that day"),
        (("targeted-reviews", "--year", "1999/00"), 2, "nothing moved or stated the figure of"),
        (("targeted-reviews", "--year", "1999/00"), 2, "by 2018-12-31: choose 2018/19, 2019/20"),
        (("ics",), 2, "'ics' is a body, and a body has no lineage: name a resolution, project,"),
        (("ics-2018-11-05",), 2, "a meeting has no lineage"),
        (("frog:2018/020",), 2, "before the colon stands resolution, project, change-request"),
        (("case:targeted-reviews",), 2, "there is no case 'targeted-reviews'"),
        (("action:xyz",), 2, "`minutebook action list` shows what there is"),
        (("2018/015",), 2, "nothing came of '2018/015' by 2018-12-31"),
        (("2018/015",), 2, "`minutebook log --subject resolution:ics/2018/015` shows its facts"),
    ],
)
def test_what_cannot_be_drawn_says_what_to_do(
    words: tuple[str, ...], code: int, said: str, nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "lineage.svg"
    times = () if "--as-at" in words else DAY
    refused = run("diagram", "lineage", *words, *times, "-o", str(file), store=nottinghamshire)
    assert refused.exit_code == code
    assert refused.stderr.startswith("error: ")
    assert said in refused.stderr
    assert not file.exists()


def test_a_resolution_of_which_nothing_came_can_be_followed_back(
    nottinghamshire: str, tmp_path: Path
) -> None:
    found = drawn(nottinghamshire, tmp_path, "2018/015", "--backwards")
    assert [node["kind"] for node in found["nodes"]] == ["resolution", "meeting"]


def test_the_log_that_is_advised_can_be_asked_for(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "lineage.svg"
    words = ("diagram", "lineage", "2018/015", *DAY, "-o", str(file))
    said = run(*words, store=nottinghamshire).stderr
    advised = said.partition("`minutebook ")[2].partition("`")[0].split()
    assert "2018/015" in run(*advised, store=nottinghamshire).stdout
