"""``minutebook statement``: what published documents state, checked against the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.completion import references
from cli.frame.errors import CheckFailed
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.narrowing import only
from cli.frame.options import reads, unit_option
from cli.frame.output import Answer, page, show
from cli.frame.references import not_there, require
from cli.statement.listing import list_sheet, list_table, statement_data
from cli.statement.page import shown_blocks, shown_data
from cli.statement.table import (
    checked_blocks,
    checked_data,
    checked_sheet,
    counted,
    summary,
)
from cli.statement.write import explain, withdraw

if TYPE_CHECKING:
    from projections.statements.checking import Checked
    from projections.statements.queries import Made

_THINGS = ("project", "programme", "portfolio", "change-request")


@click.group(
    cls=Noun,
    epilog=examples(
        "statement check",
        "statement explain status-2018-09/transitions/target --period 2018/19"
        " --reason 'The table was made a week earlier' --by 'Programme Office'",
    ),
)
def statement() -> None:
    """Figures that published documents state, checked against the book."""


@statement.command(
    "list",
    epilog=examples(
        "statement list",
        "statement list --project targeted-reviews",
        "statement list --document ics-pack-2018-11-05 --figure at-risk",
    ),
)
@only("document", "Only those of this document.")
@only("project", "Only those of this project.")
@only("programme", "Only those of this programme.")
@only("portfolio", "Only those of this portfolio.")
@only("change-request", "Only those of this change request.")
@click.option("--figure", metavar="NAME", help="Only this figure: target, at-risk, expected, …")
@unit_option
@reads
@pass_app
def list_(
    app: App,
    /,
    *,
    document: str | None,
    figure: str | None,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
    **things: str | None,
) -> None:
    """List what published documents state, in the order of their days."""
    asked = ask(app, as_at, as_known)
    named = {kind: things[kind.replace("-", "_")] for kind in _THINGS}
    require(asked.views, document=document, **named)
    found = [
        made
        for made in _statements(asked)
        if document in (None, made.document)
        and (figure is None or made.figure == _plain(figure))
        and all(
            ref is None or (made.kind, made.thing) == (kind, ref) for kind, ref in named.items()
        )
    ]
    answer = Answer(
        lambda: [statement_data(made) for made in found],
        lambda: [list_table(found, unit, asked.times)],
        lambda: list_sheet(found),
    )
    show(answer, form)


def _plain(figure: str) -> str:
    return "-".join(figure.lower().replace("_", " ").split())


@statement.command(
    "show",
    epilog=examples("statement show ics-pack-2019-01-07/ICS-2019-B/expected"),
)
@click.argument("ref", shell_complete=references("statement"))
@unit_option
@reads
@pass_app
def show_(
    app: App, /, ref: str, *, unit: Unit, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show one statement beside the book, with the likely causes of a difference."""
    asked = ask(app, as_at, as_known)
    found = [made for made in _statements(asked) if made.ref == ref]
    if not found:
        raise not_there(asked.views, "statement", ref, [made.ref for made in _statements(asked)])
    checked = _check(asked, only=[ref])
    answer = page(
        lambda: shown_data(found[0], checked),
        lambda: shown_blocks(found[0], checked, unit, asked),
    )
    show(answer, form)


@statement.command(
    "check",
    epilog=examples(
        "statement check",
        "statement check --document ics-pack-2019-01-07 --all",
        "statement check --as-at 2018-12-31 --format csv",
    ),
)
@click.option(
    "--document",
    metavar="REF",
    shell_complete=references("document"),
    help="Only what this document states.",
)
@click.option("--all", "everything", is_flag=True, help="List what agrees, too.")
@unit_option
@reads
@pass_app
def check_(
    app: App,
    *,
    document: str | None,
    everything: bool,
    unit: Unit,
    as_at: date | None,
    as_known: datetime | None,
    form: str,
) -> None:
    """Check what documents state against the book, and name likely causes of differences.

    Each amount is compared with the book as it stood on the day of the statement, with all that is
    known now, or was at --as-known. Amounts that agree are counted, and listed with --all. What is
    explained (`minutebook statement explain`) stays listed, as long as the figures do not move and
    make another difference of it. The exit status is 1 while any difference is unexplained.
    """
    asked = ask(app, as_at, as_known)
    require(asked.views, document=document)
    found = _check(asked, document=document)
    listed = [each for each in found if everything or each.state in ("differs", "explained")]
    which = "beside" if everything else "that differ from"
    title = f"Statements {which} the book, {unit}, {asked.times}"
    none = "Nothing differs." if found else _nothing(document)
    answer = Answer(
        lambda: (
            asked.scope
            | {"counts": counted(found), "statements": [checked_data(each) for each in listed]}
        ),
        lambda: [*checked_blocks(listed, unit, title, none), *([summary(found)] if found else [])],
        lambda: checked_sheet(listed),
    )
    show(answer, form)
    _fail_if_unexplained(found)


def _nothing(document: str | None) -> str:
    of = f"{document} states" if document else "No document states"
    return (
        f"{of} {'nothing' if document else 'anything'} by that day: record `statement` entries"
        " (see docs/statements.md), or import a table of them."
    )


def _fail_if_unexplained(found: Sequence[Checked]) -> None:
    """Fail while a difference is unexplained.

    Raises:
        CheckFailed: naming the first, and what to do about it.
    """
    open_ = [each for each in found if each.unexplained]
    if not open_:
        return
    many = f"{len(open_):,} stated amounts differ" if len(open_) > 1 else "1 stated amount differs"
    first = open_[0]
    raise CheckFailed(
        f"{many} from the book, and nobody explained why. Where the paper is wrong or of another"
        f" day, say so: `minutebook statement explain {first.statement} --period {first.period}"
        " --reason … --by …`; where it was misread, `minutebook statement withdraw`; where the"
        " book is wrong, record what is missing, or a `correction`"
    )


def _statements(asked: Asked) -> list[Made]:
    from projections.statements.queries import statements

    return statements(asked.views, asked.as_at, asked.known)


def _check(asked: Asked, **which: Any) -> list[Checked]:
    from projections.statements.checking import check

    return check(asked.views, as_at=asked.as_at, known=asked.known, **which)


for _writes in (explain, withdraw):
    statement.add_command(_writes)
