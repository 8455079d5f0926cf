"""A project is altered from the day it starts until it is closed."""

from __future__ import annotations

from collections.abc import Iterator

from domain.errors import NotInForce
from projections.audit.acts import Act
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.wording.phrases import stop


def project_open(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """What is decided on the day of closing, and recorded before it, still counts."""
    if act.decided_on is None:
        return
    for ref in dict.fromkeys(movement.project for movement in act.movements):
        life = holdings.lives.get(ref)
        if life is None:
            continue
        closed_on = life.project.closed_on
        if closed_on == act.on and act.position < life.closed_at:
            continue
        try:
            life.project.check_open(act.on)
        except NotInForce as refusal:
            closed = closed_on is not None and act.on >= closed_on
            yield Doubt(
                "after-closure" if closed else "before-start",
                stop(f"{act.told} altered {ref}, but {refusal}"),
                f"Find out which of the two days is wrong; where neither is, correct {ref}.",
                (life.closed_at,) if closed else (),
            )
