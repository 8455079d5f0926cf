"""The routes at hand: those that come with the program, and folders of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import UnknownReference
from engine.errors import BadInput
from engine.routes.library import RouteLibrary, is_shipped

SHIPPED = ["change-request", "committee-report", "gate-review", "recovery-plan", "savings-proposal"]
OWN = """
route: {name}
version: {version}
title: {title}
subject: walk
start: here
states: [{{name: here, title: Here, final: true}}]
"""


def own(folder: Path, name: str, version: int = 1, title: str = "A walk") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-{version}-{len([*folder.iterdir()])}.yaml"
    file.write_text(OWN.format(name=name, version=version, title=title))
    return file


def test_five_routes_come_with_the_program() -> None:
    routes = RouteLibrary().all()
    assert [str(written.route.key) for written in routes] == [f"{name}/1" for name in SHIPPED]
    assert all(is_shipped(written) for written in routes)


def test_routes_of_ones_own_stand_beside_them(tmp_path: Path) -> None:
    file = own(tmp_path, "walk")
    library = RouteLibrary([tmp_path])
    assert library.find("walk").title == "A walk"
    assert library.written("walk").file == str(file)
    assert not is_shipped(library.written("walk"))
    assert library.find("gate-review").version == 1


def test_the_highest_version_is_meant_unless_one_is_named(tmp_path: Path) -> None:
    for version in (2, 10, 9):
        own(tmp_path, "walk", version)
    library = RouteLibrary([tmp_path])
    assert library.versions("walk") == [2, 9, 10]
    assert library.find("walk").version == 10
    assert library.find("walk", 9).version == 9
    with pytest.raises(UnknownReference, match="no version 3 of the route walk: there is 2, 9, 10"):
        library.find("walk", 3)


def test_a_version_of_ones_own_may_follow_a_shipped_one(tmp_path: Path) -> None:
    own(tmp_path, "gate-review", 2)
    assert RouteLibrary([tmp_path]).find("gate-review").title == "A walk"


def test_two_files_that_say_different_things_of_one_version_are_refused(tmp_path: Path) -> None:
    first, second = own(tmp_path, "walk"), own(tmp_path, "walk", title="Another")
    with pytest.raises(BadInput) as refused:
        RouteLibrary([tmp_path]).all()
    assert str(refused.value).startswith(f"{second}:3: this says something else under walk/1")
    assert str(first) in str(refused.value)


def test_a_shipped_version_cannot_be_rewritten(tmp_path: Path) -> None:
    own(tmp_path, "gate-review")
    with pytest.raises(BadInput, match="raise its `version`"):
        RouteLibrary([tmp_path]).find("gate-review")


def test_the_same_route_in_two_folders_is_one(tmp_path: Path) -> None:
    own(tmp_path / "a", "walk")
    own(tmp_path / "b", "walk")
    assert RouteLibrary([tmp_path / "a", tmp_path / "b"]).versions("walk") == [1]


def test_a_folder_that_is_not_there_has_no_routes(tmp_path: Path) -> None:
    assert len(RouteLibrary([tmp_path / "none"]).all()) == len(SHIPPED)


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("route: x\n")
    for asked in (RouteLibrary([tmp_path]).all, lambda: RouteLibrary([tmp_path]).find("x")):
        with pytest.raises(BadInput) as refused:
            asked()
        assert {problem.place.file for problem in refused.value.problems if problem.place} == {
            str(tmp_path / "a.yaml"),
            str(tmp_path / "b.yaml"),
        }


@pytest.mark.parametrize("broken", ["route: [oops\n", "route: walk\n", "- no route at all\n", ""])
def test_a_file_that_cannot_be_read_is_in_nobody_s_way_who_asks_for_another(
    tmp_path: Path, broken: str
) -> None:
    own(tmp_path, "gate-review", 2)
    (tmp_path / "broken.yaml").write_text(broken)
    library = RouteLibrary([tmp_path])
    assert library.find("gate-review").version == 2
    assert library.versions("gate-review") == [1, 2]
    with pytest.raises(BadInput, match=r"broken\.yaml"):
        library.find("walk")


def test_a_file_that_cannot_be_read_may_say_the_highest_version_of_its_route(
    tmp_path: Path,
) -> None:
    (tmp_path / "two.yaml").write_text("route: gate-review\nversion: 2\n")
    assert RouteLibrary([tmp_path]).find("gate-review", 1).version == 1
    with pytest.raises(BadInput, match=r"two\.yaml"):
        RouteLibrary([tmp_path]).find("gate-review")


def test_two_files_that_clash_are_in_nobody_s_way_who_asks_for_another(tmp_path: Path) -> None:
    own(tmp_path, "walk")
    own(tmp_path, "walk", title="Another")
    assert RouteLibrary([tmp_path]).find("gate-review").version == 1
    with pytest.raises(BadInput, match="something else under walk/1"):
        RouteLibrary([tmp_path]).find("walk")


def test_an_unknown_name_suggests_what_is_meant() -> None:
    with pytest.raises(UnknownReference, match="did you mean gate-review"):
        RouteLibrary().find("gate-rewiev")
    with pytest.raises(UnknownReference, match="there are change-request, committee-report"):
        RouteLibrary().find("xyz")
