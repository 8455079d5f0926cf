"""Whatever is granted and ended in whatever order, a role is held on the days it was given for."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.authority.actor import Actor, Held
from domain.authority.roles import OfficeRole
from domain.errors import RuleBroken
from tests.domain.scenario import BY

FIRST = date(2018, 1, 1)
DAYS = 12
ROLES = (Held(OfficeRole.CLERK, "ics"), Held(OfficeRole.CLERK, None), Held(OfficeRole.CHAIR, "ics"))
ACTS = st.tuples(
    st.sampled_from(("grant", "end")),
    st.sampled_from(ROLES),
    st.integers(0, DAYS - 1),
    st.none() | st.integers(0, DAYS),
)


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


@given(st.lists(ACTS, max_size=12))
def test_a_role_is_held_on_exactly_the_days_it_was_given_for(
    acts: list[tuple[str, Held, int, int | None]],
) -> None:
    actor = Actor("sue-milburn")
    given_for: list[tuple[Held, set[int]]] = []
    for act, role, start, end in acts:
        days = {*range(start, DAYS if end is None else end)}
        try:
            if act == "grant":
                last = None if end is None else on(end)
                actor.grant(BY, on(start), "Sue Milburn", role, last)
            else:
                actor.end(BY, on(start), "Sue Milburn", role, None)
        except RuleBroken:
            continue
        if act == "grant":
            assert days
            assert not days & _held(given_for, role), "granted twice for a day"
            given_for.append((role, days))
        else:
            [cut] = [its for of, its in given_for if of == role and {start - 1, start} <= its]
            cut -= {*range(start, DAYS)}
    again = Actor("sue-milburn").replay(actor.pending)
    for day in range(DAYS):
        expected = {role for role in ROLES if day in _held(given_for, role)}
        assert {*actor.roles_on("Sue Milburn", on(day))} == expected
        assert {*again.roles_on("Sue Milburn", on(day))} == expected


def _held(given_for: list[tuple[Held, set[int]]], role: Held) -> set[int]:
    return {day for of, days in given_for if of == role for day in days}
