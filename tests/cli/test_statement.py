"""``minutebook statement`` and ``minutebook document``."""

from __future__ import annotations

import json

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.writing import fails, unchanged

BOOK = """
- project: {ref: lights, name: Lights}
- opening-balance: {project: lights, as_at: 2018-09-30, source: Report,
    profile: {2018/19: 1552000, 2019/20: 477000}}
- document: {ref: pack, title: The pack, dated: 2018-11-05, figures_as_at: 2018-09-30}
- document: {ref: later, title: The later pack, dated: 2019-01-07}
- statement: {document: pack, page: 12, item: A, project: lights,
    values: {2018/19: 1525k, 2019/20: 477k}, total: 2002k}
- statement: {document: pack, page: 3, value: £2m}
- statement: {document: later, page: 3, project: lights, figure: At risk, period: 2018/19, value: 5}
"""
LIGHTS = "pack/lights/target"
WHY = ("--reason", "Two digits swapped", "--by", "A. Clerk", "--on", "2018-12-03")


@pytest.fixture
def papers(book: BookOnDisk) -> BookOnDisk:
    """A book with two documents, one of which has two digits swapped."""
    book.record(BOOK)
    return book


def test_a_check_lists_what_differs_and_fails(papers: BookOnDisk) -> None:
    done = run("statement", "check", store=papers.url)
    assert done.exit_code == 1
    assert "digits-swapped: Two digits are swapped: 25 for 52" in done.stdout
    assert "years-differ: It differs as its years do: by -£27,000 in 2018/19" in done.stdout
    assert "5 amounts stated: 1 agrees, 1 agrees as rounded, 2 differ, 1 cannot be" in done.stdout
    assert f"`minutebook statement explain {LIGHTS} --period 2018/19 --reason" in done.stderr
    assert "later/lights" not in done.stdout


def test_what_agrees_is_listed_when_all_is_asked_for(papers: BookOnDisk) -> None:
    done = run("statement", "check", "--all", "--unit", "£m", store=papers.url)
    assert "Statements beside the book, £m, as at" in done.stdout
    assert "4 pack/all/target" in " ".join(done.stdout.split())
    assert "cannot be compared" in done.stdout
    found = run("statement", "check", "--all", "--format", "csv", store=papers.url).stdout
    assert len(found.splitlines()) == 6
    assert found.startswith("statement,document,title,dated,page,item,kind,thing,project,figure,")


def test_where_no_cause_is_likely_it_says_so(papers: BookOnDisk) -> None:
    papers.record(
        "- project: {ref: signs, name: Signs}\n"
        "- opening-balance: {project: signs, as_at: 2018-09-30, source: Report,"
        " profile: {2018/19: 123456}}\n"
        "- statement: {document: later, project: signs, value: 777777}"
    )
    done = run("statement", "check", "--document", "later", store=papers.url)
    assert "No likely cause was found: look at the page" in " ".join(done.stdout.split())
    assert "error: 1 stated amount differs from the book" in done.stderr


def test_one_document_can_be_checked_alone(papers: BookOnDisk) -> None:
    done = run("statement", "check", "--document", "later", store=papers.url)
    assert (done.exit_code, done.stderr) == (0, "Nothing differs.\n")
    said = fails(2, "statement", "check", "--document", "ghost", store=papers.url)
    assert "there is no document 'ghost'" in said


def test_a_check_is_given_to_programs(papers: BookOnDisk) -> None:
    done = run("statement", "check", "--format", "json", store=papers.url)
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert (found["counts"]["differs"], found["counts"]["agrees"]) == (2, 1)
    first = found["statements"][0]
    assert (first["stated"], first["book"], first["difference"]) == ("1525000", "1552000", "-27000")
    assert (first["state"], first["page"], first["item"]) == ("differs", "12", "A")
    assert first["causes"][0]["code"] == "digits-swapped"


def test_before_anything_was_published_there_is_nothing_to_check(papers: BookOnDisk) -> None:
    for words, said in (
        ((), "No document states anything by that day"),
        (("--document", "pack"), "pack states nothing by that day"),
    ):
        done = run("statement", "check", "--as-at", "2018-01-01", *words, store=papers.url)
        assert (done.exit_code, done.stdout) == (0, "")
        assert said in done.stderr


