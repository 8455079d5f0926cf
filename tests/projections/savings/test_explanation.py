"""Figures explained in sentences: each fact that an auditor asks for is in them."""

from __future__ import annotations

from datetime import date

import pytest

from projections.savings.explanation import explain
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE
from tests.projections.savings.test_history import CORRECTION, EXTENSION

TODAY = date(2019, 6, 2)


def sentences(views: Views, project: str = "reviews", year: str | None = "2018/19") -> list[str]:
    """Return the sentences told of a year, or one for each."""
    found = explain(views, project, as_at=TODAY, year=year)
    return [sentence for story in found.years for sentence in story.sentences]


def told(book: BookOnDisk, *entries: str) -> list[str]:
    """Record entries and return what is told of 2018/19."""
    for text in entries:
        book.record(text)
    with book.views() as views:
        return sentences(views)


def test_the_story_of_targeted_reviews_is_told_decision_by_decision(
    example: Views,
) -> None:
    story = sentences(example, "targeted-reviews")
    assert story[0].startswith(
        "On 11 September 2017 the Adult Social Care and Public Health Committee, at its meeting"
        " asch-2017-09-11, set £3,010,000 for 2018/19 (no resolution is cited; source: "
    )
    assert story[2].startswith(
        "On 12 March 2018 the Improvement and Change Sub-Committee, at its meeting ics-2018-03-12,"
        " approved change request ICS-2018-A (“Slow down Targeted Reviews”, re-profile), which took"
        " £1,000,000 off 2018/19, from £3,010,000 to £2,010,000"
        " (The papers at hand do not give the number of the resolution; source: "
    )
    assert story[2].endswith("pages 33-50, item 5, appendix A; recorded 1 June 2019, position 42).")
    assert story[4:7] == [
        "On 2 June 2019 the target for 2018/19 stands at £2,010,000.",
        (
            "Change request ICS-2019-A, “Accelerate Targeted Reviews” (re-profile), which is open"
            " and lies with the Improvement and Change Sub-Committee, would leave 2018/19 at"
            " £2,010,000."
        ),
        (
            "The status report for September 2018 says: on target, 2018/19 over-achieved by"
            " £1,967,000."
        ),
    ]


def test_without_a_year_there_is_one_sentence_for_each(example: Views) -> None:
    found = explain(example, "targeted-reviews", as_at=TODAY)
    assert [story.year for story in found.years] == ["2018/19", "2019/20", "2020/21"]
    assert [len(story.sentences) for story in found.years] == [1, 1, 1]
    sentence = found.years[2].sentences[0]
    assert sentence.startswith("On 2 June 2019 the target for 2020/21 stands at £2,000,000: on 11")
    assert "; then on 12 March 2018 the Improvement" in sentence
    assert "added £1,000,000 to 2020/21, from £1,000,000 to £2,000,000" in sentence


def test_a_figure_brought_forward_says_that_its_decisions_are_not_in_the_book(
    example: Views,
) -> None:
    assert sentences(example, "contracts-review")[0].startswith(
        "As at 30 September 2018 the book took over £680,000 for 2018/19 as its source states it,"
        " without the decisions behind it (source: "
    )


def test_a_request_that_can_be_approved_is_told_with_what_it_would_change(
    example: Views,
) -> None:
    assert (
        "would change 2019/20 by £2,000,000, from £2,000,000 to £4,000,000. The status report"
    ) in " ".join(sentences(example, "targeted-reviews", "2019/20"))


def test_a_stale_request_is_told_with_both_profiles(example: Views) -> None:
    assert (
        "would change 2018/19 by -£310,000, from £830,000 to £520,000; it is stale, since it"
        " expects 2017/18 £250,000, 2018/19 £830,000 and the book has 2018/19 £680,000."
    ) in " ".join(sentences(example, "contracts-review"))


def test_a_year_with_nothing_set_says_so(example: Views) -> None:
    story = sentences(example, "transitions", "2025/26")
    assert story == [
        "The book has nothing of 2025/26: no target, request or report names that year."
    ]


def test_a_project_without_figures_has_no_story(book: BookOnDisk) -> None:
    with book.views() as views:
        assert explain(views, "reviews", as_at=TODAY).years == ()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("at_risk: {2018/19: 200}", "£200 of 2018/19 at risk"),
        ("over_achievement: {2018/19: 5}", "2018/19 over-achieved by £5"),
        ("at_risk: {2019/20: 5}", "nothing of 2018/19 at risk"),
        (
            "delivered_alternatively: 7",
            "nothing of 2018/19 at risk, and £7 over all years delivered in another way",
        ),
    ],
)
def test_the_last_status_report_is_told(book: BookOnDisk, status: str, said: str) -> None:
    report = f"- status-report: {{project: reviews, period: 2018-09, status: at-risk, {status}}}"
    assert f"The status report for September 2018 says: at risk, {said}." in told(
        book, BASELINE, report
    )


def test_a_stated_target_that_the_book_did_not_have_is_told_with_the_difference(
    book: BookOnDisk,
) -> None:
    report = (
        "- status-report: {project: reviews, period: 2018-09, status: at-risk,"
        " target: {2018/19: 2850}, narrative: Two reviews\n    are late.}"
    )
    assert told(book, BASELINE, report)[-2:] == [
        "It states a target of £2,850 for 2018/19; the book had £3,000 then, £150 apart.",
        "It adds: Two reviews are late.",
    ]


