"""A route is taken into the book when its first case begins, and then stays as it was."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from domain.aggregate import Provenance
from domain.errors import ReferenceUsed, RouteAtFault, UnknownReference
from domain.facts import Fact
from domain.routes.adopted import AdoptedRoute
from domain.routes.facts import RouteAdopted
from engine.routes.adopting import adopted
from engine.routes.library import RouteLibrary
from engine.unit_of_work import UnitOfWork

DAY = date(2019, 1, 7)
BY = Provenance("clerk", None, None, "case x#1")
ROUTE = """
route: walk
version: {version}
title: {title}
subject: walk
start: here
states:
  - {{name: here, title: Here}}
  - {{name: there, title: There, final: true}}
steps:
  - {{name: go, title: Go, from: here, to: there, by: sponsor}}
"""


def write(folder: Path, version: int, title: str = "A walk") -> RouteLibrary:
    (folder / f"walk-{version}.yaml").write_text(ROUTE.format(version=version, title=title))
    return RouteLibrary([folder])


def unit(routes: RouteLibrary, *recorded: Fact) -> UnitOfWork:
    def history(identity: str) -> list[Fact]:
        return [fact for fact in recorded if fact.originator_id == identity]

    def identities(prefix: str) -> list[str]:
        return [fact.originator_id for fact in recorded if fact.originator_id.startswith(prefix)]

    return UnitOfWork(history, identities, "clerk", routes)


def test_the_first_case_takes_the_route_into_the_book(tmp_path: Path) -> None:
    first = unit(write(tmp_path, 1))
    route = adopted(first, "walk", None, BY, DAY)
    [fact] = first.facts
    assert isinstance(fact, RouteAdopted)
    assert (fact.originator_id, fact.decided_on) == ("route:walk/1", DAY)
    assert fact.definition == route


def test_the_second_case_finds_it_there(tmp_path: Path) -> None:
    library = write(tmp_path, 1)
    first = unit(library)
    route = adopted(first, "walk", None, BY, DAY)
    second = unit(library, *first.facts)
    assert adopted(second, "walk", None, BY, DAY) == route
    assert second.facts == []
    assert not second.asked_for_all


def test_a_case_begins_on_the_highest_version_of_book_and_library(tmp_path: Path) -> None:
    write(tmp_path, 1)
    first = unit(write(tmp_path, 2))
    adopted(first, "walk", None, BY, DAY)
    (tmp_path / "walk-2.yaml").unlink()
    later = unit(RouteLibrary([tmp_path]), *first.facts)
    assert adopted(later, "walk", None, BY, DAY).version == 2
    assert adopted(later, "walk", 1, BY, DAY).version == 1
    assert [fact.originator_id for fact in later.facts] == ["route:walk/1"]


def test_a_version_that_cases_follow_cannot_say_something_else(tmp_path: Path) -> None:
    first = unit(write(tmp_path, 1))
    adopted(first, "walk", None, BY, DAY)
    changed = unit(write(tmp_path, 1, "Another walk"), *first.facts)
    with pytest.raises(ReferenceUsed, match=r"raise the `version` in the file to 2 or more"):
        adopted(changed, "walk", None, BY, DAY)


@pytest.mark.parametrize("version", [None, 7])
def test_a_route_that_is_nowhere_is_unknown(tmp_path: Path, version: int | None) -> None:
    with pytest.raises(UnknownReference, match="there is no route 'work'; did you mean walk"):
        adopted(unit(write(tmp_path, 1)), "work", version, BY, DAY)
    with pytest.raises(UnknownReference, match="no version 9 of the route walk: there is 1"):
        adopted(unit(write(tmp_path, 1)), "walk", 9, BY, DAY)


def test_a_route_with_faults_is_not_taken_into_the_book_and_its_findings_are_told(
    tmp_path: Path,
) -> None:
    library = write(tmp_path, 1)
    file = tmp_path / "walk-1.yaml"
    file.write_text(file.read_text() + "  - {name: stay, title: Stay, from: here, to: nowhere}\n")
    with pytest.raises(RouteAtFault) as refused:
        adopted(unit(library), "walk", None, BY, DAY)
    told = str(refused.value)
    assert "nothing travels on walk/1" in told
    assert "minutebook route check walk/1" in told
    assert "walk-1.yaml:12: step stay: there is no state nowhere" in told
    assert "no role may take this step" in told


def test_a_decision_without_its_guards_is_no_route_of_one_s_own_to_leave_out(
    tmp_path: Path,
) -> None:
    shipped = files("routes").joinpath("change-request.yaml").read_text("utf-8")
    loose = shipped.replace("version: 1", "version: 2", 1).replace(", resolution-carried]", "]")
    (tmp_path / "loose.yaml").write_text(loose)
    with pytest.raises(RouteAtFault, match="without the guard resolution-carried") as refused:
        adopted(unit(RouteLibrary([tmp_path])), "change-request", None, BY, DAY)
    assert "and " in str(refused.value).splitlines()[-1]


def test_a_version_that_the_book_has_goes_on_whatever_a_check_would_find(tmp_path: Path) -> None:
    library = write(tmp_path, 1)
    file = tmp_path / "walk-1.yaml"
    file.write_text(file.read_text() + "  - {name: stay, title: Stay, from: here, to: here}\n")
    there = AdoptedRoute("walk/1")
    there.adopt(BY, DAY, library.find("walk"))
    assert adopted(unit(library, *there.pending), "walk", None, BY, DAY).step("stay", "here")
