"""What a resolution delegates ends once."""

from __future__ import annotations

from domain.errors import NotInForce
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.delegation_facts import DelegationEnded
from domain.resolutions.facts import ResolutionPassed
from domain.resolutions.resolution import Resolution
from tests.domain.scenario import BY, day, fact, given, recorded


def test_a_power_that_was_taken_back_is_not_taken_back_again() -> None:
    clause = Clause(number=1, effect=Effect.DELEGATES, text="It", delegate="Director")
    subject = recorded(
        Resolution("ics/2018/019"),
        fact(
            ResolutionPassed,
            "2018-11-05",
            ref="2018/019",
            body="ics",
            meeting="ics-2018-11-05",
            item=None,
            title="T",
            clauses=(clause,),
        ),
        fact(DelegationEnded, "2019-03-01", clause=1),
    )
    given(subject).when(lambda: subject.end_delegation(BY, day("2019-02-01"), 1, None)).refused(
        NotInForce, "was ended on 2019-03-01 already"
    )
