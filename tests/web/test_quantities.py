"""A quantity is read one way or refused, and reads back as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence, from_json, to_json
from coop.web.language import quantity
from coop.web.quantities import MOST, NotAQuantity, TwoReadings, parse_quantity

WRITTEN = [
    ("12", 12000),
    ("1,5", 1500),
    ("1.5", 1500),
    ("0,125", 125),
    ("0.125", 125),
    (",5", 500),
    ("1.234,5", 1234500),
    ("1,234.5", 1234500),
    ("1.234.567", 1234567000),
    ("12345,678", 12345678),
    ("12345.678", 12345678),
    (" 7 ", 7000),
    ("-2,25", -2250),
    ("1 234,5", 1234500),
    ("4.10", 4100),
    ("2,5000", 2500),
    (".00", 0),
    ("3,", 3000),
]


@pytest.mark.parametrize(("text", "thousandths"), WRITTEN)
def test_a_quantity_is_read_as_people_write_it(text: str, thousandths: int) -> None:
    assert parse_quantity(text) == thousandths


@pytest.mark.parametrize("text", ["1.500", "1,500", "12.345", "-1.500"])
def test_a_quantity_that_can_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(TwoReadings) as caught:
        parse_quantity(text)
    assert caught.value.status == 422


def test_the_refusal_names_both_readings_and_each_is_read_one_way() -> None:
    with pytest.raises(TwoReadings) as caught:
        parse_quantity("1.500")
    assert parse_quantity(str(caught.value.facts["whole"])) == 1500000
    assert parse_quantity(str(caught.value.facts["broken"])) == 1500


def test_a_file_says_which_sign_divides() -> None:
    assert parse_quantity("1.500", decimal=".") == 1500
    assert parse_quantity("1.500", decimal=",") == 1500000
    assert parse_quantity("1,500.25", decimal=".") == 1500250


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "1,2345", "1.2.3", "--1", "1e5", "٣", "12 kg", "=1+1", "9" * 13, "-", ",", "NaN"]
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(NotAQuantity):
        parse_quantity(text)


@given(st.integers(-MOST + 1, MOST - 1))
def test_a_quantity_written_plainly_reads_back_the_same(quantity: int) -> None:
    assert parse_quantity(Quantity(quantity).plain, decimal=".") == quantity


@pytest.mark.parametrize(
    ("thousandths", "language", "shown"),
    [
        (1234500, "es_AR", "1.234,5 kg"),
        (1234500, "en", "1,234.5 kg"),
        (-50, "pt_BR", "-0,05 kg"),
        (2000, "es_AR", "2 kg"),
    ],
)
def test_a_quantity_is_shown_with_the_readers_decimal_sign(
    thousandths: int, language: str, shown: str
) -> None:
    assert quantity(Quantity(thousandths, "kg"), language).replace("\u00a0", " ") == shown


def test_a_sentence_carries_a_quantity_through_json() -> None:
    said = Sentence("only %(there)s", {"there": Quantity(1500, "kg")})
    assert from_json(to_json(said)) == said
