"""``diagram governance --compare-with``: one picture of two days, whichever comes first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import run


def _drawn(folder: Path, store: str, *words: str) -> str:
    file = folder / "changes.svg"
    done = run("diagram", "governance", *words, "-o", str(file), store=store)
    assert done.exit_code == 0, done.stderr
    return file.read_text(encoding="utf-8")


def test_the_earlier_day_may_be_either_of_the_two(nottinghamshire: str, tmp_path: Path) -> None:
    before, after = "2018-11-04", "2018-11-05"
    forwards = _drawn(tmp_path, nottinghamshire, "--as-at", after, "--compare-with", before)
    backwards = _drawn(tmp_path, nottinghamshire, "--as-at", before, "--compare-with", after)
    assert forwards == backwards
    assert "As at 5 November 2018, compared with 4 November 2018" in forwards
    assert "Cloud Services" in forwards
    assert "resolution 2018/020" in forwards


def test_the_comparing_goes_together_with_a_root_and_a_depth(
    nottinghamshire: str, tmp_path: Path
) -> None:
    words = ("--as-at", "2018-11-05", "--compare-with", "4 November 2018", "--by", "department")
    below = _drawn(tmp_path, nottinghamshire, *words, "--root", "cloud-delivery-board")
    assert "ICT Programme" in below
    assert "Smarter Working" not in below
    shallow = _drawn(tmp_path, nottinghamshire, *words, "--depth", "1", "--members")
    assert "Cloud Delivery Board" in shallow


def test_a_day_cannot_be_compared_with_itself(nottinghamshire: str, tmp_path: Path) -> None:
    words = ("--as-at", "2018-11-05", "--compare-with", "2018-11-05", "-o", str(tmp_path / "g.svg"))
    refused = run("diagram", "governance", *words, store=nottinghamshire)
    assert refused.exit_code == 2
    assert "name another day" in refused.stderr
    assert not (tmp_path / "g.svg").exists()


def test_what_was_recorded_later_did_not_change_anything_then(
    nottinghamshire: str, tmp_path: Path
) -> None:
    words = ("--as-at", "2018-11-05", "--compare-with", "2018-11-04", "--as-known", "2000-01-01")
    refused = run(
        "diagram", "governance", *words, "-o", str(tmp_path / "g.svg"), store=nottinghamshire
    )
    assert refused.exit_code == 2
    assert "no bodies in force at 2018-11-05" in refused.stderr


@pytest.mark.parametrize("day", ["yesterday", "2018-13-01"])
def test_a_day_that_is_none_is_refused(day: str, nottinghamshire: str, tmp_path: Path) -> None:
    words = ("--compare-with", day, "-o", str(tmp_path / "g.svg"))
    refused = run("diagram", "governance", *words, store=nottinghamshire)
    assert refused.exit_code == 2
    assert "--compare-with" in refused.stderr


def test_what_is_told_of_a_graph_is_all_that_is_in_its_file(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "graph.json"
    done = run("diagram", "governance", "-o", str(file), store=nottinghamshire)
    graph = json.loads(file.read_text(encoding="utf-8"))
    lines = graph.get("edges", graph.get("links"))
    assert f"{len(graph['nodes'])} bodies, {len(lines)} lines." in done.stdout
    assert "are drawn" not in done.stderr
