"""``minutebook export``: papers, and the whole book as a workbook."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.books import IN_2019, BookOnDisk
from tests.cli.program import ROOT, run
from tests.exports.test_papers import shown
from tests.exports.workbook import digits, rows, tables

AT = ("--as-at", "2019-01-07")
GOLDEN = Path(__file__).parent / "golden"
NASTY = '=1+1|<b onclick="x">&amp; [x](y) *z* \u05d0'
PAPERS = [("change-request", "ICS-2019-A"), ("history", "reviews")]

BOOK = f"""
- portfolio: {{ref: place, name: {json.dumps(NASTY)}}}
- project: {{ref: reviews, name: {json.dumps(NASTY)}, portfolio: place, started_on: 2018-01-01}}
- body: {{ref: ics, name: {json.dumps(NASTY)}, kind: sub-committee, established_on: 2017-01-01}}
- opening-balance:
    project: reviews
    profile: {{2018/19: 1000000.10, 2019/20: 250}}
    as_at: 2018-01-02
    source: {{document: {json.dumps(NASTY)}, page: "3-4"}}
- change-request:
    ref: ICS-2019-A
    title: {json.dumps(NASTY)}
    kind: re-profile
    to: ics
    raised_on: 2018-12-01
    raised_by: {json.dumps(NASTY)}
    reasons: {json.dumps(f"{NASTY} first" + chr(10) * 2 + "- second")}
    projects:
      - project: reviews
        expected: {{2018/19: 1000000.10, 2019/20: 250}}
        revised: {{2018/19: 1000000, 2019/20: 250.10}}
    lessons: [{{description: {json.dumps(NASTY)}, learning: {json.dumps(NASTY)}}}]
    comments: [{{by: finance, text: {json.dumps(NASTY)}}}]
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the first example; the tests of this file only read it."""
    book = BookOnDisk(tmp_path_factory.mktemp("exported"))
    book.record_files(*sorted((ROOT / "examples" / "nottinghamshire").glob("*.yaml")), at=IN_2019)
    return book.url


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a book whose names would be formulas and markup, if they could."""
    book = BookOnDisk(tmp_path_factory.mktemp("nasty"))
    book.record(BOOK)
    return book.url


def paper(*words: str, store: str) -> str:
    done = run("export", *words, "-o", "-", store=store)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return done.stdout


def in_file(text: str) -> str:
    """Return a paper without the hash and position, which stand for the whole book."""
    return re.sub(
        r"position \d+ \(.*?\), hash (<span.*?>)?[0-9a-f]{64}", "position …, hash …", text
    )


def test_the_form_of_a_request_has_all_its_parts(
    example: str, golden: Callable[[Path, str], None]
) -> None:
    said = paper("change-request", "ICS-2019-B", *AT, store=example)
    golden(GOLDEN / "change-request.md", in_file(said))
    for heading in ("Reason for the request", "Savings profile", "Mitigation", "Wider impact"):
        assert f"\n## {heading}\n" in said
    for heading in ("Lessons learned", "Comments", "Decision", "Conditions", "History"):
        assert f"\n## {heading}\n" in said
    assert "| **Total** | **£1,080,000** | **£920,000** | **−£160,000** |" in said
    assert "2018/19 £680,000.\nIt cannot be approved as it stands." in said


def test_a_decided_request_says_who_decided_it_and_an_extension_what_it_added(example: str) -> None:
    said = paper("change-request", "ICS-2018-A", *AT, store=example)
    assert "### Approved, 12 March 2018\n" in said
    assert "| Meeting | ics-2018-03-12 |" in said
    assert "### Constitutional\n\nNo comment is recorded." in said
    extension = paper("change-request", "ASCH-2018-C", *AT, store=example)
    assert extension.startswith("# Extension ASCH-2018-C\n")
    assert "| Year | Before | Revised | Change |" in extension
    assert "## Mitigation" not in extension


def test_the_history_tells_what_stands_what_moved_it_and_what_was_published(example: str) -> None:
    said = paper("history", "targeted-reviews", *AT, store=example)
    assert "| £2,010,000 | £2,000,000 | £2,000,000 | **£6,010,000** |" in said
    assert "| 12 March 2018 | Re-profile ICS-2018-A[^" in said
    assert "| 2018/19 | £3,010,000 | −£1,000,000 | £2,010,000 |" in said
    assert "| ICS-2019-A | Accelerate Targeted Reviews | 2019/20 |" in said
    assert "#### What was published" in said
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", said))
    assert cited == set(re.findall(r"^\[\^(\d+)\]:", said, re.MULTILINE))


@pytest.mark.parametrize(("kind", "ref"), PAPERS)
def test_nothing_that_the_book_says_becomes_markup_of_a_page(
    kind: str, ref: str, nasty: str
) -> None:
    page = paper(kind, ref, *AT, "--format", "html", store=nasty)
    found = shown(page)
    assert NASTY in found.text
    assert not {"b", "script", "img"} & set(found.elements)
    assert found.elements.count("table") == found.elements.count("caption")
    assert 'scope="col"' in page
    assert 'scope="row"' in page


@pytest.mark.parametrize(("kind", "ref"), PAPERS)
def test_nothing_that_the_book_says_breaks_a_table_of_markdown(
    kind: str, ref: str, nasty: str
) -> None:
    said = paper(kind, ref, *AT, store=nasty)
    assert "=1+1\\|\\<b onclick" in said or "\\=1+1\\|\\<b onclick" in said
    widths = [
        len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        for line in said.splitlines()
    ]
    for before, after in pairwise(widths):
        assert not (before and after) or before == after
    assert "<b" not in said.replace("\\<b", "")


