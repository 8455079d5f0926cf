"""Monthly status reports, the greater part of every book."""

from __future__ import annotations

from benchmarks.synthetic.founding import named
from benchmarks.synthetic.pen import Fields, Said, Step
from benchmarks.synthetic.plan import Month, year
from benchmarks.synthetic.words import narrative
from benchmarks.synthetic.world import Figure, World, source

_STATES = ("on-target",) * 6 + ("experiencing-obstacles",) * 2 + ("at-risk", "compromised")


def report(world: World, month: Month, figure: Figure, restated_on: str | None = None) -> Step:
    """Write how a figure stood in a month, or how it is restated."""
    drawn = int(world.random.random() * 1_000)
    state = _STATES[drawn % 10]
    now, then = year(month.financial_year), year(month.financial_year + 1)
    target = {now: str(drawn * 1_000), then: str(drawn * 500)} if drawn % 2 else None
    at_risk = {now: str(drawn * 100)} if state != "on-target" else {}
    told = narrative(world.random)
    said: Fields = {
        "project": figure.project,
        "period": month.name,
        "status": state,
        "measure": figure.measure,
        "target": target,
        "at_risk": at_risk,
        "slippage": {},
        "over_achievement": {},
        "delivered_alternatively": "0",
        "narrative": told,
        "restated_on": restated_on,
    }
    fields: Fields = {
        "source": source(f"Status report, {month.name}", 1 + drawn % 90),
        "project": figure.project,
        "period": month.name,
        "status": state,
        **named(figure.measure),
    }
    if target:
        fields["target"] = target
    if at_risk:
        fields["at_risk"] = at_risk
    fields["narrative"] = told
    key = f"{figure.project} {figure.measure} {month.name}"
    if restated_on:
        fields["restated_on"] = restated_on
        key += f" restated on {restated_on}"
    usual = figure.measure == "cashable-benefit"
    subject = f"status-report:{figure.project}/{month.name}" + (
        "" if usual else f"/{figure.measure}"
    )
    day = restated_on or month.day(31)
    facts = [Said(subject, "status-reported", day, said, 2 if restated_on else 1)]
    return world.pen.write("status-report", key, fields, facts)
