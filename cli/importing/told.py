"""What an import found and recorded, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from shlex import quote
from typing import TYPE_CHECKING, Any, NamedTuple

from cli.frame.blocks import Block, Table, Text
from cli.frame.output import Answer, Sheet
from cli.record import told
from domain.values.amounts import in_pounds
from tables.accepting import UNIT

if TYPE_CHECKING:
    from engine.book import Receipt
    from tables.parts import Finding
    from tables.planning import Plan

_CSV = ("file", "period", "severity", "rule", "place", "subject", "apart", "message")
_ACCEPTED = "accepted"
_NO_FINDINGS = "Everything adds up, and every line is that of a project: nothing was found."


class Recorded(NamedTuple):
    """What was recorded of the files, or on a dry run would be; nothing where errors stand."""

    receipt: Receipt
    dry_run: bool


class _Row(NamedTuple):
    """A finding, and what became of it."""

    plan: Plan
    state: str
    finding: Finding


def answer(plans: Sequence[Plan], recorded: Recorded | None) -> Answer:
    """Return what was found, and what was or would be recorded."""
    return Answer(
        lambda: _data(plans, recorded),
        lambda: _blocks(plans, recorded),
        lambda: _sheet(plans),
    )


def standing(plans: Sequence[Plan]) -> list[Finding]:
    """Return the errors that nobody accepted."""
    return [finding for one in plans for finding in one.judged.standing]


def refusal(errors: Sequence[Finding]) -> str:
    """Say why nothing was recorded, and how what is right all the same is accepted."""
    rules = Counter(error.rule for error in errors)
    counted = ", ".join(f"{rule} ({number})" for rule, number in rules.items())
    told = f"nothing was recorded while {_errors(len(errors))}: {counted}."
    first = next((error for error in errors if error.rule != UNIT), None)
    if first is None:
        return (
            f"{told} Say the unit: --unit £000 where the figures are thousands, --unit £ if pounds"
        )
    accepted = quote(f"{first.rule}:{first.subject}" if first.subject else first.rule)
    return (
        f"{told} Correct the table, say in a --mapping file what a word means, or accept what is"
        f" right all the same by its name: --accept {accepted}"
    )


def _errors(number: int) -> str:
    return "1 error stands" if number == 1 else f"{number:,} errors stand"


def _rows(plans: Sequence[Plan]) -> list[_Row]:
    return [
        _Row(one, state, finding)
        for one in plans
        for state, found in (
            ("error", one.judged.standing),
            (_ACCEPTED, one.judged.accepted),
            ("warning", one.judged.warnings),
        )
        for finding in found
    ]


def _blocks(plans: Sequence[Plan], recorded: Recorded | None) -> Iterator[Block]:
    rows = _rows(plans)
    yield Table(
        ("", "Rule", "Place", "Subject", "Apart>", "What"),
        [
            (
                state,
                finding.rule,
                str(finding.place),
                finding.subject or "",
                "" if finding.apart is None else in_pounds(finding.apart),
                finding.message,
            )
            for _, state, finding in rows
        ],
        title="What was found",
        empty=_NO_FINDINGS,
    )
    yield Table(
        ("File", "Month", "Lines>", "Totals>", "Left out>", "Entries"),
        [_file(one) for one in plans],
        title="The files",
    )
    if recorded:
        yield Text(in_words(recorded))


def _file(one: Plan) -> tuple[str, ...]:
    counted = Counter(planned.entry for planned in one.entries)
    has_lines = any(table.lines for table in one.tables)
    return (
        str(one.file),
        one.period,
        f"{sum(len(table.lines) for table in one.tables):,}",
        f"{sum(len(table.totals) for table in one.tables):,}",
        f"{one.without_project:,}",
        ", ".join(f"{number:,} {entry}" for entry, number in counted.items())
        or ("none: the book has them already" if has_lines else "none: it has no projects"),
    )


def in_words(recorded: Recorded) -> str:
    """Say what was recorded, or on a dry run would be."""
    receipt = recorded.receipt
    ends = _ends(receipt) or (0, 0)
    return told(len(receipt.facts), len(receipt.unchanged), ends, dry_run=recorded.dry_run)


def _ends(receipt: Receipt) -> tuple[int, int] | None:
    """Return the first and the last position that was recorded; none where nothing was."""
    return (receipt.positions[0], receipt.positions[-1]) if receipt.positions else None


def _data(plans: Sequence[Plan], recorded: Recorded | None) -> dict[str, Any]:
    return {
        "recorded": recorded is not None and not recorded.dry_run,
        "facts": len(recorded.receipt.facts) if recorded else 0,
        "unchanged": len(recorded.receipt.unchanged) if recorded else 0,
        "positions": _ends(recorded.receipt) if recorded else None,
        "files": [_file_data(one) for one in plans],
    }


def _file_data(one: Plan) -> dict[str, Any]:
    return {
        "file": str(one.file),
        "period": one.period,
        "tables": [
            {
                "sheet": table.sheet,
                "years": [*table.years],
                "unit": table.unit,
                "lines": len(table.lines),
                "totals": len(table.totals),
            }
            for table in one.tables
        ],
        "lines_left_out": one.without_project,
        "findings": [
            {
                "severity": state,
                "rule": finding.rule,
                "place": str(finding.place),
                "subject": finding.subject,
                "apart": finding.apart,
                "message": finding.message,
            }
            for _, state, finding in _rows([one])
        ],
        "entries": [{planned.entry: planned.fields} for planned in one.entries],
    }


def _sheet(plans: Sequence[Plan]) -> Sheet:
    return Sheet(
        _CSV,
        [
            (
                str(row.plan.file),
                row.plan.period,
                row.state,
                row.finding.rule,
                str(row.finding.place),
                row.finding.subject,
                row.finding.apart,
                row.finding.message,
            )
            for row in _rows(plans)
        ],
    )
