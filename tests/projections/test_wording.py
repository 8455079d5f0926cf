"""Facts in plain words: a golden file with a sentence of every kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from projections.facts.queries import list_facts
from projections.wording import phrases
from projections.wording.sentences import SENTENCES, sentence
from tests.books import BookOnDisk

HERE = Path(__file__).parent
_ONE_EACH = ", page 12, item 5, 6, paragraph A-3"
_ROW = ", row 6 of report-2018-09.csv"
_ROW_OF_SHEET = ", page 12, Sheet 1, row 7 of a.xlsx"
_SEVERAL = ", pages 33-50, paragraphs 3 and 4"


def test_every_kind_of_fact_is_told_as_people_say_it(
    book: BookOnDisk, golden: Callable[[Path, str], None]
) -> None:
    book.record_files(HERE / "everything.yaml")
    with book.views() as views:
        facts = list(list_facts(views))
    assert {fact.topic for fact in facts} == set(SENTENCES)
    golden(HERE / "golden" / "sentences.txt", "".join(f"{fact.sentence}\n" for fact in facts))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (phrases.day("2018-11-05"), "5 November 2018"),
        (phrases.day(None), "an unknown day"),
        (phrases.month("2018-09"), "September 2018"),
        (phrases.pounds("-12.50"), "-£12.50"),
        (phrases.profile({}), "nil"),
        (
            phrases.change({"2018/19": "1"}, {"2019/20": "1"}),
            "2018/19 from £1 to £0, 2019/20 from £0 to £1",
        ),
        (phrases.listed([]), "nobody"),
        (phrases.listed(["A"]), "A"),
        (phrases.spaced("reports-to"), "reports to"),
        (phrases.spaced("sub-committee"), "sub-committee"),
        (phrases.stop("Why?"), "Why?"),
        (phrases.places({"page": "12", "item": "5, 6", "paragraph": "A-3"}), _ONE_EACH),
        (phrases.places({"paragraph": "row 6 of report-2018-09.csv"}), _ROW),
        (phrases.places({"page": "12", "paragraph": "Sheet 1, row 7 of a.xlsx"}), _ROW_OF_SHEET),
        (phrases.places({"page": "33-50", "item": None, "paragraph": "3 and 4"}), _SEVERAL),
    ],
)
def test_phrases_read_as_written(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        (None, "At m 3 members were present."),
        (0, "At m 3 members were present and no members were absent."),
    ],
)
def test_silence_about_the_absent_is_not_told_as_nobody(absent: int | None, expected: str) -> None:
    there: dict[str, object] = {"present": 3, "absent": absent, "apologies": [], "substitutes": []}
    [topic] = [topic for topic in SENTENCES if "attendance-recorded" in topic]
    assert sentence(topic, "m", {"attendance": there}) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            {"effect": "delegates", "delegate": "the Director", "in_consultation_with": ["A", "B"]},
            "delegates to the Director, in consultation with A and B: It.",
        ),
        (
            {
                "effect": "delegates",
                "delegate": "A",
                "in_consultation_with": ["B"],
                "limit": "500",
                "until": "2020-05-01",
            },
            "delegates to A, in consultation with B, up to £500, until 1 May 2020: It.",
        ),
        ({"effect": "refers", "to": "policy"}, "refers to policy: It."),
        (
            {"effect": "requests-report", "to": "board", "by": "2019-01-07"},
            "requests report from board by 7 January 2019: It.",
        ),
        ({"effect": "requests-report", "at": "ics-2"}, "requests report at ics-2: It."),
        (
            {"effect": "approves", "delegate": "the Director", "by": "2019-01-07", "at": "ics-2"},
            "approves, delegated to the Director by 7 January 2019 at ics-2: It.",
        ),
    ],
)
@pytest.mark.parametrize("outcome", ["passed", "lost"])
def test_a_clause_says_whom_it_binds_and_when(
    clause: dict[str, object], expected: str, outcome: str
) -> None:
    said = {"meeting": "m", "title": "T", "supersedes": [], "clauses": [clause | _NUMBERED]}
    told = sentence(f"minutebook.resolution-{outcome}.1", "r", said)
    assert told.endswith(f"r, T: (1) {expected}")


_NUMBERED = {"number": 1, "text": "It."}


def test_a_full_stop_does_not_stand_before_a_semicolon() -> None:
    terms = {"summary": "Decides savings.", "decides": ["baselines"], "portfolios": []}
    [topic] = [topic for topic in SENTENCES if "terms" in topic]
    assert sentence(topic, "ics", {"terms": terms}) == (
        "ics was given its terms of reference: Decides savings; it decides baselines."
    )


def test_terms_of_reference_say_the_quorum() -> None:
    terms = {"summary": "Decides savings.", "decides": [], "portfolios": [], "quorum": 3}
    assert sentence("minutebook.terms-of-reference-set.1", "ics", {"terms": terms}) == (
        "ics was given its terms of reference: Decides savings; its quorum is 3."
    )
