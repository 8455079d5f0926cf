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


def test_one_body_and_all_below_it_is_drawn(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "board.svg"
    words = ("diagram", "governance", "--root", "ics", "--members", "--cadence", "-o", str(file))
    drawn = run(*words, store=nottinghamshire)
    assert (drawn.exit_code, drawn.stdout) == (0, f"Wrote {file}: 9 bodies and 1 above, 9 lines.\n")
    assert "Reg Adair, chair" in file.read_text()
    assert "meets monthly" in file.read_text()


def test_a_body_that_is_not_there_is_refused_with_those_like_it(
    nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "g.svg"
    refused = run("diagram", "governance", "--root", "icx", "-o", str(file), store=nottinghamshire)
    assert refused.exit_code == 2
    assert refused.stderr == "error: there is no body 'icx': did you mean ics?\n"
    assert not file.exists()


def test_what_is_left_out_is_said(nottinghamshire: str, tmp_path: Path) -> None:
    words = ("diagram", "governance", "--depth", "1", "-o", str(tmp_path / "g.svg"))
    drawn = run(*words, store=nottinghamshire)
    assert drawn.exit_code == 0
    assert drawn.stderr.startswith("note: 11 of 18 bodies are drawn: --depth N draws more rows")


def test_numbers_of_one_are_said_as_one(nottinghamshire: str, tmp_path: Path) -> None:
    file = tmp_path / "g.svg"
    words = ("diagram", "governance", "--root", "swp-board", "--depth", "0", "-o", str(file))
    drawn = run(*words, store=nottinghamshire)
    assert drawn.stdout == f"Wrote {file}: 1 body and 1 above, 1 line.\n"
    assert drawn.stderr.startswith("note: 1 of 3 bodies is drawn: ")


@pytest.mark.parametrize("depth", ["abc", "-1"])
def test_a_depth_is_a_number_of_rows(depth: str, nottinghamshire: str, tmp_path: Path) -> None:
    words = ("diagram", "governance", "--depth", depth, "-o", str(tmp_path / "g.svg"))
    refused = run(*words, store=nottinghamshire)
    assert refused.exit_code == 2
    assert f"'{depth}' is no number of rows: give 0 for the top alone, or more" in refused.stderr


@pytest.mark.parametrize("compared", [(), ("--compare-with", "2018-11-05")])
def test_on_a_day_before_the_book_tells_anything_its_picture_says_so(
    compared: tuple[str, ...], nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "g.svg"
    words = ("diagram", "governance", "--as-at", "1950-01-01", *compared, "-o", str(file))
    drawn = run(*words, store=nottinghamshire)
    assert "note: The book does not say since when 15 of" in drawn.stderr
    assert "The book does not say since when 15 of" in file.read_text()


def test_a_day_of_which_the_book_tells_has_no_such_note(
    nottinghamshire: str, tmp_path: Path
) -> None:
    drawn = run("diagram", "governance", "-o", str(tmp_path / "g.svg"), store=nottinghamshire)
    assert drawn.stderr == ""


def test_a_circle_of_reporting_lines_from_an_older_book_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = f"sqlite:///{tmp_path / 'book.db'}"
    entries = tmp_path / "circle.yaml"
    entries.write_text(
        "- body: {ref: a, name: Board A, kind: committee}\n"
        "- body: {ref: b, name: Board B, kind: committee}\n"
        "- reporting-line: {body: a, to: b, kind: reports-to}\n"
        "- reporting-line: {body: b, to: a, kind: reports-to}\n"
    )
    run("init", store=store)
    with monkeypatch.context() as older:  # before the rule was there
        older.setattr("engine.handlers.bodies.check_no_circle", lambda *_, **__: None)
        assert run("record", str(entries), store=store).exit_code == 0
    drawn = run("diagram", "governance", "-o", str(tmp_path / "g.svg"), store=store)
    assert drawn.exit_code == 0
    assert "Board A reports to Board B reports to Board A" in drawn.stderr
