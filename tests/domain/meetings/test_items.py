"""An item of business is one however its number is written."""

from __future__ import annotations

import pytest

from domain.errors import InterestBarsActing, RuleBroken
from domain.meetings.facts import AgendaPublished, InterestDeclared
from domain.meetings.items import same_item
from domain.meetings.parts import AgendaItem, InterestKind
from tests.domain.council import meeting
from tests.domain.scenario import fact


@pytest.mark.parametrize(
    "written", ["4", "Item 4", "item 4.", "ITEM NO. 4", "Agenda item: 4", "04"]
)
def test_it_is_the_same(written: str) -> None:
    assert same_item(written, "4")


@pytest.mark.parametrize("written", ["40", "4(a)", "Minutes", "Item", None])
def test_it_is_another(written: str | None) -> None:
    assert not same_item(written, "4")


def test_an_interest_bars_from_the_item_however_it_is_written() -> None:
    held = meeting(
        "ics-2018-11-05",
        fact(
            InterestDeclared,
            "2018-11-05",
            person="Ash",
            kind=InterestKind.DISCLOSABLE_PECUNIARY,
            interest="Owns it",
            item="Item 4",
        ),
    )
    with pytest.raises(InterestBarsActing):
        held.check_may_act("Ash", "4.")
    held.check_may_act("Ash", "5")


def test_what_is_decided_is_on_the_agenda_where_there_is_one() -> None:
    items = (AgendaItem(item="4", title="Changes"), AgendaItem(item="5", title="Money"))
    held = meeting("ics-2018-11-05", fact(AgendaPublished, None, items=items))
    held.check_on_agenda("Item 5")
    with pytest.raises(RuleBroken, match="no item 6: its items are 4, 5"):
        held.check_on_agenda("6")
    meeting().check_on_agenda("6")
