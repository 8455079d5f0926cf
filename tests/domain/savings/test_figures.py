"""What a project must deliver: a baseline, set once, and every movement of it since."""

from __future__ import annotations

import pytest

from domain.aggregate import Provenance
from domain.errors import (
    AuthorityMissing,
    BaselineAlreadySet,
    NoBaseline,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
)
from domain.provenance import Authority
from domain.savings import approval
from domain.savings.facts import (
    BaselineSet,
    OpeningBalanceBroughtForward,
    ProjectClosed,
    SavingsCorrected,
    SavingsExtended,
    SavingsRebaselined,
)
from domain.savings.project import Project
from domain.values.profiles import SavingsProfile
from tests.domain.council import (
    ACCELERATED_PROFILE,
    FIRST_PROFILE,
    MOVED_PROFILE,
    balance,
    baseline,
    body,
    project,
    thousands,
)
from tests.domain.scenario import BY, Said, day, fact, given

BENEFIT = "cashable-benefit"
NOBODY = BY._replace(authority=None)
OFFICER = BY._replace(authority=Authority(officer="Head of Finance"))
CLOSED = fact(ProjectClosed, "2018-09-30", reason="Completed")
MOVED_IN_MARCH = fact(
    SavingsRebaselined,
    "2018-03-12",
    change_request="ICS-2018-A",
    kind="re-profile",
    expected=FIRST_PROFILE,
    revised=MOVED_PROFILE,
)


def _baseline(
    subject: Project, by: Provenance = BY, on: str = "2017-09-11", measure: str = BENEFIT
) -> None:
    subject.set_baseline(by, day(on), measure=measure, profile=FIRST_PROFILE, reason=None)


def _forward(subject: Project, by: Provenance = BY, on: str = "2018-09-30") -> None:
    subject.bring_forward(by, day(on), measure=BENEFIT, profile=MOVED_PROFILE, reason=None)


def _extend(
    subject: Project,
    by: Provenance = BY,
    on: str = "2018-10-08",
    ref: str = "transitions-2018",
    change: SavingsProfile | None = None,
) -> None:
    subject.extend(
        by,
        day(on),
        ref=ref,
        title="Transitions",
        measure=BENEFIT,
        change=thousands(y2019=50, y2020=50) if change is None else change,
        reason="More young people",
    )


def _correct(
    subject: Project,
    by: Provenance = BY,
    corrects: str = "baseline",
    change: SavingsProfile | None = None,
    measure: str = BENEFIT,
) -> None:
    subject.correct(
        by,
        day("2019-03-01"),
        measure=measure,
        corrects=corrects,
        change=thousands(y2018=10) if change is None else change,
        reason="Misread",
    )


EXTENSION = fact(
    SavingsExtended,
    "2018-10-08",
    ref="transitions-2018",
    title="Transitions",
    change=thousands(y2019=50, y2020=50),
    reason="More young people",
)


def test_a_body_sets_a_baseline() -> None:
    subject = project()
    given(subject).when(lambda: _baseline(subject)).then([baseline(FIRST_PROFILE)])
    assert subject.profile_at(day("2017-09-11"), BENEFIT) == FIRST_PROFILE


@pytest.mark.parametrize("by", [NOBODY, OFFICER])
def test_a_baseline_needs_the_body_that_approved_it(by: Provenance) -> None:
    subject = project()
    given(subject).when(lambda: _baseline(subject, by)).refused(
        AuthorityMissing, "a baseline of targeted-reviews needs the body that approved it"
    )


def test_a_baseline_may_be_brought_forward_from_a_document() -> None:
    subject = project()
    given(subject).when(lambda: _forward(subject, NOBODY)).then(
        [fact(OpeningBalanceBroughtForward, "2018-09-30", by=NOBODY, profile=MOVED_PROFILE)]
    )


def test_an_opening_balance_needs_the_source_that_states_it() -> None:
    subject = project()
    given(subject).when(lambda: _forward(subject, BY._replace(source=None))).refused(
        AuthorityMissing, "needs the source that states it"
    )


@pytest.mark.parametrize("first", [baseline(FIRST_PROFILE), balance(FIRST_PROFILE)])
def test_a_baseline_changes_only_by_an_approved_change_or_extension(first: Said) -> None:
    subject = project("targeted-reviews", first)
    words = "changes only by an approved change request or extension"
    given(subject).when(lambda: _baseline(subject)).refused(BaselineAlreadySet, words)
    given(subject).when(lambda: _forward(subject)).refused(BaselineAlreadySet, words)


def test_each_measure_has_a_baseline_of_its_own() -> None:
    subject = project("targeted-reviews", baseline(FIRST_PROFILE))
    _baseline(subject, measure="cost-avoidance")
    assert subject.has_figure("cost-avoidance")
    assert not subject.has_figure("income")


def test_a_competent_body_extends_what_a_project_must_deliver() -> None:
    subject = project("transitions", balance(thousands(y2019=50, y2020=50)))
    given(subject).when(lambda: _extend(subject)).then([EXTENSION])
    assert subject.profile_at(day("2018-10-08"), BENEFIT) == thousands(y2019=100, y2020=100)
    assert subject.profile_at(day("2018-10-07"), BENEFIT) == thousands(y2019=50, y2020=50)


@pytest.mark.parametrize("by", [NOBODY, OFFICER])
def test_an_extension_needs_the_body_that_approved_it(by: Provenance) -> None:
    subject = project()
    given(subject).when(lambda: _extend(subject, by)).refused(
        AuthorityMissing, "an extension of targeted-reviews needs the body"
    )


