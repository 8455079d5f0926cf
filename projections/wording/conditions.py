"""Facts about conditions in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, when


def _discharged(_: str, said: Said) -> str:
    by = when(" by {}", said.get("discharged_by"))
    return f"The condition {said['condition']} was discharged{by}: {said['evidence']}"


def _breached(_: str, said: Said) -> str:
    return (
        f"The condition {said['condition']} was breached, and what hung on it is open again:"
        f" {said['reason']}"
    )


def _overdue(_: str, said: Said) -> str:
    return f"The condition {said['condition']} was to be met by {day(said['due'])}, and is overdue"


SENTENCES: dict[str, Sentence] = {
    "minutebook.condition-discharged.1": _discharged,
    "minutebook.condition-breached.1": _breached,
    "minutebook.condition-overdue.1": _overdue,
}
"""The sentence of every fact about conditions, by its stored name."""
