"""How an action is told in the cells of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.words import on

if TYPE_CHECKING:
    from projections.actions.queries import ActionRow


def what(row: ActionRow) -> str:
    """Return what is to be done, and what it is about."""
    return f"{row.text} ({row.title})" if row.title else row.text


def due(row: ActionRow) -> str:
    """Return by when an action is due: a day, and the meeting it is for."""
    parts = (on(row.due_on), row.comes_to or row.due_at)
    return ", ".join(part for part in parts if part)
