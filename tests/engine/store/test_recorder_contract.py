"""What every store keeps to, whatever it is made of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from eventsourcing.persistence import IntegrityError

from engine.store.chain import GENESIS, link
from engine.store.errors import Conflict
from engine.store.factory import open_store
from engine.store.reader import EMPTY
from engine.store.store import Store
from tests.engine.store.samples import SteppingClock, noted


@pytest.fixture
def url(every_url: str) -> str:
    """Run each test over an empty store of each kind."""
    return every_url


def test_an_empty_store_has_no_head_and_no_entries(store: Store) -> None:
    assert store.reader.head() == EMPTY
    assert store.reader.last_position() == 0
    assert store.reader.read_entries() == []
    assert store.recorder.max_notification_id() is None


def test_facts_come_back_in_the_order_in_which_they_were_recorded(store: Store) -> None:
    facts = [noted("a"), noted("b"), noted("a", 2)]

    assert store.events.record(facts) == [1, 2, 3]

    assert list(store.events.get("a")) == [facts[0], facts[2]]
    assert [entry.originator_id for entry in store.reader.stream()] == ["a", "b", "a"]
    assert [entry.position for entry in store.reader.entries_of("a")] == [1, 3]
    assert store.reader.entries_of("c") == []


def test_the_library_is_told_what_was_recorded_where(store: Store) -> None:
    recordings = store.events.put([noted("a"), noted("b")])

    assert [recording.notification.id for recording in recordings] == [1, 2]


def test_recording_nothing_records_nothing(store: Store) -> None:
    assert store.events.record([]) == ()
    assert store.recorder.insert_events([]) is None
    assert store.events.put([]) == []


def test_positions_have_no_gap_after_a_conflict(store: Store) -> None:
    store.events.record([noted("a")])
    with pytest.raises(Conflict):
        store.events.record([noted("b"), noted("c"), noted("a")])

    assert store.events.record([noted("b")]) == [2]


def test_a_conflict_leaves_nothing_behind_and_names_the_subject(store: Store) -> None:
    store.events.record([noted("a")])

    with pytest.raises(Conflict, match="recorded first in b, a; nothing was recorded"):
        store.events.record([noted("b"), noted("a")])

    assert store.reader.originators() == ["a"]


def test_a_conflict_among_many_subjects_names_some_of_them(store: Store) -> None:
    store.events.record([noted("a")])

    with pytest.raises(Conflict, match="in a, b, c and others; nothing"):
        store.events.record([noted(subject) for subject in "abcd"])


def test_a_conflict_is_what_the_library_expects_of_one(store: Store) -> None:
    store.events.record([noted("a")])

    with pytest.raises(IntegrityError):
        store.events.put([noted("a")])


def test_a_subject_that_was_only_read_must_not_have_moved(store: Store) -> None:
    store.events.record([noted("read"), noted("read", 2)])

    with pytest.raises(Conflict, match="read was read at version 1 and is at 2 now"):
        store.events.record([noted("written")], expected_versions={"read": 1})

    assert store.reader.last_position() == 2
    assert store.events.record([noted("written")], expected_versions={"read": 2}) == [3]


def test_a_subject_that_was_missing_must_still_be_missing(store: Store) -> None:
    assert store.events.record([noted("written")], expected_versions={"new": 0}) == [1]
    store.events.record([noted("new")])

    with pytest.raises(IntegrityError):
        store.events.put([noted("written", 2)], expected_versions={"new": 0})


def test_expectations_are_checked_even_when_nothing_is_recorded(store: Store) -> None:
    with pytest.raises(Conflict):
        store.events.record([], expected_versions={"read": 1})

    assert store.events.record([], expected_versions={"read": 0}) == ()


def test_one_transaction_has_one_moment_of_recording(store: Store, clock: SteppingClock) -> None:
    store.events.record([noted("a"), noted("b")])
    clock.step(1.5)
    store.events.record([noted("c")])

    assert [entry.recorded_at for entry in store.reader.stream()] == [
        "2026-11-21T10:00:00.000000Z",
        "2026-11-21T10:00:00.000000Z",
        "2026-11-21T10:00:01.500000Z",
    ]


def test_the_moment_of_recording_never_goes_backwards(store: Store, clock: SteppingClock) -> None:
    store.events.record([noted("a")])
    clock.step(-3600)
    store.events.record([noted("b")])

    first, second = store.reader.read_entries()
    assert second.recorded_at == first.recorded_at


def test_each_hash_is_that_of_the_entry_and_the_one_before(store: Store) -> None:
    store.events.record([noted("a"), noted("b")])
    store.events.record([noted("c")])

    previous = GENESIS
    for entry in store.reader.stream():
        position, subject, version, topic, state, recorded_at, digest = entry
        assert link(previous, position, subject, version, topic, recorded_at, state) == digest
        previous = digest
    assert store.reader.head() == (3, previous)


def test_a_second_opening_continues_the_chain(url: str, clock: SteppingClock) -> None:
    with open_store(url, clock) as first:
        first.events.record([noted("a")])
    with open_store(url, clock) as second:
        assert second.events.record([noted("a", 2)]) == [2]


def test_entries_are_read_from_a_position_up_to_a_limit(store: Store) -> None:
    store.events.record([noted(str(number)) for number in range(10)])

    assert [entry.position for entry in store.reader.read_entries(4, 3)] == [4, 5, 6]
    assert [entry.position for entry in store.reader.read_entries(9, 3)] == [9, 10]
    assert [entry.position for entry in store.reader.stream(9)] == [9, 10]
    assert store.reader.read_entries(11) == []


def test_known_ids_are_found_by_their_beginning(store: Store) -> None:
    store.events.record([noted(name) for name in ("meeting:b", "body:a", "meeting:a", "meetings")])
    store.events.record([noted("meeting:a", 2)])

    assert store.reader.originators("meeting:") == ["meeting:a", "meeting:b"]
    assert store.reader.originators("none:") == []


def test_the_position_at_a_moment_is_the_last_one_recorded_by_then(
    store: Store, clock: SteppingClock
) -> None:
    start = clock.now
    for subject in ("a", "b", "c"):
        store.events.record([noted(subject), noted(subject, 2)])
        clock.step(60)

    after = [start + timedelta(seconds=seconds) for seconds in (-1, 0, 59, 60, 119, 120, 9999)]
    assert [store.reader.position_at(moment) for moment in after] == [0, 2, 2, 4, 4, 6, 6]


def test_the_hash_at_a_position_is_known_or_none(store: Store) -> None:
    store.events.record([noted("a")])

    assert store.reader.hash_at(0) == GENESIS
    assert store.reader.hash_at(1) == store.reader.head().hash
    assert store.reader.hash_at(2) is None


def test_entries_are_read_at_chosen_positions_in_the_order_asked_for(store: Store) -> None:
    store.events.record([noted(str(number)) for number in range(5)])

    assert [entry.position for entry in store.reader.entries_at([4, 2, 4])] == [4, 2, 4]
    assert store.reader.entries_at([]) == []
