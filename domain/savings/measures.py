"""What a measure counts: money, or something else such as hours or places."""

from __future__ import annotations

_OF_MONEY = {
    *("benefit", "benefits", "saving", "savings", "cost", "costs", "income", "revenue"),
    *("budget", "budgets", "spend", "spending", "expenditure", "cash", "money", "pounds"),
}


def is_money(measure: str) -> bool:
    """Return whether a measure counts pounds, which its name alone tells.

    A book declares no measures: the first entry that names one begins it. So one word of the name
    must say that it is money, as in ``cashable-benefit``, ``cost-avoidance`` or ``fees-in-pounds``.

    >>> is_money("cashable-benefit"), is_money("avoided-cost"), is_money("staff-hours")
    (True, True, False)
    """
    return not _OF_MONEY.isdisjoint(measure.lower().replace("_", "-").split("-"))
