"""Projects: started once, given another place, closed once."""

from __future__ import annotations

from typing import Any

import pytest

from domain.errors import AlreadyDecided, NotInForce, ReferenceUsed, RuleBroken
from domain.savings.facts import ProjectClosed, ProjectRescoped, ProjectStarted
from domain.savings.project import Project
from tests.domain.council import ADULT_CARE, project
from tests.domain.scenario import BY, Said, day, fact, given, recorded

CLOSED = fact(ProjectClosed, "2018-09-30", reason="Completed")


def _start(subject: Project) -> None:
    subject.start(
        BY,
        day("2017-04-01"),
        name="Targeted Reviews",
        references=("C07", "ASC604"),
        portfolio=ADULT_CARE,
        programme=None,
        department="ASCH",
        sponsor="Corporate Director",
    )


def _rescope(subject: Project, on: str, **to: str) -> None:
    said: dict[str, str | None] = dict.fromkeys(("name", "portfolio", "programme", "department"))
    subject.rescope(BY, day(on), **said | to, reason="Reorganised")


def _started(*more: Said) -> Project:
    started = fact(ProjectStarted, "2017-04-01", ref="p", name="P", portfolio=ADULT_CARE)
    return recorded(Project("p"), started, *more)


def test_a_project_is_started_with_the_references_it_is_known_by() -> None:
    subject = Project("targeted-reviews")
    given(subject).when(lambda: _start(subject)).then(
        [
            fact(
                ProjectStarted,
                "2017-04-01",
                ref="targeted-reviews",
                name="Targeted Reviews",
                references=("C07", "ASC604"),
                portfolio=ADULT_CARE,
                department="ASCH",
                sponsor="Corporate Director",
            )
        ]
    )
    assert (subject.name, subject.portfolio_at(day("2018-11-05"))) == (
        "Targeted Reviews",
        ADULT_CARE,
    )


def test_a_project_reference_is_used_once() -> None:
    subject = project()
    given(subject).when(lambda: _start(subject)).refused(
        ReferenceUsed, "targeted-reviews is in the book already"
    )


@pytest.mark.parametrize(
    ("to", "name", "portfolio"),
    [
        ({"name": "Reviews"}, "Reviews", ADULT_CARE),
        ({"portfolio": "place"}, "P", "place"),
        ({"programme": "swp"}, "P", ADULT_CARE),
        ({"department": "CEX"}, "P", ADULT_CARE),
    ],
)
def test_a_project_is_given_another_name_or_place(
    to: dict[str, Any], name: str, portfolio: str
) -> None:
    subject = _started()
    given(subject).when(lambda: _rescope(subject, "2018-11-05", **to)).then(
        [fact(ProjectRescoped, "2018-11-05", **to, reason="Reorganised")]
    )
    assert (subject.name, subject.portfolio_at(day("2018-11-05"))) == (name, portfolio)
    assert subject.portfolio_at(day("2018-11-04")) == ADULT_CARE


def test_a_re_scoping_says_what_changes() -> None:
    subject = _started()
    given(subject).when(lambda: _rescope(subject, "2018-11-05")).refused(
        RuleBroken, "says nothing that changes"
    )


def test_a_project_is_closed_and_nothing_alters_it_from_then_on() -> None:
    subject = _started()
    given(subject).when(lambda: subject.close(BY, day("2018-09-30"), reason="Completed")).then(
        [CLOSED]
    )
    given(subject).when(lambda: _rescope(subject, "2018-09-30", name="R")).refused(
        NotInForce, "p was closed on 2018-09-30: nothing alters it on 2018-09-30"
    )


def test_what_altered_a_project_before_it_was_closed_can_be_recorded_later() -> None:
    subject = _started(CLOSED)
    given(subject).when(lambda: _rescope(subject, "2018-09-29", name="R")).then(
        [fact(ProjectRescoped, "2018-09-29", name="R", reason="Reorganised")]
    )


@pytest.mark.parametrize("again", ["2018-01-01", "2018-09-30", "2019-01-01"])
def test_a_project_is_closed_once(again: str) -> None:
    subject = _started(CLOSED)
    given(subject).when(lambda: subject.close(BY, day(again), reason="Again")).refused(
        AlreadyDecided, "p was closed on 2018-09-30"
    )


def test_nothing_alters_a_project_before_it_started() -> None:
    subject = _started()
    subject.check_open(day("2017-04-01"))
    given(subject).when(lambda: subject.close(BY, day("2017-03-31"), reason="Early")).refused(
        NotInForce, "p started on 2017-04-01: nothing alters it on 2017-03-31"
    )