def test_an_extension_reference_is_used_once_in_its_project() -> None:
    subject = project("transitions", EXTENSION)
    given(subject).when(lambda: _extend(subject, on="2018-12-10")).refused(
        ReferenceUsed, "the extension transitions-2018 of transitions is in the book"
    )
    _extend(subject, ref="transitions-2019")


@pytest.mark.parametrize(
    "change", [thousands(y2019=0), thousands(y2019=50, y2020=-50), thousands(y2019=-1, y2020=50)]
)
def test_an_extension_adds_savings_and_takes_none_away(change: SavingsProfile) -> None:
    subject = project("transitions", balance(thousands(y2019=50)))
    given(subject).when(lambda: _extend(subject, change=change)).refused(
        RuleBroken, "an extension adds savings and takes none away; raise a change request"
    )


def test_the_history_of_targeted_reviews_stands_on_every_day() -> None:
    subject = project("targeted-reviews", baseline(FIRST_PROFILE), MOVED_IN_MARCH)
    days = ("2017-09-10", "2017-09-11", "2018-03-11", "2018-03-12", "2018-09-30")
    assert [subject.profile_at(day(on), BENEFIT) for on in days] == [
        SavingsProfile(),
        FIRST_PROFILE,
        FIRST_PROFILE,
        MOVED_PROFILE,
        MOVED_PROFILE,
    ]


def test_a_decision_recorded_late_falls_into_the_history_on_its_own_day() -> None:
    subject = project(
        "targeted-reviews",
        baseline(FIRST_PROFILE),
        fact(SavingsExtended, "2018-10-08", ref="late", change=thousands(y2020=5)),
        MOVED_IN_MARCH,
    )
    assert subject.profile_at(day("2018-09-30"), BENEFIT) == MOVED_PROFILE
    assert subject.profile_at(day("2018-10-08"), BENEFIT) == MOVED_PROFILE + thousands(y2020=5)


def test_a_movement_without_a_date_was_always_so() -> None:
    subject = project("p", fact(BaselineSet, None, profile=FIRST_PROFILE))
    assert subject.profile_at(day("0001-01-01"), BENEFIT) == FIRST_PROFILE


def test_no_figure_of_a_closed_project_moves() -> None:
    subject = project("targeted-reviews", CLOSED)
    given(subject).when(lambda: _baseline(subject, on="2018-10-01")).refused(NotInForce)
    given(subject).when(lambda: _forward(subject)).refused(NotInForce)
    given(subject).when(lambda: _extend(subject)).refused(NotInForce)
    given(subject).when(
        lambda: subject.rebaseline(
            BY,
            day("2019-01-07"),
            change_request="ICS-2019-A",
            kind="re-profile",
            measure=BENEFIT,
            expected=MOVED_PROFILE,
            revised=ACCELERATED_PROFILE,
            reason=None,
        )
    ).refused(NotInForce)


@pytest.mark.parametrize(
    ("movement", "corrects"),
    [
        (baseline(FIRST_PROFILE), "baseline"),
        (balance(FIRST_PROFILE), "opening-balance"),
        (EXTENSION, "transitions-2018"),
        (MOVED_IN_MARCH, "ICS-2018-A"),
    ],
)
def test_a_correction_names_what_it_corrects_and_the_first_record_stays(
    movement: Said, corrects: str
) -> None:
    subject = project("targeted-reviews", movement)
    before = subject.profile_at(day("2019-02-28"), BENEFIT)
    given(subject).when(lambda: _correct(subject, corrects=corrects)).then(
        [
            fact(
                SavingsCorrected,
                "2019-03-01",
                corrects=corrects,
                change=thousands(y2018=10),
                reason="Misread",
            )
        ]
    )
    assert subject.profile_at(day("2019-02-28"), BENEFIT) == before
    assert subject.profile_at(day("2019-03-01"), BENEFIT) == before + thousands(y2018=10)


def test_a_correction_of_nothing_is_refused() -> None:
    subject = project("targeted-reviews", baseline(FIRST_PROFILE))
    for attempt in (
        lambda: _correct(subject, corrects="extension"),
        lambda: _correct(subject, change=thousands(y2018=0)),
    ):
        given(subject).when(attempt).refused(RuleBroken, "names what it corrects (baseline)")


def test_a_correction_is_of_a_movement_of_its_own_measure() -> None:
    avoided = fact(BaselineSet, "2017-09-11", measure="cost-avoidance", profile=FIRST_PROFILE)
    subject = project("targeted-reviews", avoided, EXTENSION)
    given(subject).when(
        lambda: _correct(subject, corrects="transitions-2018", measure="cost-avoidance")
    ).refused(RuleBroken, "names what it corrects (baseline)")


def test_a_figure_that_was_never_set_cannot_be_corrected() -> None:
    subject = project()
    given(subject).when(lambda: _correct(subject)).refused(
        NoBaseline, "the cashable-benefit of targeted-reviews was never set"
    )


def test_a_correction_needs_a_source_or_an_authority() -> None:
    subject = project("targeted-reviews", baseline(FIRST_PROFILE))
    given(subject).when(lambda: _correct(subject, NOBODY._replace(source=None))).refused(
        AuthorityMissing, "needs the source or authority that shows the error"
    )
    _correct(subject, NOBODY)
    _correct(subject, BY._replace(source=None))


def test_a_figure_is_approved_by_the_body_that_its_authority_names() -> None:
    subject = project("transitions")
    given(subject).when(
        lambda: approval.set_baseline(
            subject,
            body("finance"),
            BY,
            day("2018-01-01"),
            measure=BENEFIT,
            profile=FIRST_PROFILE,
            reason=None,
        )
    ).refused(AuthorityMissing, "are approved by finance")
