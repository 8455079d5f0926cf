"""Figures explained in sentences that can be read aloud, with what an auditor asks for beside."""

from __future__ import annotations

import re
from datetime import date

import pytest

from projections.lives import moving
from projections.lives.gathering import By
from projections.lives.life import life
from projections.lives.moving import Asked
from projections.lives.story import Explanation, explain
from projections.savings.projects import ALL
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE
from tests.projections.savings.test_history import CORRECTION, EXTENSION

TODAY = date(2019, 6, 2)


def story(
    views: Views, project: str = "reviews", year: str | None = "2018/19", known: int = ALL
) -> Explanation:
    """Return the story of a project's figure."""
    scope = Scope(Kind.PROJECT, project)
    return explain(views, Asked(scope, "cashable-benefit", TODAY, known, year))


def sentences(views: Views, project: str = "reviews", year: str | None = "2018/19") -> list[str]:
    """Return the sentences told of a year, or one for each."""
    found = story(views, project, year)
    return [sentence for one in found.years for sentence in one.sentences]


def told(book: BookOnDisk, *entries: str) -> list[str]:
    """Record entries and return what is told of 2018/19."""
    for text in entries:
        book.record(text)
    with book.views() as views:
        return sentences(views)


def test_it_said_three_million_and_says_two_who_changed_it_and_when(example: Views) -> None:
    told = sentences(example, "targeted-reviews")
    assert told[:3] == [
        "On 2 June 2019 the target of Targeted Reviews for 2018/19 is £2.01 million.",
        (
            "It was £3.01 million; it is £2.01 million; the difference of £1 million was decided by"
            " the Improvement and Change Sub-Committee on 12 March 2018."
        ),
        (
            "On 11 September 2017 the Adult Social Care and Public Health Committee set"
            " £3.01 million for 2018/19; the book cites no resolution for it."
        ),
    ]
    assert told[4:5] + told[6:10] == [
        (
            "On 12 March 2018 the Improvement and Change Sub-Committee approved the re-profile"
            " request “Slow down Targeted Reviews”, which took £1 million off 2018/19, from"
            " £3.01 million to £2.01 million; the papers at hand do not give the number of the"
            " resolution."
        ),
        (
            "The book was begun on 1 June 2019, after that decision, and cannot say what was known"
            " at it; this goes by the days that its sources give."
        ),
        "When they agreed, the book had no status report on it.",
        (
            "The re-profile request “Accelerate Targeted Reviews”, which is open before the"
            " Improvement and Change Sub-Committee, would leave 2018/19 at £2.01 million."
        ),
        (
            "The status report for September 2018 says: on target, 2018/19 over-achieved by"
            " £1,967,000."
        ),
    ]


def test_what_is_read_aloud_has_no_codes_and_the_notes_have_them(example: Views) -> None:
    (found,) = story(example, "targeted-reviews").years
    assert not re.search(r"\b[a-z]+-\d|[A-Z]{2,}-\d|position|\d{4}-\d\d", " ".join(found.sentences))
    assert found.notes[4].startswith("change request ICS-2018-A; meeting ics-2018-03-12; source: ")
    assert found.notes[4].endswith("item 5, appendix A; recorded 1 June 2019; position 42")


def test_without_a_year_each_year_says_what_it_was_and_who_decided_the_difference(
    example: Views,
) -> None:
    found = story(example, "targeted-reviews", None)
    assert [one.year for one in found.years] == ["2018/19", "2019/20", "2020/21"]
    assert [one.sentences[1] for one in found.years[1:]] == [
        (
            "It was first set by the Adult Social Care and Public Health Committee on 11 September"
            " 2017, and has not moved since."
        ),
        (
            "It was £1 million; it is £2 million; the difference of £1 million was decided by the"
            " Improvement and Change Sub-Committee on 12 March 2018."
        ),
    ]


def test_a_figure_brought_forward_says_that_its_decisions_are_not_in_the_book(
    example: Views,
) -> None:
    assert sentences(example, "contracts-review")[1:3] == [
        "It is what the book took over as at 30 September 2018, and has not moved since.",
        (
            "As at 30 September 2018 the book took over £680,000 for 2018/19, as its source states"
            " it, without the decisions behind it."
        ),
    ]


def test_a_request_that_can_be_approved_is_told_with_what_it_would_change(
    example: Views,
) -> None:
    assert "would move 2019/20 from £2 million to £4 million." in " ".join(
        sentences(example, "targeted-reviews", "2019/20")
    )


def test_a_stale_request_is_told_with_both_profiles(example: Views) -> None:
    assert (
        "would move 2018/19 from £830,000 to £520,000; it is stale, since it expects £250,000 for"
        " 2017/18, £830,000 for 2018/19 and the book has £680,000 for 2018/19."
    ) in " ".join(sentences(example, "contracts-review"))


