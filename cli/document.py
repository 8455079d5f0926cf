"""``minutebook document``: published documents that state figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Block, Details, Heading, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, Sheet, as_data, show
from cli.frame.references import not_there
from cli.frame.words import source_in_words
from cli.statement.table import checked_blocks, checked_data, checked_sheet, counted, summary

if TYPE_CHECKING:
    from projections.statements.checking import Checked
    from projections.statements.queries import Document

_COLUMNS = ("Document", "Dated", "Figures as at", "Title", "Amounts>", "Differ>", "Explained>")


@click.group(
    cls=Noun, epilog=examples("document list", "document show ics-pack-2018-11-05 --unit £")
)
def document() -> None:
    """Published documents, and how what they state stands to the book."""


@document.command("list", epilog=examples("document list", "document list --as-at 2018-12-31"))
@reads
@pass_app
def list_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """List documents, oldest first, each with how much of it differs from the book."""
    from projections.statements.checking import check

    asked = ask(app, as_at, as_known)
    found = _documents(asked)
    checked: dict[str, list[Checked]] = {each.ref: [] for each in found}
    for each in check(asked.views, as_at=asked.as_at, known=asked.known):
        checked[each.document].append(each)
    answer = Answer(
        lambda: [as_data(each) | {"counts": counted(checked[each.ref])} for each in found],
        lambda: [_table(found, checked, asked)],
        lambda: _sheet(found, checked),
        rests_on=lambda: [*checked.values()],
    )
    show(answer, form)


@document.command("show", epilog=examples("document show ics-pack-2019-01-07"))
@click.argument("ref", shell_complete=references("document"))
@unit_option
@reads
@pass_app
def show_(
    app: App, /, ref: str, *, unit: Unit, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show one document: what it states, beside what the book has."""
    from projections.statements.checking import check

    asked = ask(app, as_at, as_known)
    there = _documents(asked)
    found = next((each for each in there if each.ref == ref), None)
    if found is None:
        raise not_there(asked.views, "document", ref, [each.ref for each in there])
    checked = check(asked.views, as_at=asked.as_at, known=asked.known, document=ref)
    answer = Answer(
        lambda: as_data(found) | {"statements": [checked_data(each) for each in checked]},
        lambda: _page(found, checked, unit, asked),
        lambda: checked_sheet(checked),
    )
    show(answer, form)


def _page(found: Document, checked: Sequence[Checked], unit: Unit, asked: Asked) -> Iterator[Block]:
    yield Heading(f"{found.title} ({found.ref}), {asked.times}")
    yield Details(
        (
            ("Dated", found.dated),
            ("Figures as at", found.figures_as_at),
            ("Body", found.body),
            ("Meeting", found.meeting),
            ("Source", source_in_words(found.source)),
            ("Recorded", f"{found.recorded_at[:10]}, position {found.position:,}"),
        )
    )
    empty = "No figure of it is recorded: add `statement` entries (docs/statements.md)."
    yield from checked_blocks(checked, unit, f"What it states, {unit}", empty)
    if checked:
        yield summary(checked)


def _table(found: Sequence[Document], checked: dict[str, list[Checked]], asked: Asked) -> Table:
    rows = [
        (
            each.ref,
            each.dated,
            each.figures_as_at,
            each.title,
            *map(str, _counts(checked[each.ref])),
        )
        for each in found
    ]
    empty = "No documents: record `document` and `statement` entries (docs/statements.md)."
    return Table(_COLUMNS, rows, f"Documents, {asked.times}", empty)


def _counts(checked: Sequence[Checked]) -> tuple[int, int, int]:
    counts = counted(checked)
    return len(checked), counts["differs"], counts["explained"]


def _sheet(found: Sequence[Document], checked: dict[str, list[Checked]]) -> Sheet:
    header = ("document", "title", "dated", "figures_as_at", "body", "meeting")
    return Sheet(
        (*header, "amounts", "differ", "explained", "position"),
        [
            (
                *(each.ref, each.title, each.dated, each.figures_as_at, each.body, each.meeting),
                *_counts(checked[each.ref]),
                each.position,
            )
            for each in found
        ],
    )


def _documents(asked: Asked) -> list[Document]:
    from projections.statements.queries import documents

    return documents(asked.views, asked.as_at, asked.known)
