"""How findings of the audit are told: as texts to read, and as CSV and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Heading, Lines, Paragraphs, Table
from cli.frame.output import Sheet

if TYPE_CHECKING:
    from projections.audit.auditing import Audit
    from projections.audit.parts import Evidence, Finding
    from projections.audit.rules.catalogue import Rule

_COLUMNS = (
    "rule",
    "note",
    "what",
    "ref",
    "projects",
    "decided_on",
    "position",
    "sentence",
    "do",
    "evidence",
)


def audit_blocks(found: Audit, times: str, *, strict: bool) -> list[Block]:
    """Return the findings for people, with notes where they count."""
    told = (*found.findings, *(found.notes if strict else ()))
    blocks: list[Block] = []
    if told:
        blocks.append(Paragraphs(f"Movements without authority, {times}", list(map(_item, told))))
        blocks.append(Table(("Rule", "Found>"), _counted(told)))
    else:
        blocks.append(Heading(f"No movement without authority was found, {times}."))
    return [*blocks, Lines(_asked(found, strict=strict))]


def audit_sheet(found: Audit, *, strict: bool) -> Sheet:
    """Return the findings as CSV, a line each, with notes where they count."""
    told = (*found.findings, *(found.notes if strict else ()))
    return Sheet(
        _COLUMNS,
        [
            (*(getattr(each, name) for name in _COLUMNS[:-1]), [one.position for one in each[-1]])
            for each in told
        ],
    )


def audit_data(found: Audit) -> dict[str, object]:
    """Return all of it as JSON has it."""
    return {
        "acts": found.acts,
        "movements": found.movements,
        "findings": found.findings,
        "notes": found.notes,
    }


def rules_table(rules: list[Rule]) -> Table:
    """Return the rules with their codes."""
    rows = [(rule.code, "note" if rule.note else "", rule.says) for rule in rules]
    return Table(("Code", "Only a note", "What is the matter"), rows, "Rules of the audit")


def _item(found: Finding) -> tuple[str, list[str]]:
    first, *others = found.evidence
    act = f"Position {first.position}, recorded {first.recorded_on}."
    return found.rule, [found.sentence, found.do, act, *map(_shown, others)]


def _shown(evidence: Evidence) -> str:
    decided = f"decided {evidence.decided_on}, " if evidence.decided_on else ""
    at = f"Position {evidence.position}, {decided}recorded {evidence.recorded_on}"
    return f"{at}: {evidence.sentence}"


def _counted(told: tuple[Finding, ...]) -> list[tuple[str, str]]:
    counts: dict[str, int] = {}
    for each in told:
        counts[each.rule] = counts.get(each.rule, 0) + 1
    return [(rule, f"{count:,}") for rule, count in counts.items()]


def _asked(found: Audit, *, strict: bool) -> list[str]:
    lines = [f"{found.acts:,} acts with {found.movements:,} movements were asked."]
    if found.notes and not strict:
        many = f"{len(found.notes):,} note{'' if len(found.notes) == 1 else 's'}"
        lines.append(f"{many} besides; --strict lists them.")
    return lines
