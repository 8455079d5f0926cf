"""The parts of a workbook's file that say what else is in it (ECMA-376, Office Open XML)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Written(NamedTuple):
    """A worksheet that was written: its title, and the cells that its table covers: ``A1:K40``."""

    title: str
    area: str


def content_types(count: int) -> str:
    """Return the kinds of the parts of a workbook of some sheets."""
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml"'
        f' ContentType="{_KIND}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f"{sheets}</Types>"
    )


def relations() -> str:
    """Return where the workbook is in its file."""
    return _related([(f"{_OFFICE}/officeDocument", "xl/workbook.xml")])


def workbook_relations(count: int) -> str:
    """Return where the sheets of a workbook are, and after them its styles."""
    sheets = [
        (f"{_OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)
    ]
    return _related([*sheets, (f"{_OFFICE}/styles", "styles.xml")])


def _related(parts: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def workbook(sheets: Sequence[Written]) -> str:
    """Return the list of sheets, with what each filters and prints on every page."""
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = "".join(_names(number, sheet) for number, sheet in enumerate(sheets))
    return (
        f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f"</bookViews><sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    )


def _names(number: int, sheet: Written) -> str:
    where = "'" + escape(sheet.title.replace("'", "''")) + "'!"
    first, last = (_fixed(cell) for cell in sheet.area.split(":"))
    return (
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{where}{first}:{last}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{where}$1:$1'
        "</definedName>"
    )


def _fixed(cell: str) -> str:
    column = cell.rstrip("0123456789")
    return f"${column}${cell.removeprefix(column)}"


def worksheet_head(widths: Sequence[int]) -> str:
    """Return what stands before the rows: the names of the columns stay in sight."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return (
        f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def worksheet_tail(area: str) -> str:
    """Return what stands behind the rows: every column can be filtered, A4 paper lies across."""
    return (
        f'</sheetData><autoFilter ref="{area}"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
