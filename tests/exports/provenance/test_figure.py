"""Where a figure comes from, as the standard's own library reads it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from prov.model import ProvActivity, ProvAgent, ProvDerivation, ProvDocument, ProvEntity

from exports.provenance.figure import provenance
from tests.books import BookOnDisk

ROOT = Path(__file__).parents[3]
LAST = date(2019, 1, 31)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    book = BookOnDisk(tmp_path_factory.mktemp("provenance"))
    book.record_files(*sorted((ROOT / "examples" / "nottinghamshire").glob("*.yaml")))
    return book


def read(book: BookOnDisk, year: str | None = None) -> ProvDocument:
    with book.views() as views:
        text = provenance(
            views,
            "targeted-reviews",
            "cashable-benefit",
            as_at=LAST,
            known=views.position,
            year=year,
        )
    return ProvDocument.deserialize(content=text, format="json")


def derivations(document: ProvDocument) -> list[tuple[str, str]]:
    """What is derived from what, without the prefix of our names."""
    return [
        (str(record.args[0])[3:], str(record.args[1])[3:])
        for record in document.get_records(ProvDerivation)
    ]


def named(document: ProvDocument, name: str) -> dict[str, str]:
    (record,) = document.get_record(f"mb:{name}")
    return {str(key): str(getattr(value, "value", value)) for key, value in record.attributes}


def test_each_state_of_a_year_is_an_entity_with_its_exact_amount(book: BookOnDisk) -> None:
    document = read(book, year="2018/19")
    states = [
        record for record in document.get_records(ProvEntity) if "figure/" in str(record.identifier)
    ]
    amounts = [Decimal(named(document, str(one.identifier)[3:])["mb:amount"]) for one in states]
    assert amounts == [Decimal(3010000), Decimal(2010000)]


def test_a_state_is_a_revision_of_the_one_before_it(book: BookOnDisk) -> None:
    document = read(book, year="2018/19")
    assert [
        (named(document, later)["mb:amount"], named(document, earlier)["mb:amount"])
        for later, earlier in derivations(document)
        if later.startswith("figure/") and earlier.startswith("figure/")
    ] == [("2010000", "3010000")]


def test_the_decision_is_the_body_s_and_the_recording_the_clerk_s(book: BookOnDisk) -> None:
    document = read(book)
    agents = {str(record.identifier) for record in document.get_records(ProvAgent)}
    assert agents == {"mb:body/asch", "mb:body/ics", "mb:person/clerk"}
    activities = [str(record.identifier) for record in document.get_records(ProvActivity)]
    assert sum("decision/" in name for name in activities) == 2
    assert sum("recording/" in name for name in activities) == 2


def test_what_documents_state_is_derived_from_the_state_they_speak_of(book: BookOnDisk) -> None:
    document = read(book, year="2018/19")
    assert {
        (named(document, later)["mb:amount"], named(document, earlier)["mb:amount"])
        for later, earlier in derivations(document)
        if later.startswith("statement/") and earlier.startswith("figure/")
    } == {("2010000", "2010000")}


def test_writing_it_again_gives_the_same(book: BookOnDisk) -> None:
    assert read(book) == read(book)
