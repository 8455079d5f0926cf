"""What every fact has in common, and what an aggregate does with it."""

from __future__ import annotations

from typing import ClassVar

import pytest
from pydantic import ValidationError

from domain.bodies.body import Body
from domain.bodies.facts import BodyEstablished, BodyRenamed
from domain.bodies.terms import BodyKind
from domain.errors import FactOutOfPlace
from domain.facts import Fact
from domain.meetings.facts import MeetingHeld
from domain.provenance import Source
from domain.savings.facts import ProjectClosed
from tests.domain.council import body
from tests.domain.scenario import BY, day, fact, given


def _renamed() -> Fact:
    return fact(BodyRenamed, "2018-11-05", name="Improvement").at(Body("ics"), 2)


def test_a_fact_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        _renamed().__setattr__("actor", "somebody else")


def test_a_fact_has_no_fields_but_its_own() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        fact(BodyRenamed, None, name="ICS", colour="red").at(Body("ics"), 2)


def test_a_fact_says_who_when_on_what_authority_from_which_source_and_by_which_command() -> None:
    ics = body()
    given(ics).when(lambda: ics.rename(BY, day("2018-11-05"), name="Improvement"))
    new = ics.pending[0]
    assert new.decided_on == day("5 November 2018")
    assert (new.actor, new.authority, new.source, new.command_id) == BY
    assert (new.originator_id, new.originator_version) == ("body:ics", 2)


def test_two_kinds_of_fact_cannot_share_a_stored_name() -> None:
    with pytest.raises(TypeError, match=r"Renaming and BodyRenamed share the name minutebook"):

        class Renaming(Fact):
            TOPIC: ClassVar[str] = BodyRenamed.TOPIC


def test_every_kind_of_fact_has_a_stored_name_of_its_own() -> None:
    with pytest.raises(TypeError, match="NameTaken needs a stored name of its own"):

        class NameTaken(BodyRenamed):
            pass


def test_what_only_gathers_what_facts_share_is_not_stored() -> None:
    before = dict(Fact.BY_TOPIC)

    class _Shared(Fact):
        pass

    assert before == Fact.BY_TOPIC


def test_a_fact_of_something_else_is_not_applied() -> None:
    other = fact(BodyRenamed, None, name="Policy").at(Body("policy"), 2)
    with pytest.raises(
        FactOutOfPlace, match="of body:policy, fact 2, cannot be fact 2 of body:ics"
    ):
        body().replay([other])


@pytest.mark.parametrize("version", [1, 3])
def test_a_fact_is_applied_in_its_place_and_once(version: int) -> None:
    with pytest.raises(FactOutOfPlace, match="cannot be fact 2"):
        body().replay([_renamed().model_copy(update={"originator_version": version})])


def test_a_fact_that_an_aggregate_does_not_know_is_not_applied() -> None:
    closed = fact(ProjectClosed, None, reason="Done").at(Body("ics"), 2)
    with pytest.raises(FactOutOfPlace, match=ProjectClosed.TOPIC):
        body().replay([closed])


def test_an_aggregate_remembers_the_commands_it_took() -> None:
    first = fact(
        BodyEstablished,
        None,
        by=BY._replace(command_id="body ics#a1"),
        ref="ics",
        name="ICS",
        kind=BodyKind.COMMITTEE,
    )
    ics = Body("ics").replay([first.at(Body("ics"), 1)])
    assert ics.commands == {"body ics": "a1"}
    assert (ics.exists, ics.version, Body("policy").exists) == (True, 1, False)


def test_a_source_may_be_named_in_words_alone() -> None:
    assert Source.model_validate("Agenda pack") == Source(document="Agenda pack")
    assert Source.model_validate({"document": "Pack", "page": 7}).page == "7"


def test_a_fact_without_a_date_was_always_so() -> None:
    assert fact(MeetingHeld, None).at(Body("ics"), 1).decided_on is None
