"""A project: what it promises to save, and every movement of that promise."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import ClassVar

from domain.aggregate import Provenance, applies
from domain.errors import (
    AlreadyDecided,
    AuthorityMissing,
    BaselineAlreadySet,
    NoBaseline,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
)
from domain.gates.imposed import HeldByGates
from domain.savings.facts import (
    BaselineSet,
    OpeningBalanceBroughtForward,
    ProjectClosed,
    ProjectRescoped,
    ProjectStarted,
    ProjectWentLive,
    SavingsCorrected,
    SavingsExtended,
    SavingsRebaselined,
)
from domain.values.amounts import in_pounds
from domain.values.profiles import SavingsProfile, summed

RESERVED = frozenset({"baseline", "opening-balance"})
"""What the first movements of a figure are called, which no extension may be."""


class Project(HeldByGates):
    """A project with its savings profile per measure.

    The profile is kept as dated movements, so that a decision recorded late is judged by, and
    falls into, the history as it stood on the day it was taken.
    """

    KIND: ClassVar[str] = "project"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.name = ref
        self._portfolios: list[tuple[date, str | None]] = []
        self._programmes: list[tuple[date, str | None]] = []
        self.started_on: date | None = None
        self.closed_on: date | None = None
        self.live_on: date | None = None
        self.movement_refs: dict[str, dict[str, date]] = {}
        self._movements: dict[str, list[tuple[date, SavingsProfile]]] = {}
        self._baselined: set[str] = set()

    def profile_at(self, day: date, measure: str) -> SavingsProfile:
        """What the project must deliver of a measure, by every movement up to a day."""
        movements = self._movements.get(measure, ())
        return summed(change for since, change in movements if since <= day)

    def portfolio_at(self, day: date) -> str | None:
        """The portfolio the project belongs to on a day: the remit of a decision hangs on it."""
        placed = [portfolio for since, portfolio in self._portfolios if since <= day]
        return placed[-1] if placed else None

    def programme_at(self, day: date) -> str | None:
        """The programme the project belongs to on a day: gates of a programme hold its projects."""
        placed = [programme for since, programme in self._programmes if since <= day]
        return placed[-1] if placed else None

    def moved_on(self, ref: str, measure: str) -> date:
        """The day of a movement; the beginning of time where there is none of that name."""
        return self.movement_refs.get(measure, {}).get(ref, date.min)

    def moved_after(self, day: date, measure: str) -> list[str]:
        """The references of the movements of a measure after a day, oldest first."""
        refs = self.movement_refs.get(measure, {})
        return [ref for ref, moved_on in sorted(refs.items(), key=itemgetter(1)) if moved_on > day]

    def has_figure(self, measure: str) -> bool:
        """Whether anything was ever promised of a measure."""
        return measure in self._movements

    def start(
        self,
        by: Provenance,
        started_on: date | None,
        *,
        name: str,
        references: tuple[str, ...],
        portfolio: str | None,
        programme: str | None,
        department: str | None,
        sponsor: str | None,
    ) -> None:
        """Set the project up; its reference is used once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the project {self.ref} is in the book already")
        self._trigger(
            ProjectStarted,
            by,
            started_on,
            ref=self.ref,
            name=name,
            references=references,
            portfolio=portfolio,
            programme=programme,
            department=department,
            sponsor=sponsor,
        )

    def rescope(
        self,
        by: Provenance,
        decided_on: date,
        *,
        name: str | None,
        portfolio: str | None,
        programme: str | None,
        department: str | None,
        reason: str,
    ) -> None:
        """Give the project another name or place."""
        self.check_open(decided_on)
        if not (name or portfolio or programme or department):
            raise RuleBroken(self.ref, f"the re-scoping of {self.ref} says nothing that changes")
        self._trigger(
            ProjectRescoped,
            by,
            decided_on,
            name=name,
            portfolio=portfolio,
            programme=programme,
            department=department,
            reason=reason,
        )

    def close(self, by: Provenance, decided_on: date, *, reason: str) -> None:
        """End the project, once; its figures stay in the book."""
        if self.closed_on:
            raise AlreadyDecided(self.ref, f"{self.ref} was closed on {self.closed_on}")
        self.check_open(decided_on)
        moved_on = [day for refs in self.movement_refs.values() for day in refs.values()]
        last = max(moved_on, default=None)
        if last and decided_on < last:
            raise RuleBroken(
                self.ref, f"{self.ref} was altered on {last}: it cannot be closed on {decided_on}"
            )
        self._trigger(ProjectClosed, by, decided_on, reason=reason)

    def go_live(self, by: Provenance, live_on: date) -> None:
        """Say that the project went live, once."""
        if self.live_on:
            raise AlreadyDecided(self.ref, f"{self.ref} went live on {self.live_on}")
        self.check_open(live_on)
        self._trigger(ProjectWentLive, by, live_on)

    def set_baseline(
        self,
        by: Provenance,
        decided_on: date,
        *,
        measure: str,
        profile: SavingsProfile,
        reason: str | None,
    ) -> None:
        """Set what the project must deliver of a measure, once.

        Raises:
            AuthorityMissing: where nobody is named who set it.
            BaselineAlreadySet: where there is a figure already.
        """
        self._check_authority(by, "a baseline")
        self._check_first(measure)
        self.check_open(decided_on)
        self._trigger(BaselineSet, by, decided_on, measure=measure, profile=profile, reason=reason)

    def bring_forward(
        self,
        by: Provenance,
        as_at: date,
        *,
        measure: str,
        profile: SavingsProfile,
        reason: str | None,
    ) -> None:
        """Take a figure over as a document states it on a day; the source is what vouches for it.

        Raises:
            AuthorityMissing: where no source is named.
            BaselineAlreadySet: where there is a figure already.
        """
        if by.source is None:
            raise AuthorityMissing(
                self.ref,
                f"the opening balance of {self.ref} needs the source that states it: add `source`",
            )
        self._check_first(measure)
        self.check_open(as_at)
        self._trigger(
            OpeningBalanceBroughtForward,
            by,
            as_at,
            measure=measure,
            profile=profile,
            reason=reason,
        )

    def extend(
        self,
        by: Provenance,
        decided_on: date,
        *,
        ref: str,
        title: str | None,
        measure: str,
        change: SavingsProfile,
        reason: str | None,
    ) -> None:
        """Add to what the project must deliver, as a competent body approved.

        Raises:
            AuthorityMissing: where no approving body is named.
            RuleBroken: where the extension takes savings away in a year, or adds none.
        """
        self._check_authority(by, "an extension")
        self.check_open(decided_on)
        if ref in RESERVED or any(ref in used for used in self.movement_refs.values()):
            raise ReferenceUsed(self.ref, f"the extension {ref} of {self.ref} is in the book")
        if change.total <= 0 or min(change.values()) < 0:
            raise RuleBroken(
                self.ref,
                f"the extension {ref} of {self.ref} ({change}) adds {in_pounds(change.total)}: an"
                " extension adds savings and takes none away; raise a change request to lessen or"
                " move them",
            )
        self._trigger(
            SavingsExtended,
            by,
            decided_on,
            ref=ref,
            title=title,
            measure=measure,
            change=change,
            reason=reason,
        )

    def rebaseline(
        self,
        by: Provenance,
        decided_on: date,
        *,
        change_request: str,
        kind: str,
        measure: str,
        expected: SavingsProfile,
        revised: SavingsProfile,
        reason: str | None,
    ) -> None:
        """Alter the profile as an approved change request says; only its approval calls this."""
        self.check_open(decided_on)
        self._trigger(
            SavingsRebaselined,
            by,
            decided_on,
            change_request=change_request,
            kind=kind,
            measure=measure,
            expected=expected,
            revised=revised,
            reason=reason,
        )

    def correct(
        self,
        by: Provenance,
        decided_on: date,
        *,
        measure: str,
        corrects: str,
        change: SavingsProfile,
        reason: str,
    ) -> None:
        """Put right a movement that was recorded wrongly; the first record stays.

        Raises:
            AuthorityMissing: where neither a source nor an authority shows the error.
            NoBaseline: where there is no figure to correct.
            RuleBroken: where the measure has no such movement, nothing changes, or the correction
                would hold before what it corrects.
        """
        if by.source is None and by.authority is None:
            raise AuthorityMissing(
                self.ref,
                f"a correction of {self.ref} needs the source or authority that shows the error",
            )
        if not self.has_figure(measure):
            raise NoBaseline(self.ref, f"the {measure} of {self.ref} was never set")
        movements = self.movement_refs[measure]
        if corrects not in movements or not change.without_nil_years():
            raise RuleBroken(
                self.ref,
                f"a correction of {self.ref} names what it corrects"
                f" ({', '.join(sorted(movements))}) and what changes",
            )
        if decided_on < movements[corrects]:
            raise RuleBroken(
                self.ref,
                f"{corrects} of {self.ref} is of {movements[corrects]}: it is corrected from that"
                f" day on, not from {decided_on}",
            )
        self._trigger(
            SavingsCorrected,
            by,
            decided_on,
            measure=measure,
            corrects=corrects,
            change=change,
            reason=reason,
        )

    def check_open(self, day: date) -> None:
        """Refuse to alter the project on a day when it has not started or is closed.

        Raises:
            NotInForce: naming the day it started or was closed.
        """
        if self.closed_on and day >= self.closed_on:
            raise NotInForce(
                self.ref, f"{self.ref} was closed on {self.closed_on}: nothing alters it on {day}"
            )
        if self.started_on and day < self.started_on:
            raise NotInForce(
                self.ref, f"{self.ref} started on {self.started_on}: nothing alters it on {day}"
            )

    def _check_authority(self, by: Provenance, what: str) -> None:
        if by.authority is None or by.authority.body is None:
            raise AuthorityMissing(
                self.ref,
                f"{what} of {self.ref} needs the body that approved it: add"
                " `authority: {body: …, decided_on: …}`",
            )

    def _check_first(self, measure: str) -> None:
        if measure in self._baselined:
            raise BaselineAlreadySet(
                self.ref,
                f"the {measure} of {self.ref} has a baseline already: it changes only by an"
                " approved change request or extension",
            )

    def _moved(self, ref: str, moved_on: date | None, measure: str, change: SavingsProfile) -> None:
        self.movement_refs.setdefault(measure, {}).setdefault(ref, moved_on or date.min)
        self._movements.setdefault(measure, []).append((moved_on or date.min, change))

    @applies(ProjectStarted)
    def _started(self, fact: ProjectStarted) -> None:
        self.name = fact.name
        self._portfolios.append((date.min, fact.portfolio))
        self._programmes.append((date.min, fact.programme))
        self.started_on = fact.decided_on

    @applies(ProjectRescoped)
    def _rescoped(self, fact: ProjectRescoped) -> None:
        self.name = fact.name or self.name
        if fact.portfolio:
            self._portfolios.append((fact.decided_on or date.min, fact.portfolio))
            self._portfolios.sort(key=lambda placed: placed[0])
        if fact.programme:
            self._programmes.append((fact.decided_on or date.min, fact.programme))
            self._programmes.sort(key=lambda placed: placed[0])

    @applies(ProjectClosed)
    def _closed(self, fact: ProjectClosed) -> None:
        self.closed_on = fact.decided_on

    @applies(ProjectWentLive)
    def _went_live(self, fact: ProjectWentLive) -> None:
        self.live_on = fact.decided_on

    @applies(BaselineSet)
    def _baseline_set(self, fact: BaselineSet) -> None:
        self._baselined.add(fact.measure)
        self._moved("baseline", fact.decided_on, fact.measure, fact.profile)

    @applies(OpeningBalanceBroughtForward)
    def _brought_forward(self, fact: OpeningBalanceBroughtForward) -> None:
        self._baselined.add(fact.measure)
        self._moved("opening-balance", fact.decided_on, fact.measure, fact.profile)

    @applies(SavingsExtended)
    def _extended(self, fact: SavingsExtended) -> None:
        self._moved(fact.ref, fact.decided_on, fact.measure, fact.change)

    @applies(SavingsCorrected)
    def _corrected(self, fact: SavingsCorrected) -> None:
        self._moved(fact.corrects, fact.decided_on, fact.measure, fact.change)

    @applies(SavingsRebaselined)
    def _rebaselined(self, fact: SavingsRebaselined) -> None:
        self._moved(
            fact.change_request, fact.decided_on, fact.measure, fact.revised - fact.expected
        )
