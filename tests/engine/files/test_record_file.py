"""A record file becomes commands, or a list of everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from engine.catalogue import BY_ENTRY
from engine.errors import BadInput, Place
from engine.files.one_entry import command_of
from engine.files.record_file import read_orders
from tests.engine.files.reading import BODY, orders, problems, written
from tests.engine.store.conftest import read_only


def only(folder: Path, text: str) -> Any:
    [order] = orders(folder, text)
    return order.command


class TestOrders:
    """Commands in the order of the files, each with its place."""

    def test_they_keep_order_and_place(self, tmp_path: Path) -> None:
        files = [
            written(tmp_path, "# first\n" + BODY, "a.yaml"),
            written(tmp_path, BODY.replace("ics", "asch"), "b.yaml"),
        ]
        read = read_orders(files)
        assert [order.command.key for order in read] == ["ics", "asch"]
        assert [order.place for order in read] == [
            Place(f"{tmp_path}/a.yaml", 2, "body"),
            Place(f"{tmp_path}/b.yaml", 1, "body"),
        ]

    def test_what_file_says_holds_for_every_entry_below(self, tmp_path: Path) -> None:
        text = "- file: {actor: K, source: Minutes, authority: {body: asch}}\n" + BODY
        command = only(tmp_path, text)
        assert (command.actor, command.source.document, command.authority.body) == (
            "K",
            "Minutes",
            "asch",
        )

    def test_unless_an_entry_says_otherwise(self, tmp_path: Path) -> None:
        text = "- file: {source: Minutes}\n" + BODY.replace("}", ", source: {document: Report}}")
        assert only(tmp_path, text).source.document == "Report"

    def test_it_holds_for_its_own_file_only(self, tmp_path: Path) -> None:
        files = [
            written(tmp_path, "- file: {actor: K}\n" + BODY, "a.yaml"),
            written(tmp_path, BODY, "b.yaml"),
        ]
        assert [order.command.actor for order in read_orders(files)] == ["K", None]

    def test_a_file_that_says_nothing_else_is_no_error(self, tmp_path: Path) -> None:
        assert orders(tmp_path, "- file: {actor: K}\n") == []

    def test_it_stands_first(self, tmp_path: Path) -> None:
        assert problems(tmp_path, BODY + "- file: {actor: K}\n") == [
            "entries.yaml:2: `file` stands once, as the first entry of its file"
        ]

    @pytest.mark.parametrize("content", ["", "hello", "[a]"])
    def test_it_has_fields(self, tmp_path: Path, content: str) -> None:
        assert problems(tmp_path, f"- file: {content}\n" + BODY) == [
            "entries.yaml:1: file: this should be a map of fields: {name: value}"
        ]

    def test_its_fields_are_checked(self, tmp_path: Path) -> None:
        assert problems(tmp_path, "- file: {actor: '', authority: {bdy: a}, sorce: x}\n") == [
            "entries.yaml:1: file.actor: this is empty",
            "entries.yaml:1: file.authority.bdy: no such field; did you mean `body`?",
            "entries.yaml:1: file.sorce: no such field; did you mean `source`?",
        ]


class TestUnreadable:
    """A file that is not there, or not to be read, is told by its name."""

    def test_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match=r"none\.yaml: cannot be read: No such file"):
            read_orders([tmp_path / "none.yaml"])

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match="cannot be read: Is a directory"):
            read_orders([tmp_path])

    def test_a_file_that_may_not_be_read(self) -> None:
        with TemporaryDirectory() as name:
            folder = Path(name) / "theirs"
            folder.mkdir()
            written(folder, BODY).chmod(0)
            with (
                read_only(Path(name)),
                pytest.raises(BadInput, match="cannot be read: Permission denied"),
            ):
                read_orders([folder / "entries.yaml"])

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no such device")
    def test_something_without_end(self) -> None:
        with pytest.raises(BadInput, match="larger than 16 MiB"):
            read_orders([Path("/dev/zero")])

    def test_all_files_are_looked_at_before_any_is_refused(self, tmp_path: Path) -> None:
        files = [written(tmp_path, "- a: {}", "a.yaml"), tmp_path / "b.yaml"]
        with pytest.raises(BadInput) as refused:
            read_orders(files)
        assert len(refused.value.problems) == 2


class TestNames:
    """An unknown name is told, and what it may have been meant to be."""

    def test_of_an_entry(self, tmp_path: Path) -> None:
        assert problems(tmp_path, "- resolutoin: {ref: a}") == [
            "entries.yaml:1: `resolutoin` is no entry of record files: did you mean `resolution`?"
        ]

    def test_of_an_entry_that_is_like_none(self, tmp_path: Path) -> None:
        [problem] = problems(tmp_path, "- zzz: {ref: a}")
        assert problem.endswith(f"known are {', '.join(BY_ENTRY)}")

    def test_of_a_field(self, tmp_path: Path) -> None:
        assert problems(
            tmp_path, BODY + "- body:\n    ref: a\n    nmae: b\n    kind: council\n"
        ) == [
            "entries.yaml:3: body.name: this field is missing",
            "entries.yaml:4: body.nmae: no such field; did you mean `name`?",
        ]

    @pytest.mark.parametrize(
        ("entry", "says"),
        [
            (
                "resolution: {ref: a, meeting: m, title: t, clauses: [{effect: notes, txt: x}]}",
                "resolution.clauses[1].txt: no such field; did you mean `text`?",
            ),
            (
                (
                    "resolution: {ref: a, meeting: m, title: t,"
                    " votes: {for: 1, named: {forr: [a]}}, clauses: [{effect: notes, text: x}]}"
                ),
                "resolution.votes.named.forr: no such field; did you mean `for`?",
            ),
            (
                "body: {ref: a, name: b, kind: council, members: [{persn: x, person: y}]}",
                "body.members[1].persn: no such field; did you mean `person`?",
            ),
            (
                "body: {ref: a, name: b, kind: council, source: {document: x, pages: 3}}",
                "body.source.pages: no such field; did you mean `page`?",
            ),
            (
                "body: {ref: a, name: b, kind: council, zzz: 1}",
                "body.zzz: no such field",
            ),
        ],
    )
    def test_of_a_field_within_a_field(self, tmp_path: Path, entry: str, says: str) -> None:
        assert f"entries.yaml:1: {says}" in problems(tmp_path, f"- {entry}")

    def test_of_a_term(self, tmp_path: Path) -> None:
        assert problems(tmp_path, BODY.replace("committee", "comittee")) == [
            "entries.yaml:1: body.kind: 'comittee' is not known here; did you mean `committee`?"
        ]

    def test_of_a_term_that_is_like_none(self, tmp_path: Path) -> None:
        [problem] = problems(
            tmp_path, "- declaration: {meeting: m, person: p, interest: i, kind: zzz}"
        )
        assert problem == (
            "entries.yaml:1: declaration.kind: 'zzz' is not known here: write"
            " 'disclosable-pecuniary', 'private' or 'other'"
        )

    def test_a_very_long_name_is_cut(self, tmp_path: Path) -> None:
        told = problems(tmp_path, f"- {'x' * 900}: {{}}\n- body: {{? {'y' * 900} : 1}}")
        assert all(len(problem) < 1500 for problem in told)  # every entry there is, is named


class TestValues:
    """What a field does not take is told in the words of a clerk, not of a program."""

    @pytest.mark.parametrize(
        ("entry", "says"),
        [
            ("body:", "`body` needs its fields: {ref: …}"),
            ("body: [a]", "`body` needs its fields: {ref: …}"),
            ("body: {ref: a b, name: n, kind: council}", "body.ref: 'a b' is not a reference: use"),
            ("body: {ref: '', name: n, kind: council}", "body.ref: '' is not a reference: use"),
            ("body: {ref: a, name: '  ', kind: council}", "body.name: this is empty"),
            ("body: {ref: a, name: , kind: council}", "body.name: this should be text"),
            ("body: {ref: a, name: [b], kind: council}", "body.name: this should be text"),
            (
                "body: {ref: a, name: b, kind: council, members: x}",
                "body.members: this should be a list: [one, another]",
            ),
            (
                "body: {ref: a, name: b, kind: council, members: [x]}",
                "body.members[1]: this should be a map of fields: {name: value}",
            ),
            (
                "body: {ref: a, name: b, kind: council, members: [{person: p, voting: maybe}]}",
                "body.members[1].voting: this should be true or false",
            ),
            (
                "resolution: {ref: a, meeting: m, title: t, clauses: []}",
                "resolution.clauses: this is empty: at least one is needed",
            ),
            (
                (
                    "resolution: {ref: a, meeting: m, title: t, votes: {for: -1},"
                    " clauses: [{effect: notes, text: x}]}"
                ),
                "resolution.votes.for: this cannot be less than 0",
            ),
            (
                (
                    "resolution: {ref: a, meeting: m, title: t, votes: {for: 10001},"
                    " clauses: [{effect: notes, text: x}]}"
                ),
                "resolution.votes.for: this cannot be more than 10,000",
            ),
            (
                (
                    "resolution: {ref: a, meeting: m, title: t, votes: {for: many},"
                    " clauses: [{effect: notes, text: x}]}"
                ),
                "resolution.votes.for: this should be a whole number",
            ),
            (
                (
                    "resolution: {ref: a, meeting: m, title: t,"
                    " clauses: [{effect: delegates, text: x}]}"
                ),
                "resolution.clauses[1]: a clause that delegates names the delegate: add `delegate`",
            ),
            ("attendance: {meeting: m, present: -1}", "attendance.present: this cannot be less"),
            ("attendance: {meeting: m, present: x}", "attendance.present: this should be a whole"),
            (
                "attendance: {meeting: m, present: [a, [b]]}",
                "attendance.present[2]: this should be text",
            ),
            (
                "gate-decision: {sequence: s, gate: 0, outcome: go, decided_on: 2018-01-01}",
                "gate-decision.gate: this cannot be less than 1",
            ),
        ],
    )
    def test_of_every_shape(self, tmp_path: Path, entry: str, says: str) -> None:
        [problem] = problems(tmp_path, f"- {entry}")
        assert problem.startswith(f"entries.yaml:1: {says}")

    @pytest.mark.parametrize(
        ("amount", "says"),
        [
            ("3 million", "2018/19: '3 million' is not an amount: write pounds as digits"),
            ("2.01m", "'2.01m' is not an amount"),
            ("GBP 5", "'GBP 5' is not an amount"),
            ("1.234", "'1.234' is not an amount"),
            ("1e3", "'1e3' is not an amount"),
            ("'12,34'", "'12,34' is not an amount"),
            ("3,010,000", "; put an amount with commas in quotes: '3,010,000'"),
            ("'--1'", "'--1' is not an amount"),
            ("", "is not an amount"),
            ("[1]", "is not an amount"),
            ("٣", "is not an amount"),
            ("9" * 16, "is not an amount"),
        ],
    )
    def test_amounts(self, tmp_path: Path, amount: str, says: str) -> None:
        [problem] = problems(
            tmp_path, f"- extension: {{project: p, change: {{2018/19: {amount}}}}}"
        )
        assert problem.startswith("entries.yaml:1: extension.change: ")
        assert says in problem

    @pytest.mark.parametrize(
        ("written", "read"),
        [("3010000", "3010000"), ("'3,010,000.50'", "3010000.50"), ("−5", "-5"), ("£7", "7")],
    )
    def test_amounts_as_papers_print_them(self, tmp_path: Path, written: str, read: str) -> None:
        command = only(tmp_path, f"- extension: {{project: p, change: {{2018/19: {written}}}}}")
        assert command.change.stored() == {"2018/19": read}

    @pytest.mark.parametrize("year", ["2018/19", "2018/2019", "2018-19", "2018-2019", "2018–19"])
    def test_years_as_papers_print_them(self, tmp_path: Path, year: str) -> None:
        command = only(tmp_path, f"- extension: {{project: p, change: {{{year}: 1}}}}")
        assert list(command.change) == ["2018/19"]

    @pytest.mark.parametrize(
        ("years", "says"),
        [
            ("2018: 1", "'2018' is not a financial year: write it as 2018/19"),
            ("2018/20: 1", "after 2018 comes 2018/19"),
            ("FY19: 1", "'FY19' is not a financial year"),
            ("2018/19: 1, 2018-19: 2", "the year 2018/19 stands twice"),
            ("", "a profile names at least one year"),
        ],
    )
    def test_wrong_years(self, tmp_path: Path, years: str, says: str) -> None:
        [problem] = problems(tmp_path, f"- extension: {{project: p, change: {{{years}}}}}")
        assert says in problem

    @pytest.mark.parametrize("day", ["2018-11-05", "5 November 2018", "5th november 2018"])
    def test_days_as_papers_print_them(self, tmp_path: Path, day: str) -> None:
        command = only(tmp_path, f"- meeting: {{ref: m, body: b, held_on: {day}}}")
        assert command.held_on == date(2018, 11, 5)

    @pytest.mark.parametrize(
        ("day", "says"),
        [
            ("2018-02-30", "'2018-02-30' is not a day of the calendar"),
            ("05/11/2018", "'05/11/2018' is not a date: write it as 2018-11-05"),
            ("5 Novembr 2018", "is not a date"),
            ("2018-11-05T10:00", "is not a date"),
            ("20181105", "is not a date"),
        ],
    )
    def test_wrong_days(self, tmp_path: Path, day: str, says: str) -> None:
        [problem] = problems(tmp_path, f"- meeting: {{ref: m, body: b, held_on: {day}}}")
        assert problem.startswith("entries.yaml:1: meeting.held_on: ")
        assert says in problem

    def test_a_problem_of_the_whole_entry_is_told_of_it(self, tmp_path: Path) -> None:
        [problem] = problems(tmp_path, BODY + "- meeting: {ref: m, body: b}")
        assert problem.startswith("entries.yaml:2: meeting: a meeting has a day")

    def test_all_problems_are_told_up_to_twenty(self, tmp_path: Path) -> None:
        told = problems(tmp_path, "- body: {ref: a}\n" * 15)
        assert len(told) == 21
        assert told[19] == "entries.yaml:10: body.kind: this field is missing"
        assert told[20] == "… and more: correct these first"
        assert len(problems(tmp_path, "- body: {ref: a}\n" * 10)) == 20


class TestOneEntry:
    """The command line gives one entry by its fields."""

    def test_it_becomes_a_command(self) -> None:
        command = command_of("comment", {"change_request": "A", "by": "finance", "text": "T"})
        assert command.key.startswith("A finance ")

    def test_what_is_wrong_is_told_without_a_place(self) -> None:
        with pytest.raises(BadInput) as refused:
            command_of("decision", {"change_request": "A B", "outcome": "deferred"})
        assert [str(problem) for problem in refused.value.problems] == [
            (
                "change_request: 'A B' is not a reference: use letters, digits and . _ - /, as in"
                " ics-2018-11-05 or 2018/019"
            )
        ]

    def test_what_is_wrong_with_the_whole_has_no_field(self) -> None:
        with pytest.raises(BadInput) as refused:
            command_of("decision", {"change_request": "A", "outcome": "deferred"})
        assert str(refused.value).startswith("a decision `deferred` names the meeting")

    @pytest.mark.parametrize("character", ["\x1b", "\x00", "\udc80"])
    def test_characters_that_cannot_be_recorded_are_refused(self, character: str) -> None:
        with pytest.raises(BadInput, match=r"text: the character U\+[0-9A-F]{4} cannot be"):
            command_of("comment", {"change_request": "A", "by": "f", "text": f"a{character}"})