def test_what_was_known_when_they_agreed_is_the_report_and_the_requests_of_before_that_day(
    book: BookOnDisk,
) -> None:
    report = (
        "- status-report: {project: reviews, period: 2018-02, status: at-risk,"
        " reported_on: 2018-02-20, at_risk: {2018/19: 200}, target: {2018/19: 3000}}"
    )
    other = REQUEST.replace("R-1", "R-2").replace("Take some off", "Take more off")
    read = told(book, BASELINE, REQUEST, other, report, DECISIONS["approved"])
    assert (
        "When they agreed, the last status report was that for February 2018: it said at risk,"
        " £200 at risk in 2018/19, and a target of £3,000."
    ) in read
    assert (
        "Another request on it was waiting then, before the Improvement and Change Sub-Committee:"
        " “Take more off”."
    ) in read


def test_a_report_that_came_into_the_book_after_the_decision_is_told_as_such(
    book: BookOnDisk,
) -> None:
    report = (
        "- status-report: {project: reviews, period: 2018-02, status: on-target,"
        " reported_on: 2018-02-20}"
    )
    read = told(book, BASELINE, REQUEST, DECISIONS["approved"], report)
    assert any("the book was told of that report only after the decision" in one for one in read)


def test_a_group_is_told_by_kinds_of_decision_that_add_up_to_what_stands(example: Views) -> None:
    asked = Asked(WHOLE, "cashable-benefit", TODAY)
    (found,) = explain(example, asked).years
    assert found.amount == 28112000
    assert found.sentences[:3] == (
        "On 2 June 2019 the target of all projects, all years together, is £28,112,000.",
        (
            "It began as £25,574,000: what was first set and what the book took over from its"
            " sources."
        ),
        (
            "Since then extensions added £2,538,000 and re-profiles moved amounts between years or"
            " projects and left the total as it was."
        ),
    )
    assert (
        "By the last status reports, those for September 2018, it is over-achieved by £5,763,000."
    ) in found.sentences


def test_a_group_without_figures_says_so(book: BookOnDisk) -> None:
    with book.views() as views:
        asked = Asked(Scope(Kind.PORTFOLIO, "care"), "cashable-benefit", TODAY, year="2018/19")
        (found,) = explain(views, asked).years
    assert found.sentences == ("On 2 June 2019 the book has nothing set for care for 2018/19.",)


def test_a_year_with_nothing_set_says_so(example: Views) -> None:
    story = sentences(example, "transitions", "2025/26")
    assert story == [
        "The book has nothing of 2025/26: no target, request or report names that year."
    ]


def test_a_project_without_figures_has_no_story(book: BookOnDisk) -> None:
    with book.views() as views:
        assert story(views, year=None).years == ()


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
    read = told(book, BASELINE, REQUEST, DECISIONS["approved"])
    assert ", on condition that: Report in June (owner: A. Officer) by 30 June 2018." in read[3]


def test_part_of_a_request_is_told_as_part(book: BookOnDisk) -> None:
    read = told(book, BASELINE, REQUEST, DECISIONS["approved-in-part"])
    assert "approved part of the write-off request “Take some off”, which took £100" in read[3]


def test_an_extension_is_told_with_its_title_and_its_reference_in_the_note(
    book: BookOnDisk,
) -> None:
    book.record(BASELINE)
    book.record(EXTENSION)
    with book.views() as views:
        (found,) = story(views, year="2019/20").years
    assert (
        "approved the extension “More reviews”, which added £100 to 2019/20" in found.sentences[3]
    )
    assert found.notes[3].startswith("extension P-2018-A; source: Minutes, page 3; ")


def test_an_approval_that_was_taken_back_is_told_by_the_title_of_its_request(
    book: BookOnDisk,
) -> None:
    breach = (
        "- condition-breach: {condition: R-1/1, breached_on: 2018-07-01, reason: No report came.}"
    )
    again = DECISIONS["rejected"].replace("2018-03-01", "2018-08-01")
    read = told(book, BASELINE, REQUEST, DECISIONS["approved"], breach, again)
    assert (
        "The reason given: The approval of “Take some off” was taken back after a breach of its"
        " conditions."
    ) in read
    assert not any("R-1" in one for one in read)


def test_a_group_that_nobody_reported_on_says_so_and_what_waits_alone_is_told_as_one(
    book: BookOnDisk,
) -> None:
    for text in (BASELINE, REQUEST):
        book.record(text)
    with book.views() as views:
        (found,) = explain(views, Asked(WHOLE, "cashable-benefit", TODAY)).years
    assert "The book has no status report on any of it." in found.sentences
    assert (
        "One request waits for a decision: “Take some off”; approved as asked, it would take off"
        " £500."
    ) in found.sentences


