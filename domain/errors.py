"""What the domain refuses, and why: every refusal carries the reference it concerns."""

from __future__ import annotations


class DomainError(Exception):
    """Anything the domain refuses; the message says what to do next.

    Attributes:
        reference: the reference of what the refusal concerns, ``ICS-2019-A``.
    """

    def __init__(self, reference: str, message: str) -> None:
        super().__init__(message)
        self.reference = reference


class FactOutOfPlace(DomainError):
    """A fact that is not the next one of the aggregate it was applied to."""


class UnknownReference(DomainError):
    """A reference that nothing in the book carries."""


class RuleBroken(DomainError):
    """A decision that a rule of governance does not permit."""


class ReferenceUsed(RuleBroken):
    """A reference that already stands for something else."""


class NotInForce(RuleBroken):
    """Something that has ended, been cancelled or has not happened yet was relied on."""


class OutsideRemit(RuleBroken):
    """A body decided what it has not been given to decide."""


class AboveFinancialLimit(RuleBroken):
    """A body decided more money than it may; the matter must be referred."""


class DecidedByRaiser(RuleBroken):
    """Who raised a request also decided it."""


class AlreadyDecided(RuleBroken):
    """A matter that has its decision was decided again."""


class StaleChangeRequest(RuleBroken):
    """The profile a request was written against is no longer the one in the book."""


class DoesNotAddUp(RuleBroken):
    """Figures that should add up to a printed one do not; the difference is shown."""


class BaselineAlreadySet(RuleBroken):
    """A baseline was set twice; it changes only by an approved change or extension."""


class NoBaseline(RuleBroken):
    """A change was asked of a figure that was never set."""


class AuthorityMissing(RuleBroken):
    """A fact that needs an authority was given none, or one that does not carry it."""


class VoteDoesNotCarry(RuleBroken):
    """The votes do not give the outcome that was recorded."""


class InterestBarsVote(RuleBroken):
    """A member voted on an item in which a disclosable pecuniary interest was declared."""


class GateOutOfOrder(RuleBroken):
    """A gate was decided before the one before it said go."""


class GateNotMet(RuleBroken):
    """A gate's outcome does not follow from its criteria."""


class StepNotAllowed(RuleBroken):
    """A step that the route does not have from where the case stands, or not yet."""


class RoleMissing(RuleBroken):
    """Somebody acted without the role that the route asks for."""


class NotQuorate(RuleBroken):
    """A meeting decided with fewer members than its body needs."""


class InterestBarsActing(RuleBroken):
    """Somebody acted on an item in which they declared a disclosable pecuniary interest."""


class AttachmentMissing(RuleBroken):
    """A step was taken without a paper that the route asks for."""


class BoundToRoute(RuleBroken):
    """Something that travels as a case was decided past its route."""


class BlockedByGate(RuleBroken):
    """Something was recorded that must wait for a gate to say go."""


class DelegationExceeded(RuleBroken):
    """A delegated power was used by another, beyond its limits or after its end."""


class NotForThisBody(RuleBroken):
    """A body closed or altered what another body asked for."""


class RouteAtFault(RuleBroken):
    """A case was to travel on a route that leads astray, or leaves out a guard it needs."""
