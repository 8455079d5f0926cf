"""The lines of a bridge in words."""

from __future__ import annotations

from projections.wording.phrases import spaced

_KINDS = {
    "baseline": "Baselines",
    "brought-forward": "Brought forward",
    "re-profile": "Re-profiling",
    "write-off": "Write-offs",
    "extension": "Extensions",
    "alternative-delivery": "Alternative delivery",
    "transfer": "Transfers",
    "re-scope": "Re-scoping",
    "correction": "Corrections",
    "taken-back": "Approvals taken back",
    "moved-in": "Projects moved in",
    "moved-out": "Projects moved out",
}
_STAGES = {"learnt": "Learnt since", "decided": "Decided since"}


def kind_in_words(kind: str) -> str:
    """Return a kind of movement as the label of a line: ``Write-offs``."""
    return _KINDS.get(kind) or spaced(kind).capitalize()


def line_in_words(stage: str, kind: str) -> str:
    """Return the label of a line where a bridge has both stages: ``Learnt since: corrections``."""
    words = kind_in_words(kind)
    return f"{_STAGES[stage]}: {words[:1].lower()}{words[1:]}"
