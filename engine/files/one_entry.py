"""One entry given by its fields, as the command line gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from engine.catalogue import BY_ENTRY
from engine.commands.base import Command
from engine.errors import BadInput, Problem
from engine.files.characters import named, unwritable
from engine.files.wording import wrong_fields

_MOST_PROBLEMS = 20


def command_of(entry: str, fields: Mapping[str, Any]) -> Command:
    """Return the command that an entry with these fields is.

    Raises:
        BadInput: with every field that is wrong.
    """
    for name, value in fields.items():
        if isinstance(value, str) and (at := unwritable(value)) is not None:
            told = f"{name}: the character {named(value[at])} cannot be recorded"
            raise BadInput([Problem(None, told)])
    kind = BY_ENTRY[entry]
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        wrong = wrong_fields(error, kind, fields, _MOST_PROBLEMS)
        raise BadInput([Problem(None, field.told_of("")) for field in wrong]) from error
