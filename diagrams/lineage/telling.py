"""A lineage in words: amounts, states, and each link as a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from diagrams.lineage.graph import amounts_of
from diagrams.lineage.notation import noun_of
from diagrams.words import day, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from diagrams.lineage.graph import Graph

CHANGES = ("movement", "extension")
"""Kinds whose amounts are changes, and so bear their sign and can be added up."""

_LONGEST = 110
_YEARS = 7


def pounds(amount: Decimal, *, signed: bool = False) -> str:
    """Return an amount as it is read: ``£2,010,000``, and of a change ``+£50,000``."""
    whole = amount == amount.to_integral_value()
    told = f"£{abs(amount):,.0f}" if whole else f"£{abs(amount):,.2f}"
    minus = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{minus or ('+' if signed and amount else '')}{told}"


def money(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the amounts of a thing as rows of two cells, the total last where there are several."""
    amounts, signed = amounts_of(dict(said)), said["kind"] in CHANGES
    yield from yearly(amounts, signed=signed)
    if len(amounts) > 1:
        yield "Total", pounds(said["total"], signed=signed)


def yearly(amounts: Mapping[str, Decimal], *, signed: bool) -> Iterator[tuple[str, str]]:
    """Yield amounts year by year; of many years the earlier ones as one sum."""
    years = sorted(amounts)
    early, late = (years[:-_YEARS], years[-_YEARS:]) if len(years) > _YEARS + 1 else ([], years)
    if early:
        before = sum((amounts[year] for year in early), Decimal(0))
        yield f"{early[0]} to {early[-1]}", pounds(before, signed=signed)
    for year in late:
        yield year, pounds(amounts[year], signed=signed)


def heading(said: Mapping[str, Any]) -> str:
    """Return the first line of a box: what it is, and its reference where people use it."""
    noun = noun_of(said["kind"])
    return f"{noun.words} {said['ref']}" if noun.is_named else noun.words


def brief(text: str) -> str:
    """Return as much of a text as a box has room for; the description has all of it."""
    clean = one_line(text)
    return clean if len(clean) <= _LONGEST else f"{clean[: _LONGEST - 1].rstrip()}…"


def standing(said: Mapping[str, Any]) -> str:
    """Return how a thing stood, and of when it is: ``approved; raised on 4 March 2019``."""
    since = noun_of(said["kind"]).since
    when = day(said["on"]) if said["on"] else None
    parts = (said["state"], f"{since} {when}" if since and when else when)
    return ("; " if since else ", ").join(part for part in parts if part)


def spoken(said: Mapping[str, Any]) -> str:
    """Return a thing in words, for those who do not see it."""
    amounts = ", ".join(f"{year} {amount}" for year, amount in money(said))
    parts = (
        standing(said),
        amounts,
        "; ".join(line.rstrip(".") for line in said["details"].splitlines()),
    )
    told = "; ".join(part for part in parts if part)
    return f"{heading(said)}: {one_line(said['title'])}{f' ({told})' if told else ''}"


def called(said: Mapping[str, Any]) -> str:
    """Return a thing as a sentence calls it: ``Resolution ics/2018/019``."""
    if noun_of(said["kind"]).is_named:
        return heading(said)
    when = f" of {day(said['on'])}" if said["on"] else ""
    return f"{noun_of(said['kind']).words} “{brief(said['title'])}”{when}"


def sentences(graph: Graph) -> Iterator[str]:
    """Yield every link as a sentence, in the order of the graph."""
    for cause, effect, said in sorted(
        graph.edges(data=True), key=lambda edge: (edge[2]["position"], edge[0], edge[1])
    ):
        first, second = (called(graph.nodes[end]) for end in (cause, effect))
        yield f"{first} – {said['verb']} – {second}."


def years_added(nodes: Iterable[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Return what several things come to by year."""
    found: dict[str, Decimal] = {}
    for said in nodes:
        for year, amount in amounts_of(dict(said)).items():
            found[year] = found.get(year, Decimal(0)) + amount
    return dict(sorted(found.items()))
