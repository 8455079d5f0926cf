"""The audit itself: every act is asked every rule, and what is found is told with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from projections.audit.acts import Act
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt, Evidence, Finding
from projections.audit.reading import acts, movements
from projections.audit.rules.catalogue import OF_ACT, OF_AUTHORITY, RULES
from projections.audit.view import Explanation, explanations
from projections.savings.projects import ALL
from projections.view import entry_of
from projections.views import Views
from projections.wording.sentences import sentence


class Audit(NamedTuple):
    """What an audit found.

    Attributes:
        findings: what is the matter, oldest decision first.
        notes: what is only to be known.
        explained: findings, and notes, that somebody explained; they count no longer.
        acts: how many acts were asked.
        movements: how many movements they brought about, each of one year of a figure.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    explained: tuple[Finding, ...]
    acts: int
    movements: int


def audit(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    projects: Collection[str] | None = None,
    since: date | None = None,
    rules: Collection[str] = (),
) -> Audit:
    """Ask of every movement of a figure, and the decision behind it, whether it had authority.

    Args:
        views: the views.
        as_at: the day asked for: what took effect later is left out.
        known: the last position that the book is taken to know.
        projects: only what touches one of these; all if left out.
        since: only what took effect on this day or later.
        rules: only findings by these rules; all if none is named.
    """
    moved = movements(views, as_at, known, projects)
    holdings = Holdings(views, as_at, known, projects)
    all_acts = acts(views, moved, as_at, known, projects)
    holdings.begin(all_acts)
    asked = [act for act in all_acts if since is None or act.on >= since]
    doubts = [
        (act, doubt) for act, doubt in _doubts(asked, holdings) if not rules or doubt.rule in rules
    ]
    found = list(_found(views, doubts, explanations(views, as_at, known)))
    left = [each for each in found if each.explained is None]
    return Audit(
        tuple(each for each in left if not each.note),
        tuple(each for each in left if each.note),
        tuple(each for each in found if each.explained),
        len(asked),
        sum(len(movement.change) for act in asked for movement in act.movements),
    )


def _doubts(asked: Iterable[Act], holdings: Holdings) -> Iterator[tuple[Act, Doubt]]:
    """Yield what is the matter; of an authority in order, what else rests on it is not asked."""
    in_order: set[tuple[object, ...]] = set()
    for act in asked:
        named = (act.what, act.on, act.cited, act.outcome)
        if named not in in_order:
            of_authority = [doubt for check in OF_AUTHORITY for doubt in check(act, holdings)]
            if not of_authority:
                in_order.add(named)
            yield from ((act, doubt) for doubt in of_authority)
        yield from ((act, doubt) for check in OF_ACT[act.what] for doubt in check(act, holdings))


def _found(
    views: Views,
    doubts: list[tuple[Act, Doubt]],
    explained: Mapping[tuple[int, str], Explanation],
) -> Iterator[Finding]:
    shown = _evidence(
        views, {at for act, doubt in doubts for at in (act.position, *doubt.evidence)}
    )
    for act, doubt in doubts:
        places = dict.fromkeys((act.position, *doubt.evidence))
        yield Finding(
            rule=doubt.rule,
            note=RULES[doubt.rule].note,
            what=act.what.value,
            ref=act.ref,
            projects=tuple(dict.fromkeys(act.projects)),
            decided_on=act.decided_on,
            position=act.position,
            sentence=doubt.sentence,
            do=doubt.do,
            evidence=tuple(shown[at] for at in places),
            explained=explained.get((act.position, doubt.rule)),
        )


def _evidence(views: Views, positions: Iterable[int]) -> dict[int, Evidence]:
    found = {}
    for entry in map(entry_of, views.ledger.entries_at(sorted(positions))):
        ref = entry.subject.partition(":")[2]
        told = sentence(entry.topic, ref, entry.fact)
        decided_on: str | None = entry.fact["decided_on"]
        found[entry.position] = Evidence(entry.position, decided_on, entry.recorded_at[:10], told)
    return found
