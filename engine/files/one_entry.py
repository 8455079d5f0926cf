"""One entry given by words on a command line instead of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from engine.catalogue import BY_ENTRY
from engine.commands.base import Command
from engine.errors import BadInput, Problem
from engine.files.wording import field_path, problem_of


def command_of(entry: str, fields: Mapping[str, Any]) -> Command:
    """Return the command that an entry with these fields is.

    Raises:
        BadInput: with every field that is wrong.
    """
    kind = BY_ENTRY[entry]
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        raise BadInput(
            [
                Problem(None, f"{field_path(detail['loc'], fields)}: {problem_of(detail, kind)}")
                for detail in error.errors(include_url=False)
            ]
        ) from error
