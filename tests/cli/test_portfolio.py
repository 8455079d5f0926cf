"""``portfolio``: the published figures, in the shapes that other programs rely on."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.savings.conftest import BASELINE, BODIES
from tests.projections.savings.test_portfolio import REPORTS

GOLDEN = Path(__file__).parents[1] / "golden"
SEPTEMBER = ("--as-at", "2018-09-30")


def test_the_json_has_the_shape_and_figures_of_the_contract(nottinghamshire: str) -> None:
    found = ask("portfolio", *SEPTEMBER, store=nottinghamshire)
    assert (found["as_at"], found["as_known"]) == ("2018-09-30", None)
    assert found["years"] == ["2018/19", "2019/20", "2020/21"]
    total = found["total"]
    assert total["targets"] == {"2018/19": "14487000", "2019/20": "6639000", "2020/21": "4448000"}
    assert total["at_risk"] == {"2018/19": "-5700000", "2019/20": "-63000", "2020/21": "0"}
    assert (total["target_total"], total["at_risk_total"]) == ("25574000", "-5763000")
    assert (total["delivered_alternatively"], total["net_at_risk"]) == ("273000", "-6036000")
    for group in found["groups"]:
        assert list(group) == list(total)


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_every_form_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None], form: str
) -> None:
    result = run("portfolio", *SEPTEMBER, "--format", form, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"portfolio-2018-09-30.{form}", result.stdout)


def test_the_csv_has_a_line_for_each_group_and_the_total(nottinghamshire: str) -> None:
    result = run("portfolio", *SEPTEMBER, "--format", "csv", store=nottinghamshire)
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert [row["name"] for row in rows][-2:] == ["Place", "All"]
    assert (rows[-1]["target_2018_19"], rows[-1]["at_risk_total"]) == ("14487000", "-5763000")
    assert rows[-1]["projects_on_target"] == "49"


def test_the_unit_changes_tables_only(nottinghamshire: str) -> None:
    shown = run("portfolio", *SEPTEMBER, "--unit", "£m", store=nottinghamshire).stdout
    assert "25.574" in shown
    assert (
        ask("portfolio", *SEPTEMBER, "--unit", "£m", store=nottinghamshire)["total"]["target_total"]
        == "25574000"
    )


@pytest.mark.parametrize("by", ["programme", "department"])
def test_groups_are_made_by_what_is_asked_for(nottinghamshire: str, by: str) -> None:
    found = ask("portfolio", *SEPTEMBER, "--by", by, store=nottinghamshire)
    assert found["by"] == by
    assert found["total"]["target_total"] == "25574000"


def test_what_the_book_did_not_know_yet_does_not_count(nottinghamshire: str) -> None:
    words = ("portfolio", *SEPTEMBER, "--as-known", "2019-05-31")
    assert ask(*words, store=nottinghamshire)["groups"] == []
    result = run(*words, store=nottinghamshire)
    assert "as known on 2019-05-31 23:59 UTC" in result.stdout
    assert result.stderr == "No projects had started by then.\n"


def test_a_target_stated_otherwise_is_shown_under_the_tables(book: BookOnDisk) -> None:
    book.record(BODIES)
    book.record(BASELINE)
    book.record(REPORTS)
    shown = run("portfolio", *SEPTEMBER, "--unit", "£", store=book.url).stdout
    assert "Status reports that state another target than the book had, £" in shown
    assert shown.splitlines()[-1].split() == [
        *("reviews", "2018-09", "2019/20", "1,900", "2,000.50", "-100.50")
    ]


def test_an_unknown_grouping_is_wrong_usage(nottinghamshire: str) -> None:
    result = run("portfolio", "--by", "colour", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'colour' is not one of" in result.stderr


def test_amounts_of_what_is_no_money_are_in_no_unit_of_money(book: BookOnDisk) -> None:
    book.record(
        "- file: {actor: clerk, source: {document: Paper}}\n"
        "- project: {ref: vans, name: Vans}\n"
        "- opening-balance: {project: vans, as_at: 2018-04-01, measure: co2, profile:"
        " {2018/19: 12.5}}"
    )
    for words in (("portfolio", "--measure", "co2"), ("project", "show", "vans")):
        shown = run(*words, store=book.url).stdout
        assert "12.5" in shown
        assert "£000" not in shown
