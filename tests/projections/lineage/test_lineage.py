"""What a decision caused and what made a figure, at several days."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from projections.lineage.naming import meanings
from projections.lineage.things import Key
from tests.books import BookOnDisk
from tests.projections.conftest import NewUrl
from tests.projections.lineage.council import COUNCIL, asked, links, node


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> BookOnDisk:
    """The council, recorded in one go."""
    book = BookOnDisk(tmp_path_factory.mktemp("council"), url=any_url())
    book.record(COUNCIL)
    return book


def movement(book: BookOnDisk, nth: int) -> str:
    """Return the reference of a movement of the lights, the first recorded being 0."""
    with book.views() as views:
        rows = views.tuples("SELECT position FROM figure_fact ORDER BY position")
        return f"movement:lights/cashable-benefit/{[position for (position,) in rows][nth]}"


def test_from_a_resolution_all_that_came_of_it_is_found(council: BookOnDisk) -> None:
    first, correction = movement(council, 0), movement(council, 1)
    assert links(asked(council, "resolution", "ics/2018/001")) == [
        "resolution:ics/2018/001 asked for a report action:ics/2018/001/3",
        "resolution:ics/2018/001 delegated delegation:ics/2018/001/2",
        "resolution:ics/2018/001 set up reporting-line:board/reports-to/ics",
        f"resolution:ics/2018/001 set {first}",
        f"{first} corrected by {correction}*",
        "action:ics/2018/001/3 came before resolution:ics/2018/002*",
        "resolution:ics/2018/002 superseded by resolution:ics/2019/001*",
        "resolution:ics/2018/001 amended by (clause 3) resolution:ics/2019/001*",
    ]


def test_what_took_effect_later_is_no_consequence_yet(council: BookOnDisk) -> None:
    found = asked(council, "resolution", "ics/2018/001", "2018-09-05")
    assert len(found.nodes) == 5
    assert node(found, "action").state == "open"
    assert node(found, "resolution").state is None
    later = asked(council, "resolution", "ics/2018/001")
    assert node(later, "action").details == ("due at the meeting of 5 November 2018",)
    assert node(later, "resolution", "2018/001").state == "amended"


def test_what_the_book_did_not_know_is_no_consequence(council: BookOnDisk) -> None:
    position = int(movement(council, 0).rpartition("/")[2])
    found = asked(council, "resolution", "ics/2018/001", known=position)
    assert links(found)[-1].startswith("resolution:ics/2018/001 set movement:")
    assert found.known == position


def test_a_deferral_moved_nothing_and_names_who_approved_then(council: BookOnDisk) -> None:
    assert links(asked(council, "resolution", "ics/2018/002")) == [
        "resolution:ics/2018/002 deferred change-request:CR-1",
        "resolution:ics/2018/002 superseded by resolution:ics/2019/001*",
        "change-request:CR-1 then approved by resolution:ics/2019/001*",
    ]


def test_of_the_approval_come_the_figures_and_the_conditions(council: BookOnDisk) -> None:
    found = asked(council, "resolution", "ics/2019/001")
    assert links(found) == [
        "resolution:ics/2019/001 superseded resolution:ics/2018/002*",
        "resolution:ics/2019/001 amended (clause 3) resolution:ics/2018/001*",
        "change-request:CR-1 on condition condition:CR-1/1",
        "change-request:CR-1 on condition condition:CR-1/2",
        "resolution:ics/2019/001 approved change-request:CR-1",
        f"change-request:CR-1 moved {movement(council, 3)}",
    ]
    assert node(found, "condition", "CR-1/1").state == "open, overdue"
    assert node(found, "condition", "CR-1/2").state == "discharged"
    assert node(found, "movement").amounts == (
        ("2018/19", Decimal(-5000)),
        ("2019/20", Decimal(5000)),
    )


def test_from_a_figure_all_that_made_it_is_found(council: BookOnDisk) -> None:
    found = asked(council, "figure", "lights/cashable-benefit", forwards=False, backwards=True)
    figure = node(found, "figure")
    assert figure.title == "Street lights"
    assert figure.amounts == (("2018/19", Decimal(100000)), ("2019/20", Decimal(215000)))
    moved = [each for each in found.nodes if each.key.kind == "movement"]
    years = ("2018/19", "2019/20")
    assert [sum(dict(each.amounts).get(year, Decimal(0)) for each in moved) for year in years] == [
        Decimal(100000),
        Decimal(215000),
    ]
    assert [each.state for each in moved] == ["baseline", "correction", "extension", "re-profile"]
    causes = {link.cause.kind for link in found.links}
    assert causes == {"change-request", "extension", "meeting", "movement", "paper", "resolution"}


@pytest.mark.parametrize(("year", "sorts"), [("2018/19", 3), ("2019/20", 3), ("2030/31", 0)])
def test_of_a_year_only_what_moved_that_year_is_told(
    council: BookOnDisk, year: str, sorts: int
) -> None:
    found = asked(
        council, "figure", "lights/cashable-benefit", forwards=False, backwards=True, year=year
    )
    moved = [each for each in found.nodes if each.key.kind == "movement"]
    assert len(moved) == sorts
    assert {each for one in moved for each, _ in one.amounts} <= {year}


def test_a_depth_cuts_and_says_how_much(council: BookOnDisk) -> None:
    found = asked(council, "resolution", "ics/2019/001", depth=1)
    assert found.cut == 3
    assert {link.cause.ref for link in found.links} == {"ics/2019/001"}
    assert asked(council, "resolution", "ics/2019/001").cut == 0


def test_a_condition_leads_back_to_who_set_it(council: BookOnDisk) -> None:
    found = asked(council, "condition", "CR-1/1", forwards=False, backwards=True)
    assert "resolution:ics/2019/001 approved change-request:CR-1" in links(found)
    assert "meeting:jan passed resolution:ics/2019/001" in links(found)


@pytest.mark.parametrize(
    ("ref", "means"),
    [
        ("2018/002", ["resolution:ics/2018/002"]),
        ("ics/2018/001", ["resolution:ics/2018/001"]),
        ("lights", ["project:lights"]),
        ("CR-1", ["change-request:CR-1"]),
        ("E-1", ["extension:E-1"]),
        ("CR-1/1", ["condition:CR-1/1"]),
        ("ics/2018/001/2", ["delegation:ics/2018/001/2"]),
        ("ics/2018/001/3", ["action:ics/2018/001/3"]),
        ("action:ics/2018/001/3", ["action:ics/2018/001/3"]),
        ("extension:CR-1", []),
        ("CR-1/3", []),
        ("ics/2018/001/9", []),
        ("nothing", []),
    ],
)
def test_a_reference_means_what_bears_it(council: BookOnDisk, ref: str, means: list[str]) -> None:
    with council.views() as views:
        assert [str(key) for key in meanings(views, ref)] == means


def test_one_reference_may_mean_several_things(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(COUNCIL.replace("CR-1", "E-1"))
    with book.views() as views:
        assert meanings(views, "E-1") == [Key("change-request", "E-1"), Key("extension", "E-1")]
        assert meanings(views, "extension:E-1") == [Key("extension", "E-1")]
