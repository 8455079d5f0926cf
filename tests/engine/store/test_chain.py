"""The hash of an entry, recomputed by hand as the documentation tells a stranger to."""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.store.chain import GENESIS, link
from engine.store.moment import moment_of, stamp

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
FIELDS = st.tuples(
    st.integers(1, 2**63 - 1), TEXTS, st.integers(0, 2**63 - 1), TEXTS, TEXTS, st.binary(max_size=8)
)
MOMENT = "2026-11-21T10:00:00.000000Z"


def test_a_stranger_can_recompute_a_hash_from_the_description() -> None:
    told = (
        sha256(b"minutebook ledger 1").digest()
        + (1).to_bytes(8, "big")
        + (2).to_bytes(8, "big")
        + len("body:café".encode()).to_bytes(4, "big")
        + len(b"t.1").to_bytes(4, "big")
        + len(MOMENT).to_bytes(4, "big")
        + len(b"{}").to_bytes(8, "big")
        + "body:café".encode()
        + b"t.1"
        + MOMENT.encode()
        + b"{}"
    )

    assert link(GENESIS, 1, "body:café", 2, "t.1", MOMENT, b"{}") == sha256(told).digest()


@given(FIELDS, FIELDS)
def test_two_entries_have_the_same_hash_only_if_they_are_the_same(
    one: tuple[int, str, int, str, str, bytes], other: tuple[int, str, int, str, str, bytes]
) -> None:
    assert (link(GENESIS, *one) == link(GENESIS, *other)) == (one == other)


def test_moving_a_letter_from_one_field_to_the_next_changes_the_hash() -> None:
    one = link(GENESIS, 1, "ab", 1, "c", MOMENT, b"")

    assert one != link(GENESIS, 1, "a", 1, "bc", MOMENT, b"")


def test_the_hash_depends_on_the_one_before() -> None:
    one = link(GENESIS, 1, "a", 1, "t", MOMENT, b"")

    assert one != link(one, 1, "a", 1, "t", MOMENT, b"")


def test_a_moment_is_stamped_in_utc_with_a_fixed_length() -> None:
    elsewhere = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=2)))

    assert stamp(elsewhere) == MOMENT
    assert moment_of(MOMENT) == elsewhere


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_stamps_compare_as_their_moments_do(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one < other)
    assert moment_of(stamp(one)) == one


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        stamp(datetime(2026, 11, 21))  # noqa: DTZ001 - the case that is refused


@pytest.mark.parametrize("previous", [b"", GENESIS[:-1], GENESIS + b"\0"])
def test_what_is_no_hash_is_not_linked_to(previous: bytes) -> None:
    with pytest.raises(struct.error, match="a hash has 32 bytes"):
        link(previous, 1, "a", 1, "t", MOMENT, b"")
