"""Lists and their exports: search without accents, no formula, typed numbers."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date

import openpyxl
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coop.books import usecases as books
from coop.kernel.money import Money
from coop.records import usecases as records
from coop.store import Actor, writing
from coop.web import guard
from coop.web import usecases as access
from coop.web.exports import FORMULA, Minutes, export, harmless
from coop.web.listing import Column, _matches
from tests.cast import Browser, Cast


@dataclass
class Row:
    name: str
    pay: Money


def test_searching_minds_neither_accents_nor_case() -> None:
    row = Row("Mabel Núñez", Money(81245050))
    columns = [Column("name", "Name"), Column("pay", "Pay", "money")]
    assert _matches(row, columns, ["nunez", "mabel"])
    assert _matches(row, columns, ["812.450"])
    assert not _matches(row, columns, ["perez"])


@given(st.text())
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" \u00a0").startswith(FORMULA)


def test_csv_and_xlsx_carry_the_same_typed_values(app: Flask) -> None:
    rows = [["=HYPERLINK(1)", Money(-123450), date(2026, 11, 3), Minutes(450), 7]]
    titles = ["a", "b", "c", "d", "e"]
    with app.test_request_context():
        spanish = export("x", titles, rows, "csv").get_data().decode("utf-8-sig")
        plain = export("x", titles, rows, "csv-plain").get_data().decode()
        book = openpyxl.load_workbook(io.BytesIO(export("x", titles, rows, "xlsx").get_data()))
    assert list(csv.reader(io.StringIO(spanish), delimiter=";"))[1] == [
        "'=HYPERLINK(1)",
        "-1234,50",
        "03/11/2026",
        "7:30",
        "7",
    ]
    assert list(csv.reader(io.StringIO(plain)))[1] == [
        "'=HYPERLINK(1)",
        "-1234.50",
        "2026-11-03",
        "7:30",
        "7",
    ]
    sheet = book.active
    assert sheet is not None
    cells = [c.value for c in list(sheet.rows)[1]]
    assert cells[0] == "'=HYPERLINK(1)"
    assert (cells[1], cells[4]) == (-1234.5, 7)


def test_every_list_page_exports_in_three_forms_and_prints(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["ana"])
    for form, kind in (("csv", "text/csv"), ("csv-plain", "text/csv"), ("xlsx", "spreadsheetml")):
        answer = browser.get(f"/permisos?format={form}")
        assert kind in answer.headers["Content-Type"]
        assert "attachment" in answer.headers["Content-Disposition"]
    assert browser.get("/permisos?print=1").status_code == 200


def test_a_list_of_two_rows_has_nothing_to_search_and_folds_its_files(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    browser.sign_in(cast.numbers["ana"])
    url = "/libros/clientes-y-proveedores"
    for name, short in (("Mosaicos del Sur", True), ("Arcillas Olavarría", True), ("Gas del Litoral", False)):
        with app.app_context(), writing(Actor(cast.ana)) as uow:
            books.add_party(uow, kind="both", name=name)
        page = browser.get(url).get_data(as_text=True)
        assert ("data-search" not in page) == short
        assert (
            "format=csv" in page.partition("</details>\n</div></nav>")[2].partition("<details")[2]
        ) == short
    assert "data-search" in browser.get(f"{url}?q=gas").get_data(as_text=True), "to search anew"


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "9" * 22, "9" * 5000])
@pytest.mark.parametrize("path", ["/permisos", "/libro"])
def test_a_page_beyond_the_last_is_the_last(browser: Browser, cast: Cast, path: str, page: str) -> None:
    browser.sign_in(cast.numbers["ana"])
    answer = browser.get(f"{path}?page={page}")
    assert answer.status_code == 200
    said = 2 if page in ("99999", "9" * 22) and path == "/permisos" else 1  # what is no number is the first
    meant = browser.get(f"{path}?page={said}")
    assert answer.get_data(as_text=True).count("<tr") == meant.get_data(as_text=True).count("<tr")


def test_a_search_for_a_nul_or_for_quotes_finds_or_not_but_answers(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["ana"])
    for path in ("/permisos", "/libro"):
        assert browser.get(f"{path}?q=%00%27%22").status_code == 200


def test_money_stays_exact_in_a_spreadsheet(app: Flask) -> None:
    with app.test_request_context():
        raw = export("x", ["a"], [[Money(999_999_999_999_999)]], "xlsx").get_data()
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        assert b"<v>9999999999999.99</v>" in book.read("xl/worksheets/sheet1.xml")


def test_no_file_is_left_on_a_shared_terminal(browser: Browser, cast: Cast, app: Flask) -> None:
    with app.app_context(), writing(Actor(cast.ana)) as uow:
        records.checkpoint(uow)
        device = access.enrol_device(uow, name="Portón", confirmed_by=cast.elsa)
    browser.sign_in(cast.numbers["bruno"])
    files = ("/permisos?format=csv", "/permisos?format=xlsx", "/libro/copia")
    for path in files:
        answer = browser.get(path)
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
    browser.client.delete_cookie(guard.SESSION_COOKIE)
    browser.client.set_cookie(guard.DEVICE_COOKIE, device)
    browser.sign_in(cast.numbers["bruno"])
    for path in files:
        assert browser.get(path).status_code == 403
    assert browser.get("/permisos?print=1").status_code == 200
