"""Facts about actions in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, when


def _set(ref: str, said: Said) -> str:
    at = when(" at {}", said.get("asked_at"))
    by = f" by {day(said['due_on'])}" if said.get("due_on") else ""
    due = by or when(" for {}", said.get("due_at"))
    return f"{said['asked_by']} asked {said['owner']}{at} for action {ref}{due}: {said['text']}"


def _progressed(ref: str, said: Said) -> str:
    return f"Of action {ref} it was reported: {said['note']}"


def _completed(ref: str, said: Said) -> str:
    return f"Action {ref} was completed; the evidence: {said['evidence']}"


def _closed(ref: str, said: Said) -> str:
    return f"{_who(said)} closed action {ref}{_how(said)}{when(': {}', said.get('note'))}"


def _reopened(ref: str, said: Said) -> str:
    return f"{_who(said)} opened action {ref} again{_how(said)}: {said['reason']}"


def _who(said: Said) -> str:
    officer = said.get("officer")
    return f"{officer}, for {said['body']}," if officer else str(said["body"])


def _how(said: Said) -> str:
    return (
        when(" at {}", said.get("meeting"))
        + when(" by resolution {}", said.get("resolution"))
        + when(" under {}", said.get("delegation"))
    )


def _overdue(ref: str, said: Said) -> str:
    return f"Action {ref}, due by {day(said['due_on'])}, was overdue"


SENTENCES: dict[str, Sentence] = {
    "minutebook.action-set.1": _set,
    "minutebook.action-progressed.1": _progressed,
    "minutebook.action-completed.1": _completed,
    "minutebook.action-closed.1": _closed,
    "minutebook.action-reopened.1": _reopened,
    "minutebook.action-overdue.1": _overdue,
}
"""The sentence of every fact about actions, by its stored name."""
