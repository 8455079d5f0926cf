"""``minutebook body``."""

from __future__ import annotations

from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import ask, run

BODIES = """
- body: {ref: policy, name: Policy Committee, kind: committee}
- body: {ref: board, name: Board, kind: programme-board, established_on: 2018-11-05,
    reports_to: [{body: policy, kind: reports-to, cadence: monthly}]}
- terms-of-reference: {body: policy, summary: Decides., financial_limit: 1000000}
- body-renaming: {body: board, name: New Board, decided_on: 2018-12-01}
"""


def test_the_list_has_the_bodies_in_force_on_the_day(nottinghamshire: str) -> None:
    before = {b["ref"] for b in ask("body", "list", "--as-at", "2018-11-04", store=nottinghamshire)}
    after = {b["ref"] for b in ask("body", "list", "--as-at", "2018-11-05", store=nottinghamshire)}
    assert {"ics", "policy", "swp-board"} <= before
    assert after - before == {
        "asset-management-group",
        "cloud-delivery-board",
        "ict-programme-board",
        "office-rationalisation-board",
    }


def test_the_book_knew_no_bodies_before_it_was_written(nottinghamshire: str) -> None:
    assert ask("body", "list", "--as-known", "2019-05-31", store=nottinghamshire) == []
    assert ask("body", "list", "--as-known", "2019-06-01", store=nottinghamshire) != []
    shown = run("body", "list", "--as-known", "2019-05-31", store=nottinghamshire)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert shown.stderr == "No bodies recorded by then.\n"


def test_dissolved_bodies_are_listed_when_all_are_asked_for(book: BookOnDisk) -> None:
    book.record(BODIES, IN_2018)
    book.record("- body-dissolution: {body: board, decided_on: 2019-01-01}", IN_2019)
    assert [b["ref"] for b in ask("body", "list", store=book.url)] == ["policy"]
    every = ask("body", "list", "--all", store=book.url)
    assert [(b["ref"], b["dissolved_on"]) for b in every] == [
        ("board", "2019-01-01"),
        ("policy", None),
    ]


def test_the_csv_has_a_header_and_a_line_for_each_body(book: BookOnDisk) -> None:
    book.record(BODIES)
    shown = run("body", "list", "--format", "csv", store=book.url).stdout.splitlines()
    assert shown == [
        "ref,name,kind,level,department,purpose,established_on,dissolved_on,successor",
        "board,New Board,programme-board,,,,2018-11-05,,",
        "policy,Policy Committee,committee,,,,,,",
    ]


def test_the_page_of_a_body_shows_its_lines_terms_and_members(nottinghamshire: str) -> None:
    shown = run("body", "show", "ics", store=nottinghamshire).stdout
    for expected in ("Improvement and Change Sub-Committee (ics)", "savings changes", "Reg Adair"):
        assert expected in shown
    told = ask("body", "show", "ics", store=nottinghamshire)
    assert told["members"][0] == {
        "person": "Reg Adair",
        "role": "chair",
        "voting": True,
        "starts_on": None,
        "ends_on": None,
    }


def test_the_page_of_a_body_shows_former_names_and_limits(book: BookOnDisk) -> None:
    book.record(BODIES)
    shown = run("body", "show", "board", store=book.url).stdout
    assert "Was called  Board 2018-11-05 to 2018-11-30" in shown
    assert "Up to    £1,000,000" in run("body", "show", "policy", store=book.url).stdout
    assert ask("body", "show", "policy", store=book.url)["terms"]["financial_limit"] == "1000000"


def test_the_page_of_a_body_shows_its_quorum_and_how_long_it_may_be_called_in(
    book: BookOnDisk,
) -> None:
    terms = "summary: Decides., quorum: 4, call_in: 5 working days"
    book.record(f"{BODIES}\n- terms-of-reference: {{body: board, {terms}}}\n")
    shown = run("body", "show", "board", store=book.url).stdout
    assert "Quorum   4" in shown
    assert "Call-in  5 working days" in shown
    told = ask("body", "show", "board", store=book.url)["terms"]
    assert (told["quorum"], told["call_in"]) == (4, "5 working days")
    log = run("log", "--format", "json", store=book.url).stdout
    assert "Decides; its quorum is 4; its decisions may be called in for 5 working days." in log


def test_an_unknown_body_is_answered_with_the_closest(nottinghamshire: str) -> None:
    result = run("body", "show", "isc", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: there is no body 'isc': did you mean ics?\n"
    far = run("body", "show", "xyzzy", store=nottinghamshire)
    assert far.stderr == (
        "error: there is no body 'xyzzy': `minutebook body list` shows what there is\n"
    )


def test_in_an_empty_book_there_is_nothing_to_mean(book: BookOnDisk) -> None:
    assert "none was recorded" in run("body", "show", "ics", store=book.url).stderr
    assert run("body", "tree", store=book.url).stderr == "No bodies recorded by then.\n"


def test_the_tree_shows_who_reports_to_whom(nottinghamshire: str) -> None:
    lines = run("body", "tree", store=nottinghamshire).stdout.splitlines()
    top = lines.index("Policy Committee (policy)")
    assert lines[top + 1] == "  Improvement and Change Sub-Committee (ics)  [reports to]"
    assert any("[supports, meets monthly]" in line for line in lines)
    assert any(line.endswith("(as above)") for line in lines)


def test_the_tree_as_data_has_the_depth_and_the_line(book: BookOnDisk) -> None:
    book.record(BODIES)
    assert ask("body", "tree", store=book.url)[1] == {
        "depth": 1,
        "ref": "board",
        "name": "New Board",
        "kind": "programme-board",
        "line": "reports-to",
        "line_of": "board",
        "line_to": "policy",
        "cadence": "monthly",
        "shown_above": False,
    }
    shown = run("body", "tree", "--format", "csv", store=book.url).stdout
    assert shown.splitlines()[1] == "0,policy,Policy Committee,committee,,,,,false"


def test_a_body_of_which_little_is_known_has_a_short_page(book: BookOnDisk) -> None:
    book.record("- body: {ref: alone, name: Alone, kind: committee}")
    shown = run("body", "show", "alone", store=book.url).stdout
    assert shown.startswith("Alone (alone), as at ")
    assert shown.splitlines()[1:] == ["", "Kind  committee"]
