"""The sentences of all facts, in one place."""

from __future__ import annotations

from projections.wording import (
    actions,
    authority,
    bodies,
    calendar,
    cases,
    changes,
    conditions,
    explanations,
    gates,
    meetings,
    resolutions,
    routes,
    savings,
    statements,
    work_programme,
)
from projections.wording.phrases import Said, Sentence, stop

SENTENCES: dict[str, Sentence] = {
    **actions.SENTENCES,
    **authority.SENTENCES,
    **bodies.SENTENCES,
    **calendar.SENTENCES,
    **meetings.SENTENCES,
    **resolutions.SENTENCES,
    **routes.SENTENCES,
    **savings.SENTENCES,
    **statements.SENTENCES,
    **explanations.SENTENCES,
    **changes.SENTENCES,
    **gates.SENTENCES,
    **conditions.SENTENCES,
    **cases.SENTENCES,
    **work_programme.SENTENCES,
}
"""How every kind of fact is told, by its stored name."""


def sentence(topic: str, ref: str, said: Said) -> str:
    """Tell a fact in one sentence.

    Args:
        topic: its stored name, ``minutebook.body-established.1``.
        ref: the reference of what it is about, ``ics`` or ``ics/2018/019``.
        said: what it says, as stored.

    Raises:
        LookupError: where there is no sentence for facts of that name.
    """
    if topic not in SENTENCES:
        raise LookupError(f"there is no sentence for {topic}: add one to projections/wording")
    return " ".join(stop(SENTENCES[topic](ref, said)).split())
