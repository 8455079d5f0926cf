"""A line is matched with the one project it names, by name or reference, or it is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.importing.files import MonthlyFile
from tables.mapping import read_mapping
from tables.matching.folding import (
    codes_in,
    in_brackets,
    references_in,
    without_brackets,
    without_references,
)
from tables.matching.known import KnownPortfolio, KnownProject
from tables.matching.portfolios import PortfolioNames
from tables.matching.projects import ProjectNames
from tables.matching.suggestions import NearMisses, meant
from tables.planning import Wanted
from tables.status_table import read_tables
from tests.books import BookOnDisk
from tests.importing.september import PERIOD, SEPTEMBER, imported, importer, planned, rules

BOOK = (
    KnownProject("reviews", "Targeted Reviews", ("C07", "ASC604"), "adults"),
    KnownProject("centres", "Care & Support Centres", ("C03",), "adults"),
    KnownProject("long-term", "Reduction in long-term care", ("C03 2014", "B04 2016"), "adults"),
    KnownProject("jv", "Highways JV", ("B13",), "place"),
    KnownProject("libraries", "Libraries", ("B13", "A15 2015"), "children"),
    KnownProject("print-adults", "Printing", (), "adults"),
    KnownProject("print-place", "Printing", (), "place"),
    KnownProject("early", "Early Resolution (a new model)", (), "adults"),
)
NEAR = NearMisses({one.ref: one.name for one in BOOK})
NAMES = ProjectNames({one.ref: one for one in BOOK}, {"the reviews of ours": "reviews"})


@pytest.mark.parametrize(
    ("printed", "portfolio", "ref"),
    [
        ("Targeted Reviews", None, "reviews"),
        ("  TARGETED   reviews. ", None, "reviews"),
        ("Targeted Reviews (C07)", None, "reviews"),
        ("Targeted Reviews (Nov 2017 Committee) [C07]", None, "reviews"),
        ("Care and Support Centres (OfC C03)", None, "centres"),
        ("Reduction in Long Term Care (OfC C03 2014 & B04 2016)", None, "long-term"),
        ("Libraries (B13, OfCA15 2015)", None, "libraries"),
        ("Highways JV (OfC B13)", None, "jv"),
        ("Printing", "place", "print-place"),
        ("Early Resolution", None, "early"),
        ("early", None, "early"),
        ("The reviews of ours", None, "reviews"),
    ],
)
def test_a_name_is_known_however_it_is_typed(printed: str, portfolio: str | None, ref: str) -> None:
    found = NAMES.find(printed, portfolio)
    assert found.project
    assert (found.project.ref, found.other, found.by_reference) == (ref, None, False)


def test_a_reference_alone_finds_a_project_and_says_so() -> None:
    found = NAMES.find("Reviewing care packages (ASC604)", None)
    assert (found.project and found.project.ref, found.by_reference) == ("reviews", True)


def test_a_name_with_the_reference_of_another_is_asked_about() -> None:
    found = NAMES.find("Targeted Reviews (C03)", None)
    assert found.other
    assert found.other.ref == "centres"


def test_a_reference_of_another_year_is_another_reference() -> None:
    assert NAMES.find("Something new (C07 2019)", None).project is None


@pytest.mark.parametrize("printed", ["Printing", "A scheme (B13)"])
def test_a_name_or_reference_of_two_projects_does_not_choose(printed: str) -> None:
    found = NAMES.find(printed, None)
    assert found.project is None
    assert len(found.several) == 2


def test_the_portfolio_chooses_between_two_projects_of_one_reference() -> None:
    found = NAMES.find("A scheme (B13)", "place")
    assert (found.project and found.project.ref) == "jv"


def test_a_near_miss_is_suggested_and_not_taken() -> None:
    assert NAMES.find("Targetted Reviews", None).project is None
    found = NEAR.of("Targetted Reviews")
    assert (found[0].ref, found[0].is_near) == ("reviews", True)
    assert meant(found) == ": did you mean 'Targeted Reviews' (reviews)?"


def test_words_in_common_are_suggested_but_are_no_slip_of_the_pen() -> None:
    found = NEAR.of("Reduction in care")
    assert [(one.ref, one.is_near) for one in found] == [("long-term", False)]


def test_a_project_that_has_its_line_is_not_suggested_for_another() -> None:
    assert NEAR.of("Targetted Reviews", {"reviews"}) == []


def test_of_many_unknown_names_the_slips_of_the_pen_are_still_found() -> None:
    near = NearMisses({one.ref: one.name for one in BOOK})
    assert not [name for name in map(str, range(100)) if near.of(f"Sea Wall {name}")]
    assert [one.ref for one in near.of("Targetted Reviews")] == ["reviews"]
    assert near.of("Reduction in care") == []


def test_a_name_like_no_other_has_no_suggestion() -> None:
    assert meant(NEAR.of("Sea Wall")) == ""


@pytest.mark.parametrize("printed", ["CEX", "Chief Executives", "chief executive's (cex)", "cx"])
def test_a_portfolio_is_known_by_its_name_its_short_form_and_its_reference(printed: str) -> None:
    names = PortfolioNames([KnownPortfolio("cx", "Chief Executive's (CEX)")])
    assert names.find(printed) == "cx"
    assert names.find("Place") is None


def test_brackets_within_brackets_are_left_out_whole() -> None:
    assert without_brackets("Shared Lives (formerly (2014) Homes) scheme") == "Shared Lives scheme"
    assert without_brackets("(C07)") == "(C07)"
    assert in_brackets("A [B] (C)") == ["B", "C"]


def test_only_what_looks_like_a_reference_is_taken_out_of_brackets() -> None:
    name = "Roads (Phase 1) (NOV 2017 Committee) (FY 19) (now called First) (OfC C07 & B04 2016)"
    assert references_in(name) == ("C07", "B04 2016")
    assert without_references(name) == name.removesuffix(" (OfC C07 & B04 2016)")
    assert without_references("<script>alert(1)</script>") == "<script>alert(1)</script>"


def test_a_code_is_looked_for_among_those_that_are_known_alone() -> None:
    assert codes_in("Direct Payments (OfC C01 2015 & C04 2016)", {"c012015", "c04"}) == ["c012015"]


class TestTheLinesOfATable:
    """What the whole table adds: a project twice, or none for a line."""

    def table(self, folder: Path, *lines: str) -> Path:
        path = folder / "status-2018-09.csv"
        header = "Portfolio,Project,Status,Target 2018/19 (£000s)"
        path.write_text("\n".join((header, *lines, "")), encoding="utf-8")
        return path

    def test_a_project_under_two_names_stands_twice(
        self, opened: BookOnDisk, tmp_path: Path
    ) -> None:
        lines = ("CEX,BRMI,On Target,", "CEX,BRMI (A01),On Target,", "CEX,brmi,On Target,")
        by_rule = rules(planned(opened, self.table(tmp_path, *lines)))
        assert by_rule["project-twice"] == ["BRMI (A01)"]
        assert by_rule["row-twice"] == ["brmi"]

    def test_a_row_left_out_is_not_told_again_of_a_name_that_is_nearly_its_own(
        self, opened: BookOnDisk, tmp_path: Path
    ) -> None:
        by_rule = rules(planned(opened, self.table(tmp_path, "Place,Sherwod Forest,On Target,295")))
        assert by_rule["unknown-project"] == ["Sherwod Forest"]
        assert "Sherwood Forest" not in by_rule["left-out"]
        assert "Road Lighting Energy" in by_rule["left-out"]

    def test_portfolios_that_the_table_does_not_name_are_not_missed(
        self, opened: BookOnDisk, tmp_path: Path
    ) -> None:
        by_rule = rules(planned(opened, self.table(tmp_path, "CEX,Smarter Working,On Target,")))
        assert "Road Lighting Energy" not in by_rule["left-out"]
        assert "Saving money on print and postage costs" in by_rule["left-out"]

    def test_many_rows_left_out_of_a_portfolio_are_told_at_once(
        self, opened: BookOnDisk, tmp_path: Path
    ) -> None:
        line = "Adult Social Care & Health,Transitions,On Target,60"
        by_rule = rules(planned(opened, self.table(tmp_path, line)))
        assert by_rule["left-out"] == ["Adult Social Care & Health"]

    def test_a_table_without_portfolios_that_has_nearly_all_of_one_misses_the_others(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        letters = "abcdef"
        empty.record(
            "\n".join(
                f"- project: {{ref: {one}, name: Scheme {one}}}\n"
                f"- opening-balance: {{project: {one}, as_at: 2018-04-01, source: Plan,"
                " profile: {2018/19: 5000}}"
                for one in letters
            )
        )
        path = tmp_path / "2018-09.csv"
        for missing, told in ((1, ["Scheme f"]), (3, None)):
            lines = [f"Scheme {one},On Target,5" for one in letters[: len(letters) - missing]]
            text = "\n".join(("Project,Status,Target 2018/19 (£000s)", *lines, ""))
            path.write_text(text, encoding="utf-8")
            assert rules(planned(empty, path)).get("left-out") == told

    def test_a_portfolio_that_is_nearly_another_is_asked_about_before_it_is_begun(
        self, opened: BookOnDisk, tmp_path: Path
    ) -> None:
        wanted = Wanted(opening=True, create=True)
        path = self.table(tmp_path, "Children & Famlies,Flood Walls,On Target,5")
        assert rules(planned(opened, path, wanted)) == {"unknown-portfolio": ["Children & Famlies"]}

    def test_a_mapping_says_by_which_reference_a_portfolio_begins(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        file = tmp_path / "mapping.yaml"
        file.write_text("portfolios: {Environment & Roads: place}\n", encoding="utf-8")
        mapping = read_mapping(file)
        path = self.table(tmp_path, "Environment & Roads,Flood Walls,On Target,5")
        with importer(empty, Wanted(opening=True, create=True), mapping) as work:
            found = work.plan(MonthlyFile(path, PERIOD), read_tables(path, mapping))
        portfolio, project, _ = (one.fields for one in found.entries)
        assert (portfolio["ref"], portfolio["name"]) == ("place", "Environment & Roads")
        assert project["portfolio"] == "place"

    def test_a_project_may_stand_under_a_portfolio_that_was_never_begun(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        empty.record("- project: {ref: flood-walls, name: Flood Walls, portfolio: roads}")
        path = self.table(tmp_path, "Roads,Flood Walls,On Target,5", "Roads,Fords,On Target,6")
        found = planned(empty, path, Wanted(opening=True, create=True))
        assert rules(found) == {}
        assert [one.entry for one in found.entries] == [
            "project", "opening-balance", "opening-balance",
        ]  # fmt: skip

    def test_a_project_that_a_mapping_names_and_the_book_does_not_have_is_told(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        file = tmp_path / "mapping.yaml"
        file.write_text("projects: {Flood Walls: walls}\n", encoding="utf-8")
        mapping = read_mapping(file)
        path = self.table(tmp_path, "Roads,Flood Walls,On Target,5")
        with importer(empty, mapping=mapping) as work:
            found = work.plan(MonthlyFile(path, PERIOD), read_tables(path, mapping))
        told = [one.message for one in found.judged.standing if one.rule == "unknown-project"]
        assert told == ["the mapping says 'walls', and the book has no project of that reference"]

    def test_a_reference_is_short_and_of_letters_that_everybody_can_type(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        lines = (
            f"A,{'Long ' * 20},On Target,5",
            "A,工程,On Target,5",
            "A,Project Falcon,At Risk,5",
        )
        found = planned(empty, self.table(tmp_path, *lines), Wanted(opening=True, create=True))
        started = [one.fields["ref"] for one in found.entries if one.entry == "project"]
        assert started == ["long-" * 11 + "long", "project-3", "project-falcon"]

    def test_references_are_made_of_names_and_never_twice(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        lines = (
            "A & B,Über-Plan (C07 & OfC C08 2014; S0012),On Target,5",
            "A & B,Uber Plan,On Target,6",
        )
        wanted = Wanted(opening=True, create=True)
        found = planned(empty, self.table(tmp_path, *lines), wanted)
        started = [one.fields for one in found.entries if one.entry in {"project", "portfolio"}]
        assert [one["ref"] for one in started] == ["a-and-b", "uber-plan", "uber-plan-2"]
        assert started[1]["references"] == ["C07", "C08 2014", "S0012"]
        assert started[1]["name"] == "Über-Plan (C07 & OfC C08 2014; S0012)"

    def test_what_stands_in_brackets_tells_projects_apart(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        lines = ("Highways (Phase 1),On Target,10", "Highways (Phase 2),On Target,20")
        path = self.table(tmp_path, *(f"Place,{line}" for line in lines))
        wanted = Wanted(opening=True, create=True, as_report=True)
        begun = [one.fields for one in imported(empty, path, wanted).entries]
        assert [(one["ref"], one["name"]) for one in begun if "name" in one][1:] == [
            ("highways-phase-1", "Highways (Phase 1)"),
            ("highways-phase-2", "Highways (Phase 2)"),
        ]
        again = planned(empty, path, wanted)
        assert (rules(again), again.entries, again.without_project) == ({}, (), 0)
        other = planned(empty, self.table(tmp_path, "Place,Highways (Phase 3),On Target,5"))
        assert "unknown-project" in rules(other)
        either = planned(empty, self.table(tmp_path, "Place,Highways,On Target,5"))
        assert "ambiguous-project" in rules(either)

    def test_the_bearer_of_the_very_name_comes_before_one_with_brackets(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        wanted = Wanted(opening=True, create=True)
        imported(empty, self.table(tmp_path, "Place,Bins,On Target,5"), wanted)
        lines = ("Place,Bins (new),On Target,6", "Place,Bins,On Target,5")
        assert rules(planned(empty, self.table(tmp_path, *lines)))["project-twice"] == [
            "Bins (new)"
        ]

    def test_a_name_in_two_portfolios_begins_a_project_in_each(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        path = self.table(tmp_path, "A,Printing,On Target,5", "B,Printing,On Target,6")
        wanted = Wanted(opening=True, create=True, as_report=True)
        found = imported(empty, path, wanted)
        started = [one.fields["ref"] for one in found.entries if one.entry == "project"]
        assert (started, found.without_project) == (["printing", "printing-2"], 0)
        again = planned(empty, path, wanted)
        assert (again.judged.standing, again.entries) == ((), ())

    def test_portfolios_that_brackets_tell_apart_are_two(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        path = self.table(tmp_path, "Place (North),Bins,On Target,5")
        imported(empty, path, Wanted(opening=True, create=True))
        path = self.table(tmp_path, "Place (South),Fords,On Target,5")
        assert rules(planned(empty, path))["unknown-portfolio"] == ["Place (South)"]

    def test_the_second_row_of_a_new_project_begins_no_second_project(
        self, empty: BookOnDisk, tmp_path: Path
    ) -> None:
        lines = ("Place,Flood Walls,On Target,5", "Place,Flood walls,On Target,5")
        wanted = Wanted(opening=True, create=True)
        found = planned(empty, self.table(tmp_path, *lines), wanted)
        assert rules(found) == {"row-twice": ["Flood walls"]}
        assert [one.entry for one in found.entries] == ["portfolio", "project", "opening-balance"]


def test_the_table_that_began_a_book_finds_each_of_its_projects_again(empty: BookOnDisk) -> None:
    wanted = Wanted(opening=True, create=True, as_report=True, as_statements=True)
    first = imported(empty, SEPTEMBER, wanted)
    assert {pair.project.ref for pair in first.pairs if pair.project} == set(first.known.projects)
    again = planned(empty, SEPTEMBER, wanted)
    assert (rules(again), again.entries, again.without_project) == ({}, (), 0)
