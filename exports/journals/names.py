"""How accounts, texts and amounts are written in a beancount journal."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9-]+")
_NOT_IN_A_LINK = re.compile(r"[^A-Za-z0-9\-_/.]+")


class Accounts:
    """Gives every account a name that beancount takes, and no two accounts the same.

    A component begins with a capital or a digit and has letters, digits and hyphens alone; where
    two references become alike by that, the later one gets a number.
    """

    def __init__(self) -> None:
        self._named: dict[tuple[str, ...], str] = {}
        self._taken: dict[str, tuple[str, ...]] = {}

    def account(self, *parts: str) -> str:
        """Return the account of a path, below ``Assets``: always the same for the same path."""
        if parts not in self._named:
            above = self.account(*parts[:-1]) if len(parts) > 1 else "Assets"
            self._named[parts] = self._free(f"{above}:{_component(parts[-1])}", parts)
        return self._named[parts]

    def _free(self, wanted: str, parts: tuple[str, ...]) -> str:
        name, number = wanted, 1
        while self._taken.setdefault(name, parts) != parts:
            number += 1
            name = f"{wanted}-{number}"
        return name


def _component(part: str) -> str:
    """Write a reference or name as a component: ``targeted-reviews`` as ``Targeted-Reviews``."""
    words = [word for word in _NOT_IN_A_NAME.sub("-", part).split("-") if word]
    return "-".join(word[0].upper() + word[1:] for word in words) or "X"


def text(value: str) -> str:
    """Write a text between quotes, on one line."""
    plain = " ".join(value.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def comment(value: str) -> str:
    """Write a comment, on one line."""
    return f"; {' '.join(value.split())}"


def links(references: Iterable[str | None]) -> str:
    """Write references as links: `` ^ICS-2019-A``; nothing where there are none."""
    return "".join(f" ^{_NOT_IN_A_LINK.sub('-', ref)}" for ref in references if ref)


def amount(pence: int) -> str:
    """Write pence as pounds with two decimals, exactly.

    >>> amount(201000000), amount(-5)
    ('2010000.00', '-0.05')
    """
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{whole}.{rest:02d}"
