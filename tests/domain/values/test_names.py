"""How a name is typed does not make another person."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from domain.authority.actor import actor_ref
from domain.values.names import folded, same_name


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("P. Officer", "P Officer"),
        ("P.Officer", "p.  officer"),
        ("Dr. A.B. Ash", "Dr A B Ash"),
        ("José Pérez", normalize("NFD", "José Pérez")),
        ("Straße", "STRASSE"),
        ("Ann\N{NO-BREAK SPACE}Ash", "Ann Ash"),
    ],
)
def test_one_person(name: str, other: str) -> None:
    assert same_name(name, "Somebody", other)
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [("A. Birch", "B. Birch"), ("A. Birch", "A-Birch"), ("José", "Jose"), (".", ".."), ("A", None)],
)
def test_two_people(name: str, other: str | None) -> None:
    assert not same_name(name, other)


def test_the_reference_of_a_person_never_changes() -> None:
    refs = [actor_ref(name) for name in ("P. Officer", "José", "Ольга П.", "山田")]
    assert refs[:2] == ["p-officer", "jose"]
    assert refs[2:] == ["person-a922bba7b686", "person-5f34cd839919"]
