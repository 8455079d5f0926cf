"""What was done later to powers, conditions and actions, and how they then stood."""

from __future__ import annotations

from datetime import date

import pytest

from projections.actions.queries import list_actions
from projections.actions.standing import stands
from tests.books import BookOnDisk
from tests.projections.conftest import NewUrl
from tests.projections.lineage.afterwards import AFTERWARDS
from tests.projections.lineage.council import asked, links, node
from tests.projections.test_resolutions import CABINET, CALLED_IN, LATER, OUTCOME, TOOK_EFFECT


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> BookOnDisk:
    """The council, recorded in one go."""
    book = BookOnDisk(tmp_path_factory.mktemp("afterwards"), url=any_url())
    book.record(AFTERWARDS)
    return book


def test_who_took_back_a_power_is_told_from_both_sides(council: BookOnDisk) -> None:
    power, by = "delegation:ics/r/1/1", "resolution:ics/r/2"
    assert f"{power} taken back by {by}*" in links(asked(council, "delegation", "ics/r/1/1"))
    assert f"{power} taken back by {by}*" in links(asked(council, "resolution", "ics/r/1"))
    found = asked(council, "resolution", "ics/r/2")
    assert f"{by} took back {power}*" in links(found)
    assert node(found, "delegation").state == "taken back on 5 November 2018"
    before = asked(council, "resolution", "ics/r/1", "2018-11-04")
    assert node(before, "delegation").state is None


def test_who_found_a_condition_breached_or_met_is_told_from_both_sides(
    council: BookOnDisk,
) -> None:
    breached, met, by = "condition:CR/1", "condition:CR/2", "resolution:ics/r/3"
    assert links(asked(council, "resolution", "ics/r/3")) == [
        f"{by} discharged {met}*",
        f"{by} reopened change-request:CR*",
        f"{by} found breached {breached}*",
    ]
    assert f"{breached} found breached by {by}*" in links(asked(council, "condition", "CR/1"))
    assert f"{met} discharged by {by}*" in links(asked(council, "condition", "CR/2"))
    assert f"change-request:CR reopened by {by}*" in links(asked(council, "change-request", "CR"))


@pytest.mark.parametrize("day", ["2018-11-04", "2018-11-06", "2019-01-31", "2019-06-30"])
def test_an_action_stands_as_the_list_of_actions_has_it(council: BookOnDisk, day: str) -> None:
    told = [
        one
        for resolution in ("ics/r/1", "ics/r/2")
        for one in asked(council, "resolution", resolution, day).nodes
        if one.key.kind == "action"
    ]
    with council.views() as views:
        placed = list_actions(views, date.fromisoformat(day))
    assert {one.key.ref: one.state for one in told} == {
        action.ref: stands(action) for action, _ in placed
    }


def test_an_action_due_in_months_has_its_day(council: BookOnDisk) -> None:
    found = asked(council, "action", "ics/r/2/4", "2018-11-06")
    assert node(found, "action").details == ("due 4 March 2019",)


def test_what_was_closed_and_who_took_a_seat_say_since_when(council: BookOnDisk) -> None:
    found = asked(council, "resolution", "ics/r/5")
    assert node(found, "project").state == "closed on 30 May 2019"
    assert str(node(found, "seat").on) == "2019-05-04"


@pytest.mark.parametrize(
    ("project", "cause"),
    [("lights", "officer:Head of finance"), ("roads", "note:As the budget has it")],
)
def test_an_authority_without_a_body_is_a_cause(
    council: BookOnDisk, project: str, cause: str
) -> None:
    found = asked(council, "figure", f"{project}/cashable-benefit", backwards=True)
    assert any(told.startswith(f"{cause} corrected movement:{project}") for told in links(found))


def test_a_correction_did_not_come_of_what_it_corrects(council: BookOnDisk) -> None:
    for back in (False, True):
        found = asked(council, "figure", "lights/cashable-benefit", backwards=True, forwards=back)
        (told,) = (link for link in found.links if link.verb == "corrected by")
        assert told.later


def test_what_holds_again_names_the_call_in_that_brought_it_back(book: BookOnDisk) -> None:
    book.record(
        CABINET
        + TOOK_EFFECT
        + LATER % 'rescinds: ["1"]'
        + CALLED_IN.replace("cabinet/1", "cabinet/2").replace("01-09", "02-05")
        + (OUTCOME % "referred-back").replace("cabinet/1", "cabinet/2").replace("01-21", "02-18")
    )
    back = "resolution:cabinet/1 brought back by call-in:cabinet/2*"
    for resolution in ("cabinet/1", "cabinet/2"):
        assert back in links(asked(book, "resolution", resolution))
    found = asked(book, "resolution", "cabinet/1")
    assert node(found, "resolution", "cabinet/1").state is None
    assert node(found, "call-in").state == "referred back"
