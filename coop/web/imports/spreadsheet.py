"""XLSX: checked as an archive before anything unpacks it, then read row by row."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from coop.kernel.errors import N_, Invalid
from coop.web.imports.limits import Cell, Limits, NotATable, TooManyColumns, TooManyRows

MOST_UNPACKED = 20_000_000
MOST_FILES = 200
MOST_RATIO = 100
BLANK_ROWS = 1_000
"""Blank rows that a spreadsheet may have besides the filled ones."""

BROKEN = (
    InvalidFileException,
    SyntaxError,  # what XML parsers raise
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # an archive with a password, or packed in a way we cannot read
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
)
"""All that openpyxl and zipfile raise on a broken file; a broken file is the person's, not ours."""


class ArchiveRefused(Invalid):
    message = N_(
        "This spreadsheet unpacks to far more than it seems. Copy its rows to a new one and save that."
    )
    status = 413


class HasMacros(Invalid):
    message = N_("This spreadsheet contains programs (macros). Save it as plain XLSX or as CSV.")


def check_archive(raw: bytes) -> None:
    """Refuse an archive that would fill the memory, or that is no plain spreadsheet.

    Declared sizes are checked, and the real bytes counted, because the declared ones can lie.

    Raises:
        ArchiveRefused: too many files, too much inside.
        HasMacros: there is a macro project inside.
        NotATable: it is no spreadsheet.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = archive.infolist()
        declared = sum(f.file_size for f in files)
        if len(files) > MOST_FILES or declared > min(MOST_UNPACKED, MOST_RATIO * len(raw)):
            raise ArchiveRefused()
        names = {f.filename for f in files}
        if "xl/workbook.xml" not in names:
            raise NotATable()
        if "xl/vbaProject.bin" in names:
            raise HasMacros()
        unpacked = 0
        for each in files:
            with archive.open(each) as stream:
                while chunk := stream.read(65_536):
                    unpacked += len(chunk)
                    if unpacked > MOST_UNPACKED:
                        raise ArchiveRefused()


def read_rows(raw: bytes, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of the sheet that was open when the file was saved, numbered from 1.

    Raises:
        Invalid: the archive is refused, the sheet too long or too wide, or the file broken.
    """
    try:
        check_archive(raw)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of formats it leaves out
            yield from _sheet(raw, limits)
    except BROKEN as broken:
        raise NotATable() from broken


def _sheet(raw: bytes, limits: Limits) -> Iterator[tuple[int, list[Cell]]]:
    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.active
        if sheet is None or not hasattr(sheet, "reset_dimensions"):
            raise NotATable()
        sheet.reset_dimensions()  # the size written in the file can lie
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if number > limits.rows + BLANK_ROWS:
                raise TooManyRows(limit=limits.rows)
            if len(values) > limits.columns and any(v is not None for v in values[limits.columns :]):
                raise TooManyColumns(limit=limits.columns)
            yield number, [_cell(v) for v in values[: limits.columns]]
    finally:
        book.close()


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # The shortest text that reads back as the same number: 0.1 stays 0.1.
        return Decimal(repr(value))
    return str(value)
