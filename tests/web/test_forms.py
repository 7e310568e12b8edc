"""Forms refuse what is no answer: blanks, years of a slipped finger, amounts that no column holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.datastructures import FileStorage, MultiDict

from coop.kernel.money import Money
from coop.web.forms import (
    CoopForm,
    HoursField,
    MoneyField,
    PasswordField,
    TextAreaField,
    day_field,
    needed,
)
from coop.web.language import NotAnAmount, parse_money
from coop.web.quantities import QuantityField
from tests.cast import Browser, Cast

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Everything(CoopForm):
    money = MoneyField("Money", [needed()])
    hours = HoursField("Hours", [needed()])
    quantity = QuantityField("Quantity", [needed()])
    text = TextAreaField("Text", [needed()])
    password = PasswordField("Password", [needed()])
    day = day_field("Day")


GOOD = {
    "money": "1.234,50",
    "hours": "7:30",
    "quantity": "1,5",
    "text": "x",
    "password": "x",
    "day": "2026-11-03",
}


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


def filled(**typed: str) -> dict[str, Any]:
    form = Everything(formdata=MultiDict({**GOOD, **typed}), meta={"csrf": False})
    form.validate()
    return dict(form.errors)


def test_a_form_filled_in_is_accepted(asked: None) -> None:
    assert filled() == {}


@pytest.mark.parametrize("name", ["money", "hours", "quantity", "text", "password", "day"])
@pytest.mark.parametrize("blank", ["", " ", " \t\u00a0 "])
def test_blanks_are_no_answer(asked: None, name: str, blank: str) -> None:
    assert list(filled(**{name: blank})) == [name]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_cannot_be_right_is_refused(asked: None, day: str) -> None:
    assert list(filled(day=day)) == ["day"]


@pytest.mark.parametrize("text", ["9" * 20, "-" + "9" * 19, "10.000.000.000.000", "10000000000000,00"])
def test_no_amount_reaches_beyond_what_is_stored(text: str, asked: None) -> None:
    with pytest.raises(NotAnAmount):
        parse_money(text)
    assert list(filled(money=text)) == ["money"]


def test_the_largest_amount_is_read(asked: None) -> None:
    assert parse_money("9.999.999.999.999,99") == Money(10**15 - 1)


def test_no_nul_reaches_a_view(app: Flask) -> None:
    data = {"text": "a\0b", "file": FileStorage(filename="a\0.csv")}
    with app.test_request_context("/?q=%00x", method="POST", data=data):
        assert request.args["q"] == "x"
        assert request.form["text"] == "ab"
        assert request.args.getlist("q") == ["x"]


def test_an_address_with_a_nul_is_no_page(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["ana"])
    assert browser.get("/libros/cuentas/%00").status_code == 404


def test_the_words_of_a_required_field_stand_on_the_page(asked: None) -> None:
    field = Everything(meta={"csrf": False}).money
    assert field.flags.required
