"""Whatever projects and portfolios are called, a table finds again what it began.

``MINUTEBOOK_MODEL_RUNS=2000`` tries so many tables, others each time.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tables.planning import Wanted
from tests.books import BookOnDisk
from tests.importing.september import as_csv, imported, planned

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "0"))
HEADER = ["Portfolio", "Project", "Status", "Target 2018/19 (£000s)", "Target total (£000s)"]
WANTED = Wanted(opening=True, create=True, as_report=True, as_statements=True)

WORDS = st.sampled_from(
    [
        *("Highways", "Care", "C03", "B13", "OfC C03", "Phase 1", "Phase 2", "2018/19", "A15 2015"),
        *("תאורה", "工程", "Łódź", "🏛", "&", "and", "-", "'s", "<b>", "x", "2", "Q10", "CEX"),
        *("(", ")", "[C07]"),
    ]
)
BRACKETED = st.lists(WORDS, min_size=1, max_size=2).map(lambda words: f"({' '.join(words)})")
NAMES = st.lists(WORDS | BRACKETED, min_size=1, max_size=4).map(" ".join)
ODD_NAMES = st.text(
    st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=12
)
LINES = st.lists(
    st.tuples(st.sampled_from(["Place", "Place (North)", "אגף", "CEX"]) | NAMES, NAMES | ODD_NAMES),
    min_size=1,
    max_size=8,
)


@settings(max_examples=RUNS or 10, derandomize=not RUNS, deadline=None)
@given(lines=LINES)
def test_the_same_table_again_changes_nothing_whatever_the_names(
    lines: list[tuple[str, str]],
) -> None:
    cells = [
        [place, name, "On Target", str(at), str(at)] for at, (place, name) in enumerate(lines, 1)
    ]
    with TemporaryDirectory() as folder:
        path = as_csv([HEADER, *cells], Path(folder))
        book = BookOnDisk(Path(folder))
        first = planned(book, path, WANTED)
        if first.judged.standing or not first.entries:
            return
        imported(book, path, WANTED)
        again = planned(book, path, WANTED)
        assert ([*again.judged.standing], again.entries) == ([], ())
        assert again.without_project == first.without_project
