"""Facts about gates in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from projections.wording.phrases import Said, Sentence, day, listed, spaced, when

_OUTCOMES = {"go": "said go", "conditional-go": "said go on conditions", "no-go": "said no-go"}
_MOST_NAMED = 12


def _defined(ref: str, said: Said) -> str:
    gates = listed(f"{gate['number']} {gate['name']}" for gate in said["gates"])
    refs = [criterion["ref"] for criterion in said["criteria"]]
    more = len(refs) - _MOST_NAMED
    criteria = ", ".join(refs[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
    of = said.get("programme") or said.get("project")
    return (
        f"The gates of {said['name']} ({ref}){when(' for {}', of)} were set, decided by"
        f" {said['body']}: {gates}{when('; the criteria: {}', criteria)}"
    )


def _assessed(ref: str, said: Said) -> str:
    found = said["assessment"]
    by = when(" by {}", found.get("waived_by"))
    assessor = when(", as {} found", found.get("assessor"))
    evidence = when(": {}", found.get("evidence"))
    return (
        f"Criterion {found['criterion']} of {ref} was {spaced(found['result'])}{by}"
        f" at gate {said['gate']}{assessor}{evidence}"
    )


def _waived(ref: str, said: Said) -> str:
    until = f" until {day(said['expires_on'])}" if said.get("expires_on") else ""
    return (
        f"Criterion {said['criterion']} of {ref} was waived by {said['granted_by']}{until}:"
        f" {said['reason']}"
    )


def _waiver_lapsed(ref: str, said: Said) -> str:
    how = f"was taken back: {said['reason']}" if said.get("reason") else "ran out"
    return f"The waiver of criterion {said['criterion']} of {ref} {how}"


def _decided(ref: str, said: Said) -> str:
    conditions = when(": {}", "; ".join(map(_condition, said["conditions"])))
    return f"Gate {said['gate']} of {ref} {_OUTCOMES[said['outcome']]}{conditions}{_change(said)}"


def _recycled(ref: str, said: Said) -> str:
    return (
        f"Gate {said['gate']} of {ref} sent the work back: the gates from {said['recycle_to']} on"
        f" are to be passed again{_change(said)}"
    )


def _change(said: Said) -> str:
    return when("; what must change: {}", "; ".join(said["must_change"]))


def _condition(said: str | Mapping[str, Any]) -> str:
    """Tell a condition, which books have as a text alone where it says nothing else."""
    if isinstance(said, str):
        return said
    due = said.get("due")
    return (
        f"{said['text'].rstrip('.')}{when(' ({})', said.get('owner'))}"
        f"{f' by {day(due)}' if due else ''}"
    )


def _imposed(ref: str, said: Said) -> str:
    blocks = listed(entry.replace("-", " ") for entry in said["blocks"])
    return f"{ref} must wait with {blocks} until gate {said['gate']} of {said['sequence']} says go"


SENTENCES: dict[str, Sentence] = {
    "minutebook.gate-sequence-defined.1": _defined,
    "minutebook.criterion-assessed.1": _assessed,
    "minutebook.criterion-waived.1": _waived,
    "minutebook.waiver-lapsed.1": _waiver_lapsed,
    "minutebook.gate-decided.1": _decided,
    "minutebook.gate-recycled.1": _recycled,
    "minutebook.gate-imposed.1": _imposed,
}
"""The sentence of every fact about gates, by its stored name."""
