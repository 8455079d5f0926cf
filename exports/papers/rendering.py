"""Papers made of templates: what the book says never becomes markup of the paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from projections.wording.phrases import day, pounds, spaced

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = re.compile(r"([\\`*_{}\[\]<>|~#$^])")
_BEGINS = re.compile(r"(\d+)([.)])|([-+=!:])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DIRECTIONS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


class PaperForm(StrEnum):
    """The forms that papers are written in; each is the ending of its files."""

    MARKDOWN = "md"
    HTML = "html"


def render(name: str, form: PaperForm, **said: Any) -> str:
    """Return a paper.

    Args:
        name: the name of its template, without its ending.
        form: Markdown or HTML.
        said: what the template tells; texts are escaped as the form needs.
    """
    return _environment(form).get_template(f"{name}.{form}.j2").render(said)


def in_markdown(value: object) -> str:
    r"""Return a text as Markdown shows it word for word, in one line; what is marked up stays.

    >>> print(in_markdown("1. A | B <b>"))
    1\. A \| B \<b\>
    """
    if isinstance(value, Markup):
        return value
    text = plain(str(value)).replace("&", "&amp;")
    return _BEGINS.sub(_kept_from_beginning, _MARKS.sub(r"\\\1", text), count=1)


def _kept_from_beginning(found: re.Match[str]) -> str:
    """Escape a sign that makes a list or a rule of a line, where the line begins with it."""
    if found.start():
        return found[0]
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"


def plain(text: str) -> str:
    """Return a text in one line, without signs that nobody sees.

    Signs that turn the direction of writing round are left out: they could show a name, or the
    amount beside it, as another. Letters that are written from the right stay as they are.
    """
    seen = (
        sign
        for sign in text
        if sign in "\n\t\r" or (ord(sign) not in _DIRECTIONS and unicodedata.category(sign) != "Cc")
    )
    return " ".join("".join(seen).split())


@cache
def _environment(form: PaperForm) -> Environment:
    markdown = form is PaperForm.MARKDOWN
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html.j2"]),
        finalize=in_markdown if markdown else _in_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "day": _day,
        "money": _money,
        "spaced": spaced,
        "sentence": _sentence,
        "paragraphs": paragraphs,
    }
    environment.filters.update(filters)
    return environment


def _in_html(value: object) -> object:
    return value if isinstance(value, Markup) else plain(str(value))


def _day(value: date | str | None) -> str:
    return day(str(value)[:10]) if value else ""


def _money(amount: Decimal) -> Markup:
    """Return pounds with a true minus sign, which no line of a paper breaks behind."""
    return Markup(pounds(str(amount)).replace("-", "\N{MINUS SIGN}"))  # noqa: S704 - digits alone


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a text, which an empty line sets apart."""
    return [found for found in map(plain, _PARAGRAPH.split(text or "")) if found]
