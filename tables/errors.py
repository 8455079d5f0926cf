"""What cannot be read as a table at all."""

from __future__ import annotations

from tables.parts import Place


class UnreadableTable(Exception):
    """A file that holds no status table, or a mapping that cannot be used; nothing was read.

    Attributes:
        place: where; none where the whole file is meant, which the message then names.
        reason: what is wrong, and what to do.
    """

    def __init__(self, place: Place | str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = None if isinstance(place, str) else place
        self.reason = reason
