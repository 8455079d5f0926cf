"""Facts about published documents and what they state in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed, places, pounds, spaced, when

_OF = (
    ("project", "{}"),
    ("programme", "the programme {}"),
    ("portfolio", "the portfolio {}"),
    ("department", "the department {}"),
)
_USUAL = "cashable-benefit"
_FIGURES = {
    "target": "target",
    "change": "change",
    "at-risk": "amount at risk",
    "net-at-risk": "net amount at risk",
    "over-achievement": "over-achievement",
    "delivered-alternatively": "amount delivered in another way",
    "expected": "expected figure",
    "revised": "revised figure",
    "net-change": "net change",
    "change-requests": "change by requests",
    "extensions": "change by extensions",
}


def _published(ref: str, said: Said) -> str:
    stood = when(", with figures as at {}", said["figures_as_at"] and day(said["figures_as_at"]))
    put = when(", put to {}", said["meeting"] or said["body"])
    return f"{said['title']} ({ref}) was published{put}{stood}"


def _made(_: str, said: Said) -> str:
    stated = [f"{pounds(amount)} in {year}" for year, amount in said["values"].items()]
    if said["total"] is not None:
        stated.append(f"{pounds(said['total'])} {years_of(said)}")
    rounded = when(", to the nearest {}", said["rounded_to"] and pounds(said["rounded_to"]))
    where = places(said["source"] or {})
    return (
        f"{said['document']}{where}{',' if where else ''} states the {figure_of(said['figure'])}"
        f" {about(said)}{_measure(said)} as {listed(stated)}{rounded}, as at {day(said['as_at'])}"
    )


def years_of(said: Said) -> str:
    """Return the years that a stated total is over, in words."""
    first, last = said["first_year"], said["last_year"]
    if not (first and last):
        return "in all years"
    return f"in {first}" if first == last else f"from {first} to {last}"


def figure_of(name: str) -> str:
    """Return the name of a figure as it stands in a sentence."""
    return _FIGURES.get(name) or f"“{spaced(name)}”"


def about(said: Said) -> str:
    """Return what a stated figure is of, with its preposition."""
    if request := said["change_request"]:
        return f"in change request {request}{when(' for {}', said['project'])}"
    for field, words in _OF:
        if said[field]:
            return f"of {words.format(said[field])}"
    return "of all projects"


def _measure(said: Said) -> str:
    return "" if said["measure"] == _USUAL else f", {spaced(said['measure'])},"


def _explained(ref: str, said: Said) -> str:
    apart = [f"{pounds(amount)} in {year}" for year, amount in said["differences"].items()]
    if said["total"] is not None:
        apart.append(f"{pounds(said['total'])} in total")
    of = f" of {listed(apart)}" if apart else when(" in {}", said["period"])
    return (
        f"{said['explained_by']} explained the difference{of} between {ref} and the book:"
        f" {said['reason']}"
    )


def _withdrawn(ref: str, said: Said) -> str:
    return f"The statement {ref} was withdrawn: {said['reason']}"


SENTENCES: dict[str, Sentence] = {
    "minutebook.document-published.1": _published,
    "minutebook.statement-made.1": _made,
    "minutebook.statement-explained.1": _explained,
    "minutebook.statement-withdrawn.1": _withdrawn,
}
"""The sentence of every fact about documents and statements, by its stored name."""
