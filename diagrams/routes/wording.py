"""How a picture of a route says who may take a step, what must hold, and by when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from domain.routes.parts import BodyPart, Guard, GuardRule, Step, Taker
from projections.wording.phrases import spaced

_HOLDS: Final = {
    GuardRule.NOT_RAISER: "who acts did not raise it",
    GuardRule.NO_INTEREST: "who acts declared no interest in it",
    GuardRule.QUORATE: "the meeting was quorate",
    GuardRule.WITHIN_REMIT: "the matter and the sum are within the remit of the body",
    GuardRule.RESOLUTION_CARRIED: "the resolution was passed",
    GuardRule.RESOLUTION_IN_FORCE: "the resolution is in force",
    GuardRule.RESOLUTION_CALLED_IN: "the resolution was called in",
    GuardRule.RESOLUTION_REFERRED_BACK: "the resolution was referred back",
    GuardRule.CRITERIA_ASSESSED: "every criterion was assessed",
}
_CLAUSE: Final = re.compile(r",? (?:that|who|which|to which|to whom|by which) ")
TIME: Final = "time"
"""Who takes a step that nobody takes."""


def guard_words(guard: Guard) -> str:
    """Return what must hold, as a clause after *if*: ``the meeting was quorate``."""
    if guard.period is not None:
        count = f"{guard.period}".replace(f"{guard.period.days} ", f"{guard.period.days} clear ")
        return f"{count} lie before the meeting"
    return _HOLDS[guard.rule]


def part_words(part: str, parts: Mapping[str, BodyPart], names: Mapping[str, str]) -> str:
    """Return which body plays a part: its name where it is known, else what the route says of it.

    Of a title only what comes before *that* or *to which* is said, where it is enough to know the
    part by: ``the committee``.

    Args:
        part: the part, ``deciding``.
        parts: the parts of the route.
        names: the names of the bodies that play parts in a case.
    """
    if part in names:
        return names[part]
    if part not in parts:
        return spaced(part)
    short = _noun(parts[part])
    alike = sum(_noun(other) == short for other in parts.values())
    return short if alike == 1 else f"{short} ({spaced(part)})"


def _noun(part: BodyPart) -> str:
    noun = _CLAUSE.split(part.title, maxsplit=1)[0]
    noun = part.title if noun == "The body" else noun  # which says nothing
    _, _, second = noun.partition(" ")  # after a capital, a small letter: no name, but a sentence
    return f"{noun[:1].lower()}{noun[1:]}" if second[:1].islower() else noun


def who(
    takers: Iterable[Taker], parts: Mapping[str, BodyPart], names: Mapping[str, str] | None = None
) -> str:
    """Return who may take a step, whole: ``clerk or chair of the committee that decides``."""
    return _joined(takers, lambda part: f" of {part_words(part, parts, names or {})}")


def who_in_short(
    takers: Iterable[Taker], parts: Mapping[str, BodyPart], names: Mapping[str, str] | None = None
) -> str:
    """Return who may take a step, in few words; where one body alone acts, it is not named."""
    several = len(parts) > 1
    return _joined(
        takers, lambda part: f" of {part_words(part, parts, names or {})}" if several else ""
    )


def within(step: Step) -> str | None:
    """Return by when a step is to be taken: ``within 5 working days``."""
    if step.deadline_at_meeting:
        return "by the meeting it was put off to"
    return f"within {step.deadline}" if step.deadline else None


def after(step: Step) -> str | None:
    """Return when a step can be taken first: ``after 28 calendar days``."""
    return f"after {step.opens_after}" if step.opens_after and step.opens_after.days else None


def either(names: Iterable[str]) -> str:
    """Return names as a choice: ``finance, monitoring officer or clerk``."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def days(number: int) -> str:
    """Return how long something stood: ``18 days``, ``less than a day``."""
    if number == 0:
        return "less than a day"
    return f"{number:,} day{'' if number == 1 else 's'}"


def quoted(text: str) -> str:
    """Return a title in quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{text}\N{RIGHT DOUBLE QUOTATION MARK}"


def _joined(takers: Iterable[Taker], of: Callable[[str], str]) -> str:
    """Return roles by the body they are held in, each body named once."""
    roles: dict[str, list[str]] = {}
    for taker in takers:
        roles.setdefault(of(taker.part) if taker.part else "", []).append(spaced(taker.role))
    alone = roles.pop("", [])
    return either([*alone, *(f"{either(held)}{body}" for body, held in roles.items())]) or TIME
