"""Words that papers are made of, so that texts are as long as real ones and seldom alike."""

from __future__ import annotations

from random import Random

DEPARTMENTS = ("Place", "Children and Families", "Adult Social Care", "Resources", "Public Health")
_FIRST = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_LAST = ("Ashby", "Bramcote", "Carlton", "Daybrook", "Eastwood", "Farndon", "Gedling", "Hucknall")
_THINGS = ("Targeted reviews", "Street lighting", "Home to school transport", "Smarter working")
_WAYS = ("phase one", "in the north", "in the south", "new contract", "digital", "shared service")
_NEWS = (
    "Delivery goes on as planned and the benefits are tracked with finance every month.",
    "The second tranche of reviews began later than planned because posts were vacant.",
    "Recruitment is complete; the team is expected to reach its full pace by the next quarter.",
    "A supplier gave notice – the contract was let again and the saving slips into next year.",
    "Savings achieved so far are ahead of the profile, and the excess offsets other pressures.",
)
_OUTLOOK = (
    "No further action is asked of the board.",
    "The risk is managed through the departmental plan.",
    "A change request will be brought to the next meeting.",
    "Mitigation of £40,000 was found within the service.",
)
REASONS = (
    "Reviews take longer than assumed, as more people than expected ask for an assessment.",
    "The market has changed: prices offered at tender were higher than the business case had.",
    "More of the same was found to be possible once the first phase had been completed.",
    "The property could not be released before the lease of the service moving out of it ended.",
)
TITLES = ("Budget monitoring", "Work programme", "Progress report", "Review of outcomes")
CLAUSES = (
    ("notes", "That the report and the progress made since the last meeting be noted."),
    ("agrees", "That the next steps set out in the report be taken."),
    ("endorses", "That the approach of the department be endorsed."),
    ("approves", "That the recommendations of the report be approved."),
)


def person(number: int) -> str:
    """Name a councillor; every number is another."""
    first, last = _FIRST[number % 10], _LAST[number // 10 % 8]
    return f"Councillor {first} {last}" + (f" {number // 80 + 1}" if number >= 80 else "")  # noqa: PLR2004 - names made of two lists


def project_name(number: int) -> str:
    """Name a project."""
    return f"{_THINGS[number % 4]}, {_WAYS[number // 4 % 6]} ({number})"


def narrative(random: Random) -> str:
    """Say how a project goes."""
    drawn = int(random.random() * 20)
    return f"{_NEWS[drawn % 5]} {_OUTLOOK[drawn % 4]}"
