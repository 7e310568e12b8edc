"""Tables as files: CSV for a Spanish spreadsheet, plain CSV for programs, XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Response

from coop.kernel.clock import clock_hours
from coop.kernel.errors import N_, Forbidden
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence
from coop.web.identity import current
from coop.web.language import instant, readable, say

FORMATS = ("csv", "csv-plain", "xlsx")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "|", "%", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""What a browser's own viewer of PDF needs to draw its frame; the file itself runs nothing."""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP ASVS 5.0, 1.2.10)."""
    clean = text.replace("\0", "")
    return f"'{clean}" if clean.lstrip(" \u00a0").startswith(FORMULA) else clean


class NoFilesHere(Forbidden):
    message = N_(
        "On a shared terminal files would stay behind for others. Print, or take the file on a phone or PC."
    )


def file_answer(body: bytes, *, name: str, kind: str) -> Response:
    """A file that is kept by whoever takes it.

    Args:
        body: its content.
        name: its whole name, in plain ASCII.
        kind: media type, such as `text/csv; charset=utf-8`.

    Raises:
        NoFilesHere: the device is shared, and what is saved there the next person finds.
    """
    if current.at_terminal:
        raise NoFilesHere()
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


def pdf_answer(body: bytes, *, name: str) -> Response:
    """A paper that the browser shows, to read or to print.

    Args:
        body: a PDF.
        name: its whole name, in plain ASCII.
    """
    answer = Response(body, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=name)
    answer.headers["Content-Security-Policy"] = PDF_POLICY
    return answer


def export(name: str, titles: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> Response:
    """A file of a table; see `file_answer`.

    Args:
        name: file name without its ending.
        titles: one per column, translated.
        rows: values in their own types; money, minutes and days stay numbers and dates in XLSX.
        form: one of FORMATS.
    """
    body = _xlsx(titles, rows) if form == "xlsx" else _csv(titles, rows, spanish=form == "csv")
    ending, kind = ("xlsx", XLSX) if form == "xlsx" else ("csv", "text/csv; charset=utf-8")
    return file_answer(body, name=f"{name}.{ending}", kind=kind)


def _csv(titles: Sequence[str], rows: Sequence[Sequence[object]], *, spanish: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if spanish else ",", lineterminator="\r\n")
    writer.writerow([harmless(t) for t in titles])
    for row in rows:
        writer.writerow([_text(v, spanish=spanish) for v in row])
    return out.getvalue().encode("utf-8-sig" if spanish else "utf-8")


def _text(value: object, *, spanish: bool) -> str:
    if isinstance(value, Money):
        return value.plain.replace(".", ",") if spanish else value.plain
    if isinstance(value, Quantity):
        return value.plain.replace(".", ",") if spanish else value.plain
    if isinstance(value, Minutes):
        return clock_hours(value.minutes)
    if isinstance(value, datetime):
        return instant(value) if spanish else value.isoformat()
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if spanish else value.isoformat()
    if isinstance(value, bool):
        return readable(value)
    if isinstance(value, int):
        return str(value)
    return harmless(say(value) if isinstance(value, Sentence) else readable(value))


class Minutes:
    """Whole minutes of work, shown as hours and exported as a number of hours."""

    __slots__ = ("minutes",)

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes


def _xlsx(titles: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    # openpyxl is slow to import (it brings numpy), and most requests need none of it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    heads = []
    for title in titles:
        head = WriteOnlyCell(sheet, value=title)
        head.font, head.data_type = Font(bold=True), "s"
        heads.append(head)
    sheet.append(heads)
    for row in rows:
        sheet.append([_fill(WriteOnlyCell(sheet), v) for v in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Any, value: object) -> Any:
    if isinstance(value, Money):
        cell.value, cell.number_format = Decimal(value.minor).scaleb(-2), "#,##0.00"
    elif isinstance(value, Quantity):
        cell.value, cell.number_format = Decimal(value.thousandths).scaleb(-3), "#,##0.###"
    elif isinstance(value, Minutes):
        cell.value, cell.number_format = value.minutes / 1440, "[h]:mm"
    elif isinstance(value, datetime):
        cell.value = instant(value)
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif isinstance(value, int) and not isinstance(value, bool):
        cell.value = value
    else:
        text = harmless(say(value) if isinstance(value, Sentence) else readable(value))
        cell.value, cell.data_type = text, "s"
    return cell
