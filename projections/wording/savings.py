"""Facts about portfolios, programmes, projects and their figures in plain words."""

from __future__ import annotations

from decimal import Decimal

from projections.wording.phrases import (
    Said,
    Sentence,
    change,
    listed,
    month,
    pounds,
    profile,
    spaced,
    when,
)


def _portfolio(ref: str, said: Said) -> str:
    return f"The portfolio {said['name']} ({ref}) was set up{_sponsored(said)}"


def _programme(ref: str, said: Said) -> str:
    place = when(" in the portfolio {}", said.get("portfolio"))
    return f"The programme {said['name']} ({ref}) was set up{place}{_sponsored(said)}"


def _project(ref: str, said: Said) -> str:
    known_as = f", known as {listed(said['references'])}," if said["references"] else ""
    place = when(" in the portfolio {}", said.get("portfolio"))
    programme = when(" in the programme {}", said.get("programme"))
    return (
        f"The project {said['name']} ({ref}){known_as} was set up{place}{programme}"
        f"{_sponsored(said)}"
    )


def _sponsored(said: Said) -> str:
    return when(", sponsored by {}", said.get("sponsor"))


def _rescoped(ref: str, said: Said) -> str:
    parts = [
        f"{what} {said[field]}"
        for field, what in (
            ("name", "the name"),
            ("portfolio", "the portfolio"),
            ("programme", "the programme"),
            ("department", "the department"),
        )
        if said.get(field)
    ]
    return f"{ref} was re-scoped to {listed(parts)}: {said['reason']}"


def _closed(ref: str, said: Said) -> str:
    return f"{ref} was closed: {said['reason']}"


def _baseline(ref: str, said: Said) -> str:
    reason = when(": {}", said.get("reason"))
    return f"The baseline of {_figure(ref, said)} was set to {profile(said['profile'])}{reason}"


def _opening(ref: str, said: Said) -> str:
    reason = when(": {}", said.get("reason"))
    return f"{_figure(ref, said)} was brought forward at {profile(said['profile'])}{reason}"


def _extended(ref: str, said: Said) -> str:
    title = when(", {}", said.get("title"))
    reason = when(": {}", said.get("reason"))
    return (
        f"{_figure(ref, said)} was extended by {profile(said['change'])}"
        f" ({said['ref']}{title}){reason}"
    )


def _rebaselined(ref: str, said: Said) -> str:
    return (
        f"{_figure(ref, said)} was changed under {said['change_request']}"
        f" ({spaced(said['kind'])}): {change(said['expected'], said['revised'])}"
    )


def _corrected(ref: str, said: Said) -> str:
    return (
        f"{_figure(ref, said)} was corrected by {profile(said['change'])}, where the record of"
        f" {spaced(said['corrects'])} was wrong: {said['reason']}"
    )


def _status(_: str, said: Said) -> str:
    parts = [f"{said['project']} was reported {spaced(said['status'])} for {month(said['period'])}"]
    for field, what in (
        ("at_risk", "at risk"),
        ("slippage", "slipping"),
        ("over_achievement", "over-achieved"),
    ):
        if any(map(Decimal, said[field].values())):
            parts.append(f"{what} {profile(said[field])}")
    if Decimal(said["delivered_alternatively"]):
        parts.append(f"delivered in another way {pounds(said['delivered_alternatively'])}")
    return "; ".join(parts) + when(": {}", said.get("narrative"))


def _figure(ref: str, said: Said) -> str:
    return f"{ref}, {spaced(said['measure'])},"


def _went_live(ref: str, _: Said) -> str:
    return f"The project {ref} went live"


SENTENCES: dict[str, Sentence] = {
    "minutebook.portfolio-started.1": _portfolio,
    "minutebook.programme-started.1": _programme,
    "minutebook.project-started.1": _project,
    "minutebook.project-rescoped.1": _rescoped,
    "minutebook.project-closed.1": _closed,
    "minutebook.project-went-live.1": _went_live,
    "minutebook.baseline-set.1": _baseline,
    "minutebook.opening-balance-brought-forward.1": _opening,
    "minutebook.savings-extended.1": _extended,
    "minutebook.savings-rebaselined.1": _rebaselined,
    "minutebook.savings-corrected.1": _corrected,
    "minutebook.status-reported.1": _status,
}
"""The sentence of every fact about projects and what they roll up to, by its stored name."""
