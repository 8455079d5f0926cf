"""The JSON Schema of record files accepts what is recorded and refuses what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from engine.catalogue import BY_ENTRY
from engine.files.record_file import read_entries
from engine.files.schema import record_file_schema
from examples.catalogue import names, record_files
from tests.engine.files.reading import BODY, read

EXAMPLES = [
    pytest.param(Path(str(file)), id=f"{name}/{file.name}")
    for name in names()
    for file in record_files(name)
]

TWO_IN_ONE = {"agenda": {"meeting": "m", "items": [{"item": 1, "title": "T"}]}, "file": {}}


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """Give the schema, checked against its own."""
    made = record_file_schema()
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def as_data(folder: Path, text: str) -> list[dict[str, Any]]:
    return [{entry.name: entry.content} for entry in read(folder, text)]


@pytest.mark.parametrize("file", EXAMPLES)
def test_every_example_satisfies_it(file: Path, schema: Draft202012Validator) -> None:
    data = [{entry.name: entry.content} for entry in read_entries(file)]
    assert list(schema.iter_errors(data)) == []


@pytest.mark.parametrize("name", ["file", *BY_ENTRY])
def test_it_knows_every_entry(name: str) -> None:
    assert name in record_file_schema()["items"]["properties"]


def test_it_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(record_file_schema()))["title"] == "minutebook record file"


@pytest.mark.parametrize(
    "data",
    [
        [{"resolution": {"ref": 1, "meeting": "m", "item": 4, "title": "T",
                         "clauses": [{"effect": "notes", "text": "T", "number": 1}]}}],
        [{"baseline": {"project": "p", "profile": {"2018/19": 3010000, "2019/20": "12.50"}}}],
        [{"attendance": {"meeting": "m", "present": 7}}],
        [{"attendance": {"meeting": "m", "present": ["A", "B"]}}],
        [{"file": {"source": "Minutes", "actor": "K"}}],
        [{"file": {"source": {"document": "Minutes", "page": 4}}}],
        [{"body": {"ref": "a", "name": "b", "kind": "council", "level": None}}],
    ],
)  # fmt: skip
def test_numbers_are_as_good_as_texts(data: object, schema: Draft202012Validator) -> None:
    assert list(schema.iter_errors(data)) == []


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace("name:", "nmae:"),
        BODY.replace("committee", "comittee"),
        BODY.replace("- body", "- boddy"),
        BODY.replace(", kind: committee", ""),
        BODY.replace("}", ", members: x}"),
        "- resolution: {ref: a, meeting: m, title: t, clauses: []}",
        "- resolution: {ref: a, meeting: m, title: t, clauses: [{effect: nots, text: x}]}",
        "- baseline: {project: p, profile: x}",
        "- file: {actr: x}",
    ],
)
def test_what_is_wrong_does_not_satisfy_it(
    tmp_path: Path, text: str, schema: Draft202012Validator
) -> None:
    assert not schema.is_valid(as_data(tmp_path, text))


@pytest.mark.parametrize("data", [{}, [], "a", None, {"body": {}}, [1], [{}], [TWO_IN_ONE]])
def test_only_a_list_of_entries_satisfies_it(data: object, schema: Draft202012Validator) -> None:
    assert not schema.is_valid(data)
