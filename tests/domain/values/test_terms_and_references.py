"""Terms read as people spell them; references are readable and safe."""

from __future__ import annotations

import pytest

from domain.savings.status import ProjectStatus
from domain.values.references import parse_reference


@pytest.mark.parametrize("written", ["on-target", "On Target", "on_target", "ON  TARGET"])
def test_a_term_is_read_in_the_spellings_people_use(written: str) -> None:
    assert ProjectStatus(written) is ProjectStatus.ON_TARGET


@pytest.mark.parametrize("written", ["on-track", "", 1, None])
def test_a_term_that_is_not_on_the_list_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="is not a valid ProjectStatus"):
        ProjectStatus(written)  # type: ignore[arg-type]  # what a file may hold


@pytest.mark.parametrize(
    "ref", ["ics", "ICS-2019-A", "2018/019", "ics-2018-11-05", "C07.a_b", "x" * 100]
)
def test_a_reference_is_readable(ref: str) -> None:
    assert parse_reference(ref) == ref


@pytest.mark.parametrize(
    "ref", ["", "a b", "/a", "a/", "a//b", "-a", "é", "a:b", "a\n", "../a", "x" * 101]
)
def test_what_cannot_stand_as_a_reference_is_refused(ref: str) -> None:
    with pytest.raises(ValueError, match="is not a reference: use letters, digits"):
        parse_reference(ref)
