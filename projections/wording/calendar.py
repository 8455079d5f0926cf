"""Facts about the calendar in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed


def _set(_: str, said: Said) -> str:
    part = f" ({said['subdivision']})" if said.get("subdivision") else ""
    closed = [day(each) for each in said.get("closed") or ()]
    besides = f", and the days {listed(closed)} on which nobody works" if closed else ""
    return (
        "Deadlines count working days, Monday to Friday but for the bank holidays of"
        f" {said['country']}{part}{besides}"
    )


SENTENCES: dict[str, Sentence] = {"minutebook.working-calendar-set.1": _set}
"""The sentence of every fact about the calendar, by its stored name."""
