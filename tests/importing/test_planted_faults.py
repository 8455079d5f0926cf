"""The table of September 2018 raises no alarm, and no fault planted into it goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.importing.faults import FAULTS, Fault
from tests.importing.september import FORMS, planned, rows, rules


@pytest.mark.parametrize("form", FORMS)
def test_the_published_table_raises_no_alarm(opened: BookOnDisk, tmp_path: Path, form: str) -> None:
    found = planned(opened, FORMS[form](rows(), tmp_path))
    assert rules(found) == {}
    assert len(found.entries) == 70


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_by_its_rule_and_its_place(
    opened: BookOnDisk, tmp_path: Path, fault: Fault, form: str
) -> None:
    cells = rows()
    fault.plant(cells)
    found = planned(opened, FORMS[form](cells, tmp_path))
    by_rule = rules(found)
    missed = [
        (rule, subject)
        for rule, subject in fault.rules
        if subject not in by_rule.get(rule, ()) and (subject or rule not in by_rule)
    ]
    assert missed == [], by_rule
    assert found.judged.standing
    assert all(finding.place.file.stem == "september-2018-09" for finding in found.judged.standing)
