"""Facts about work programmes in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, day, listed, spaced, when


def _added(ref: str, said: Said) -> str:
    owner, purpose = when(", from {}", said.get("owner")), when(": {}", said.get("purpose"))
    return f"{ref} expects {said['title']} ({said['item']}){_when(said)}{owner}{purpose}"


def _moved(ref: str, said: Said) -> str:
    reason = when(": {}", said.get("reason"))
    return f"{ref} moved {said['item']} in its work programme{_when(said)}{reason}"


def _linked(ref: str, said: Said) -> str:
    return f"In the work programme of {ref}, {said['item']} brings {listed(said['answers'])}"


def _removed(ref: str, said: Said) -> str:
    reason = when(": {}", said.get("reason"))
    return f"{ref} took {said['item']} off its work programme{reason}"


def _considered(ref: str, said: Said) -> str:
    what = "" if said["matter"] == "item" else f"the {spaced(said['matter'])} "
    return (
        f"{ref} considered {what}{said['item']} at {said['meeting']}, resolution"
        f" {said['resolution']}"
    )


def _when(said: Said) -> str:
    at = when(" at {}", said.get("meeting"))
    return at or (f" about {day(said['expected_on'])}" if said.get("expected_on") else "")


SENTENCES: dict[str, Sentence] = {
    "minutebook.work-programme-item-added.1": _added,
    "minutebook.work-programme-item-moved.1": _moved,
    "minutebook.work-programme-item-linked.1": _linked,
    "minutebook.work-programme-item-removed.1": _removed,
    "minutebook.work-programme-item-considered.1": _considered,
}
"""The sentence of every fact about work programmes, by its stored name."""
