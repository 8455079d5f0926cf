"""The examples tell what the papers say in other words than theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from examples.catalogue import names, record_files

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKS = Path(__file__).parents[3] / "shared" / "packs"
LONGEST_RUN = 9
# Fields in which the clerk writes; titles and names are taken as they are printed.
WRITTEN = frozenset(
    {
        *("text", "reason", "reasons", "narrative", "summary", "purpose", "note"),
        *("description", "learning", "mitigation", "wider_impact", "commentary", "interest"),
    }
)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Return every run of words that is one longer than a text may share with a pack."""
    words = _words(text)
    length = LONGEST_RUN + 1
    return {tuple(words[start : start + length]) for start in range(len(words) - LONGEST_RUN)}


def _written(entry: Any) -> Iterator[str]:
    """Yield every text that the clerk wrote, however deep in an entry it stands."""
    if isinstance(entry, list):
        for item in entry:
            yield from _written(item)
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key in WRITTEN and isinstance(value, str):
                yield value
            else:
                yield from _written(value)


def _texts(name: str) -> list[str]:
    return [
        text
        for file in record_files(name)
        for text in _written(yaml.safe_load(file.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("name", names())
def test_every_example_has_texts_to_judge(name: str) -> None:
    assert len(_texts(name)) > 10


def test_a_copied_sentence_would_be_found() -> None:
    paper = _runs("One two three, four five six: seven eight nine ten eleven.")
    assert _runs("… two three four five six seven eight nine ten eleven") & paper
    assert not _runs("two three four five six seven eight nine ten") & paper


@pytest.mark.skipif(not PACKS.exists(), reason="the papers themselves are not at hand")
@pytest.mark.parametrize("name", names())
def test_no_ten_words_in_a_row_are_taken_from_a_paper(name: str) -> None:
    papers = [_runs(pack.read_text(encoding="utf-8")) for pack in sorted(PACKS.glob("*.txt"))]
    assert papers
    copied = [text for text in _texts(name) for paper in papers if _runs(text) & paper]
    assert copied == []
