"""What the model found that the engine let through, each in the fewest words; it stays closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import ContradictoryCommand
from tests.engine.cases.journey import APPROVING, before_committee, step
from tests.engine.open_book import OpenBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenBook]:
    with OpenBook(tmp_path) as opened:
        yield opened


def test_an_interest_in_the_item_is_not_evaded_by_naming_another_item(book: OpenBook) -> None:
    interest = "kind: disclosable-pecuniary, interest: Owns the land"
    before_committee(
        book,
        f"- declaration: {{meeting: ics-2019-01-21, person: I. Clerk, item: '4', {interest}}}\n",
        APPROVING,
    ).refuses(
        step("approve", "I. Clerk", more="resolution: 2019/003, item: '5'"),
        ContradictoryCommand,
        "is on item 4, not on item 5",
    )
