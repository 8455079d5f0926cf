"""The commands that assess, waive and decide at a gate."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.deciding import conditions_options, conditions_said, meeting_option, resolution_option
from cli.frame.completion import references
from cli.frame.help import examples
from cli.recording import command_from, day_option, provenance, record_one

if TYPE_CHECKING:
    from engine.commands.base import Command

_RESULTS = ("met", "partly-met", "not-met")
_OUTCOMES = ("go", "conditional-go", "no-go", "recycle")
_OPTIONS = {
    "must_change": "--must-change",
    "recycle_to": "--recycle-to",
    "conditions": "--condition",
    "expires_on": "--until",
}
_COLUMNS = {"criterion", "result", "evidence", "assessor"}
_SEQUENCE = click.argument("ref", shell_complete=references("gate-sequence"))


@click.command(
    epilog=examples(
        "gate assess social-care-system-go-live 3 --found data met --found staff not-met"
        " --evidence staff 'Two teams untrained' --assessor 'Test Manager' --on 2017-10-02",
        "gate assess social-care-system-go-live 3 --file gate-3.csv --on 2017-10-02",
    )
)
@_SEQUENCE
@click.argument("gate", type=click.IntRange(min=1))
@click.option(
    "--found",
    nargs=2,
    multiple=True,
    metavar="CRITERION RESULT",
    help="How a criterion was found: met, partly-met or not-met; repeat it.",
)
@click.option(
    "--evidence",
    nargs=2,
    multiple=True,
    metavar="CRITERION TEXT",
    help="What shows it; repeat it.",
)
@click.option(
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with the columns criterion and result, and evidence and assessor if wanted.",
)
@click.option("--assessor", metavar="NAME", help="Who assessed, where the file does not say.")
@day_option("--on", "The day of the assessment; today if left out.")
@provenance
@pass_app
def assess(
    app: App,
    /,
    ref: str,
    gate: int,
    *,
    found: tuple[tuple[str, str], ...],
    evidence: tuple[tuple[str, str], ...],
    file: Path | None,
    on: date | None,
    **given: Any,
) -> None:
    """Record how criteria were found, before the next gate is decided.

    A later assessment of a criterion replaces the one before it. Criteria are waived with `gate
    waive`, by an authority and not by an assessor.
    """
    assessments = _of_file(file) if file else []
    assessments += _found(found, evidence)
    if not assessments:
        raise click.UsageError("say how criteria were found: --found CRITERION RESULT, or --file")
    command = command_from(
        "gate-assessment",
        app,
        given,
        _OPTIONS,
        sequence=ref,
        gate=gate,
        assessed_on=on or app.today(),
        assessments=assessments,
    )
    number = len(assessments)
    counted = f"{number} criteri{'on' if number == 1 else 'a'}"
    done = (
        f"Assessed {counted} for gate {gate} of {ref}. `minutebook gate show {ref}` shows how ready"
        " it is."
    )
    _record(app, command, f"this assessment of gate {gate} of {ref}", done, given)


def _found(
    found: tuple[tuple[str, str], ...], evidence: tuple[tuple[str, str], ...]
) -> list[dict[str, str | None]]:
    shown = dict(evidence)
    for criterion in shown.keys() - dict(found).keys():
        raise click.UsageError(f"--evidence names {criterion}: add --found {criterion} RESULT")
    for criterion, result in found:
        if result not in _RESULTS:
            raise click.UsageError(
                f"--found {criterion}: {result!r} is not a result: choose {', '.join(_RESULTS)}"
            )
    return [
        {"criterion": criterion, "result": result, "evidence": shown.get(criterion)}
        for criterion, result in found
    ]


def _of_file(file: Path) -> list[dict[str, str | None]]:
    """Read the assessments of a CSV file; a cell that is empty says nothing.

    Raises:
        UsageError: where it lacks a column, has another, or is no text.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            columns = set(reader.fieldnames or ())
            if not {"criterion", "result"} <= columns <= _COLUMNS:
                raise click.UsageError(
                    f"{file}: its first line names the columns criterion and result, and evidence"
                    f" and assessor if wanted; it has {', '.join(sorted(columns)) or 'none'}"
                )
            return [{name: row[name] or None for name in columns} for row in reader]
    except (UnicodeDecodeError, csv.Error, KeyError) as error:
        raise click.UsageError(f"{file} is not CSV in UTF-8: {error}") from error


