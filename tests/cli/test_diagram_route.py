"""``diagram route`` and ``diagram case``: which route or case is meant, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.books import IN_2019, BookOnDisk
from tests.cli.program import run
from tests.diagrams.conftest import what_if_book

__all__ = ["what_if_book"]  # a fixture that the tests below ask for

SHORT = Path(__file__).parents[1] / "projections" / "routes"


def drawn(store: str, folder: Path, *words: str) -> dict[str, Any]:
    """Return the graph that a command wrote as node-link JSON."""
    file = folder / "drawn.json"
    done = run("diagram", *words, "-o", str(file), store=store)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_a_route_is_one_of_the_library_of_a_file_or_of_the_book(
    what_if_book: BookOnDisk, tmp_path: Path
) -> None:
    store = what_if_book.url
    for words in (
        ("change-request",),
        ("change-request/1",),
        ("change-request", "--version", "1"),
        ("book:change-request",),
        ("book:change-request", "--version", "1"),
        ("change-request", "--as-at", "2019-06-30"),
    ):
        said = drawn(store, tmp_path, "route", *words)["graph"]
        assert (said["route"], said["version"]) == ("change-request", 1), words
    file = str(SHORT / "short-2.yaml")
    assert drawn(store, tmp_path, "route", file)["graph"]["version"] == 2


def test_a_route_needs_no_book(tmp_path: Path) -> None:
    file = tmp_path / "route.svg"
    done = run(
        "diagram", "route", "recovery-plan", "-o", str(file), store=f"sqlite:///{tmp_path}/no.db"
    )
    assert (done.exit_code, done.stderr) == (0, "")
    assert "recovery-plan/1: 4 states, 4 steps." in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("route", "change-requests"), "did you mean change-request"),
        (("route", "change-request", "--version", "9"), "there is no version 9 of the route"),
        (("route", "change-request/1", "--version", "1"), "says the version already"),
        (("route", str(SHORT / "short-1.yaml"), "--version", "1"), "says its version itself"),
        (("route", str(SHORT / "short-1.yaml"), "--as-at", "2019-01-01"), "no route of the book"),
        (("route", "book:change-request", "--as-at", "2016-01-01"), "was not in force by that day"),
        (("route", "book:short"), "there is no route 'short'"),
        (("case", "ICS-2019-X"), "did you mean"),
        (("case", "ICS-2019-A", "--as-at", "2018-01-01"), "had not set out by that day"),
        (("case", "ICS-2019-A", "--as-at", "2018-01-01"), "choose a later --as-at"),
        (("gates", "what-if-go-live", "--as-at", "2010-01-01"), "had not been set up by that day"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_written(
    words: tuple[str, ...], said: str, what_if_book: BookOnDisk, tmp_path: Path
) -> None:
    file = tmp_path / "drawn.svg"
    done = run("diagram", *words, "-o", str(file), store=what_if_book.url)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())
    assert not file.exists()


def test_a_case_is_drawn_as_at_a_day_and_as_known_at_a_moment(
    what_if_book: BookOnDisk, tmp_path: Path
) -> None:
    store = what_if_book.url
    day = ("--as-at", "2019-01-08")
    said = drawn(store, tmp_path, "case", "ICS-2019-A", *day)["graph"]
    assert (said["state"], said["due_on"]) == ("deferred", "2019-03-04")
    moment = f"{IN_2019:%Y-%m-%dT%H:%M:%SZ}"
    known = drawn(store, tmp_path, "case", "ICS-2019-A", *day, "--as-known", moment)["graph"]
    assert known["as_known"].startswith("2019-06-01T12:00")
    early = run(
        *("diagram", "case", "ICS-2019-A", *day, "--as-known", "2019-05-01"),
        *("-o", str(tmp_path / "early.svg")),
        store=store,
    )
    assert early.exit_code == 2
    assert "choose a later --as-at or --as-known" in " ".join(early.stderr.split())


def test_a_case_says_how_far_it_came(what_if_book: BookOnDisk, tmp_path: Path) -> None:
    file = tmp_path / "case.mmd"
    words = ("diagram", "case", "ICS-2019-A", "--as-at", "2018-12-17", "-o", str(file))
    done = run(*words, store=what_if_book.url)
    assert done.stdout == f"Wrote {file}: change-request/ICS-2019-A: 1 step taken.\n"
