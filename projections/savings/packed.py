"""Amounts per year as few bytes, of which thousands are added up at once.

Reading JSON and adding up year by year would take most of the time of a sum over all projects. Here
the years stand first, two bytes each, then the amounts, eight bytes each: whatever begins with the
same years is added up by columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from struct import pack, unpack

_WIDTH = 2 + 8


@lru_cache(maxsize=1024)
def _number(year: str) -> int:
    """Return the number that stands for a financial year: that of its first half."""
    return int(year.partition("/")[0])


@lru_cache(maxsize=1024)
def _year(number: int) -> str:
    return f"{number}/{(number + 1) % 100:02d}"


def packed(amounts: Mapping[str, int]) -> bytes:
    """Pack pence per year; a nil year is left out.

    >>> unpacked(packed({"2019/20": -50, "2018/19": 201000000, "2020/21": 0}))
    {'2018/19': 201000000, '2019/20': -50}
    """
    said = sorted((_number(year), amount) for year, amount in amounts.items() if amount)
    count = len(said)
    return pack(f"<{count}H{count}q", *[year for year, _ in said], *[amount for _, amount in said])


def unpacked(found: bytes) -> dict[str, int]:
    """Return pence per year, in the order of the years, as they were before they were packed."""
    count = len(found) // _WIDTH
    values = unpack(f"<{count}H{count}q", found)
    return {
        _year(year): amount for year, amount in zip(values[:count], values[count:], strict=True)
    }


def summed(many: Iterable[bytes]) -> dict[str, int]:
    """Add up packed amounts: every year is named of which there is any amount, were their sum nil.

    >>> summed([packed({"2018/19": 1}), packed({"2018/19": -1, "2019/20": 7})])
    {'2018/19': 0, '2019/20': 7}
    """
    alike: dict[bytes, list[bytes]] = {}
    for one in many:
        end = len(one) // _WIDTH * 2
        alike.setdefault(one[:end], []).append(one[end:])
    found: dict[int, int] = {}
    for years, amounts in alike.items():
        count = len(years) // 2
        values = unpack(f"<{count * len(amounts)}q", b"".join(amounts))
        for column, year in enumerate(unpack(f"<{count}H", years)):
            found[year] = found.get(year, 0) + sum(values[column::count])
    return {_year(year): found[year] for year in sorted(found)}
