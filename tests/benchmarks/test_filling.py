"""A store that a synthetic book was put into is a book like any other."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from benchmarks.synthetic.book import book
from domain.savings.project import Project
from engine.store.factory import open_store
from engine.store.opening import open_reader
from engine.store.verify import verify
from projections.catalogue import VIEWS
from projections.runner import catch_up
from tests.benchmarks.conftest import SMALL


def test_the_ledger_holds_every_fact_and_its_chain_is_whole(small_book: str) -> None:
    with open_reader(small_book) as reader:
        assert reader.last_position() == SMALL.facts
        assert verify(reader, reader.remembered().head).holds


def test_the_months_were_recorded_one_after_the_other(small_book: str) -> None:
    moments = sorted({moment for moment, _ in consumed()})
    with open_reader(small_book) as reader:
        stamps = [entry.recorded_at for entry in reader.stream()]
    assert stamps == sorted(stamps)
    assert len({*stamps}) == len(moments) == 301
    assert (stamps[0][:7], stamps[-1][:7]) == ("2001-03", "2026-04")


def test_every_subject_can_be_replayed_and_every_view_built(
    small_book: str, tmp_path: Path
) -> None:
    with open_store(small_book) as store:
        for identity in store.reader.originators("project:"):
            assert Project(identity.partition(":")[2]).replay(store.history(identity)).exists
    with open_reader(small_book) as reader:
        catch_up(reader, VIEWS, tmp_path / "views").close()


def consumed() -> list[tuple[datetime, int]]:
    return [(moment, sum(1 for _ in steps)) for moment, steps in book(SMALL)]
