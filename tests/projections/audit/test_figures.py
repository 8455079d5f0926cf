"""What was approved is what reached the figures; a project is altered while it runs."""

from __future__ import annotations

from datetime import date

from domain.facts import Fact
from domain.savings.facts import (
    BaselineSet,
    ProjectStarted,
    SavingsExtended,
    SavingsRebaselined,
)
from domain.values.profiles import SavingsProfile
from projections.audit.auditing import audit
from tests.books import BookOnDisk
from tests.projections.audit.books import (
    BASELINE,
    BEGUN,
    CLEAN,
    DECIDED,
    LATER,
    altered,
    audited,
    found,
    store_altered,
    without,
)
from tests.projections.audit.test_requests import BACK, BREACH, ON_CONDITION

EXTENSION = """
- extension: {ref: E, project: p, decided_on: 2018-02-10, change: {2018/19: 7},
    authority: {body: ics, decided_on: 2018-01-08, meeting: m1, resolution: 2018/1}}
"""
CLOSED = "- project-closure: {project: p, decided_on: 2018-05-01, reason: Done}\n"


def test_an_approval_begins_from_the_figure_that_it_expects(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(EXTENSION)
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("stale", "CR")
    assert "by what the book knows now, £7 in 2018/19" in finding.sentence
    assert found(book, date(2018, 3, 4)) == []


def test_what_is_decided_after_an_approval_does_not_make_it_stale(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(EXTENSION.replace("2018-02-10", "2018-03-05"))
    assert found(book) == []


def test_what_was_approved_reaches_the_figures(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, without(SavingsRebaselined))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref, finding.projects) == ("effect-missing", "CR", ("p",))
    assert "never reached the cashable-benefit of p: -£40 in 2018/19" in finding.sentence


def test_nothing_else_than_was_approved_reaches_the_figures(book: BookOnDisk) -> None:
    years = dict.fromkeys(("2018/19", "2019/20", "2020/21", "2021/22"), 10)
    revised = SavingsProfile.parse(years)
    store_altered(book, CLEAN, altered(SavingsRebaselined, revised=revised))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("effect-differs", "CR")
    assert "£50 in 2018/19, -£10 in 2019/20, -£10 in 2020/21 and more" in finding.sentence


def test_a_request_that_is_approved_in_part_is_held_to_that_part(book: BookOnDisk) -> None:
    part = DECIDED.replace("approved,", "approved-in-part,").replace(
        "}",
        ", projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 80}}]}",
    )
    book.record(CLEAN.replace(DECIDED, part))
    assert found(book) == []


def test_what_is_taken_back_leaves_the_figures(book: BookOnDisk) -> None:
    book.record(ON_CONDITION + BREACH)
    store_altered(book, BACK, without(SavingsRebaselined))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("still-standing", "CR")
    assert "-£40 in 2018/19 of it still stands" in finding.sentence


def test_a_figure_begins_once(book: BookOnDisk) -> None:
    kept: list[Fact] = []

    def keep(fact: Fact) -> None:
        if isinstance(fact, BaselineSet):
            kept.append(fact)

    store_altered(book, BEGUN + BASELINE, keep)
    book.record(BEGUN + BASELINE)
    [baseline] = kept
    again = baseline.model_copy(update={"originator_version": baseline.originator_version + 1})
    store_altered(book, EXTENSION, lambda _: again)
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("begun-twice", "p")
    assert [each.position for each in finding.evidence] == [finding.position, finding.position - 1]


def test_a_closed_project_is_altered_no_more(book: BookOnDisk) -> None:
    book.record(CLEAN + CLOSED)
    assert found(book) == []
    book.record(
        "- correction: {project: p, decided_on: 2018-06-01, corrects: CR, source: Letter,"
        " change: {2018/19: 1}, reason: Misread}"
    )
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("after-closure", "p")
    assert "p was closed on 2018-05-01" in finding.sentence
    assert finding.evidence[1].sentence.startswith("p was closed")


def test_what_is_decided_on_the_day_of_closing_still_counts(book: BookOnDisk) -> None:
    book.record(CLEAN + CLOSED.replace("2018-05-01", "2018-03-05"))
    assert found(book) == []


def test_a_project_is_not_altered_before_it_starts(book: BookOnDisk) -> None:
    early = altered(SavingsExtended, decided_on=date(2017, 5, 31))
    store_altered(book, BEGUN + BASELINE + EXTENSION, early)
    assert ("before-start", "E") in found(book)


def test_what_has_no_day_is_held_to_no_day_of_its_project(book: BookOnDisk) -> None:
    undated = altered(BaselineSet, decided_on=None)
    store_altered(book, BEGUN + BASELINE, undated)
    assert found(book) == []
    assert audited(book).acts == 1


def test_a_project_that_never_started_is_not_asked_for_its_days(book: BookOnDisk) -> None:
    store_altered(book, BEGUN + BASELINE, without(ProjectStarted))
    assert found(book) == []


def _entry_of(do: str) -> str:
    """Return the entry that a finding says to record."""
    return f"- {do.partition('`')[2].rpartition('`')[0]}\n"


def test_a_correction_that_cites_the_decision_makes_a_missing_effect_good(
    book: BookOnDisk,
) -> None:
    store_altered(book, CLEAN, without(SavingsRebaselined))
    [finding] = audited(book).findings
    book.record(_entry_of(finding.do))
    assert found(book) == []


def test_a_correction_that_cites_the_decision_makes_a_wrong_effect_good(book: BookOnDisk) -> None:
    revised = SavingsProfile.parse({"2018/19": 10})
    store_altered(book, CLEAN, altered(SavingsRebaselined, revised=revised))
    [finding] = audited(book).findings
    book.record(_entry_of(finding.do))
    assert found(book) == []


def test_a_correction_that_cites_the_decision_takes_back_what_still_stands(
    book: BookOnDisk,
) -> None:
    book.record(ON_CONDITION + BREACH)
    store_altered(book, BACK, without(SavingsRebaselined))
    [finding] = audited(book).findings
    book.record(_entry_of(finding.do))
    assert "still-standing" not in [rule for rule, _ in found(book)]


def test_a_correction_that_cites_another_decision_makes_nothing_good(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, without(SavingsRebaselined))
    [finding] = audited(book).findings
    book.record(_entry_of(finding.do).replace('"2018/2"', '"2018/1"').replace('"m2"', '"m1"'))
    assert ("effect-missing", "CR") in found(book)


def test_what_began_before_the_days_asked_for_still_began(book: BookOnDisk) -> None:
    kept: list[Fact] = []
    store_altered(book, BEGUN + BASELINE, kept.append)
    book.record(BEGUN + BASELINE)
    [first] = [fact for fact in kept if isinstance(fact, BaselineSet)]
    version = first.originator_version + 1
    again = first.model_copy(update={"originator_version": version, "decided_on": date(2018, 6, 1)})
    store_altered(book, EXTENSION, lambda _: again)
    with book.views() as views:
        late = audit(views, as_at=LATER, since=date(2018, 4, 1))
    assert [each.rule for each in late.findings] == ["begun-twice"]