def test_a_correction_is_told_with_what_showed_the_error(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(CORRECTION)
    with book.views() as views:
        (found,) = story(views).years
    assert found.sentences[1:2] + found.sentences[3:5] == (
        (
            "It was £3,000; it is £2,500, for the record was corrected on 15 January 2018, recorded"
            " on 1 December 2018."
        ),
        (
            "On 15 January 2018 the record of the baseline was corrected, which took £500 off"
            " 2018/19, from £3,000 to £2,500; that was recorded on 1 December 2018."
        ),
        "The reason given: A digit was misread.",
    )
    assert found.notes[3] == "source: Corrected minutes; recorded 1 December 2018; position 5"


def test_a_body_that_was_not_there_on_the_day_is_told_as_such(book: BookOnDisk) -> None:
    later = "- body: {ref: audit, name: Audit, kind: committee, established_on: 2019-01-01}\n"
    cited = "    authority: {body: audit, decided_on: 2018-01-15, note: By letter.}\n    reason:"
    read = told(book, later, BASELINE, CORRECTION.replace("    reason:", cited))
    assert "was corrected by the body audit, which is not in the book, which took £500" in read[3]


def test_what_a_correction_came_of_is_no_decision(book: BookOnDisk) -> None:
    read = told(
        book,
        BASELINE,
        CORRECTION,
        REQUEST.replace("3000", "2500").replace(
            "revised: {2018/19: 2500", "revised: {2018/19: 2000"
        ),
        DECISIONS["approved"],
    )
    assert read[1] == (
        "It was £3,000; it is £2,000; the difference of £1,000 came of what was decided by the"
        " Improvement and Change Sub-Committee on 1 March 2018, and of a correction of the record"
        " on 15 January 2018, recorded on 1 December 2018."
    )


def test_what_was_known_is_told_also_where_a_correction_bears_the_same_day(
    book: BookOnDisk,
) -> None:
    report = (
        "- status-report: {project: reviews, period: 2018-02, status: at-risk,"
        " reported_on: 2018-02-20}"
    )
    correction = CORRECTION.replace("2018-01-15", "2018-03-01").replace("-500", "0.50")
    request = REQUEST.replace("2018/19: 3000", "2018/19: 3000.50")
    read = told(book, BASELINE, report, correction, request, DECISIONS["approved"])
    assert any(one.startswith("When they agreed, the last status report") for one in read)


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


def test_a_cited_resolution_is_told_by_its_title_and_later_fate_its_number_in_the_note(
    book: BookOnDisk,
) -> None:
    for text in (RESOLUTION, CITING, SUPERSEDING):
        book.record(text)
    with book.views() as views:
        (found,) = story(views).years
    assert found.sentences[2] == (
        "On 15 January 2018 the Policy Committee set £3,000 for 2018/19, by its resolution"
        " “Savings”, since superseded."
    )
    assert (
        "resolution 2018/001, item 3, superseded by 2018/002; source: Agenda pack, page 7"
        in (found.notes[2])
    )


def test_what_was_not_known_then_is_not_told(book: BookOnDisk) -> None:
    book.record(CITING, at=IN_2018)
    book.record(RESOLUTION, at=IN_2019)
    known = book.position_at(IN_2018)
    with book.views() as views:
        then, now = story(views, known=known), story(views)
    absent = "; the resolution that it cites is not in the book."
    assert then.years[0].sentences[2].endswith(absent)
    assert not now.years[0].sentences[2].endswith(absent)


def test_an_officers_decision_is_told_with_the_meeting_that_delegated_it(
    book: BookOnDisk,
) -> None:
    read = told(
        book,
        RESOLUTION,
        BASELINE.replace("decided_on: 2018-01-15\n", "decided_on: 2018-01-20\n").replace(
            "{body: policy, decided_on: 2018-01-15}",
            "{body: policy, decided_on: 2018-01-20, officer: P. Officer,"
            " meeting: policy-2018-01-15, note: Under delegation.}",
        ),
    )
    assert read[2] == (
        "On 20 January 2018 P. Officer, for the Policy Committee, at its meeting of 15 January"
        " 2018, set £3,000 for 2018/19; under delegation."
    )


def test_a_body_is_told_by_the_name_it_bore_on_the_day(book: BookOnDisk) -> None:
    renaming = "- body-renaming: {body: policy, name: The Cabinet, decided_on: 2018-03-01}"
    read = told(book, BASELINE, EXTENSION.replace("2019/20", "2018/19"), renaming)
    assert "the Policy Committee set" in read[2]
    assert "On 1 May 2018 the Cabinet approved" in read[3]


def test_a_year_that_only_a_request_names_is_told_with_it(example: Views) -> None:
    read = sentences(example, "statutory-school-transport", "2019/20")
    assert read[0] == (
        "On 2 June 2019 the book has nothing set for Statutory School Transport in 2019/20."
    )
    assert any("Deliver Statutory School Transport in another way" in one for one in read)


def test_movements_too_many_to_be_told_one_by_one_are_told_in_sum(
    example: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Asked(WHOLE, "cashable-benefit", TODAY)
    one_by_one, gathered = life(example, asked), explain(example, asked)
    monkeypatch.setattr(moving, "FEW", -1)
    added_up = life(example, asked)
    assert added_up.current == one_by_one.current
    assert (added_up.by, added_up.movements) == (By.DAY, one_by_one.movements)
    assert [line.projects for line in added_up.lines] == [None] * len(added_up.lines)
    told = explain(example, asked).years[0].sentences
    assert told[:3] == gathered.years[0].sentences[:3]
    assert told[3] == (
        "102 movements made it so, too many to be told one by one: a year, a portfolio or a"
        " programme has fewer."
    )