def test_an_explained_difference_stays_listed_and_fails_no_check(papers: BookOnDisk) -> None:
    words = ("statement", "explain", LIGHTS, *WHY)
    with unchanged(papers.path):
        assert run(*words, "--dry-run", store=papers.url).exit_code == 0
    told = "-£27,000 in 2018/19, -£27,000 in 2018/19 to 2019/20, stated less book."
    assert told in run(*words, store=papers.url).stdout
    done = run("statement", "check", store=papers.url)
    assert done.exit_code == 0
    assert "Explained by A. Clerk on 2018-12-03: Two digits swapped" in done.stdout
    assert "2 are explained" in done.stdout
    again = run(*words, store=papers.url)
    assert again.exit_code == 1
    assert f"{LIGHTS} has nothing to explain: 2018/19 explained" in again.stderr


def test_one_year_is_explained_alone(papers: BookOnDisk) -> None:
    said = run("statement", "explain", LIGHTS, "--period", "2018-19", *WHY, store=papers.url)
    assert said.stdout == f"{LIGHTS} is explained: -£27,000 in 2018/19, stated less book.\n"
    rest = run("statement", "explain", LIGHTS, "--period", "Total", *WHY, store=papers.url)
    assert "-£27,000 in 2018/19 to 2019/20" in rest.stdout
    assert run("statement", "check", store=papers.url).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "problem"),
    [
        (("ghost", *WHY), 2, "there is no statement 'ghost'"),
        ((LIGHTS, "--period", "2019/20", *WHY), 1, "has nothing to explain for 2019/20"),
        ((LIGHTS, "--period", "soon", *WHY), 2, "is not a financial year"),
        (
            (LIGHTS, *WHY[:-1], "2018-10-01"),
            2,
            "was not in force by that day: choose a later --on\n",
        ),
        ((LIGHTS, *WHY[:3], "", *WHY[4:]), 2, "error: --by: this is empty"),
        ((LIGHTS, WHY[0], " ", *WHY[2:]), 2, "error: --reason: this is empty"),
    ],
)
def test_what_cannot_be_explained_is_refused(
    words: tuple[str, ...], status: int, problem: str, papers: BookOnDisk
) -> None:
    with unchanged(papers.path):
        done = run("statement", "explain", *words, store=papers.url)
    assert done.exit_code == status
    assert problem in done.stderr


def test_a_withdrawn_statement_is_compared_no_longer(papers: BookOnDisk) -> None:
    done = run("statement", "withdraw", LIGHTS, "--reason", "Misread", store=papers.url)
    assert done.stdout.startswith(f"{LIGHTS} is withdrawn")
    checked = run("statement", "check", store=papers.url)
    assert checked.exit_code == 0
    assert "3 are withdrawn" in checked.stdout
    assert "Withdrawn  Misread" in run("statement", "show", LIGHTS, store=papers.url).stdout
    again = run("statement", "withdraw", LIGHTS, "--reason", "Misread", store=papers.url)
    assert again.exit_code == 1


def test_one_statement_is_shown_beside_the_book(papers: BookOnDisk) -> None:
    shown = run("statement", "show", LIGHTS, store=papers.url).stdout
    assert "Source     The pack, page 12, item A" in shown
    assert "1,525  1,552    -27  differs" in shown
    data = ask("statement", "show", LIGHTS, store=papers.url)
    assert (data["values"]["2018/19"], data["total"]) == ("1525000", "2002000")
    assert [each["state"] for each in data["checks"]] == ["differs", "agrees", "differs"]
    said = fails(2, "statement", "show", "ghost", store=papers.url)
    assert "there is no statement 'ghost'" in said


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), [LIGHTS, "pack/all/target", "later/lights/at-risk/2018-19"]),
        (("--project", "lights"), [LIGHTS, "later/lights/at-risk/2018-19"]),
        (("--document", "later"), ["later/lights/at-risk/2018-19"]),
        (("--figure", "At Risk"), ["later/lights/at-risk/2018-19"]),
        (("--as-at", "2018-01-01"), []),
    ],
)
def test_statements_are_listed_by_what_they_are_of(
    words: tuple[str, ...], expected: list[str], papers: BookOnDisk
) -> None:
    found = ask("statement", "list", *words, store=papers.url)
    assert [row["statement"] for row in found] == expected
    shown = run("statement", "list", *words, store=papers.url).stderr
    assert ("No statements: record" in shown) is (not expected)


