"""The log: every fact in words, what each is about, and what was known when."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.facts import Fact
from engine.catalogue import BY_ENTRY
from projections.facts.known import known_subjects
from projections.facts.moments import Reach, reach
from projections.facts.queries import list_facts
from projections.wording.sentences import SENTENCES, sentence
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.conftest import NewUrl

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> BookOnDisk:
    """The first example, its last file recorded in 2019."""
    book = BookOnDisk(tmp_path_factory.mktemp("example"), url=any_url())
    *files, last = sorted((EXAMPLES / "nottinghamshire").glob("*.yaml"))
    book.record_files(*files, at=IN_2018)
    book.record_files(last, at=IN_2019)
    return book


def test_every_fact_of_the_domain_has_a_sentence() -> None:
    assert BY_ENTRY  # loading every command loads every fact
    stored = {topic for topic in Fact.BY_TOPIC if topic.startswith("minutebook.")}
    assert stored - {"minutebook.motion.0"} == set(SENTENCES)


def test_a_fact_without_a_sentence_is_no_silent_gap() -> None:
    with pytest.raises(LookupError, match=r"there is no sentence for minutebook\.unheard-of\.1"):
        sentence("minutebook.unheard-of.1", "ics", {})


def test_the_log_has_every_fact_in_order_and_each_is_a_sentence(example: BookOnDisk) -> None:
    with example.views() as views:
        facts = list(list_facts(views))
    assert [fact.position for fact in facts] == list(range(1, len(facts) + 1))
    for fact in facts:
        assert fact.sentence.endswith((".", "?", "!"))
        assert "None" not in fact.sentence
        assert "  " not in fact.sentence


def test_the_log_of_a_project_has_the_requests_that_moved_it(example: BookOnDisk) -> None:
    with example.views() as views:
        facts = list(list_facts(views, subject=("project", "targeted-reviews")))
    about = {(fact.kind, fact.subject) for fact in facts}
    assert about >= {
        ("project", "targeted-reviews"),
        ("change-request", "ICS-2018-A"),
        ("change-request", "ICS-2019-A"),
    }
    topics = [fact.topic for fact in facts if fact.subject == "ICS-2018-A"]
    assert "minutebook.change-request-approved.1" in topics  # it names no project by itself
    kinds = {kind for kind, _ in about}
    assert kinds == {"project", "change-request", "status-report", "statement"}


def test_the_log_of_a_body_has_its_meetings_and_their_resolutions(example: BookOnDisk) -> None:
    with example.views() as views:
        facts = list(list_facts(views, subject=("body", "ics")))
    about = {(fact.kind, fact.subject) for fact in facts}
    assert about >= {("meeting", "ics-2018-11-05"), ("resolution", "ics/2018/019")}
    assert ("body", "communities") not in about
    assert "minutebook.attendance-recorded.1" in {fact.topic for fact in facts}


def test_the_log_of_a_resolution_has_what_rests_on_it(example: BookOnDisk) -> None:
    with example.views() as views:
        facts = list(list_facts(views, subject=("resolution", "ics/2018/019")))
    assert facts[0].subject == "ics/2018/019"
    assert any(fact.kind == "body" for fact in facts[1:])
    for fact in facts[1:]:
        assert fact.authority is not None
        assert fact.authority["resolution"] == "2018/019"


def test_a_later_resolution_stands_in_the_log_of_the_one_it_supersedes(book: BookOnDisk) -> None:
    book.record(
        """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- meeting: {ref: m, body: ics, held_on: 2018-11-05}
- meeting: {ref: n, body: ics, held_on: 2019-01-07}
- resolution: {ref: 2018/1, meeting: m, title: A, clauses: [{effect: notes, text: A}]}
- resolution: {ref: 2019/1, meeting: n, title: B, clauses: [{effect: notes, text: B}],
    supersedes: [2018/1]}
"""
    )
    with book.views() as views:
        for ref in ("ics/2018/1", "ics/2019/1"):
            facts = list(list_facts(views, subject=("resolution", ref)))
            assert "Resolution ics/2018/1 was superseded by 2019/1." in [f.sentence for f in facts]


def test_what_a_day_and_a_moment_do_not_know_is_left_out(example: BookOnDisk) -> None:
    known = example.position_at(IN_2018)
    with example.views() as views:
        everything = list(list_facts(views))
        then = list(list_facts(views, known_position=known))
        early = list(list_facts(views, everything[0].decided_on or IN_2018.date(), known))
    assert 0 < len(early) < len(then) < len(everything)
    assert {fact.recorded_at[:4] for fact in then} == {"2018"}


def test_the_position_of_a_moment_is_the_last_recorded_by_it(example: BookOnDisk) -> None:
    with example.views() as views:
        last = len(list(list_facts(views)))
        assert reach(views, IN_2018 - timedelta(microseconds=1)) == Reach(0, None)
        assert 0 < reach(views, IN_2018).position < last
        assert reach(views, IN_2019) == reach(views)
        assert reach(views).position == last


def test_groups_that_only_projects_name_are_subjects_too(book: BookOnDisk) -> None:
    book.record("- project: {ref: p, name: P, portfolio: place, programme: roads}")
    with book.views() as views:
        assert known_subjects(views) == [
            ("portfolio", "place"),
            ("programme", "roads"),
            ("project", "p"),
        ]
