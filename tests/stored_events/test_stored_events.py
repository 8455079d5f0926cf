"""Every kind of fact that was ever stored loads for ever, under the name it was stored by.

A file here is never rewritten: books in use hold facts in this very form. Where the form of a fact
must change, give it a new name (``….2``) with a sample and a file of its own, and enter an upcaster
for the old one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from eventsourcing.persistence import StoredEvent

import domain
from domain.facts import Fact
from engine.store.mapper import FactMapper
from tests.stored_events.samples import SAMPLES

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.json"))
MAPPER = FactMapper()

STORED_NAMES = {*(HERE / "names.txt").read_text(encoding="utf-8").split()}
"""Every name that a fact was ever stored by: names are added there, never altered or taken away."""

_COUNTS = {
    "recycle_to",
    "number",
    "position",
    "clause",
    "gate",
    "for",
    "against",
    "abstained",
    "days",
    "version",
    "from_version",
}
_PROFILES = {
    "profile",
    "change",
    "expected",
    "revised",
    "target",
    "at_risk",
    "slippage",
    "over_achievement",
    "values",
    "differences",
}
_AMOUNTS = {
    "financial_limit",
    "limit",
    "amount",
    "delivered_alternatively",
    "total",
    "rounded_to",
}
_AMOUNT = re.compile(r"-?\d+(\.\d\d)?")


for _module in walk_packages(domain.__path__, "domain."):
    import_module(_module.name)


def _stored(path: Path) -> StoredEvent:
    written = json.loads(path.read_text(encoding="utf-8"))
    state = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()
    return StoredEvent("sample:of-a-fact", 1, path.stem, state)


def _fields(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a JSON value and of what is in it, with its name."""
    yield name, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _fields(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _fields(inner, name)


def test_stored_names_never_change() -> None:
    assert {*Fact.BY_TOPIC} <= STORED_NAMES, "enter the new name in names.txt"
    assert {*Fact.BY_TOPIC, *FactMapper.UPCASTERS} >= STORED_NAMES, "a name that was stored is gone"


def test_every_kind_of_fact_has_a_sample() -> None:
    assert {*SAMPLES} == {*Fact.BY_TOPIC}


@pytest.mark.parametrize("topic", SAMPLES)
def test_every_kind_of_fact_is_written_as_it_always_was(
    topic: str, request: pytest.FixtureRequest
) -> None:
    path = HERE / f"{topic}.json"
    state = MAPPER.to_stored_event(SAMPLES[topic]).state
    if not path.exists() and request.config.getoption("--update-golden"):
        text = json.dumps(json.loads(state), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    assert path.exists(), "a new kind of fact: create its file with --update-golden"
    assert state == _stored(path).state, "this form is stored already: give the new form a new name"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_stored_fact_loads_and_is_written_again_alike(path: Path) -> None:
    stored = _stored(path)
    fact = MAPPER.to_domain_event(stored)
    if path.stem in Fact.BY_TOPIC:
        assert fact == SAMPLES[path.stem]
        assert MAPPER.to_stored_event(fact) == stored


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_of_a_stored_fact_is_filled(path: Path) -> None:
    written = json.loads(path.read_text(encoding="utf-8"))
    nothing = [name for name, value in _fields(written) if value in (None, [], {}, "")]
    assert nothing == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_amounts_are_stored_as_text(path: Path) -> None:
    for name, value in _fields(json.loads(path.read_text(encoding="utf-8"))):
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert isinstance(value, int)
            assert name in _COUNTS, f"{name} is stored as a number, which readers may round"
        if name in _PROFILES:
            assert isinstance(value, dict)
        amounts = value.values() if name in _PROFILES and isinstance(value, dict) else [value]
        if name in _PROFILES | _AMOUNTS:
            assert all(isinstance(each, str) and _AMOUNT.fullmatch(each) for each in amounts)


def test_every_name_that_was_ever_stored_has_its_file_and_no_file_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == STORED_NAMES
