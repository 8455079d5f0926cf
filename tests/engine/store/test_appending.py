"""One long transaction appends piece by piece, and shows all of it or nothing."""

from __future__ import annotations

import pytest
from eventsourcing.persistence import StoredEvent

from engine.store.errors import Conflict, UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create
from engine.store.reader import EMPTY, LedgerEntry, hash_of
from engine.store.store import Store
from engine.store.verify import verify_store
from tests.engine.store.samples import SteppingClock, noted


@pytest.fixture
def url(every_url: str) -> str:
    """Run each test over an empty store of each kind."""
    return every_url


def event(subject: str, version: int = 1) -> StoredEvent:
    """Make a stored event."""
    return StoredEvent(subject, version, "t", b"{}")


def test_pieces_follow_each_other_and_what_was_there(store: Store) -> None:
    store.events.record([noted("a")])
    with store.recorder.appending() as work:
        assert work.head() == store.reader.head()
        work.append([event("b"), event("c")])
        work.append([])
        work.append([event("a", 2)])
        assert work.head().position == 4
        assert [entry.position for entry in work.entries_of("a")] == [1, 4]
        assert work.originators("") == ["a", "b", "c"]
        assert store.reader.last_position() == 1

    assert store.reader.head() == work.head()
    found = verify_store(store.reader)
    assert (found.holds, found.unproven) == (True, 0)
    assert store.events.record([noted("d")]) == [5]


def test_all_pieces_have_one_moment(store: Store, clock: SteppingClock) -> None:
    with store.recorder.appending() as work:
        work.append([event("a")])
        clock.step(60)
        work.append([event("b")])

    assert store.reader.recorded_at(1) == store.reader.recorded_at(2)


def test_an_error_undoes_every_piece(store: Store) -> None:
    def stop_halfway() -> None:
        with store.recorder.appending() as work:
            work.append([event("a")])
            raise KeyError

    with pytest.raises(KeyError):
        stop_halfway()

    assert store.reader.head() == EMPTY
    assert store.events.record([noted("a")]) == [1]


def test_a_version_that_is_there_is_a_conflict_and_undoes_every_piece(store: Store) -> None:
    store.events.record([noted("a")])

    def collide() -> None:
        with store.recorder.appending() as work:
            work.append([event("b")])
            work.append([event("c"), event("a")])

    with pytest.raises(Conflict, match="recorded first in c, a; nothing was recorded"):
        collide()

    assert store.reader.last_position() == 1


def entries(store: Store, clock: SteppingClock) -> list[LedgerEntry]:
    """Record facts at several moments, and return them as entries."""
    for subject in ("a", "b", "c"):
        store.events.record([noted(subject), noted(subject, 2)])
        clock.step(60)
    return store.reader.read_entries()


def test_copied_entries_are_those_of_the_other_ledger(
    store: Store, clock: SteppingClock, second_url: str
) -> None:
    copied = entries(store, clock)
    with open_store(second_url, clock) as second:
        with second.recorder.appending() as work:
            work.copy(copied[:4])
            work.copy([])
            work.copy(copied[4:])

        assert second.reader.read_entries() == copied
        assert second.reader.head() == store.reader.head()
        assert second.reader.remembered().head == store.reader.head()


def test_a_version_that_stands_twice_is_not_copied(
    store: Store, clock: SteppingClock, second_url: str
) -> None:
    """Only a ledger without its key has one; its chain may fit all the same."""
    store.events.record([noted("a")])
    (first,) = store.reader.read_entries()
    again = first._replace(position=2)
    again = again._replace(hash=hash_of(first.hash, again) or b"")

    def copy(second: Store) -> None:
        with second.recorder.appending() as work:
            work.copy([first, again])

    with open_store(second_url, clock) as second:
        with pytest.raises(Conflict, match="recorded first in a"):
            copy(second)
        assert second.reader.head() == EMPTY


@pytest.mark.parametrize(
    "change",
    [
        {"position": 4},
        {"topic": "x"},
        {"state": b"{}"},
        {"hash": b"0" * 32},
        {"recorded_at": "2026-11-21T10:00:00.000001Z"},
    ],
)
def test_an_entry_that_does_not_follow_is_not_copied(
    store: Store, clock: SteppingClock, second_url: str, change: dict[str, object]
) -> None:
    copied = entries(store, clock)
    copied[2] = copied[2]._replace(**change)  # type: ignore[arg-type]  # as the test names them

    def copy(second: Store) -> None:
        with second.recorder.appending() as work:
            work.copy(copied)

    with open_store(second_url, clock) as second:
        with pytest.raises(UnusableStore, match="does not follow position 2: one of the two"):
            copy(second)
        assert second.reader.head() == EMPTY


@pytest.fixture
def second_url(url: str, request: pytest.FixtureRequest) -> str:
    """Give another empty store of the same kind."""
    if url.startswith("sqlite"):
        other = url.replace("minutebook.db", "second.db")
    else:
        other = request.getfixturevalue("postgres").url()
    create(other)
    return str(other)
