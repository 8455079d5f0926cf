"""A row that is no fact, recorded by some other program, is named by its position."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent

from engine.store.factory import open_store
from tests.cli.program import run

FILE = "- body: {ref: ics, name: Improvement and Change Sub-Committee, kind: committee}\n"
OTHER = "- body: {ref: pac, name: Pension Committee, kind: committee}\n"
ROWS = {
    "an empty one": b"{}",
    "one of bytes": b"\x00\xff",
    "a list": b"[]",
    "half a one": b'{"a": ',
}
READINGS = [["log"], ["portfolio"], ["body", "list"], ["rebuild"], ["body", "show", "ics"]]


# A server takes in only the first (see tests/engine/store/postgresql/test_clerks.py).
@pytest.mark.parametrize(
    ("kind", "row"), [("postgresql", "an empty one"), *(("sqlite", row) for row in ROWS)]
)
def test_a_row_that_is_no_fact_is_named_and_is_no_fault_of_minutebook(
    tmp_path: Path, postgres_url: Callable[[], str], kind: str, row: str
) -> None:
    store = postgres_url() if kind == "postgresql" else f"sqlite:///{tmp_path}/book.db"
    (tmp_path / "a.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(OTHER, encoding="utf-8")
    assert run("init", store=store).exit_code == 0
    assert run("record", str(tmp_path / "a.yaml"), store=store).exit_code == 0
    with open_store(store) as opened:
        opened.recorder.insert_events(
            [StoredEvent("body:x", 1, "minutebook.body-established.1", ROWS[row])]
        )

    for words in READINGS:
        told = run(*words, store=store)
        assert (told.exit_code, told.stdout) == (2, ""), words
        assert told.stderr.startswith("error: position 2 is no fact, though its hash holds")
    for words in (["record", str(tmp_path / "b.yaml")], ["verify"], ["store", "info"]):
        assert run(*words, store=store).exit_code == 0, words  # its hash holds
