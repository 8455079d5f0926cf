"""The sentence of what explains a finding of the audit."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence


def _explained(_: str, said: Said) -> str:
    return (
        f"{said['explained_by']} explained what the audit finds under {said['rule']} at position"
        f" {said['position']}: {said['reason']}"
    )


SENTENCES: dict[str, Sentence] = {"minutebook.movement-explained.1": _explained}
"""The sentence of every fact about findings of the audit, by its stored name."""
