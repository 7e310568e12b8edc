"""Files as people really save them, and files that want to do harm."""

from __future__ import annotations

import struct
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coop.kernel.errors import CoopError
from coop.web.exports import harmless
from coop.web.imports import Limits, read_table
from coop.web.imports.limits import (
    BrokenRow,
    CellTooLong,
    EmptyFile,
    FileTooLarge,
    HeadingTwice,
    NoHeadings,
    NotATable,
    OldSpreadsheet,
    TooManyColumns,
    TooManyRows,
)
from coop.web.imports.spreadsheet import ArchiveRefused, HasMacros
from tests.web.imports.files import csv_bytes, repacked, xlsx_bytes

PEOPLE = [["N°", "Nombre", "Apellido"], ["1", "Ñusta", "Peñaloza Güemes"], ["2", "José", "Ibáñez"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_accents_survive_every_usual_encoding_and_separator(encoding: str, delimiter: str) -> None:
    table = read_table(csv_bytes(PEOPLE, delimiter=delimiter, encoding=encoding))

    assert table.header == ("N°", "Nombre", "Apellido")
    assert [r.cells for r in table.rows] == [("1", "Ñusta", "Peñaloza Güemes"), ("2", "José", "Ibáñez")]
    assert table.read_as == f"{encoding} {delimiter!r}"


def test_a_row_is_numbered_as_the_person_sees_it() -> None:
    table = read_table(b'name;note\nAna;"two\nlines"\n\nBruno;x\n')

    assert [(r.number, r.cells[0]) for r in table.rows] == [(2, "Ana"), (5, "Bruno")]


def test_commas_inside_cells_do_not_hide_the_semicolons() -> None:
    table = read_table(b"name;skills\nAna;turning, milling\nBruno;glazing, firing, packing\n")

    assert table.header == ("name", "skills")


def test_one_column_alone_is_a_table_too() -> None:
    assert read_table(b"name\nAna\nBruno\n").rows[1].cells == ("Bruno",)


def test_a_short_row_is_filled_up_and_a_long_one_is_marked() -> None:
    short, long = read_table(b"a;b;c\n1\n1;2;3;4\n").rows

    assert short.cells == ("1", "", "") and not short.extra
    assert long.cells == ("1", "2", "3") and long.extra


def test_a_spreadsheet_keeps_days_and_numbers_exact() -> None:
    table = read_table(xlsx_bytes([["day", "n", "x", "t"], [date(2026, 11, 3), 30123456, 0.1, "07"]]))

    assert table.rows[0].number == 2
    assert table.rows[0].cells == (date(2026, 11, 3), Decimal(30123456), Decimal("0.1"), "07")


@pytest.mark.parametrize("raw", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b";;;\n;;\n"])
def test_an_empty_file_is_said_to_be_empty(raw: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_table(raw)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotATable),
        (b"%PDF-1.7\n\x00\x01\x02", NotATable),
        (b"name\nAna\x00\n", NotATable),
        (b"name;x\n\x81\x8d\x8f;1\n", NotATable),
        (b"\xff\xfea", NotATable),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old xls", OldSpreadsheet),
        (b"PK\x03\x04broken", NotATable),
        (b"PK", NotATable),
        (b'name;x\nAna;"open\n', BrokenRow),
        (b"name;;x\nAna;1;2\n", NoHeadings),
        (b"name;name\nAna;Bo\n", HeadingTwice),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(raw: bytes, error: type[CoopError]) -> None:
    with pytest.raises(error) as refused:
        read_table(raw)
    assert refused.value.status == 422


def test_limits_are_kept_in_csv_and_spreadsheet() -> None:
    wide, long = [[f"c{n}" for n in range(4)]], [["a"], *[[str(n)] for n in range(4)]]
    limits = Limits(size=10_000, rows=3, columns=3, cell=5)

    for make in (csv_bytes, xlsx_bytes):
        with pytest.raises(TooManyColumns):
            read_table(make(wide), limits)
        with pytest.raises(TooManyRows):
            read_table(make(long), limits)
        with pytest.raises(CellTooLong):
            read_table(make([["a"], ["123456"]]), limits)
    with pytest.raises(FileTooLarge) as refused:
        read_table(b"a\n" + b"1\n" * 5_000, limits)
    assert refused.value.status == 413


def test_a_row_a_million_lines_below_does_not_make_a_million_rows() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(TooManyRows):
        read_table(repacked(xlsx_bytes([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(xlsx_bytes([["a"]]), {"xl/worksheets/sheet1.xml": b"<x/>" * 20_000_000})

    assert len(bomb) < 1_000_000
    with pytest.raises(ArchiveRefused) as refused:
        read_table(bomb)
    assert refused.value.status == 413


def test_a_bomb_that_lies_about_its_size_is_refused_too() -> None:
    bomb = bytearray(repacked(xlsx_bytes([["a"]]), {"xl/bomb.bin": b"\0" * 30_000_000}))
    real, lie = struct.pack("<I", 30_000_000), struct.pack("<I", 1_000)
    lying = bytes(bomb.replace(real, lie))
    assert lying != bytes(bomb)

    with pytest.raises((ArchiveRefused, NotATable)):
        read_table(lying)


def test_very_many_files_in_an_archive_are_refused() -> None:
    with pytest.raises(ArchiveRefused):
        read_table(repacked(xlsx_bytes([["a"]]), {f"x{n}": b"" for n in range(300)}))


def test_programs_in_a_spreadsheet_are_refused() -> None:
    with pytest.raises(HasMacros):
        read_table(repacked(xlsx_bytes([["a"]]), {"xl/vbaProject.bin": b"x"}))


def test_another_kind_of_archive_is_no_table() -> None:
    import io

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(NotATable):
        read_table(out.getvalue())


@pytest.mark.parametrize("inner", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<broken",
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b"<x/>",
    ],
)
def test_broken_and_hostile_xml_never_gets_through(inner: str, xml: bytes) -> None:
    try:
        table = read_table(repacked(xlsx_bytes([["name"], ["Ana"]]), {inner: xml}))
    except CoopError as refused:
        assert refused.status == 422
    else:
        assert "root:" not in str(table) and "aaaa" not in str(table)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_clear_refusal(raw: bytes) -> None:
    try:
        read_table(raw)
    except CoopError as refused:
        assert refused.status in (413, 422)


SHEET = xlsx_bytes([["name", "day"], ["Ana", date(2026, 1, 1)]])


@given(st.integers(0, len(SHEET) - 1), st.binary(min_size=1, max_size=4))
@example(4435, b"\x01")  # one file says that it is locked by a password
def test_a_damaged_spreadsheet_is_a_table_or_a_clear_refusal(position: int, damage: bytes) -> None:
    try:
        read_table(SHEET[:position] + damage + SHEET[position + len(damage) :])
    except CoopError as refused:
        assert refused.status in (413, 422)


WORD = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cn"]), min_size=1, max_size=12
).filter(lambda t: t == t.strip() and not t.startswith("'") and "\ufeff" not in t)


@given(
    st.lists(st.lists(WORD, min_size=2, max_size=2), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
)
def test_what_was_exported_is_read_back_the_same(rows: list[list[str]], delimiter: str) -> None:
    exported = [["one", "two"], *[[harmless(c) for c in row] for row in rows]]

    table = read_table(csv_bytes(exported, delimiter=delimiter, encoding="utf-8-sig"))

    assert [list(r.cells) for r in table.rows] == rows
