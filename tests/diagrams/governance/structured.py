"""Small structures, written in a line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from hypothesis import strategies as st

from projections.structure import BodyAt, LineAt, Structure

DAY = date(2018, 11, 5)


def structure(*lines: LineAt, refs: Iterable[str] = "abcd") -> Structure:
    """Return a structure of committees that are called after their letters."""
    bodies = tuple(BodyAt(ref, f"Body {ref.upper()}", "committee") for ref in refs)
    return Structure(bodies, lines, DAY)


def reports(path: str) -> list[LineAt]:
    """Return that each of some bodies reports to the next."""
    return [LineAt(a, b, "reports-to") for a, b in pairwise(path)]


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """Any structure, with the names and the lines that none should have."""
    refs = draw(st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, unique=True))
    kind = st.sampled_from(["committee", "working-group", "officer-post", "something else"])
    label = st.none() | st.sampled_from(["Members", "Officers", "<b>", 'a "b"'])
    bodies = [BodyAt(ref, draw(st.text()), draw(kind), draw(label), draw(label)) for ref in refs]
    end = st.sampled_from([*refs, "gone", "gone:2"])
    line = st.builds(
        LineAt,
        end,
        end,
        st.sampled_from(["reports-to", "updates", "supported-by", "advises", "watches"]),
        st.none() | st.text(),
    )
    return Structure(tuple(bodies), tuple(draw(st.lists(line, max_size=12))), DAY)
