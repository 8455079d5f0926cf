"""``demo``: somebody who has never seen the product is shown what it is for."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import run


def test_the_demo_shows_the_three_jobs_and_goes_on_from_what_was_done(tmp_path: Path) -> None:
    folder = tmp_path / "council"
    first = run("demo", "--out", str(folder))
    assert first.exit_code == 0, first.stderr
    for heading in ("1. Record resolutions", "2. Audit a savings figure", "3. Draw the governance"):
        assert heading in first.stdout
    assert "ICS-2019-A" in first.stdout
    assert {"minutebook.db", "governance-before.svg", "governance-after.png"} <= {
        file.name for file in folder.iterdir()
    }
    store = f"sqlite:///{folder / 'minutebook.db'}"
    decided = ("change", "decide", "ICS-2019-A", "--outcome", "approved")
    assert run(*decided, "--decided-on", "2019-01-07", store=store).exit_code == 0
    again = run("demo", "--out", str(folder))
    assert again.exit_code == 0, again.stderr
    assert "4,000" in again.stdout


def test_what_might_have_followed_is_called_hypothetical_and_shown(tmp_path: Path) -> None:
    folder = ("--out", str(tmp_path / "council"))
    shown = run("demo", "--what-if", *folder)
    assert shown.exit_code == 0, shown.stderr
    real, _, made_up = shown.stdout.partition("HYPOTHETICAL from here on.")
    assert "3. Draw the governance" in real
    assert "what-if" not in real
    for told in (
        "defer to ics-2019-03-04",
        "deferred request",
        "ICS-2019-A/1",
        "27 of 94 criteria are in the way of go",
        "What time has caused by 2019-06-30",
    ):
        assert told in made_up
    again = run("demo", "--what-if", *folder)
    assert (again.exit_code, again.stderr) == (0, "")


def test_what_might_have_followed_does_not_follow_from_another_decision(tmp_path: Path) -> None:
    assert run("demo", "--out", str(tmp_path)).exit_code == 0
    store = f"sqlite:///{tmp_path / 'minutebook.db'}"
    decided = ("change", "decide", "ICS-2019-A", "--outcome", "approved")
    assert run(*decided, "--decided-on", "2019-01-07", store=store).exit_code == 0
    refused = run("demo", "--what-if", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "does not follow from what you did" in refused.stderr
    assert "choose another folder with --out" in refused.stderr


def test_the_demo_leaves_another_book_alone(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'minutebook.db'}"
    run("init", store=store)
    other = tmp_path / "other.yaml"
    other.write_text("- body: {ref: a, name: A, kind: committee}\n", encoding="utf-8")
    assert run("record", str(other), store=store).exit_code == 0
    refused = run("demo", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert "not the book of the demo" in refused.stderr
    assert run("body", "list", "--format", "csv", store=store).stdout.count("\n") == 2


def test_the_demo_names_the_folder_where_something_else_has_the_name_of_its_book(
    tmp_path: Path,
) -> None:
    (tmp_path / "minutebook.db").write_text("something else", encoding="utf-8")
    refused = run("demo", "--out", str(tmp_path))
    assert refused.exit_code == 2
    assert refused.stderr.endswith("store: choose another folder with --out\n")
