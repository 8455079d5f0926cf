"""Guards about who acts: not who raised it, and nobody with a pecuniary interest."""

from __future__ import annotations

from domain.authority.raiser import check_not_raiser
from domain.routes.parts import Guard
from engine.cases.attempt import Attempt
from engine.errors import IncompleteCommand


def not_raiser(attempt: Attempt, _: Guard) -> None:
    """Refuse who raised what travels.

    Raises:
        DecidedByRaiser: naming them.
    """
    case = attempt.case
    check_not_raiser(case.subject, case.raised_by, attempt.by.actor)


def no_interest(attempt: Attempt, _: Guard) -> None:
    """Refuse who declared a disclosable pecuniary interest in the item.

    Raises:
        InterestBarsActing: naming the item.
        IncompleteCommand: where no meeting is named at which they might have declared it.
    """
    if attempt.command.under and attempt.meeting is None:
        return  # whoever decides under a delegation decides at no meeting
    if attempt.meeting is None:
        raise IncompleteCommand(
            attempt.case.ref,
            f"at which meeting was {attempt.step.name} of {attempt.case.ref} decided? add `meeting`"
            " or `resolution`",
        )
    attempt.meeting.check_may_act(attempt.by.actor, attempt.item)