def test_a_list_has_a_line_for_every_amount_in_csv(papers: BookOnDisk) -> None:
    lines = run("statement", "list", "--format", "csv", store=papers.url).stdout.splitlines()
    assert len(lines) == 6
    assert lines[1].startswith(f"{LIGHTS},pack,2018-11-05,12,A,project,lights,,target,")
    assert "2018/19 1,525; 2019/20 477; 2018/19 to 2019/20 2,002" in (
        run("statement", "list", store=papers.url).stdout
    )


def test_documents_are_listed_with_what_differs_of_them(papers: BookOnDisk) -> None:
    shown = run("document", "list", store=papers.url).stdout
    assert (
        "pack      2018-11-05  2018-09-30     The pack              4       2          0" in shown
    )
    found = ask("document", "list", store=papers.url)
    assert [(row["ref"], row["counts"]["differs"]) for row in found] == [("pack", 2), ("later", 0)]
    sheet = run("document", "list", "--format", "csv", store=papers.url).stdout
    assert "later,The later pack,2019-01-07,2019-01-07,,,1,0,0" in sheet
    empty = run("document", "list", "--as-at", "2018-01-01", store=papers.url).stderr
    assert "No documents: record `document`" in empty


def test_one_document_is_shown_with_all_that_it_states(papers: BookOnDisk) -> None:
    shown = run("document", "show", "pack", store=papers.url).stdout
    assert "The pack (pack), as at" in shown
    assert "4 amounts stated: 1 agrees, 1 agrees as rounded, 2 differ." in shown
    assert len(ask("document", "show", "pack", store=papers.url)["statements"]) == 4
    sheet = run("document", "show", "pack", "--format", "csv", store=papers.url).stdout
    assert len(sheet.splitlines()) == 5
    papers.record("- document: {ref: empty, title: Empty, dated: 2019-01-07}")
    bare = run("document", "show", "empty", store=papers.url).stderr
    assert "No figure of it is recorded" in bare
    said = fails(2, "document", "show", "ghost", store=papers.url)
    assert "there is no document 'ghost'" in said


def test_the_printed_total_of_one_year_is_told_from_the_year(papers: BookOnDisk) -> None:
    papers.record(
        "- statement: {document: later, project: lights, values: {2018/19: 1551k}, total: 1550k}"
    )
    ref = "later/lights/target"
    shown = " ".join(run("document", "show", "later", store=papers.url).stdout.split())
    assert "target 2018/19 1,551.000 1,552 -1 differs" in shown
    assert "target 2018/19, total 1,550.000 1,552 -2 differs" in shown
    listed = run("statement", "list", "--document", "later", store=papers.url).stdout
    assert "2018/19 1,551; 2018/19, total 1,550" in listed
    done = run("statement", "explain", ref, *WHY[:4], "--on", "2019-02-01", store=papers.url)
    assert "-£1,000 in 2018/19, -£2,000 in 2018/19, total, stated" in done.stdout


def test_a_figure_that_only_papers_know_is_told_from_what_it_is_apart(papers: BookOnDisk) -> None:
    papers.record(
        "- statement: {document: pack, page: 4, project: lights, figure: staff, value: 12}\n"
        "- statement: {document: pack, page: 5, project: lights, figure: staff, value: 517}\n"
        "- statement: {document: pack, figure: lamps, values: {2018/19: 3, 2019/20: 4}, total: 8}"
    )
    shown = " ".join(
        run("document", "show", "pack", "--unit", "£", store=papers.url).stdout.split()
    )
    told = "The book keeps no such figure: it is apart from"
    assert f"{told} pack/lights/staff-2 contradicts: pack, page 5, states" in shown
    assert f"{told} the sum of its own years rows-do-not-add-up: " in shown
    found = ask("document", "show", "pack", store=papers.url)["statements"]
    assert [each["apart_from"] for each in found if each["apart_from"]] == [
        "pack/lights/staff-2",
        "pack/lights/staff",
        "pack/all/lamps",
    ]
