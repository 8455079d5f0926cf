"""Who may act: a role granted, or a seat on the body, on the day."""

from __future__ import annotations

from datetime import date

import pytest

from domain.authority.actor import Held
from domain.authority.roles import OfficeRole
from domain.errors import NotInForce, RoleMissing, RuleBroken, UnknownReference
from engine.authority.acting import acting_as
from engine.unit_of_work import UnitOfWork
from tests.engine.open_book import COUNCIL, OpenBook, told

GRANT = "- role-grant: {person: Sue Milburn, role: clerk, body: ics, starts_on: 2018-01-01}\n"
END = "- role-end: {person: Sue Milburn, role: clerk, body: ics, ended_on: 2019-01-01}\n"
FINANCE = "- role-grant: {person: Al Key, role: finance, ends_on: 2019-01-01}\n"
SEAT = (
    "- membership: {body: ics, person: C. Hale, role: chair, starts_on: 2018-05-01,"
    " ends_on: 2019-05-01}\n"
    "- membership: {body: ics, person: O. Aide, role: officer-in-attendance}\n"
)


def acting(
    book: OpenBook, actor: str, *takers: tuple[OfficeRole, str | None], on: str = "2018-11-05"
) -> Held:
    unit = UnitOfWork(book.store.history, book.store.reader.originators, "clerk")
    return acting_as(unit, actor, takers, date.fromisoformat(on), "to endorse ICS-2019-A")


@pytest.fixture
def council(book: OpenBook) -> OpenBook:
    """Give a book with people in roles and on bodies."""
    return book.given(COUNCIL, GRANT, FINANCE, SEAT)


def test_roles_are_recorded_as_facts(book: OpenBook) -> None:
    assert told(book.given(COUNCIL).when(GRANT + END)) == [
        "role-granted actor:sue-milburn on 2018-01-01",
        "role-ended actor:sue-milburn on 2019-01-01",
    ]


def test_the_same_grant_again_changes_nothing(council: OpenBook) -> None:
    assert council.when(GRANT).facts == ()


def test_a_role_is_of_a_body_in_the_book(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(GRANT.replace("ics", "icz"), UnknownReference, "mean ics")


def test_a_role_is_of_a_body_that_is_not_dissolved(book: OpenBook) -> None:
    book.given(COUNCIL, "- body-dissolution: {body: ics, decided_on: 2017-01-01}")
    book.refuses(GRANT, NotInForce)


def test_a_role_is_granted_once(council: OpenBook) -> None:
    council.refuses(
        GRANT.replace("2018-01-01", "2018-02-01"), RuleBroken, "is clerk of ics already"
    )


def test_who_holds_the_role_may_act(council: OpenBook) -> None:
    held = acting(council, "sue milburn", (OfficeRole.CHAIR, "ics"), (OfficeRole.CLERK, "ics"))
    assert held == Held(OfficeRole.CLERK, "ics")


@pytest.mark.parametrize("body", [None, "ics"])
def test_a_role_for_no_body_counts_for_every_one(council: OpenBook, body: str | None) -> None:
    assert acting(council, "Al Key", (OfficeRole.FINANCE, body)) == Held(OfficeRole.FINANCE, body)


def test_who_may_act_in_a_role_for_any_body_may_hold_it_for_one(council: OpenBook) -> None:
    assert acting(council, "Sue Milburn", (OfficeRole.CLERK, None)) == Held(OfficeRole.CLERK, "ics")


def test_a_seat_on_the_body_counts_as_the_role(council: OpenBook) -> None:
    assert acting(council, "c. hale", (OfficeRole.CHAIR, "ics")) == Held(OfficeRole.CHAIR, "ics")


@pytest.mark.parametrize(
    ("actor", "taker", "on"),
    [
        ("Sue Milburn", (OfficeRole.CLERK, "policy"), "2018-11-05"),
        ("Sue Milburn", (OfficeRole.CHAIR, "ics"), "2018-11-05"),
        ("Sue Milburn", (OfficeRole.CLERK, "ics"), "2017-12-31"),
        ("Al Key", (OfficeRole.FINANCE, "ics"), "2019-01-01"),
        ("C. Hale", (OfficeRole.CHAIR, "policy"), "2018-11-05"),
        ("C. Hale", (OfficeRole.MEMBER, "ics"), "2018-11-05"),
        ("C. Hale", (OfficeRole.CHAIR, "ics"), "2019-05-01"),
        ("C. Hale", (OfficeRole.CLERK, "ics"), "2018-11-05"),
        ("O. Aide", (OfficeRole.MEMBER, "ics"), "2018-11-05"),
        ("Nobody", (OfficeRole.CLERK, "ics"), "2018-11-05"),
    ],
)
def test_nobody_else_may(
    council: OpenBook, actor: str, taker: tuple[OfficeRole, str | None], on: str
) -> None:
    with pytest.raises(RoleMissing):
        acting(council, actor, taker, on=on)


def test_a_role_that_ended_is_held_no_more(council: OpenBook) -> None:
    council.given(END)
    assert acting(council, "Sue Milburn", (OfficeRole.CLERK, "ics"), on="2018-12-31")
    with pytest.raises(RoleMissing):
        acting(council, "Sue Milburn", (OfficeRole.CLERK, "ics"), on="2019-01-01")


def test_the_refusal_says_who_may_and_how_a_role_is_granted(council: OpenBook) -> None:
    with pytest.raises(RoleMissing) as refused:
        acting(council, "Al Key", (OfficeRole.CLERK, "ics"), (OfficeRole.CHAIR, "ics"))
    assert str(refused.value) == (
        "to endorse ICS-2019-A is for the clerk of ics or the chair of ics: Al Key holds finance"
        " only on 2018-11-05. Let who holds it record it (`minutebook --as NAME …`), or, if it is"
        " theirs, grant it: `minutebook authority grant 'Al Key' clerk --body ics`"
    )


def test_where_time_acts_nobody_may(council: OpenBook) -> None:
    with pytest.raises(RoleMissing, match="by the passing of time alone"):
        acting(council, "Al Key")


@pytest.mark.parametrize(
    ("actor", "role"), [("Sue Milburn", OfficeRole.CLERK), ("C. Hale", OfficeRole.CHAIR)]
)
def test_nobody_acts_for_a_body_that_is_dissolved(
    council: OpenBook, actor: str, role: OfficeRole
) -> None:
    council.given("- body-dissolution: {body: ics, decided_on: 2018-12-01}")
    assert acting(council, actor, (role, "ics"), on="2018-11-30")
    with pytest.raises(NotInForce, match="was dissolved on 2018-12-01"):
        acting(council, actor, (role, "ics"), on="2018-12-01")


def test_who_is_refused_is_told_of_their_seats_too(council: OpenBook) -> None:
    with pytest.raises(RoleMissing, match=r"C\. Hale holds chair of ics only on 2018-11-05"):
        acting(council, "C. Hale", (OfficeRole.CLERK, "ics"))


def test_a_seat_is_ended_as_the_membership_that_it_is(council: OpenBook) -> None:
    end = "- role-end: {person: C. Hale, role: chair, body: ics, ended_on: 2019-01-01}\n"
    council.refuses(end, NotInForce, "by a seat", "`membership-end: {body: ics, person: C. Hale")
