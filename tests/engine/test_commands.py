"""Commands know themselves again: their keys and digests are recorded with the facts."""

from __future__ import annotations

from typing import Any

import pytest

from engine.catalogue import BY_COMMAND, BY_ENTRY
from engine.files.one_entry import command_of
from tests.engine.open_book import OpenBook

BODY: dict[str, Any] = {"ref": "ics", "name": "Improvement", "kind": "sub-committee"}


def test_every_command_has_a_handler_and_an_entry_of_its_own() -> None:
    assert len(BY_ENTRY) == len(BY_COMMAND) == 66
    assert {command.ENTRY for command in BY_COMMAND} == set(BY_ENTRY)


def test_the_digest_of_a_command_never_changes() -> None:
    # It is recorded with every fact: another one would make old files look changed.
    assert command_of("body", BODY).digest == "c4f4947a531aa11e"


@pytest.mark.parametrize(
    "more",
    [
        {"actor": "K. Ford"},
        {"level": None},
        {"members": []},
        {"kind": "Sub committee"},
    ],
)
def test_who_records_and_what_is_left_out_do_not_count(more: dict[str, Any]) -> None:
    assert command_of("body", BODY | more).digest == command_of("body", BODY).digest


@pytest.mark.parametrize(
    "more",
    [{"name": "Change"}, {"source": "Minutes"}, {"authority": {"body": "policy"}}, {"level": "M"}],
)
def test_everything_that_is_said_counts(more: dict[str, Any]) -> None:
    assert command_of("body", BODY | more).digest != command_of("body", BODY).digest


def test_key_and_digest_are_recorded_with_the_facts(book: OpenBook) -> None:
    text = "- body: {ref: ics, name: Improvement, kind: sub-committee}"
    [fact] = book.when(text).facts
    assert fact.command_id == f"body:ics#{command_of('body', BODY).digest}"


@pytest.mark.parametrize(
    ("entry", "fields", "key"),
    [
        ("body", BODY, "body:ics"),
        (
            "reporting-line",
            {"body": "ics", "to": "policy", "kind": "updates"},
            "reporting-line:ics updates policy from the beginning",
        ),
        ("terms-of-reference", {"body": "ics", "summary": "S"}, "terms-of-reference:ics from the"),
        ("membership", {"body": "ics", "person": "A. Hale"}, "membership:A. Hale on ics from the"),
        ("meeting", {"ref": "m", "body": "ics", "held_on": "2018-11-05"}, "meeting:m"),
        (
            "meeting",
            {"ref": "m", "body": "ics", "scheduled_for": "2018-11-05"},
            "meeting:m as scheduled",
        ),
        (
            "declaration",
            {"meeting": "m", "person": "A", "kind": "other", "interest": "I"},
            "declaration:A at m item all: other",
        ),
        (
            "status-report",
            {"project": "p", "period": "2018-09", "status": "on-target"},
            "status-report:p cashable-benefit 2018-09",
        ),
        (
            "status-report",
            {
                "project": "p",
                "period": "2018-09",
                "status": "on-target",
                "restated_on": "2018-12-01",
            },
            "status-report:p cashable-benefit 2018-09 restated on 2018-12-01",
        ),
        (
            "decision",
            {"change_request": "A", "outcome": "approved", "meeting": "m"},
            "decision:A approved m",
        ),
        (
            "decision",
            {"change_request": "A", "outcome": "approved", "resolution": "2019/3"},
            "decision:A approved 2019/3",
        ),
    ],
)
def test_a_key_says_what_a_command_is_about(entry: str, fields: dict[str, Any], key: str) -> None:
    assert command_of(entry, fields).command_key.startswith(key)
