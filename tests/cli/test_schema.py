"""`schema` prints the JSON Schema of record files."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator

from engine.catalogue import BY_ENTRY
from tests.cli.program import process, run


def test_it_prints_a_schema_and_nothing_else() -> None:
    result = run("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    schema = json.loads(result.stdout)
    Draft202012Validator.check_schema(schema)
    assert {"file", *BY_ENTRY} == set(schema["items"]["properties"])


def test_it_needs_no_store() -> None:
    done = process("schema", store="sqlite:////nowhere/book.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["type"] == "array"


def test_it_takes_no_words() -> None:
    result = run("schema", "more")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: got unexpected extra argument")
