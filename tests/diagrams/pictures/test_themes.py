"""Contrast of every theme: text 4.5 to 1, lines and outlines 3 to 1, wherever they may stand."""

from __future__ import annotations

import pytest

from diagrams.pictures.look import THEMES, Theme
from diagrams.pictures.sketch import TONES
from diagrams.pictures.themes import palette_of
from tests.diagrams.looking import contrast

EACH_THEME = pytest.mark.parametrize("theme", THEMES)


@EACH_THEME
def test_text_can_be_read_on_everything_it_stands_on(theme: Theme) -> None:
    palette = palette_of(theme)
    for ground in (palette.paper, palette.group_fill):
        assert contrast(palette.ink, ground) >= 4.5
        assert contrast(palette.quiet, ground) >= 4.5
    for tone in TONES:
        family = palette.tones[tone]
        assert contrast(family.ink, family.fill) >= 4.5
        assert contrast(family.quiet, family.fill) >= 4.5
        assert contrast(family.on_edge, family.edge) >= 4.5


@EACH_THEME
def test_lines_and_outlines_can_be_seen_on_paper_in_groups_and_around_boxes(theme: Theme) -> None:
    palette = palette_of(theme)
    for tone in TONES:
        family = palette.tones[tone]
        fills = [palette.tones[other].fill for other in TONES]  # a line ends at any box
        for ground in (palette.paper, palette.group_fill, *fills):
            assert contrast(family.edge, ground) >= 3
    for ground in (palette.paper, palette.group_fill):
        assert contrast(palette.group_edge, ground) >= 3


def test_the_print_theme_needs_no_colour() -> None:
    palette = palette_of("print")
    colours = [palette.paper, palette.ink, palette.quiet, palette.group_fill, palette.group_edge]
    colours += [colour for tone in TONES for colour in (palette.tones[tone].edge,)]
    colours += [palette.tones[tone].fill for tone in TONES]
    assert all(len({colour[1:3], colour[3:5], colour[5:7]}) == 1 for colour in colours)


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
