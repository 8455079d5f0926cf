"""Every kind of fact either says something of causes, or is known to say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from projections.lineage.links import tells_of_causes

NAMES = Path(__file__).parents[2] / "stored_events" / "names.txt"

_AT_A_MEETING = "it is told of a meeting, and nothing was decided by it"
_OF_ITSELF = "time brought it about, and what it is about says so in its state"
_SAID = "it says something of its subject, and nobody decided it"
TELLS_NOTHING = {
    "agenda-published": _AT_A_MEETING,
    "attendance-corrected": _AT_A_MEETING,
    "attendance-recorded": _AT_A_MEETING,
    "interest-declared": _AT_A_MEETING,
    "meeting-adjourned": _AT_A_MEETING,
    "meeting-held": _AT_A_MEETING,
    "minutes-confirmed": _AT_A_MEETING,
    "minutes-corrected": _AT_A_MEETING,
    "action-overdue": _OF_ITSELF,
    "case-escalated": _OF_ITSELF,
    "case-overdue": _OF_ITSELF,
    "condition-overdue": _OF_ITSELF,
    "delegation-lapsed": _OF_ITSELF,
    "resolution-took-effect": _OF_ITSELF,
    "case-migrated": "a case goes on as it was, under another version of its route",
    "change-request-commented": _SAID,
    "change-request-raised": "a lineage begins with it; who raised it stands in its box",
    "criterion-assessed": "it is evidence for a gate, and the decision at the gate tells of it",
}
"""Why each of these links nothing."""


@pytest.mark.parametrize("topic", NAMES.read_text(encoding="utf-8").split())
def test_every_kind_of_fact_links_something_or_is_known_to_tell_nothing(topic: str) -> None:
    name = topic.removeprefix("minutebook.").partition(".")[0]
    assert tells_of_causes(topic) != (name in TELLS_NOTHING)
