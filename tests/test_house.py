"""The house keeps its shape: arrows point one way, rooms are named once."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
MAY_IMPORT = {
    "domain": set[str](),
    "engine": {"domain"},
    "projections": {"domain", "engine.store"},
    "diagrams": {"projections", "domain"},
    "proofs": {"engine.store", "domain"},
    "tables": {"domain"},
    "exports": {"projections", "domain"},
    "cli": {
        "engine",
        "projections",
        "diagrams",
        "domain",
        "examples",
        "proofs",
        "tables",
        "exports",
    },
    "examples": set[str](),
    "routes": set[str](),
}
DOMAIN_MAY_USE = {"pydantic", "pydantic_core"}


def modules(room: str) -> list[Path]:
    return sorted((HOUSE / room).rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_arrows_point_one_way(room: str) -> None:
    allowed = {room, *MAY_IMPORT[room]}
    wrong = [
        f"{module.relative_to(HOUSE)} imports {name}"
        for module in modules(room)
        for name in imported(module)
        if name.partition(".")[0] in MAY_IMPORT
        and not any(name == ok or name.startswith(f"{ok}.") for ok in allowed)
    ]
    assert wrong == []


def test_the_domain_uses_the_standard_library_and_pydantic_alone() -> None:
    used = {name.partition(".")[0] for module in modules("domain") for name in imported(module)}
    assert used - {"domain"} - DOMAIN_MAY_USE <= set(sys.stdlib_module_names)


def test_the_domain_reads_no_clock() -> None:
    wrong = [
        f"{module.relative_to(HOUSE)}: {call}"
        for module in modules("domain")
        for call in ("now(", "today(", "time.time(", "random", "uuid4")
        if call in module.read_text()
    ]
    assert wrong == []


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_package_says_in_one_line_what_is_in_it_and_nothing_else(room: str) -> None:
    for init in (HOUSE / room).rglob("__init__.py"):
        body = ast.parse(init.read_text()).body
        assert len(body) == 1, init
        assert isinstance(body[0], ast.Expr), init
        assert "\n" not in (ast.get_docstring(ast.parse(init.read_text())) or "\n"), init


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_no_other_distribution_owns_a_top_level_name_of_ours(room: str) -> None:
    owners = {owner.lower() for owner in packages_distributions().get(room, [])}
    assert owners <= {"minutebook"}
