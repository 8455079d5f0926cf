"""Papers: what the book says is shown word for word, and never becomes markup."""

from __future__ import annotations

import os
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from exports.papers.footnotes import Footnotes
from exports.papers.rendering import PaperForm, in_markdown, paragraphs, plain, render
from exports.papers.times import Times

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "50"))
_ESCAPED = re.compile(r"\\(.)")


class Shown(HTMLParser):
    """The texts of a page, and its elements; each must end where it should."""

    EMPTY = frozenset({"meta", "br", "link"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.elements.append(tag)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(page: str) -> Shown:
    """Read a page, which must be well formed."""
    reader = Shown()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@settings(max_examples=RUNS, deadline=None)
@given(st.text())
@example("1. A | B")
@example("- a\n\n# b")
@example("&lt;b&gt; [x](javascript:y) ![z](w) `c` ~~d~~ $e$ ^f^")
@example("= setext\n---")
@example("~1. a")
def test_a_text_is_shown_by_markdown_word_for_word(text: str) -> None:
    written = in_markdown(text)
    assert "\n" not in written
    unescaped = _ESCAPED.sub("", written)
    assert not set("|*_`[]<>#~{}$^") & set(unescaped)
    assert not re.match(r"(\d+[.)]|[-+=])", written)
    assert _ESCAPED.sub(r"\1", written).replace("&amp;", "&") == plain(text)


def test_signs_that_nobody_sees_are_left_out_and_letters_from_the_right_stay() -> None:
    assert plain("a\u202eb\x00c\u2066 \u05d0\u05d1") == "abc \u05d0\u05d1"


def test_what_is_marked_up_stays() -> None:
    assert in_markdown(Markup("*so*")) == "*so*"


def test_an_empty_line_sets_paragraphs_apart() -> None:
    assert paragraphs("one\ntwo\n \nthree\n\n\n") == ["one two", "three"]
    assert paragraphs(None) == []


def test_each_source_is_cited_once() -> None:
    notes = Footnotes()
    source = {"document": "Pack", "page": "3-4", "item": None, "paragraph": None}
    assert [notes.number(source), notes.number(None), notes.number(source)] == [1, None, 1]
    assert notes.number({"document": "Pack", "page": "5"}) == 2
    assert [note.text for note in notes.told] == ["Pack, pages 3-4", "Pack, page 5"]


@pytest.mark.parametrize("form", PaperForm)
def test_a_template_that_is_told_too_little_fails(form: PaperForm) -> None:
    with pytest.raises(UndefinedError):
        render("history", form, title="x")


def test_a_page_tells_its_language_and_how_it_is_printed_and_runs_nothing() -> None:
    times = Times(date(2019, 1, 7), 0, "as known with nothing recorded", None)
    page = render("history", PaperForm.HTML, title="<x>", chapters=[], footnotes=[], times=times)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "@page { size: A4" in page
    found = shown(page)
    assert "script" not in found.elements
    assert found.elements.count("h1") == found.elements.count("title") == 1
    assert "History of the savings figures: <x>" in found.text
