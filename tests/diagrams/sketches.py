"""Sketches made by chance, with the names that break careless writers of SVG, DOT and Mermaid."""

from __future__ import annotations

import random
from typing import Any, Final, get_args

from diagrams.links import page_of
from diagrams.pictures.sketch import (
    TONES,
    Box,
    Group,
    KeyEntry,
    Line,
    Marker,
    Row,
    Shape,
    Sketch,
    Stroke,
)

HOSTILE: Final = (
    "Policy Committee",
    'Board of "Quotes" & Ampersands',
    "<script>alert(1)</script>",
    "<b>bold</b> & &lt;b&gt;",
    "]]> --> {x} | y",
    "back\\slash \\N \\l \\G",
    "line one\nline two\r\nline three",
    "لجنة المالية",
    "ועדת הכספים and Finance",
    "\u202eevil\u202c order",
    "Pwyllgor Polisi ŵ £ \u2212 \u2026",
    "財務委員会",
    "emoji \N{BAR CHART}",
    "end",
    "subgraph style classDef click",
    "style fill:#fff;",
    "classDef x:#fff; y",
    "%%{init: {'theme': 'dark'}}%%",
    "%% a comment",
    "#34; #quot; &#34; &quot;",
    "1. a list",
    "2) another",
    "- item",
    "*starred* _under_ ~wave~ `code`",
    "[text](https://elsewhere.example)",
    "fa:fa-car an icon",
    "$$x^2$$",
    "javascript:alert(1)",
    '" onload="alert(1)',
    "';--",
    "a\x07b\x00c",
    "tab\tand  spaces",
    "x" * 90,
    "word " * 60,
    "---",
    "o--o",
    "accTitle: x",
    "}",
    "{{x}}",
    "(x)",
    "#",
    "%",
    ";",
    ":",
    " ",
)


def random_sketch(seed: int) -> Sketch:
    """Return a sketch of up to a dozen boxes; the same for the same number."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    groups = _groups(chance)
    boxes = tuple(_box(chance, number, groups) for number in range(chance.randint(1, 12)))
    lines = tuple(_line(chance, number, boxes) for number in range(chance.randint(0, 14)))
    samples: list[Box | Line] = [*boxes, *lines]
    return Sketch(
        id=f"random-{seed}",
        title=_name(chance),
        moment="As at 5 November 2018",
        description=tuple(_name(chance) for _ in range(chance.randint(1, 4))),
        boxes=boxes,
        lines=lines,
        groups=groups,
        key=tuple(
            KeyEntry(chance.choice(samples), _name(chance)) for _ in range(chance.randint(0, 3))
        ),
        notes=tuple(_name(chance) for _ in range(chance.randint(0, 2))),
        direction=chance.choice(("down", "right")),
        author=chance.choice((None, _name(chance))),
    )


def _name(chance: random.Random) -> str:
    return " ".join(chance.sample(HOSTILE, chance.randint(1, 2)))


def _groups(chance: random.Random) -> tuple[Group, ...]:
    groups: list[Group] = []
    for number in range(chance.randint(0, 4)):
        parents = [None, *(group.id for group in groups)]
        groups.append(
            Group(
                f"level-{number} {_name(chance)}",
                _name(chance),
                parent=chance.choice(parents),
                tone=chance.choice(TONES),
                dashed=chance.random() < 0.2,
            )
        )
    return tuple(groups)


def _box(chance: random.Random, number: int, groups: tuple[Group, ...]) -> Box:
    ref = f"{number}-{chance.choice(HOSTILE)}"
    return Box(
        id=f"body-{ref}",
        rows=tuple(_row(chance, strong=nth == 0) for nth in range(chance.randint(1, 3))),
        spoken=_name(chance),
        shape=_one(chance, Shape),
        tone=chance.choice(TONES),
        mark=chance.choice((None, None, "A", "+", "\N{MULTIPLICATION SIGN}")),
        outlines=chance.choice((1, 1, 2)),
        dashed=chance.random() < 0.2,
        link=page_of("body", ref),
        group=chance.choice([None, *(group.id for group in groups)]),
    )


def _row(chance: random.Random, *, strong: bool) -> Row:
    cells = tuple(_name(chance) for _ in range(chance.choice((1, 1, 1, 2))))
    return Row(cells, strong=strong, quiet=not strong, left=chance.random() < 0.3)


def _line(chance: random.Random, number: int, boxes: tuple[Box, ...]) -> Line:
    return Line(
        id=f"line-{number} {chance.choice(HOSTILE)}",
        tail=chance.choice(boxes).id,
        head=chance.choice(boxes).id,
        spoken=_name(chance),
        stroke=_one(chance, Stroke),
        tone=chance.choice(TONES),
        at_tail=_one(chance, Marker),
        at_head=_one(chance, Marker),
        label=tuple(_name(chance) for _ in range(chance.choice((0, 1, 2)))),
        shapes=chance.random() < 0.8,
    )


def _one(chance: random.Random, kinds: Any) -> Any:
    return chance.choice(get_args(kinds))
