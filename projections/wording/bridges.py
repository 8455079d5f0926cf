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


def label_of(stage: str, kind: str, *, staged: bool) -> str:
    """Return the label of a line: ``Write-offs``, or ``Learnt since: corrections``.

    Args:
        stage: ``learnt`` or ``decided``.
        kind: the kind of movement.
        staged: whether the two figures are of two moments of the book's knowledge, so that a line
            says which of the two it is, also where all lines are of the same.
    """
    words = kind_in_words(kind)
    return f"{_STAGES[stage]}: {words[:1].lower()}{words[1:]}" if staged else words
