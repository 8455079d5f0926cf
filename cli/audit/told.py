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
    "explained_by",
    "explained_on",
    "explanation",
)


def audit_blocks(found: Audit, times: str, *, strict: bool) -> list[Block]:
    """Return the findings for people, with notes where they count."""
    told = (*found.findings, *(found.notes if strict else ()))
    blocks: list[Block] = []
    if not found.acts:
        return [Heading(f"There is nothing to audit: no figure was set or altered, {times}.")]
    if told:
        blocks.append(Paragraphs(f"Movements without authority, {times}", list(map(_item, told))))
        blocks.append(Table(("Rule", "Found>"), _counted(told)))
    else:
        least = "No other" if found.explained else "No"
        blocks.append(Heading(f"{least} movement without authority was found, {times}."))
    if found.explained:
        blocks.append(Paragraphs("Explained", list(map(_explained, found.explained))))
    return [*blocks, Lines(_asked(found, strict=strict))]


def audit_sheet(found: Audit, *, strict: bool) -> Sheet:
    """Return the findings as CSV, a line each, with notes where they count."""
    told = (*found.findings, *(found.notes if strict else ()), *found.explained)
    return Sheet(_COLUMNS, list(map(_row, told)))


def _row(found: Finding) -> tuple[object, ...]:
    why = found.explained
    said = (why.explained_by, why.explained_on, why.reason) if why else (None, None, None)
    return *found[:-2], [one.position for one in found.evidence], *said


def audit_data(found: Audit) -> dict[str, object]:
    """Return all of it as JSON has it."""
    return {
        "acts": found.acts,
        "movements": found.movements,
        "findings": found.findings,
        "notes": found.notes,
        "explained": found.explained,
    }


def rules_table(rules: list[Rule]) -> Table:
    """Return the rules with their codes."""
    rows = [(rule.code, "note" if rule.note else "", rule.says) for rule in rules]
    return Table(("Code", "Only a note", "What is the matter"), rows, "Rules of the audit")


def _item(found: Finding) -> tuple[str, list[str]]:
    first, *others = found.evidence
    act = f"Position {first.position}, recorded {first.recorded_on}."
    return found.rule, [found.sentence, found.do, act, *map(_shown, others)]


def _explained(found: Finding) -> tuple[str, list[str]]:
    why = found.explained
    said = f"Explained by {why.explained_by}, {why.explained_on}: {why.reason}" if why else ""
    return found.rule, [found.sentence, said, f"Position {found.position}."]


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
    acts, moved = _many(found.acts, "act"), _many(found.movements, "movement")
    lines = [f"{acts} with {moved} {'was' if found.acts == 1 else 'were'} asked."]
    told = (*found.findings, *(found.notes if strict else ()))
    if told:
        lines.append(
            "What is right as it stands is explained: `minutebook audit explain"
            f" {told[0].position} {told[0].rule} --reason … --by …`."
        )
    if found.notes and not strict:
        lines.append(f"{_many(len(found.notes), 'note')} besides; --strict lists them.")
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
