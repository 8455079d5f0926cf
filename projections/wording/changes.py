"""Facts about change requests in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from projections.wording.phrases import Said, Sentence, change, day, spaced, when


def _raised(ref: str, said: Said) -> str:
    by = when(" by {}", said.get("raised_by"))
    return (
        f"Change request {ref}, {said['title']} ({spaced(said['kind'])}), was put to"
        f" {said['to']}{by}: {_lines(said['lines'])}"
    )


def _commented(ref: str, said: Said) -> str:
    comment = said["comment"]
    author = when(" ({})", comment.get("author"))
    return f"{spaced(comment['by']).capitalize()}{author} commented on {ref}: {comment['text']}"


def _approved(ref: str, said: Said) -> str:
    return f"{_ruled(said)} approved {ref}{_conditions(said)}"


def _part_approved(ref: str, said: Said) -> str:
    return f"{_ruled(said)} approved {ref} in part: {_lines(said['lines'])}{_conditions(said)}"


def _rejected(ref: str, said: Said) -> str:
    return f"{_ruled(said)} rejected {ref}{_commentary(said)}"


def _deferred(ref: str, said: Said) -> str:
    return f"{_ruled(said)} deferred {ref} to the meeting {said['deferred_to']}{_commentary(said)}"


def _referred(ref: str, said: Said) -> str:
    return f"{_ruled(said)} referred {ref} to {said['referred_to']}{_commentary(said)}"


def _withdrawn(ref: str, said: Said) -> str:
    return f"{ref}, which lay with {said['ruling']['body']}, was withdrawn{_commentary(said)}"


def _lines(lines: Iterable[Said]) -> str:
    return "; ".join(
        f"{line['project']} {change(line['expected'], line['revised'])}" for line in lines
    )


def _ruled(said: Said) -> str:
    ruling = said["ruling"]
    officer = when(", through {},", ruling.get("decided_by"))
    resolution = when(" by resolution {}", ruling.get("resolution"))
    meeting = when(" at {}", ruling.get("meeting"))
    return f"{ruling['body']}{officer}{meeting}{resolution}"


def _conditions(said: Said) -> str:
    conditions = [
        condition["text"].rstrip(".")
        + when(" ({})", condition.get("owner"))
        + (f" by {day(condition['due'])}" if condition.get("due") else "")
        for condition in said["ruling"]["conditions"]
    ]
    return (f" on condition that: {'; '.join(conditions)}" if conditions else "") + (
        _commentary(said)
    )


def _commentary(said: Said) -> str:
    return when(" – {}", said["ruling"].get("commentary"))


SENTENCES: dict[str, Sentence] = {
    "minutebook.change-request-raised.1": _raised,
    "minutebook.change-request-commented.1": _commented,
    "minutebook.change-request-approved.1": _approved,
    "minutebook.change-request-part-approved.1": _part_approved,
    "minutebook.change-request-rejected.1": _rejected,
    "minutebook.change-request-deferred.1": _deferred,
    "minutebook.change-request-referred.1": _referred,
    "minutebook.change-request-withdrawn.1": _withdrawn,
}
"""The sentence of every fact about change requests, by its stored name."""
