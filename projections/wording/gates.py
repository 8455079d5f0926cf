"""Facts about gates in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, listed, spaced, when

_OUTCOMES = {"go": "said go", "conditional-go": "said go on conditions", "no-go": "said no-go"}


def _defined(ref: str, said: Said) -> str:
    gates = listed(f"{gate['number']} {gate['name']}" for gate in said["gates"])
    criteria = ", ".join(criterion["ref"] for criterion in said["criteria"])
    of = said.get("programme") or said.get("project")
    return (
        f"The gates of {said['name']} ({ref}){when(' for {}', of)} were set, decided by"
        f" {said['body']}: {gates}{when('; the criteria: {}', criteria)}"
    )


def _assessed(ref: str, said: Said) -> str:
    found = said["assessment"]
    by = when(" by {}", found.get("waived_by"))
    evidence = when(": {}", found.get("evidence"))
    return (
        f"Criterion {found['criterion']} of {ref} was {spaced(found['result'])}{by}"
        f" at gate {said['gate']}{evidence}"
    )


def _decided(ref: str, said: Said) -> str:
    conditions = when(": {}", "; ".join(said["conditions"]))
    change = when("; what must change: {}", "; ".join(said["must_change"]))
    return f"Gate {said['gate']} of {ref} {_OUTCOMES[said['outcome']]}{conditions}{change}"


SENTENCES: dict[str, Sentence] = {
    "minutebook.gate-sequence-defined.1": _defined,
    "minutebook.criterion-assessed.1": _assessed,
    "minutebook.gate-decided.1": _decided,
}
"""The sentence of every fact about gates, by its stored name."""