@click.command(
    epilog=examples(
        "gate waive social-care-system-go-live staff --by scsr-board --until 2018-03-31"
        " --reason 'The last team is trained in March' --on 2017-11-20",
        "gate waive social-care-system-go-live staff --end --reason 'Needed after all'",
    )
)
@_SEQUENCE
@click.argument("criterion")
@click.option(
    "--by",
    "granted_by",
    metavar="NAME",
    help="Who waives it: the body that decides the gates, its chair, or its sponsor.",
)
@click.option("--reason", required=True, help="Why.")
@day_option("--on", "The day from which it holds, or ends; today if left out.")
@day_option("--until", "The first day on which it holds no longer; without it, it has no end.")
@click.option("--end", is_flag=True, help="Take the waiver back.")
@provenance
@pass_app
def waive(
    app: App,
    /,
    ref: str,
    criterion: str,
    *,
    granted_by: str | None,
    on: date | None,
    until: date | None,
    end: bool,
    **given: Any,
) -> None:
    """Waive a criterion: let it go unmet, for as long as the authority says.

    A waiver counts at a gate that is decided while it holds.
    """
    given |= {"sequence": ref, "criterion": criterion}
    day = on or app.today()
    if end:
        if granted_by or until:
            raise click.UsageError("--end takes a waiver back: leave --by and --until out")
        command = command_from("waiver-end", app, given, _OPTIONS, ended_on=day)
        what, done = "this end of the waiver", f"{criterion} of {ref} is waived no longer."
    else:
        if not granted_by:
            raise click.UsageError("say who waives it: --by NAME")
        command = command_from(
            "waiver",
            app,
            given,
            _OPTIONS,
            granted_by=granted_by,
            granted_on=day,
            expires_on=until,
        )
        ends = f" until {until}" if until else ""
        what, done = "this waiver", f"{criterion} of {ref} is waived by {granted_by}{ends}."
    _record(app, command, f"{what} of {criterion} of {ref}", done, given)


@click.command(
    epilog=examples(
        "gate decide social-care-system-go-live 2 --outcome go --on 2017-08-21",
        "gate decide social-care-system-go-live 3 --outcome conditional-go --on 2017-09-18"
        " --condition-for 'Test Manager' 2017-10-02 'The last interface is tested'",
        "gate decide social-care-system-go-live 4 --outcome recycle --recycle-to 2"
        " --must-change 'The data are migrated again'",
    )
)
@_SEQUENCE
@click.argument("gate", type=click.IntRange(min=1))
@click.option("--outcome", required=True, type=click.Choice(_OUTCOMES), help="What was decided.")
@conditions_options("a conditional go")
@click.option(
    "--must-change", multiple=True, help="What must change after a no-go or recycle; repeat it."
)
@click.option(
    "--recycle-to",
    type=click.IntRange(min=1),
    metavar="GATE",
    help="The gate a recycle goes back to: it and all after it are to be passed again.",
)
@meeting_option()
@resolution_option
@day_option("--on", "The day of the decision; today if left out.")
@provenance
@pass_app
def decide(
    app: App,
    /,
    ref: str,
    gate: int,
    *,
    meeting: str | None,
    resolution: str | None,
    on: date | None,
    **given: Any,
) -> None:
    """Decide a gate, on how its criteria were assessed.

    Go needs every criterion assessed since the gate was last decided, and every mandatory one met
    or waived; partly met is not met. After a no-go and a recycle they are assessed anew.
    """
    cited = {"meeting": meeting, "resolution": resolution}
    authority = {name: said for name, said in cited.items() if said}
    command = command_from(
        "gate-decision",
        app,
        given,
        _OPTIONS,
        sequence=ref,
        gate=gate,
        decided_on=on or app.today(),
        conditions=conditions_said(given),
        authority=authority or None,
    )
    outcome = given["outcome"].replace("-", " ").replace("no go", "no-go")
    done = f"Gate {gate} of {ref}: {outcome}."
    _record(app, command, f"a decision on gate {gate} of {ref} of this day", done, given)


def _record(app: App, command: Command, what: str, done: str, given: dict[str, Any]) -> None:
    record_one(app, command, what, done, dry_run=given["dry_run"])
