"""Facts about routes in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, listed


def _adopted(_: str, said: Said) -> str:
    route = said["definition"]
    ends = listed(state["name"] for state in route["states"] if state["final"])
    return (
        f"The route {route['route']} was taken into use in version {route['version']},"
        f" {route['title']}: from {route['start']} to {ends}"
    )


SENTENCES: dict[str, Sentence] = {"minutebook.route-adopted.1": _adopted}
"""The sentence of every fact about routes, by its stored name."""
