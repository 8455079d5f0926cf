"""Record files in JSON: the same entries, the same errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.files.reading import orders, problems, read

BODY = '{"body": {"ref": "ics", "name": "Improvement", "kind": "committee"}}'
NAME = "entries.json"


class TestReading:
    """A list of one-key maps; numbers are the text that was written."""

    def test_numbers_are_kept_as_written(self, tmp_path: Path) -> None:
        [entry] = read(tmp_path, '[{"x": {"a": 0.1, "b": 1967.50, "c": 3, "d": null}}]', NAME)
        assert entry.content == {"a": "0.1", "b": "1967.50", "c": "3", "d": None}

    def test_an_amount_with_pence_is_exact(self, tmp_path: Path) -> None:
        [order] = orders(
            tmp_path, '[{"baseline": {"project": "p", "profile": {"2018/19": 0.1}}}]', NAME
        )
        assert order.command.model_dump(mode="json")["profile"] == {"2018/19": "0.10"}

    def test_the_name_of_the_file_says_that_it_is_json(self, tmp_path: Path) -> None:
        assert len(read(tmp_path, f"[{BODY}]", "ENTRIES.JSON")) == 1
        assert problems(tmp_path, "- a: b", NAME)

    def test_every_entry_knows_its_line(self, tmp_path: Path) -> None:
        text = f"\n[\n {BODY},\n\n\t{BODY} , {BODY}\n]\n"
        assert [entry.line for entry in read(tmp_path, text, NAME)] == [3, 5, 5]

    def test_a_part_of_an_entry_knows_its_line(self, tmp_path: Path) -> None:
        text = '[\n{"x":\n\t{"a": 1,\n\t"list": [\n\t\t{"b": 2},\n\t\t{"c": "\\/ \\" \\n"}]}}]'
        [entry] = read(tmp_path, text, NAME)
        lines = [
            entry.line_of(path)
            for path in ((), ("a",), ("list",), ("list", 0, "b"), ("list", 1, "c"), ("z",))
        ]
        assert lines == [2, 3, 4, 5, 6, 2]

    def test_where_yaml_cannot_read_it_a_part_is_in_the_line_of_its_entry(
        self, tmp_path: Path
    ) -> None:
        text = '[\n{"x":\n {"a": "\\ud83c\\udfdb",\n "b": 1}}]'
        [entry] = read(tmp_path, text, NAME)
        assert entry.content["a"] == "🏛"
        assert entry.line_of(("b",)) == 2


class TestNotJson:
    """What is wrong is told in one line, with the place."""

    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("", 1, "this file is empty"),
            ("[]", 1, "this file has no entries"),
            ('\n{"body": {}}', 2, "a record file in JSON is a list of entries"),
            ("[1]", 1, "an entry is one name with its fields"),
            ("[null]", 1, "an entry is one name with its fields"),
            ('[{"a": 1, "b": 2}]', 1, "an entry is one name with its fields"),
            (f"[{BODY},\n]", 2, "this is not JSON: Expecting value"),
            (f"[{BODY}\n{BODY}]", 2, "this is not JSON: ',' or the end of the list expected"),
            (f"[{BODY}", 1, "',' or the end of the list expected"),
            ("[", 1, "this is not JSON: Expecting value"),
            (f"[{BODY}]\n\nmore", 3, "something stands after the end of the list"),
            ('[{"a": {"b": 1,\n "b": 2}}]', 1, "`b` stands twice in the same entry"),
            (f"[{BODY},\n{{\"a\": 'b'}}]", 2, "this is not JSON: Expecting value"),
            ("[" * 100_000, 1, "this is nested too deeply"),
            ('[{"a": ' + "[" * 60 + "]" * 60 + "}]", 1, "this is nested too deeply"),
            ('[{"a": {"b": "\\u0000"}}]', 1, "the character U+0000 cannot be recorded"),
            ('[{"a": ["\\u001b[31m"]}]', 1, "the character U+001B cannot be recorded"),
            ('[{"a": "\\ud800"}]', 1, "the character U+D800 cannot be recorded"),
            ('[{"a": {"\\udfff": 1}}]', 1, "the character U+DFFF cannot be recorded"),
            ('[{"a": "\t"}]', 1, "Invalid control character at"),
            ('[{"a": "\x01"}]', 1, "the character U+0001 cannot be recorded"),
        ],
    )
    def test_is_told_with_its_line(self, tmp_path: Path, text: str, line: int, says: str) -> None:
        [problem] = problems(tmp_path, text, NAME)
        assert problem.startswith(f"entries.json:{line}: ")
        assert says in problem

    def test_fields_are_told_as_in_yaml(self, tmp_path: Path) -> None:
        text = (
            '[\n{"resolution":\n {"ref": "1", "meeting": "m", "title": true,\n"clauses": [\n{}]}}]'
        )
        assert problems(tmp_path, text, NAME) == [
            "entries.json:3: resolution.title: this should be text, in quotes",
            "entries.json:5: resolution.clauses[1].effect: this field is missing",
            "entries.json:5: resolution.clauses[1].text: this field is missing",
        ]

    def test_true_is_no_amount_and_not_a_number_is_none(self, tmp_path: Path) -> None:
        told = problems(
            tmp_path,
            '[{"baseline": {"project": "p", "profile": {"2018/19": true}}},\n'
            '{"baseline": {"project": "p", "profile": {"2018/19": NaN}}},\n'
            '{"baseline": {"project": "p", "profile": {"2018/19": 1e3}}}]',
            NAME,
        )
        assert [problem[:32] for problem in told] == [
            f"entries.json:{line}: baseline.profile" for line in (1, 2, 3)
        ]

    def test_many_wrong_names_in_one_entry_are_told_soon(self, tmp_path: Path) -> None:
        fields = ",\n".join(f'"x{number}": 1' for number in range(20_000))
        told = problems(tmp_path, f'[{{"body": {{{fields}}}}}]', NAME)
        assert len(told) == 21
        assert told[3] == "entries.json:1: body.x0: no such field"
        assert told[4] == "entries.json:2: body.x1: no such field"
        assert told[-1] == "… and more: correct these first"
