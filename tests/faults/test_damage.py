"""Bytes rot; the long form of this is ``make faults``."""

from __future__ import annotations

import pytest

from tests.faults import damage
from tests.faults.catalogue import DAMAGES, Fault
from tests.faults.chance import chance
from tests.faults.site import Ground


@pytest.mark.parametrize("what", DAMAGES, ids=lambda what: what.__name__)
def test_damage_is_named_or_harmless_and_never_answered_from(ground: Ground, what: Fault) -> None:
    damages = what(ground, chance("damage"), 3)
    assert damages.wrong == []
    assert damages.times == 3


def test_a_ledger_whose_views_are_gone_is_not_answered_from_where_it_is_damaged(
    ground: Ground,
) -> None:
    damages = damage.ledger_alone(ground, chance("named"), 4)
    assert damages.named > 0
    assert damages.silent == damages.undetected == 0
