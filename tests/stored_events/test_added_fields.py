"""Fields that a later release added to facts: stored for ever, too, in the form they have here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from inspect import get_annotations
from pathlib import Path
from pkgutil import walk_packages

import pytest
from eventsourcing.persistence import StoredEvent
from pydantic import BaseModel

import domain
from engine.store.mapper import FactMapper
from tests.stored_events.added import ADDED

HERE = Path(__file__).parent / "added"
MAPPER = FactMapper()

for _module in walk_packages(domain.__path__, "domain."):
    import_module(_module.name)


def _models(kind: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    for model in kind.__subclasses__():
        if model.__module__.startswith("domain."):
            yield model
        yield from _models(model)


def _owner(model: type[BaseModel], field: str) -> str:
    """The class that declares a field, which those below it inherit."""
    declares = [each for each in model.__mro__ if field in get_annotations(each)]
    return f"{declares[-1].__name__}.{field}"


def _filled(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            if info.exclude_if and not info.exclude_if(inner):
                yield _owner(type(value), name)
            yield from _filled(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _filled(inner)


def test_every_field_that_was_added_has_a_sample() -> None:
    declared = {
        _owner(model, name)
        for model in _models()
        for name, info in model.model_fields.items()
        if info.exclude_if
    }
    assert {field for sample in ADDED.values() for field in _filled(sample)} == declared


@pytest.mark.parametrize("topic", ADDED)
def test_what_says_more_is_written_and_read_as_it_always_was(
    topic: str, request: pytest.FixtureRequest
) -> None:
    path = HERE / f"{topic}.json"
    stored = MAPPER.to_stored_event(ADDED[topic])
    if not path.exists() and request.config.getoption("--update-golden"):
        text = json.dumps(json.loads(stored.state), ensure_ascii=False, indent=2)
        path.write_text(text + "\n", encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    state = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    assert stored.state == state
    read = MAPPER.to_domain_event(StoredEvent("sample:of-a-fact", 1, topic, state))
    assert read == ADDED[topic]


def test_no_file_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == {*ADDED}
