"""``project``: the list, and all about one."""

from __future__ import annotations

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.savings.conftest import BODIES

SEPTEMBER = ("--as-at", "2018-09-30")


def test_the_list_has_the_70_projects_of_september_2018(nottinghamshire: str) -> None:
    found = ask("project", "list", *SEPTEMBER, store=nottinghamshire)
    assert len(found) == 70
    row = next(row for row in found if row["ref"] == "targeted-reviews")
    assert (row["references"], row["status"]) == (["C07", "ASC604", "A09"], "on_target")
    assert row["target_total"] == "6010000"


def test_the_list_is_narrowed_by_portfolio_and_programme(nottinghamshire: str) -> None:
    words = ("project", "list", *SEPTEMBER, "--format", "csv")
    place = run(*words, "--portfolio", "place", store=nottinghamshire).stdout.splitlines()
    assert len(place) == 1 + 14
    early = run(*words, "--programme", "early-resolution", store=nottinghamshire).stdout
    assert "new-ways-of-working-carers,New ways of working for carers," in early


def test_the_table_shows_what_each_project_must_save(nottinghamshire: str) -> None:
    shown = run("project", "list", *SEPTEMBER, store=nottinghamshire).stdout
    row = next(line for line in shown.splitlines() if line.startswith("targeted-reviews "))
    assert row.split()[-3:] == ["on", "target", "6,010"]


def test_an_empty_list_says_so(nottinghamshire: str) -> None:
    result = run("project", "list", "--as-known", "2001-01-01", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No projects had started by then.\n"


def test_a_page_has_figures_status_and_changes(nottinghamshire: str) -> None:
    found = ask("project", "show", "transitions", store=nottinghamshire)
    assert found["ref"] == "transitions"
    assert found["figures"] == [
        {
            "measure": "cashable-benefit",
            "target": {"2018/19": "60000", "2019/20": "100000", "2020/21": "100000"},
            "target_total": "260000",
        }
    ]
    assert found["report"]["net_at_risk"] == "-178000"
    assert [row["ref"] for row in found["changes"]] == ["ASCH-2018-A"]
    shown = run("project", "show", "transitions", store=nottinghamshire).stdout
    assert "Transitions (transitions)" in shown
    assert "Net at risk, £000" in shown
    assert "At risk 2018/19, £000" in shown
    assert "ASCH-2018-A  Transitions / Preparing for Adulthood" in shown


def test_a_project_of_which_little_is_known_has_a_short_page(book: BookOnDisk) -> None:
    book.record(BODIES)
    shown = run("project", "show", "reviews", store=book.url).stdout
    assert shown.startswith("Reviews (reviews), as at ")
    assert "Status report" not in shown


def test_an_unknown_project_is_told_with_those_like_it(nottinghamshire: str) -> None:
    result = run("project", "show", "transition", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean transitions" in result.stderr
