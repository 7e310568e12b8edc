"""A mapping is a file, says what is wrong with it, and fits a table or not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.errors import CoopError
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity
from coop.web.imports import (
    ColumnMapping,
    Field,
    Join,
    amount,
    choice,
    day,
    guess,
    join,
    quantity,
    read_table,
    several,
    text,
    whole,
)
from coop.web.imports.fields import BadCell, Format
from coop.web.imports.joins import ColumnMissing, FileMissing, SeveralMatches
from coop.web.imports.limits import Cell, HeadingTwice
from coop.web.imports.mapping import BadMapping, FieldMissing, OtherTarget, UnknownField

FIELDS = (
    Field("number", "Number", whole(1), hints=("nro", "legajo")),
    Field("name", "Name", text(), required=True, hints=("nombre",)),
    Field("born", "Day of birth", day(), hints=("nacimiento",)),
)
WORDS = st.text(max_size=15)
NAMES = st.text(min_size=1, max_size=10)
MAPPINGS = st.builds(
    ColumnMapping,
    target=WORDS,
    columns=st.dictionaries(NAMES, st.lists(WORDS, max_size=3).map(tuple), max_size=3),
    constants=st.dictionaries(NAMES, WORDS, max_size=3),
    values=st.dictionaries(NAMES, st.dictionaries(NAMES, WORDS, max_size=3), max_size=2),
    dates=st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%m/%d/%Y"]),
    decimal=st.sampled_from([",", "."]),
    empty=st.lists(WORDS, max_size=3).map(tuple),
    joins=st.lists(
        st.builds(
            Join,
            file=st.from_regex(r"[A-Za-z]{1,8}\.csv", fullmatch=True),
            left=WORDS,
            right=WORDS,
            prefix=WORDS,
            only=st.dictionaries(NAMES, WORDS, max_size=2),
        ),
        max_size=2,
    ).map(tuple),
)


@given(MAPPINGS)
def test_a_mapping_written_to_its_file_is_read_back_the_same(mapping: ColumnMapping) -> None:
    assert ColumnMapping.from_toml(mapping.to_toml().encode()) == mapping


@pytest.mark.parametrize(
    "source",
    [
        b"\xff\xfe",
        b"columns = [",
        b"colums = {}",
        b"columns = 3",
        b"[columns]\nname = 3",
        b"[columns]\nname = [3]",
        b"[values]\nname = 3",
        b"[values.name]\na = 3",
        b'decimal = "x"',
        b'dates = "%"',
        b'dates = "%Y"',
        b'dates = "%H"',
        b"joins = 3",
        b"joins = [3]",
        b'[[joins]]\nfile = "../../etc/passwd"\nleft = "a"\nright = "b"',
        b'[[joins]]\nfile = "x.csv"',
        b'[[joins]]\nfile = "x.csv"\nleft = "a"\nright = "b"\nouter = true',
        b"empty = 1",
    ],
)
def test_a_wrong_mapping_file_is_refused_in_one_sentence(source: bytes) -> None:
    with pytest.raises(BadMapping):
        ColumnMapping.from_toml(source)


@given(st.binary(max_size=80))
def test_any_bytes_are_a_mapping_or_a_clear_refusal(source: bytes) -> None:
    try:
        ColumnMapping.from_toml(source)
    except CoopError as refused:
        assert refused.status == 422


def test_a_mapping_that_does_not_fit_says_why() -> None:
    header = ("Nro", "Nombre")
    for mapping, error in (
        (ColumnMapping("stock.items", {"name": ("Nombre",)}), OtherTarget),
        (ColumnMapping("people", {"name": ("Apellido",)}), ColumnMissing),
        (ColumnMapping("people", {"number": ("Nro",)}), FieldMissing),
        (ColumnMapping("people", {"name": ("Nombre",), "pay": ("Nro",)}), UnknownField),
        (ColumnMapping("people", {"name": ("Nombre",)}, constants={"pay": "1"}), UnknownField),
    ):
        with pytest.raises(error):
            mapping.check("people", header, FIELDS)
    ColumnMapping("people", {"number": ("Nro",)}, constants={"name": "x"}).check("people", header, FIELDS)


def test_columns_constants_values_and_empty_words_make_the_cells() -> None:
    table = read_table(b"id;first;middle;last;dept\n7;Ana;None;Paz;16\n8;Bo;L;Ruiz;\n")
    mapping = ColumnMapping(
        "people",
        {"number": ("id",), "name": ("first", "middle", "last"), "sector": ("dept",)},
        constants={"sector": "Nowhere", "language": "es_AR"},
        values={"sector": {"16": "Executive"}},
        empty=("None",),
    )
    header = {h: n for n, h in enumerate(table.header)}

    assert [mapping.cells(r, header) for r in table.rows] == [
        {"number": "7", "name": "Ana Paz", "sector": "Executive", "language": "es_AR"},
        {"number": "8", "name": "Bo L Ruiz", "sector": "Nowhere", "language": "es_AR"},
    ]


def test_headings_in_spanish_are_guessed_and_the_dates_recognised() -> None:
    table = read_table(b"LEGAJO;Nombre;Nacimiento;x\n1;Ana;31/12/1980;2\n")

    found = guess("people", table, FIELDS)

    assert found.columns == {"number": ("LEGAJO",), "name": ("Nombre",), "born": ("Nacimiento",)}
    assert found.dates == "%d/%m/%Y"
    assert guess("people", read_table(b"born\n1980-12-31\n"), FIELDS).dates == "%Y-%m-%d"


def test_a_second_file_is_joined_by_an_equal_value() -> None:
    people = read_table(b"id;name\n1;Ana\n2;Bruno\n3;Carla\n")
    history = read_table(b"person,dept,end\n1,7,2010-01-01\n1,8,\n2,9,\n")
    departments = read_table(b"id,name\n8,Kiln\n9,Glaze\n")
    tables = {"history.csv": history, "departments.csv": departments}
    joins = [
        Join("history.csv", "id", "person", only={"end": ""}),
        Join("departments.csv", "dept", "id", prefix="department "),
    ]

    found = join(people, joins, tables)

    assert found.header == ("id", "name", "person", "dept", "end", "department id", "department name")
    assert [r.cells[1] for r in found.rows] == ["Ana", "Bruno", "Carla"]
    assert [r.cells[-1] for r in found.rows] == ["Kiln", "Glaze", ""]
    with pytest.raises(SeveralMatches):
        join(people, [Join("history.csv", "id", "person")], tables)
    with pytest.raises(FileMissing):
        join(people, joins, {})
    with pytest.raises(HeadingTwice):
        join(people, [Join("departments.csv", "id", "id")], tables)
    with pytest.raises(ColumnMissing):
        join(people, [Join("departments.csv", "id", "key", prefix="d")], tables)


SPANISH, ENGLISH = Format("%d/%m/%Y", ","), Format("%Y-%m-%d", ".")


@pytest.mark.parametrize(
    ("field", "cell", "form", "value"),
    [
        (whole(), "1.234", SPANISH, 1234),
        (whole(), "1,234", ENGLISH, 1234),
        (whole(), Decimal("7"), SPANISH, 7),
        (amount(), "$ 1.234,50", SPANISH, Money(123450)),
        (amount(), Decimal("0.1"), SPANISH, Money(10)),
        (amount(), "-3", SPANISH, Money(-300)),
        (quantity(), "1,5", SPANISH, Quantity(1500)),
        (day(), "03/11/2026", SPANISH, date(2026, 11, 3)),
        (day(), date(2026, 11, 3), ENGLISH, date(2026, 11, 3)),
        (text(), Decimal("30123456"), SPANISH, "30123456"),
        (text(), "Ana \t María", SPANISH, "Ana María"),
        (several(), "torno, fresa; torno ;", SPANISH, ("torno", "fresa")),
        (choice({"Día": "day"}), "dia", SPANISH, "day"),
    ],
)
def test_a_cell_becomes_a_value(field: object, cell: Cell, form: Format, value: object) -> None:
    assert field(cell, form) == value  # type: ignore[operator]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (whole(), "1,5"),
        (whole(), "-1"),
        (whole(), "9" * 30),
        (whole(), "1.23"),
        (whole(), "１２"),
        (whole(), "NaN"),
        (whole(), "1e3"),
        (amount(), "1,234"),
        (amount(), "diez"),
        (amount(), "Infinity"),
        (quantity(), "-1"),
        (quantity(), "0,0001"),
        (day(), "31/02/2026"),
        (day(), "2026-11-03"),
        (day(), "ayer"),
        (day(), Decimal("45000")),
        (text(3), "Anastasia"),
        (day(), "31/12/9999"),
        (day(), date(9999, 12, 31)),
        (day(), date(1, 1, 1)),
        (choice({"Día": "day"}), "noche"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused_with_what_stands_there(field: object, cell: Cell) -> None:
    with pytest.raises(BadCell) as wrong:
        field(cell, SPANISH)  # type: ignore[operator]
    assert "%" not in str(wrong.value)