def test_amounts_keep_their_pence_in_papers(nasty: str) -> None:
    said = paper("change-request", "ICS-2019-A", *AT, store=nasty)
    assert "| 2018/19 | £1,000,000.10 | £1,000,000 | −£0.10 |" in said
    assert "| **Total** | **£1,000,250.10** | **£1,000,250.10** | **£0** |" in said


def test_paragraphs_of_a_reason_stay_apart_and_make_no_lists(nasty: str) -> None:
    assert "first\n\n\\- second\n" in paper("change-request", "ICS-2019-A", *AT, store=nasty)


def test_a_paper_goes_to_the_file_that_is_named(example: str, tmp_path: Path) -> None:
    for name, begins in (("a.html", "<!DOCTYPE html>"), ("a.md", "# Change request ICS-2019-A")):
        path = tmp_path / name
        words = ("export", "change-request", "ICS-2019-A", *AT, "-o", str(path))
        done = run(*words, store=example)
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout.startswith(f"Wrote {path}: ICS-2019-A, as at 2019-01-07, ")
        assert path.read_text().startswith(begins)


def test_a_difference_from_what_was_published_is_told_with_its_likely_cause(example: str) -> None:
    said = paper("history", "contracts-review", *AT, store=example)
    assert "| expected | 2018/19 | £830,000 | £680,000 | £150,000 | differs |" in said
    [why] = re.findall(r"^- 7 January 2019, expected, 2018/19: (.*)$", said, re.MULTILINE)
    assert "£150,000" in why
    assert "agrees" not in why


def test_a_project_named_twice_has_one_chapter(example: str) -> None:
    said = paper("history", "transitions", "contracts-review", "transitions", *AT, store=example)
    assert said.startswith("# History of the savings figures: 2 projects\n")
    assert said.count("\n## ") == 2


def test_a_project_without_figures_says_so(example: str) -> None:
    assert "The book has no figure for it by then." in paper("history", "brmi", *AT, store=example)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("change-request", "ICS-2019-Z", "-o", "-"), "there is no change request 'ICS-2019-Z'"),
        (("history", "nobody", "-o", "-"), "there is no project 'nobody'"),
        (("history", "transitions", "-o", "-", "--measure", "trees"), "has no measure 'trees'"),
        (("history", "transitions", "-o", "x.pdf"), "cannot be told from its name"),
        (("history", "transitions", "-o", "x.md", "--format", "html"), "is a file for md"),
        (("workbook", "-o", "x.csv"), "let it end in .xlsx"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    words: tuple[str, ...], why: str, example: str
) -> None:
    done = run("export", *words, store=example)
    assert (done.exit_code, done.stdout, why in done.stderr) == (2, "", True), done.stderr


@pytest.mark.parametrize("noun", ["change-request ICS-2019-A", "history transitions", "workbook"])
def test_no_export_replaces_the_store(noun: str, example: str, tmp_path: Path) -> None:
    store = Path(example.removeprefix("sqlite:///"))
    link = tmp_path / ("link.xlsx" if noun == "workbook" else "link.md")
    link.symlink_to(store)
    before = store.read_bytes()
    done = run("export", *noun.split(), "-o", str(link), store=example)
    assert (done.exit_code, "is a store" in done.stderr) == (2, True)
    assert store.read_bytes() == before


def test_the_workbook_has_a_sheet_for_every_table_and_names_their_commands(
    example: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    done = run("export", "workbook", *AT, "-o", str(path), store=example)
    assert (done.exit_code, done.stderr) == (0, "")
    found = tables(path)
    *titles, sources = found
    assert sources == "Sources"
    assert titles[:5] == ["Portfolio", "Projects", "Movements", "Requests", "Request figures"]
    assert {"Resolutions", "Actions", "Conditions", "Statements", "Gates"} <= set(titles)
    assert f"{len(titles)} tables, " in done.stdout
    said = {row[0]: row[1] for row in found["Sources"]}
    assert said["command"] == "minutebook export workbook --as-at 2019-01-07"
    again = run(*str(said["sheet Requests"]).split()[1:], "--format", "csv", store=example)
    assert len(again.stdout.splitlines()) == len(found["Requests"])


def test_the_movements_of_the_workbook_add_up_to_the_portfolio(
    example: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    run("export", "workbook", *AT, "-o", str(path), store=example)
    found = tables(path)
    header, *movements = found["Movements"]
    change, kind = header.index("change"), header.index("kind")
    head, *_, total = found["Portfolio"]
    assert sum(row[change] for row in movements) == total[head.index("target_total")]
    assert {row[kind] for row in movements} >= {"baseline", "brought-forward", "re-profile"}
    assert isinstance(movements[0][header.index("decided_on")], datetime)
    assert "2010000" in digits(path, 3).values()


def test_all_sheets_are_of_one_position_while_others_record(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(BOOK)
    book.record("- portfolio: {ref: later, name: Later}", at=IN_2019)
    path = tmp_path / "book.xlsx"
    run("export", "workbook", "--as-known", "2018-12-31", "-o", str(path), store=book.url)
    assert [row[0] for row in rows(path, "Portfolio")[1:]] == ["place", None]
    assert dict(row[:2] for row in rows(path, "Sources"))["position"] == 6


def test_an_empty_book_makes_a_workbook_of_headers(book: BookOnDisk, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    done = run("export", "workbook", "-o", str(path), store=book.url)
    assert (done.exit_code, done.stderr) == (0, "")
    counts = [len(found) for found in tables(path).values()]
    assert counts[1:-1] == [1] * (len(counts) - 2)


def test_every_command_of_the_page_on_exports_runs_as_written(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    shown = re.findall(r"^minutebook (.*)$", page, re.MULTILINE)
    assert len(shown) > 8
    for line in shown:
        done = run(*shlex.split(line), store=example)
        assert (done.exit_code, done.stderr) == (0, ""), line
