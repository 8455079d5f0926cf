"""The audit as a whole: what is asked, by which knowledge, and in any store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.explanations.rules import AuditRule
from domain.savings.facts import SavingsRebaselined
from projections.audit.auditing import audit
from projections.audit.rules.catalogue import RULES
from projections.changes.view import state_of, steps
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import ROOT
from tests.projections.audit.books import (
    CLEAN,
    LATER,
    audited,
    found,
    store_altered,
    without,
)
from tests.projections.conftest import NewUrl

SECOND = """
- project: {ref: q, name: Q, portfolio: place}
- baseline: {project: q, profile: {2018/19: 50}, authority: {body: ics, decided_on: 2018-04-09}}
- change-request: {ref: TWO, title: Both, kind: transfer, to: ics, raised_on: 2018-05-01,
    projects: [{project: p, expected: {2018/19: 60}, revised: {2018/19: 50}},
      {project: q, expected: {2018/19: 50}, revised: {2018/19: 60}}]}
- decision: {change_request: TWO, outcome: approved, decided_on: 2018-06-01, resolution: 2018/7}
"""
LIMIT = "- terms-of-reference: {body: ics, decided_on: 2018-05-20, summary: S, financial_limit: 9}"


@pytest.fixture
def two(tmp_path: Path, any_url: NewUrl) -> BookOnDisk:
    """Two projects, one request that touches both, and a limit that is learnt of in 2019."""
    book = BookOnDisk(tmp_path, url=any_url())
    book.record(CLEAN + SECOND, at=IN_2018)
    book.record(LIMIT, at=IN_2019)
    return book


def test_what_came_late_is_found_by_all_that_is_known_now_and_not_before(two: BookOnDisk) -> None:
    assert found(two) == [
        ("unknown-resolution", "TWO"),
        ("above-limit", "TWO"),
        ("no-resolution", "q"),
    ]
    before = two.position_at(IN_2018)
    with two.views() as views:
        then = audit(views, as_at=LATER, known=before)
        early = audit(views, as_at=date(2018, 4, 8))
    assert [each.rule for each in then.findings] == ["unknown-resolution"]
    assert (early.findings, early.notes, early.acts) == ((), (), 2)


def test_findings_are_narrowed_down_to_projects_days_and_rules(two: BookOnDisk) -> None:
    with two.views() as views:
        of_p = audit(views, as_at=LATER, projects={"p"})
        of_q = audit(views, as_at=LATER, projects=frozenset({"q"}))
        of_none = audit(views, as_at=LATER, projects=frozenset())
        many = {f"other-{number}" for number in range(500)} | {"q"}
        of_many = audit(views, as_at=LATER, projects=many)
        late = audit(views, as_at=LATER, since=date(2018, 6, 1))
        by_rule = audit(views, as_at=LATER, rules=["above-limit", "no-resolution"])
    assert [each.rule for each in of_p.findings] == ["unknown-resolution", "above-limit"]
    assert (of_p.notes, of_p.acts, of_p.movements) == ((), 3, 3)
    assert ([each.rule for each in of_q.notes], of_q.acts) == (["no-resolution"], 2)
    assert of_many == of_q
    assert of_none == ((), (), (), 0, 0)
    assert (len(late.findings), late.notes, late.acts) == (2, (), 1)
    assert [each.rule for each in by_rule.findings] == ["above-limit"]
    assert [each.rule for each in by_rule.notes] == ["no-resolution"]


def test_the_evidence_says_what_was_recorded_and_when(two: BookOnDisk) -> None:
    finding = next(each for each in audited(two).findings if each.rule == "above-limit")
    approval, terms = finding.evidence
    assert (approval.position, approval.decided_on) == (finding.position, "2018-06-01")
    assert (terms.decided_on, terms.recorded_on) == ("2018-05-20", "2019-06-01")
    assert terms.sentence == "ics was given its terms of reference: S up to £9."
    assert finding.do == "Put it to a body whose limit reaches so far, to confirm or to undo it."
    assert finding.projects == ("p", "q")


def test_the_papers_of_a_council_hold_decisions_whose_resolution_they_do_not_name(
    book: BookOnDisk,
) -> None:
    book.record_files(*sorted((ROOT / "examples" / "nottinghamshire").glob("*.yaml")))
    seen = audited(book, date(2019, 6, 1))
    assert seen.findings == ()
    assert [(note.rule, note.ref, str(note.decided_on)) for note in seen.notes] == [
        ("no-resolution", "targeted-reviews", "2017-09-11"),
        ("no-resolution", "ICS-2018-A", "2018-03-12"),
        ("no-resolution", "ASCH-2018-A", "2018-10-08"),
        ("no-resolution", "ASCH-2018-B", "2018-10-08"),
        ("no-resolution", "ASCH-2018-C", "2018-12-10"),
    ]


def test_what_waits_for_its_decision_is_no_act(book: BookOnDisk) -> None:
    book.record(CLEAN + SECOND.partition("- decision")[0])
    with book.views() as views:
        assert state_of(steps(views, "2018-06-01")["TWO"]) == "open"
    assert audited(book).acts == 3


def test_every_rule_is_tested_and_described() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    page = (ROOT / "docs" / "audit.md").read_text("utf-8")
    assert [code for code in RULES if f'"{code}"' not in tests] == []
    assert [code for code in RULES if f"| `{code}` |" not in page] == []


def test_an_explanation_covers_its_rule_at_its_position_and_stays_listed(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, without(SavingsRebaselined))
    [finding] = audited(book).findings
    said = "rule: {}, reason: Never minuted, explained_by: Auditor, explained_on: 2018-12-31"
    other = said.format("stale")
    book.record(f"- movement-explanation: {{position: {finding.position}, {other}}}")
    assert len(audited(book).findings) == 1
    text = said.format("effect-missing")
    book.record(f"- movement-explanation: {{position: {finding.position}, {text}}}")
    seen = audited(book)
    [explained] = seen.explained
    assert (seen.findings, explained.explained and explained.explained.reason) == (
        (),
        "Never minuted",
    )
    assert len(audited(book, date(2018, 12, 30)).findings) == 1


def test_every_rule_can_be_named_in_an_explanation() -> None:
    assert [*AuditRule] == [*RULES]
