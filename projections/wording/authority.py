"""Facts about who may act in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, spaced, when


def _role(said: Said) -> str:
    return f"{spaced(said['role'])}{when(' of {}', said.get('body'))}"


def _granted(_: str, said: Said) -> str:
    until = f" until {day(said['ends_on'])}" if said.get("ends_on") else ""
    return f"{said['person']} was given the role {_role(said)}{until}"


def _ended(_: str, said: Said) -> str:
    return f"{said['person']} no longer has the role {_role(said)}{when(': {}', said['reason'])}"


SENTENCES: dict[str, Sentence] = {
    "minutebook.role-granted.1": _granted,
    "minutebook.role-ended.1": _ended,
}
"""The sentence of every fact about authority, by its stored name."""
