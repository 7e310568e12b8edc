"""From the bytes of a CSV or XLSX file to a table of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from coop.web.imports.limits import (
    LIMITS,
    BrokenRow,
    Cell,
    CellTooLong,
    EmptyFile,
    FileTooLarge,
    HeadingTwice,
    Limits,
    NoHeadings,
    NotATable,
    OldSpreadsheet,
    TooManyColumns,
    TooManyRows,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: as the person sees it in the file: line of a CSV, row of a spreadsheet.
        cells: one per heading.
        extra: it had more cells than there are headings.
    """

    number: int
    cells: tuple[Cell, ...]
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read.

    Attributes:
        header: headings, all different, without outer blanks.
        rows: rows that are not blank.
        read_as: how the file was understood, such as `cp1252 ;` or `xlsx`.
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    read_as: str

    def column(self, name: str) -> int:
        """Position of a heading.

        Raises:
            ValueError: there is none.
        """
        return self.header.index(name)


def read_table(raw: bytes, limits: Limits = LIMITS) -> Table:
    """Read a CSV or XLSX file; what it is follows from its bytes, not its name.

    Args:
        raw: the whole file. Text may be UTF-8, UTF-16 with its mark, or Windows-1252; cells may
            be separated by semicolons, commas, tabulators or bars.
        limits: what it may hold.

    Raises:
        Invalid: the file is no table, too large, or broken; the sentence says what to do.
    """
    if len(raw) > limits.size:
        raise FileTooLarge(limit=limits.size // 1_000_000)
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile()
    if raw.startswith(b"PK"):
        # openpyxl is slow to import and most requests need none of it.
        from coop.web.imports.spreadsheet import read_rows

        return _table(read_rows(raw, limits), "xlsx", limits)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldSpreadsheet()
    text, encoding = _decoded(raw)
    delimiter = _delimiter(text)
    return _table(_records(text, delimiter), f"{encoding} {delimiter!r}", limits)


def _decoded(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts = ["utf-16"]
    else:
        attempts = ["utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8", "cp1252"]
    for encoding in attempts:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(c < " " and c not in "\t\r\n" for c in text):
            raise NotATable()
        return text, encoding
    raise NotATable()


DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 20


def _delimiter(text: str) -> str:
    """The separator under which the first rows agree best on having several cells."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        widths: list[int] = []
        with suppress(BrokenRow):  # told later, with its number, under the separator chosen here
            for _line, cells in islice(_records(text, delimiter), SAMPLE):
                widths += [len(cells)] if cells else []
        agreeing = sum(w == widths[0] for w in widths) if widths and widths[0] > 1 else 0
        if (agreeing, widths[0] if agreeing else 0) > best_score:
            best, best_score = delimiter, (agreeing, widths[0])
    return best


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as wrong:
            raise BrokenRow(row=start) from wrong
        if cells is None:
            return
        yield start, list(cells)
        start = reader.line_num + 1


def _table(records: Iterator[tuple[int, list[Cell]]], read_as: str, limits: Limits) -> Table:
    header: tuple[str, ...] | None = None
    rows: list[Row] = []
    for number, raw in records:
        cells = [_clean(c) for c in raw]
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.columns and header is None:
            raise TooManyColumns(limit=limits.columns)
        if any(isinstance(c, str) and len(c) > limits.cell for c in cells):
            raise CellTooLong(row=number, limit=limits.cell)
        if header is None:
            header = _header(cells)
            continue
        if len(rows) == limits.rows:
            raise TooManyRows(limit=limits.rows)
        extra = len(cells) > len(header)
        padded = (*cells[: len(header)], *[""] * (len(header) - len(cells)))
        rows.append(Row(number, padded, extra))
    if header is None:
        raise EmptyFile()
    return Table(header, tuple(rows), read_as)


def _header(cells: list[Cell]) -> tuple[str, ...]:
    names = tuple(str(c) for c in cells)
    missing = [str(n) for n, name in enumerate(names, start=1) if not name]
    if missing:
        raise NoHeadings(columns=missing)
    for name in names:
        if names.count(name) > 1:
            raise HeadingTwice(name=name)
    return names


def _clean(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    bare = cell.replace("\u00a0", " ").replace("\u202f", " ").strip()
    # Our own exports put an apostrophe before what a spreadsheet would take for a formula.
    return bare[1:] if len(bare) > 1 and bare[0] == "'" and bare[1] in "=+-@|%＝＋－＠" else bare
