"""How the cells of a workbook look, by what they hold."""

from __future__ import annotations

from enum import IntEnum


class Style(IntEnum):
    """The looks of cells; each is its place in the list that the workbook keeps of them."""

    PLAIN = 0
    HEADING = 1
    TEXT = 2
    QUOTED = 3
    COUNT = 4
    AMOUNT = 5
    DAY = 6
    MOMENT = 7


_TOP = '<alignment vertical="top"/>'
_POUNDS_AND_PENCE, _DAY, _MOMENT = 4, 164, 165


def _look(number_format: int = 0, more: str = "", inside: str = _TOP) -> str:
    return (
        f'<xf numFmtId="{number_format}" fontId="0" fillId="0" borderId="0" xfId="0"'
        f' applyNumberFormat="1" applyAlignment="1"{more}>{inside}</xf>'
    )


_LOOKS = {
    Style.PLAIN: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    Style.HEADING: '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1"'
    f' applyFill="1" applyAlignment="1">{_TOP}</xf>',
    Style.TEXT: _look(),
    # A program in which the cell is edited goes on taking it for text.
    Style.QUOTED: _look(more=' quotePrefix="1"'),
    Style.COUNT: _look(),
    Style.AMOUNT: _look(_POUNDS_AND_PENCE),
    Style.DAY: _look(_DAY),
    Style.MOMENT: _look(_MOMENT),
}

STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f'<numFmts count="2"><numFmt numFmtId="{_DAY}" formatCode="yyyy\\-mm\\-dd"/>'
    f'<numFmt numFmtId="{_MOMENT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8E8E8"/><bgColor indexed="64"/>'
    "</patternFill></fill></fills>"
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_LOOKS)}">{"".join(_LOOKS[style] for style in Style)}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""The list of looks, as a workbook keeps it."""
