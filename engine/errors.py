"""What the engine refuses before any rule of the domain is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from domain.errors import DomainError, ReferenceUsed, UnknownReference


class IncompleteCommand(DomainError):
    """A command leaves out something that cannot be worked out from the book."""


class ContradictoryCommand(DomainError):
    """Two parts of a command, or a command and the book, say different things."""


class ChangedEntry(ReferenceUsed):
    """A reference is used already, for something else; both versions are shown.

    Attributes:
        differences: field, recorded value and new value, for every field that differs.
    """

    def __init__(
        self, reference: str, message: str, differences: Sequence[tuple[str, Any, Any]]
    ) -> None:
        lines = [
            f"    {field}: the book has {old!r}, this says {new!r}"
            for field, old, new in differences
        ]
        super().__init__(reference, "\n".join([message, *lines]))
        self.differences = tuple(differences)


@dataclass(frozen=True)
class Place:
    """Where a command was written.

    Attributes:
        file: the file.
        line: the line its entry begins at.
        field: the entry, or the field of it, that is meant: ``resolution.meeting``.
        holding: finds the place of the field that holds a text, where one does.
    """

    file: str
    line: int
    field: str = ""
    holding: Callable[[str], Place | None] | None = dataclass_field(
        default=None, compare=False, repr=False
    )

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f": {self.field}" if self.field else "")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input, and where."""

    place: Place | None
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class BadInput(Exception):
    """An input that cannot be read as commands; nothing was recorded.

    Attributes:
        problems: everything that is wrong, in the order of the input.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class Refused(Exception):
    """A command that the domain refuses; nothing was recorded.

    Attributes:
        place: where the command was written, if in a file.
        reason: the refusal itself.
    """

    def __init__(self, place: Place | None, reason: DomainError) -> None:
        if place and place.holding and isinstance(reason, UnknownReference):
            place = place.holding(reason.reference) or place
        super().__init__(str(Problem(place, str(reason))))
        self.place = place
        self.reason = reason
