"""An example's record files are found by name and in the order to record them."""

from __future__ import annotations

import pytest

from examples.catalogue import UnknownExampleError, names, needs, record_files


def test_both_counties_and_what_might_follow_are_there() -> None:
    assert names() == ["norfolk", "nottinghamshire", "what-if"]


def test_what_might_follow_is_recorded_after_both_counties() -> None:
    assert needs("what-if") == ("nottinghamshire", "norfolk")
    assert needs("norfolk") == needs("nottinghamshire") == ()


@pytest.mark.parametrize("name", names())
def test_record_files_come_in_the_order_of_their_numbers(name: str) -> None:
    files = [file.name for file in record_files(name)]
    assert files == sorted(files)
    assert files[0].startswith("01-bodies")
    assert all(file[:2].isdigit() and file.endswith(".yaml") for file in files)


def test_an_unknown_example_names_those_there_are() -> None:
    with pytest.raises(UnknownExampleError, match="norfolk, nottinghamshire, what-if"):
        record_files("suffolk")
