"""Building the command that a consequence is, with what a step says of it."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from engine.commands.base import Command
from engine.errors import IncompleteCommand

SomeCommand = TypeVar("SomeCommand", bound=Command)
_EMPTY: tuple[object, ...] = (None, (), "")


def built(kind: type[SomeCommand], reference: str, **fields: Any) -> SomeCommand:
    """Return the command with those fields that say something.

    Raises:
        IncompleteCommand: where it needs another field, or has one too many.
    """
    said = {name: value for name, value in fields.items() if value not in _EMPTY}
    try:
        return kind(**said)
    except ValidationError as error:
        problems = "; ".join(
            problem["msg"].removeprefix("Value error, ")
            + (f": {'.'.join(map(str, problem['loc']))}" if problem["loc"] else "")
            for problem in error.errors()
        )
        raise IncompleteCommand(reference, f"{reference}: {problems}") from error
