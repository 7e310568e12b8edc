"""Columns of further files, put beside a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coop.kernel.errors import N_, Invalid
from coop.web.imports.fields import plain
from coop.web.imports.limits import HeadingTwice
from coop.web.imports.reading import Row, Table


class ColumnMissing(Invalid):
    message = N_(
        "The mapping asks for a column %(column)s, which the file does not have. Its columns: %(columns)s."
    )


class FileMissing(Invalid):
    message = N_(
        "This mapping also needs the file %(file)s. Import on the command line, from the folder with all."
    )


class SeveralMatches(Invalid):
    message = N_(
        "Row %(row)s has several matching rows in %(file)s. Narrow them down with “only” in the mapping."
    )


@dataclass(frozen=True, slots=True)
class Join:
    """Columns of a second file, found by an equal value.

    Attributes:
        file: its name, beside the first one.
        left: heading whose value is looked up; of the first file or of a join before.
        right: heading of the second file that holds the value.
        prefix: put before the second file's headings, so that they stay different.
        only: heading → value; rows of the second file that do not have it are left out.
    """

    file: str
    left: str
    right: str
    prefix: str = ""
    only: Mapping[str, str] = field(default_factory=dict)


def join(table: Table, joins: Sequence[Join], tables: Mapping[str, Table]) -> Table:
    """The table with the columns of further files beside its own; no match leaves them empty.

    Raises:
        FileMissing: a further file is not there.
        ColumnMissing: a heading is missing.
        SeveralMatches: a row has more than one match.
        HeadingTwice: see `Join.prefix`.
    """
    for each in joins:
        if each.file not in tables:
            raise FileMissing(file=each.file)
        other = tables[each.file]
        for heading, header in (
            (each.left, table.header),
            *((h, other.header) for h in (each.right, *each.only)),
        ):
            if heading not in header:
                raise ColumnMissing(column=heading, columns=list(header))
        wanted = {other.column(h): v for h, v in each.only.items()}
        found: dict[str, list[Row]] = {}
        for row in other.rows:
            if all(plain(row.cells[n]) == v for n, v in wanted.items()):
                found.setdefault(plain(row.cells[other.column(each.right)]), []).append(row)
        rows, left, none = [], table.column(each.left), ("",) * len(other.header)
        for row in table.rows:
            matches = found.get(plain(row.cells[left]), [])
            if len(matches) > 1:
                raise SeveralMatches(row=row.number, file=each.file)
            rows.append(Row(row.number, (*row.cells, *(matches[0].cells if matches else none)), row.extra))
        headings = (*table.header, *(f"{each.prefix}{h}" for h in other.header))
        for heading in headings:
            if headings.count(heading) > 1:
                raise HeadingTwice(name=heading)
        table = Table(headings, tuple(rows), table.read_as)
    return table
