"""Footnotes: each source is cited once, however often the paper rests on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from projections.wording.phrases import places


class Footnote(NamedTuple):
    """A source with its number."""

    number: int
    text: str


class Footnotes:
    """The sources that a paper rests on, in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, source: Mapping[str, Any] | None) -> int | None:
        """Return the number of a source; nothing where none is given."""
        return self.number_of(source_in_words(source))

    def number_of(self, text: str) -> int | None:
        """Return the number of a source in words; nothing where there are none."""
        return self._numbers.setdefault(text, len(self._numbers) + 1) if text else None

    @property
    def told(self) -> list[Footnote]:
        """Every source that was cited."""
        return [Footnote(number, text) for text, number in self._numbers.items()]


def source_in_words(source: Mapping[str, Any] | None) -> str:
    """Return a source as it is cited: document, page, item, paragraph; empty where none is."""
    if not source or not source.get("document"):
        return ""
    return f"{source['document']}{places(source)}"
