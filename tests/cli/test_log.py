"""``minutebook log``."""

from __future__ import annotations

import csv
import io

import pytest

from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import ask, run

PLACE = """
- body: {ref: place, name: Place Committee, kind: committee}
- portfolio: {ref: place, name: Place}
- meeting: {ref: m, body: place, held_on: 2018-11-05}
- resolution: {ref: "1", meeting: m, title: A, clauses: [{effect: notes, text: It}]}
"""


def test_every_fact_is_told_with_both_its_times(nottinghamshire: str) -> None:
    told = ask("log", store=nottinghamshire)
    assert [fact["position"] for fact in told] == list(range(1, len(told) + 1))
    assert {fact["recorded_at"][:10] for fact in told} == {"2019-06-01"}
    assert set(told[0]) == {
        "position",
        "recorded_at",
        "decided_on",
        "kind",
        "subject",
        "topic",
        "sentence",
        "actor",
        "authority",
        "source",
    }


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        ("targeted-reviews", ("change-request", "ICS-2018-A")),
        ("ics", ("meeting", "ics-2018-11-05")),
        ("ics-2018-11-05", ("resolution", "ics/2018/019")),
        ("2018/019", ("resolution", "ics/2018/019")),
        ("ics/2018/019", ("resolution", "ics/2018/019")),
        ("ICS-2019-A", ("change-request", "ICS-2019-A")),
        ("project:targeted-reviews", ("project", "targeted-reviews")),
    ],
)
def test_the_log_of_a_bare_reference_has_what_concerns_it(
    subject: str, about: tuple[str, str], nottinghamshire: str
) -> None:
    told = ask("log", "--subject", subject, store=nottinghamshire)
    assert about in {(fact["kind"], fact["subject"]) for fact in told}
    assert len(told) < len(ask("log", store=nottinghamshire))


def test_an_unknown_subject_is_answered_with_the_closest(nottinghamshire: str) -> None:
    result = run("log", "--subject", "targetted-reviews", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no subject 'targetted-reviews': did you mean targeted-reviews" in result.stderr


def test_a_reference_of_two_things_asks_which(book: BookOnDisk) -> None:
    book.record(PLACE)
    result = run("log", "--subject", "place", store=book.url)
    assert result.exit_code == 2
    assert result.stderr == (
        "error: place names several things: write body:place or portfolio:place\n"
    )
    told = ask("log", "--subject", "portfolio:place", store=book.url)
    assert [fact["sentence"] for fact in told] == ["The portfolio Place (place) was set up."]


def test_a_line_says_who_recorded_and_on_whose_authority(book: BookOnDisk) -> None:
    book.record(PLACE, IN_2018)
    book.record(
        "- body-renaming: {body: place, name: P, decided_on: 2019-02-01,"
        ' authority: {body: place, resolution: "1", note: At the chair\'s wish.}}',
        IN_2019,
    )
    last = run("log", store=book.url).stdout.splitlines()[-1]
    assert "  clerk, place 1    " in last
    assert "chair's wish" not in last


def test_full_adds_the_whole_authority_and_the_source(nottinghamshire: str) -> None:
    short = run("log", "--subject", "targeted-reviews", store=nottinghamshire).stdout
    full = run("log", "--subject", "targeted-reviews", "--full", store=nottinghamshire).stdout
    assert short.splitlines()[1].split(maxsplit=3)[3].split("  ")[0] == "By, on authority of"
    assert full.splitlines()[1].split()[3:] == ["By", "Authority", "What", "Source"]
    assert "asch, 2017-09-11" in full
    assert "asch, 2017-09-11" not in short


def test_the_log_is_that_of_the_day_and_the_moment(book: BookOnDisk) -> None:
    book.record(PLACE, IN_2018)
    book.record("- body-renaming: {body: place, name: P, decided_on: 2019-02-01}", IN_2019)
    everything = len(ask("log", store=book.url))
    assert len(ask("log", "--as-known", "2018-12-31", store=book.url)) == everything - 1
    assert len(ask("log", "--as-at", "2019-01-31", store=book.url)) == everything - 1
    assert len(ask("log", "--as-at", "2019-02-01", store=book.url)) == everything


def test_the_csv_of_the_log_has_authority_and_source_in_words(nottinghamshire: str) -> None:
    shown = run("log", "--format", "csv", store=nottinghamshire).stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    baseline = next(row for row in rows if row["topic"] == "minutebook.baseline-set.1")
    assert baseline["authority"].startswith("asch, 2017-09-11")
    assert ", pages 33-50" in baseline["source"]


def test_an_empty_book_has_an_empty_log(book: BookOnDisk) -> None:
    assert ask("log", store=book.url) == []
    assert run("log", store=book.url).stderr == "Nothing recorded by then.\n"
