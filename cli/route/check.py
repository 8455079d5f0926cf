"""``minutebook route check``: is a route in order?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Details
from cli.frame.errors import CheckFailed
from cli.frame.findings import raise_failures
from cli.frame.help import examples
from cli.frame.options import Format, format_option
from cli.frame.output import Answer, Sheet, show
from cli.route.named import complete_routes, written_route

if TYPE_CHECKING:
    from engine.routes.checks.findings import Finding
    from engine.routes.reading import WrittenRoute

_HEADER = ("route", "file", "line", "where", "kind", "message")


@click.command(
    epilog=examples(
        "route check",
        "route check own-route.yaml",
        "route check change-request savings-proposal/1 --format json",
    )
)
@click.argument("refs", metavar="[ROUTE…]", nargs=-1, shell_complete=complete_routes)
@format_option
@pass_app
def check(app: App, refs: tuple[str, ...], form: str) -> None:
    """Check routes before anything travels on them; all at hand, where none is named.

    ROUTE is a name, a name with its version as in change-request/1, or a file that ends in .yaml.

    The exit status is 1 if anything is found: states that no case reaches, or leaves; circles
    without a way out; steps that nobody can take; decisions without the guards they need; guards
    without what they go by; papers that nobody was asked for; deadlines that contradict each other;
    names of states, parts, steps or outcomes that there are not; and steps after which a case would
    say something else than what travels. Each is told with its file and line.
    """
    from engine.routes.checking import check as check_route

    routes = [written_route(app, ref) for ref in refs] if refs else app.routes().all()
    found = [(written, check_route(written)) for written in routes]
    answer = Answer(
        lambda: [_data(written, findings) for written, findings in found],
        lambda: _told(found),
        lambda: Sheet(_HEADER, [_row(route, each) for route, all_ in found for each in all_]),
    )
    show(answer, form)
    if form == Format.TABLE:
        raise_failures([CheckFailed(str(each)) for _, findings in found for each in findings])
    elif any(findings for _, findings in found):
        click.get_current_context().exit(CheckFailed.exit_code)


def _data(written: WrittenRoute, findings: list[Finding]) -> dict[str, object]:
    rows = [dict(zip(_HEADER, _row(written, finding), strict=True)) for finding in findings]
    return {"route": str(written.route.key), "file": written.file, "findings": rows}


def _row(written: WrittenRoute, finding: Finding) -> tuple[object, ...]:
    place = finding.place
    key = str(written.route.key)
    return key, place.file, place.line, place.field, finding.kind.value, finding.message


def _told(found: list[tuple[WrittenRoute, list[Finding]]]) -> list[Block]:
    rows = [(str(written.route.key), _counted(len(findings))) for written, findings in found]
    return [Details(rows)]


def _counted(findings: int) -> str:
    if not findings:
        return "in order"
    return f"{findings} {'fault' if findings == 1 else 'faults'}"
