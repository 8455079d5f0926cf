"""A checked reader hands out no entry that does not hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.store.checked import CheckedReader
from engine.store.errors import UnusableStore
from engine.store.sqlite.reader import SQLiteReader
from engine.store.store import Store
from tests.engine.store.conftest import tampering
from tests.engine.store.samples import noted

Question = Callable[[CheckedReader], object]

QUESTIONS: list[Question] = [
    lambda reader: reader.read_entries(2, 2),
    lambda reader: list(reader.stream()),
    lambda reader: reader.entries_of("project:2"),
    lambda reader: reader.entries_at([1, 3]),
]
STATEMENTS = (
    "UPDATE ledger SET state = '{}' WHERE position = 3",
    "UPDATE ledger SET hash = zeroblob(32) WHERE position = 2",
    "DELETE FROM ledger WHERE position = 2",
)


@pytest.fixture
def ledger(store: Store, path: Path) -> Path:
    """Give the file of a ledger with four entries."""
    for number in range(4):
        store.events.record([noted(f"project:{number}")])
    return path


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_holds_is_handed_out(ledger: Path, question: Question) -> None:
    with SQLiteReader(ledger) as reader:
        checked = CheckedReader(reader)
        assert question(checked)
        assert checked.entries_at([4, 2]) == reader.entries_at([4, 2])
        assert checked.read_entries() == reader.read_entries()


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_does_not_hold_is_an_error_and_never_an_answer(
    ledger: Path, question: Question, statement: str
) -> None:
    with tampering(ledger) as connection:
        connection.execute(statement)
    with SQLiteReader(ledger) as reader, pytest.raises(UnusableStore, match="is damaged"):
        question(CheckedReader(reader))


def test_the_rest_is_as_the_ledger_says(ledger: Path) -> None:
    with SQLiteReader(ledger) as reader:
        checked = CheckedReader(reader)
        assert checked.name == reader.name
        assert checked.head() == reader.head()
        assert checked.hash_at(2) == reader.hash_at(2)
        assert checked.originators("project:") == reader.originators("project:")
        assert checked.recorded_at(1) == reader.recorded_at(1)
        assert checked.unprotected() == ()
        assert checked.remembered() == reader.remembered()
        checked.close()
        with pytest.raises(UnusableStore):
            reader.head()
