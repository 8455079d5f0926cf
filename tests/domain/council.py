"""The council that the tests of the domain are set in, with the figures of its own papers."""

from __future__ import annotations

from decimal import Decimal

from domain.bodies.body import Body
from domain.bodies.facts import BodyEstablished, TermsOfReferenceSet
from domain.bodies.terms import BodyKind, Matter, TermsOfReference
from domain.changes.facts import ChangeRequestRaised
from domain.changes.lines import ChangeKind, ChangeLine
from domain.changes.parts import Ruling
from domain.changes.request import ChangeRequest
from domain.meetings.facts import MeetingHeld, MeetingScheduled
from domain.meetings.meeting import Meeting
from domain.resolutions.votes import Votes
from domain.savings.facts import BaselineSet, OpeningBalanceBroughtForward, ProjectStarted
from domain.savings.project import Project
from domain.values.profiles import SavingsProfile
from tests.domain.scenario import Said, day, fact, recorded

ADULT_CARE = "adult-social-care-and-health"


def thousands(**years: int) -> SavingsProfile:
    """A profile as papers print it: ``thousands(y2018=3010)`` is £3,010,000 in 2018/19."""
    return SavingsProfile.parse(
        {
            f"{name[1:]}/{int(name[3:]) + 1:02d}": Decimal(1000) * amount
            for name, amount in years.items()
        }
    )


FIRST_PROFILE = thousands(y2018=3010, y2019=2000, y2020=1000)
MOVED_PROFILE = thousands(y2018=2010, y2019=2000, y2020=2000)
ACCELERATED_PROFILE = thousands(y2018=2010, y2019=4000, y2020=0)


def body(ref: str = "ics", *more: Said, established_on: str | None = None) -> Body:
    """A sub-committee, without terms of reference unless given."""
    return recorded(
        Body(ref),
        fact(BodyEstablished, established_on, ref=ref, name=ref, kind=BodyKind.SUB_COMMITTEE),
        *more,
    )


def terms(
    since: str | None = "2017-05-25",
    *,
    decides: tuple[Matter, ...] = (),
    portfolios: tuple[str, ...] = (),
    limit: int | None = None,
) -> Said:
    """Terms of reference that a body was given."""
    return fact(
        TermsOfReferenceSet,
        since,
        terms=TermsOfReference(
            summary="Watches over savings",
            decides=decides,
            portfolios=portfolios,
            financial_limit=None if limit is None else Decimal(limit),
        ),
    )


def meeting(ref: str = "ics-2018-11-05", *more: Said, of: str = "ics") -> Meeting:
    """A meeting that was held on the day in its reference."""
    on = ref[-10:]
    scheduled = fact(MeetingScheduled, None, ref=ref, body=of, scheduled_for=day(on))
    return recorded(Meeting(ref), scheduled, fact(MeetingHeld, on), *more)


def votes(
    in_favour: int,
    against: int,
    abstained: int = 0,
    *,
    casting_vote: str | None = None,
    named: dict[str, tuple[str, ...]] | None = None,
) -> Votes:
    """Votes as a record file gives them: ``{for: 4, against: 3}``."""
    return Votes.model_validate(
        {
            "for": in_favour,
            "against": against,
            "abstained": abstained,
            "casting_vote": casting_vote,
            "named": named,
        }
    )


def project(
    ref: str = "targeted-reviews", *more: Said, portfolio: str | None = ADULT_CARE
) -> Project:
    """A project of the adult social care portfolio."""
    started = fact(ProjectStarted, None, ref=ref, name=ref, portfolio=portfolio)
    return recorded(Project(ref), started, *more)


def baseline(profile: SavingsProfile, on: str = "2017-09-11") -> Said:
    """A baseline that a body set."""
    return fact(BaselineSet, on, profile=profile)


def balance(profile: SavingsProfile, on: str = "2018-09-30") -> Said:
    """An opening balance as a document states it."""
    return fact(OpeningBalanceBroughtForward, on, profile=profile)


def request(
    *lines: ChangeLine,
    kind: ChangeKind = ChangeKind.RE_PROFILE,
    ref: str = "ICS-2019-A",
    raised_on: str | None = "2018-12-20",
    raised_by: str | None = "Corporate Director",
    more: tuple[Said, ...] = (),
) -> ChangeRequest:
    """A change request before the sub-committee."""
    raised = fact(
        ChangeRequestRaised,
        raised_on,
        ref=ref,
        title="Accelerate Targeted Reviews",
        kind=kind,
        to="ics",
        lines=lines,
        raised_by=raised_by,
        reasons="Reviews run ahead of plan",
    )
    return recorded(ChangeRequest(ref), raised, *more)


def line(
    expected: SavingsProfile, revised: SavingsProfile, of: str = "targeted-reviews"
) -> ChangeLine:
    """What a request asks of a project."""
    return ChangeLine(project=of, expected=expected, revised=revised)


def ruling(on: str = "2019-01-07", of: str = "ics", decided_by: str | None = None) -> Ruling:
    """A decision of a body on a day."""
    return Ruling(body=of, decided_on=day(on), resolution="2019/003", decided_by=decided_by)


ACCELERATE = line(MOVED_PROFILE, ACCELERATED_PROFILE)
"""Request A before the sub-committee on 7 January 2019."""

WRITE_OFF = line(
    thousands(y2017=250, y2018=830), thousands(y2017=400, y2018=520), of="contracts-review"
)
"""Request B."""

DELIVER_OTHERWISE = line(
    thousands(y2018=686),
    thousands(y2018=0, y2019=719, y2020=80, y2021=-210),
    of="statutory-school-transport",
)
"""Request C."""