def test_without_a_status_report_that_is_said(book: BookOnDisk) -> None:
    assert told(book, BASELINE)[-1] == "The book has no status report on it."


def test_an_approval_is_told_with_its_conditions_who_owns_them_and_when_they_are_due(
    book: BookOnDisk,
) -> None:
    story = told(book, BASELINE, REQUEST, DECISIONS["approved"])
    assert ", on condition that: Report in June (owner: A. Officer) by 30 June 2018 (" in story[1]


def test_part_of_a_request_is_told_as_part(book: BookOnDisk) -> None:
    story = told(book, BASELINE, REQUEST, DECISIONS["approved-in-part"])
    assert "approved part of change request R-1 (“Take some off”, write-off), which" in story[1]


def test_an_extension_is_told_with_its_reference_and_title(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(EXTENSION)
    with book.views() as views:
        story = sentences(views, year="2019/20")
    assert "approved extension P-2018-A (“More reviews”), which added £100 to 2019/20" in story[1]


def test_a_correction_is_told_with_what_showed_the_error(book: BookOnDisk) -> None:
    story = told(book, BASELINE, CORRECTION)
    assert story[1] == (
        "On 15 January 2018 the record of baseline was corrected, which took £500 off 2018/19, from"
        " £3,000 to £2,500 (source: Corrected minutes; recorded 1 December 2018, position 5)."
    )
    assert story[2] == "The reason given: A digit was misread."


def test_a_body_that_was_not_there_on_the_day_is_told_as_such(book: BookOnDisk) -> None:
    later = "- body: {ref: audit, name: Audit, kind: committee, established_on: 2019-01-01}\n"
    cited = "    authority: {body: audit, decided_on: 2018-01-15, note: By letter.}\n    reason:"
    story = told(book, later, BASELINE, CORRECTION.replace("    reason:", cited))
    assert "was corrected by audit, which is not in the book, which took £500" in story[1]
    assert "(By letter; source: Corrected minutes;" in story[1]


RESOLUTION = """
- meeting: {ref: policy-2018-01-15, body: policy, held_on: 2018-01-15}
- resolution:
    {ref: 2018/001, meeting: policy-2018-01-15, item: 3, title: Savings,
     clauses: [{effect: approves, text: The savings.}]}
"""
SUPERSEDING = """
- meeting: {ref: policy-2018-02-15, body: policy, held_on: 2018-02-15}
- resolution:
    {ref: 2018/002, meeting: policy-2018-02-15, item: 1, title: Savings again,
     supersedes: [2018/001], clauses: [{effect: approves, text: The savings.}]}
"""
CITING = BASELINE.replace("2018-01-15}", "2018-01-15, resolution: 2018/001}")


def test_a_cited_resolution_is_told_with_its_item(book: BookOnDisk) -> None:
    assert told(book, RESOLUTION, CITING)[0].startswith(
        "On 15 January 2018 the Policy Committee, by resolution 2018/001 (“Savings”, item 3), set"
        " £3,000 for 2018/19 (source: Agenda pack, page 7; "
    )


def test_a_cited_resolution_that_was_superseded_is_told_as_such(book: BookOnDisk) -> None:
    story = told(book, RESOLUTION, CITING, SUPERSEDING)
    assert "resolution 2018/001 (“Savings”, item 3, since superseded by 2018/002)" in story[0]


def test_a_cited_resolution_that_is_not_in_the_book_is_told_as_such(book: BookOnDisk) -> None:
    assert "by resolution 2018/001, which is not in the book, set £3,000" in told(book, CITING)[0]


def test_what_was_not_known_then_is_not_told(book: BookOnDisk) -> None:
    book.record(CITING, at=IN_2018)
    book.record(RESOLUTION, at=IN_2019)
    known = book.position_at(IN_2018)
    with book.views() as views:
        then = explain(views, "reviews", as_at=TODAY, known=known, year="2018/19")
        now = explain(views, "reviews", as_at=TODAY, year="2018/19")
    assert "which is not in the book" in then.years[0].sentences[0]
    assert "which is not in the book" not in now.years[0].sentences[0]


def test_an_officers_decision_is_told_with_the_meeting_that_delegated_it(
    book: BookOnDisk,
) -> None:
    story = told(
        book,
        RESOLUTION,
        BASELINE.replace("decided_on: 2018-01-15\n", "decided_on: 2018-01-20\n").replace(
            "{body: policy, decided_on: 2018-01-15}",
            "{body: policy, decided_on: 2018-01-20, officer: P. Officer,"
            " meeting: policy-2018-01-15, note: Under delegation.}",
        ),
    )
    assert story[0].startswith(
        "On 20 January 2018 P. Officer, for the Policy Committee, at its meeting policy-2018-01-15"
        " of 15 January 2018, set £3,000 for 2018/19 (Under delegation; source: "
    )


def test_a_body_is_told_by_the_name_it_bore_on_the_day(book: BookOnDisk) -> None:
    renaming = "- body-renaming: {body: policy, name: The Cabinet, decided_on: 2018-03-01}"
    story = told(book, BASELINE, EXTENSION.replace("2019/20", "2018/19"), renaming)
    assert "the Policy Committee set" in story[0]
    assert "On 1 May 2018 the Cabinet approved" in story[1]


def test_a_year_that_only_a_request_names_is_told_with_it(example: Views) -> None:
    story = sentences(example, "statutory-school-transport", "2019/20")
    assert story[0] == "The book has nothing set for 2019/20."
    assert any("ICS-2019-C" in sentence for sentence in story)
