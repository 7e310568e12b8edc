"""What a table may hold, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from coop.kernel.errors import N_, Invalid

Cell: TypeAlias = str | date | Decimal
"""A text, or what a spreadsheet says is a day or a number. Empty is the empty text."""


class EmptyFile(Invalid):
    message = N_("The file is empty. Choose the file with the rows to import.")


class FileTooLarge(Invalid):
    message = N_("The file is larger than %(limit)s MB. Split it, or take out what is not needed.")
    status = 413


class NotATable(Invalid):
    message = N_("This is not a table. Save it in your spreadsheet as XLSX or as CSV and choose that file.")


class OldSpreadsheet(Invalid):
    message = N_("This is a spreadsheet in an old or protected form. Save it as XLSX without a password.")


class NoHeadings(Invalid):
    message = N_("The first row needs a heading over every column. Columns without one: %(columns)s.")


class HeadingTwice(Invalid):
    message = N_("Two columns are called %(name)s. Give each column its own heading.")


class TooManyRows(Invalid):
    message = N_("The file has more than %(limit)s rows. Split it and import the parts one after another.")
    status = 413


class TooManyColumns(Invalid):
    message = N_("The file has more than %(limit)s columns. Take out those that are not needed.")
    status = 413


class CellTooLong(Invalid):
    message = N_("A cell of row %(row)s has more than %(limit)s characters. Shorten it.")


class BrokenRow(Invalid):
    message = N_("Row %(row)s cannot be read: a quotation mark is opened and not closed. Correct it there.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold at most.

    Attributes:
        size: bytes.
        rows: without the headings.
        columns: of the whole table.
        cell: characters of one cell.
    """

    size: int = 5_000_000
    rows: int = 20_000
    columns: int = 100
    cell: int = 2_000


LIMITS = Limits()
