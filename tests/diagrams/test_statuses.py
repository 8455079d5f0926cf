"""A status has one letter, one tone and one name in every picture."""

from __future__ import annotations

from diagrams.statuses import STATUSES, mark_of, marks_used
from domain.savings.status import ProjectStatus


def test_every_status_has_a_letter_of_its_own() -> None:
    letters = [mark.letter for mark in STATUSES.values()]

    assert list(STATUSES) == list(ProjectStatus)
    assert len(set(letters)) == len(letters)


def test_a_project_that_no_report_rated_has_no_status() -> None:
    assert mark_of(None).words == "no status"


def test_a_key_has_the_statuses_that_are_used_from_best_to_worst() -> None:
    used = marks_used(["compromised", None, "on-target", "compromised"])

    assert [mark.words for mark in used] == ["on target", "compromised", "no status"]
