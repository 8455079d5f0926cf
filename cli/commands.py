"""Which command does what: the one table of the program's commands, in the order of its help."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command: its name, where it is defined, and the section of the help it stands in."""

    name: str
    module: str
    attribute: str
    section: str


_BOOK = "Keep the book"
_GOVERNANCE = "Read the governance"
_WORK = "Move the business along"
_SAVINGS = "Read the savings, and change them"
_AUDIT = "Check the book"
_KEEPING = "Keep the store safe"

COMMANDS = (
    Entry("init", "cli.init", "init", _BOOK),
    Entry("demo", "cli.demo", "demo", _BOOK),
    Entry("record", "cli.record", "record", _BOOK),
    Entry("load", "cli.load", "load", _BOOK),
    Entry("import", "cli.importing.group", "import_", _BOOK),
    Entry("schema", "cli.schema", "schema", _BOOK),
    Entry("body", "cli.body", "body", _GOVERNANCE),
    Entry("meeting", "cli.meeting", "meeting", _GOVERNANCE),
    Entry("resolution", "cli.resolution.group", "resolution", _GOVERNANCE),
    Entry("diagram", "cli.diagram.group", "diagram", _GOVERNANCE),
    Entry("work", "cli.work", "work", _WORK),
    Entry("route", "cli.route.group", "route", _WORK),
    Entry("case", "cli.case.group", "case", _WORK),
    Entry("gate", "cli.gate.group", "gate", _WORK),
    Entry("condition", "cli.condition.group", "condition", _WORK),
    Entry("action", "cli.action.group", "action", _WORK),
    Entry("work-programme", "cli.work_programme", "work_programme", _WORK),
    Entry("authority", "cli.authority", "authority", _WORK),
    Entry("tick", "cli.tick", "tick", _WORK),
    Entry("project", "cli.project", "project", _SAVINGS),
    Entry("portfolio", "cli.portfolio", "portfolio", _SAVINGS),
    Entry("saving", "cli.saving.group", "saving", _SAVINGS),
    Entry("change", "cli.change.group", "change", _SAVINGS),
    Entry("statement", "cli.statement.group", "statement", _AUDIT),
    Entry("document", "cli.document", "document", _AUDIT),
    Entry("log", "cli.log", "log", _AUDIT),
    Entry("export", "cli.export.group", "export", _AUDIT),
    Entry("verify", "cli.verify", "verify", _AUDIT),
    Entry("checkpoint", "cli.checkpoint", "checkpoint", _AUDIT),
    Entry("proof", "cli.proof", "proof", _AUDIT),
    Entry("audit", "cli.audit.group", "audit", _AUDIT),
    Entry("audit-bundle", "cli.audit_bundle", "audit_bundle", _AUDIT),
    Entry("rebuild", "cli.rebuild", "rebuild", _AUDIT),
    Entry("store", "cli.store.group", "store", _KEEPING),
    Entry("completion", "cli.completion", "completion", "Work with a shell"),
)
"""Every command; its module is imported only when it is run, or described by ``--help``."""
