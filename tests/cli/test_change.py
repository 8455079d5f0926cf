"""``change`` as it reads: the list, a request, the 24 published lines of impact."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE, BODIES

GOLDEN = Path(__file__).parents[1] / "golden"
MEETING = ("--as-at", "2019-01-07")


def test_the_list_has_requests_and_extensions_with_their_states(nottinghamshire: str) -> None:
    found = ask("change", "list", *MEETING, store=nottinghamshire)
    assert {row["ref"]: (row["kind"], row["state"], row["stale"]) for row in found} == {
        "ICS-2018-A": ("re-profile", "approved", None),
        "ASCH-2018-A": ("extension", "approved", None),
        "ASCH-2018-B": ("extension", "approved", None),
        "ASCH-2018-C": ("extension", "approved", None),
        "ICS-2019-A": ("re-profile", "open", False),
        "ICS-2019-B": ("write-off", "open", True),
        "ICS-2019-C": ("alternative-delivery", "open", False),
    }


def test_the_list_is_narrowed_by_state_and_project(nottinghamshire: str) -> None:
    words = ("change", "list", *MEETING, "--format", "csv")
    waiting = run(*words, "--state", "open", "--state", "deferred", store=nottinghamshire).stdout
    assert [line.split(",")[0] for line in waiting.splitlines()] == [
        *("ref", "ICS-2019-B", "ICS-2019-C", "ICS-2019-A")
    ]
    of_one = run(*words, "--project", "targeted-reviews", store=nottinghamshire).stdout
    assert [line.split(",")[0] for line in of_one.splitlines()] == [
        *("ref", "ICS-2018-A", "ICS-2019-A")
    ]


def test_an_empty_list_says_so(nottinghamshire: str) -> None:
    result = run("change", "list", "--as-known", "2019-01-01", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No change requests or extensions yet.\n"


def test_a_request_has_the_shape_of_the_contract(nottinghamshire: str) -> None:
    found = ask("change", "show", "ICS-2019-A", *MEETING, store=nottinghamshire)
    assert (found["title"], found["kind"]) == ("Accelerate Targeted Reviews", "re-profile")
    assert (found["state"], found["body"], found["decision"]) == ("open", "ics", None)
    (line,) = found["projects"]
    assert line["project"] == "targeted-reviews"
    assert [tuple(figure.values()) for figure in line["profile"]] == [
        ("2018/19", "2010000", "2010000", "0"),
        ("2019/20", "2000000", "4000000", "2000000"),
        ("2020/21", "2000000", "0", "-2000000"),
    ]
    assert line["total"] == {"expected": "6010000", "revised": "6010000", "change": "0"}
    assert [comment["by"] for comment in found["comments"]] == [
        *("finance", "programme-office", "constitutional")
    ]
    assert found["conditions"] == []


@pytest.mark.parametrize("ref", ["ICS-2019-B", "ASCH-2018-A", "ICS-2018-A"])
def test_a_page_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None], ref: str
) -> None:
    result = run("change", "show", ref, *MEETING, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"change-show-{ref.lower()}.table", result.stdout)


def test_an_unknown_reference_is_told_with_those_like_it(nottinghamshire: str) -> None:
    for words in (("show", "ICS-2019-D"), ("impact", "ICS-2019-D")):
        result = run("change", *words, store=nottinghamshire)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "there is no change request 'ICS-2019-D': did you mean ICS-2019-" in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_the_published_lines_of_impact_are_all_there(
    nottinghamshire: str, golden: Callable[[Path, str], None], form: str
) -> None:
    words = ("change", "impact", "--from", "2018-19", *MEETING, "--format", form)
    result = run(*words, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"change-impact-2019-01-07.{form}", result.stdout)


def test_the_net_impact_is_the_published_one(nottinghamshire: str) -> None:
    found = ask("change", "impact", "--from", "2018/19", *MEETING, store=nottinghamshire)
    assert found["change_requests"] == {
        "years": {
            "2018/19": "-846000",
            "2019/20": "2719000",
            "2020/21": "-1920000",
            "2021/22": "-210000",
        },
        "total": "-257000",
    }
    assert (found["extensions"]["total"], found["total"]["total"]) == ("2538000", "2281000")


def test_the_impact_of_chosen_requests_is_theirs_alone(nottinghamshire: str) -> None:
    found = ask("change", "impact", "ICS-2019-B", *MEETING, store=nottinghamshire)
    assert found["years"] == ["2017/18", "2018/19"]
    assert found["total"]["total"] == "-160000"
    shown = run("change", "impact", "ICS-2019-B", *MEETING, store=nottinghamshire).stdout
    assert ["Total", "150", "-310", "-160"] in [line.split() for line in shown.splitlines()]


def test_extensions_before_a_day_can_be_left_out(nottinghamshire: str) -> None:
    words = ("change", "impact", "--since", "2018-12-01", *MEETING)
    assert ask(*words, store=nottinghamshire)["extensions"]["total"] == "2067000"


def test_an_impact_of_nothing_says_so(book: BookOnDisk) -> None:
    book.record(BODIES)
    result = run("change", "impact", store=book.url)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No request awaits its decision, and no extension was approved.\n"


@pytest.mark.parametrize("outcome", ["approved", "approved-in-part", "deferred", "referred"])
def test_a_decision_is_shown_on_the_page(book: BookOnDisk, outcome: str) -> None:
    book.record(BODIES)
    for entries in (BASELINE, REQUEST, DECISIONS[outcome]):
        book.record(entries)
    shown = run("change", "show", "R-1", store=book.url).stdout
    assert f"{outcome.replace('-', ' ').capitalize()} on 2018-03-01" in shown
    said = {
        "approved": "1  Report in June.\n   owner: A. Officer, due: 2018-06-30\n",
        "approved-in-part": "reviews, cashable benefit, £000, as approved",
        "deferred": "Deferred to  ics-2018-05-01",
        "referred": "Referred to  policy",
    }
    assert said[outcome] in shown
    csv = run("change", "show", "R-1", "--format", "csv", store=book.url).stdout
    revised = "2900" if outcome == "approved-in-part" else "2500"
    assert f"R-1,{outcome},reviews,cashable-benefit,2018/19,3000,{revised}," in csv
