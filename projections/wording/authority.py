"""Facts about who may act in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed, pounds, spaced, when


def _role(said: Said) -> str:
    return f"{spaced(said['role'])}{when(' of {}', said.get('body'))}"


def _granted(_: str, said: Said) -> str:
    until = f" until {day(said['ends_on'])}" if said.get("ends_on") else ""
    return f"{said['person']} was given the role {_role(said)}{until}"


def _ended(_: str, said: Said) -> str:
    return f"{said['person']} no longer has the role {_role(said)}{when(': {}', said['reason'])}"


def _used(ref: str, said: Said) -> str:
    kind, _, used_for = said["used_for"].partition(":")
    amount = when(", {}", pounds(said["amount"])) if said["amount"] else ""
    consulted = f", in consultation with {listed(said['consulted'])}" if said["consulted"] else ""
    return (
        f"{said['officer']} used the power delegated by {ref}/{said['clause']} for the"
        f" {spaced(kind)} {used_for}{amount}{consulted}"
    )


def _taken_back(ref: str, said: Said) -> str:
    why = when(": {}", said["reason"])
    return f"The power delegated by {ref}/{said['clause']} was taken back{why}"


def _lapsed(ref: str, said: Said) -> str:
    return f"The power delegated by {ref}/{said['clause']} ran out"


SENTENCES: dict[str, Sentence] = {
    "minutebook.role-granted.1": _granted,
    "minutebook.role-ended.1": _ended,
    "minutebook.delegation-used.1": _used,
    "minutebook.delegation-ended.1": _taken_back,
    "minutebook.delegation-lapsed.1": _lapsed,
}
"""The sentence of every fact about authority, by its stored name."""
