"""Movements added up by blocks are, at any two times, the movements added up one by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.changes import approval
from engine.store.opening import create, open_reader
from engine.store.reader import LedgerReader
from projections import views_file
from projections.savings import blocks, figures, gathered
from projections.savings.blocks import Blocks
from projections.savings.figures import FIGURES
from projections.savings.gathered import Gathered
from projections.savings.projects import ALL, PROJECTS
from projections.sqlite.tables import SQLiteTables
from projections.view import Row
from projections.views import Views
from tests.books import BookOnDisk

EXAMPLE = Path(__file__).parents[3] / "examples" / "nottinghamshire"
FEW = 3
"""How many positions a block has here."""

REFS = ("calls", "reviews", "transport")
DAYS = ("", "2016-03-01", "2017-03-01", "2018-03-01")
MOVES = st.tuples(
    st.sampled_from(("cashable-benefit", "hours")),
    st.sampled_from(REFS),
    st.sampled_from(DAYS),
    st.sampled_from(("extension", "correction")),
    st.dictionaries(st.sampled_from(("2017/18", "2018/19")), st.integers(-3, 3)),
    st.booleans(),
)
Move = tuple[str, str, str, str, dict[str, int], bool]


@pytest.fixture(scope="module")
def no_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerReader]:
    """A ledger without facts, for views that are filled without one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'book.db'}"
    create(url)
    with open_reader(url) as reader:
        yield reader


@pytest.fixture(scope="module", autouse=True)
def small_blocks() -> Iterator[None]:
    """Let a block be full after a few positions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", FEW)
        patch.setattr(gathered, "BLOCK", FEW)
        yield


@contextmanager
def filled(batches: list[list[Move]], ledger: LedgerReader) -> Iterator[Views]:
    """Fill tables batch by batch; a batch whose first move says so is read by another program."""
    tables = SQLiteTables(views_file.in_memory())
    tables.make((PROJECTS, FIGURES))
    for number, project in enumerate(REFS):
        tables.add("project_step", [(number, project, "", "started", project, "[]", *[None] * 6)])
    carried, position = Blocks(), 0
    for batch in batches:
        first = position + 1
        if batch[0][-1]:
            carried = Blocks()
        rows: dict[str, list[Row]] = {"figure_fact": [], "figure_movement": []}
        for measure, project, since, sort, changes, _ in batch:
            position += 1
            place = (position, project, measure, since, "", sort, sort)
            rows["figure_fact"].append((*place, *[None] * 5))
            rows["figure_movement"] += [
                (measure, project, year, since, position, change, sort)
                for year, change in changes.items()
            ]
        for table, row in list(carried.rows(rows, first, position, tables.run)):
            rows.setdefault(table, []).append(row)
        for table, added in rows.items():
            if added:
                tables.add(table, added)
    tables.finish((PROJECTS, FIGURES))
    views = tables.opened(ledger, position)
    try:
        yield views
    finally:
        views.close()


def one_by_one(
    moves: list[Move], after: str, up_to: str, known: range, refs: tuple[str, ...]
) -> list[Gathered]:
    """Add up the movements of cashable benefit one by one."""
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for position, (measure, project, since, sort, changes, _) in enumerate(moves, 1):
        if measure != "cashable-benefit" or project not in refs or position not in known:
            continue
        if since <= up_to and (not after or since > after):
            for year, change in changes.items():
                amount, count = found.get((since, sort, year), (0, 0))
                found[since, sort, year] = amount + change, count + 1
    return [Gathered(*key, *found[key]) for key in sorted(found)]


@settings(deadline=None, max_examples=50)
@given(batches=st.lists(st.lists(MOVES, min_size=1, max_size=5), max_size=5))
def test_movements_gathered_from_blocks_are_the_movements_one_by_one(
    batches: list[list[Move]], no_ledger: LedgerReader
) -> None:
    moves = [move for batch in batches for move in batch]
    spans = (("", "2018-03-01"), ("", "2017-03-01"), ("2016-03-01", "2017-12-31"))
    positions = ((0, ALL), (0, len(moves) // 2), (2, ALL), (1, len(moves) - 1), (3, 3))
    with filled(batches, no_ledger) as views:
        for (after, up_to), (known_after, known), refs in product(
            spans, positions, (REFS, REFS[:1], REFS[:2])
        ):
            found = gathered.gathered(
                views,
                "cashable-benefit",
                after=after,
                up_to=up_to,
                known=known,
                projects=None if refs == REFS else refs,
                known_after=known_after,
            )
            counted = range(known_after + 1, min(known, len(moves)) + 1)
            assert found == one_by_one(moves, after, up_to, counted, refs)


def test_an_approval_that_was_taken_back_is_told_by_the_reason_that_the_domain_gives() -> None:
    said = Path(approval.__file__).read_text(encoding="utf-8")
    assert figures._WHY_TAKEN_BACK.format("{request.ref}") in said  # noqa: SLF001 - held together


@pytest.mark.usefixtures("small_blocks")
def test_views_that_were_brought_up_by_many_programs_have_the_blocks_of_one(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    found = []
    for number, file in enumerate(sorted(EXAMPLE.glob("0*.yaml"))):
        book.record_files(file)
        if number % 2:
            with book.views() as views:
                found = views.execute("SELECT * FROM figure_block ORDER BY block").fetchall()
    book.path.with_name("book.db.views").unlink()
    with book.views() as views:
        anew = views.execute("SELECT * FROM figure_block ORDER BY block").fetchall()
    assert {tuple(row) for row in found} <= {tuple(row) for row in anew}
    assert found
