"""Quantities are exact, are read one way or refused, and convert without loss."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.stock import rules

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
    assert rules.parse_quantity(text) == thousandths


@pytest.mark.parametrize("text", ["1.500", "1,500", "12.345", "-1.500"])
def test_a_quantity_that_can_be_read_two_ways_is_refused(text: str) -> None:
    with pytest.raises(rules.TwoReadings) as caught:
        rules.parse_quantity(text)
    assert caught.value.status == 422


def test_the_refusal_names_both_readings_and_each_is_read_one_way() -> None:
    with pytest.raises(rules.TwoReadings) as caught:
        rules.parse_quantity("1.500")
    assert rules.parse_quantity(str(caught.value.facts["whole"])) == 1500000
    assert rules.parse_quantity(str(caught.value.facts["broken"])) == 1500


def test_a_file_says_which_sign_divides() -> None:
    assert rules.parse_quantity("1.500", decimal=".") == 1500
    assert rules.parse_quantity("1.500", decimal=",") == 1500000
    assert rules.parse_quantity("1,500.25", decimal=".") == 1500250


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "1,2345", "1.2.3", "--1", "1e5", "٣", "12 kg", "=1+1", "9" * 13, "-", ",", "NaN"]
)
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(rules.NotAQuantity):
        rules.parse_quantity(text)


@given(st.integers(-rules.MOST + 1, rules.MOST - 1))
def test_a_quantity_written_plainly_reads_back_the_same(quantity: int) -> None:
    assert rules.parse_quantity(rules.plain_quantity(quantity), decimal=".") == quantity


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 3))
def test_rounding_up_is_never_short_and_never_a_whole_step_over(exact: Fraction, decimals: int) -> None:
    rounded = rules.round_up(exact, decimals)
    assert 0 <= rounded - exact < rules.step(decimals)
    assert rounded % rules.step(decimals) == 0


def test_half_a_piece_is_refused_and_half_a_kilo_is_not() -> None:
    rules.check_fineness(500, unit="kg", decimals=3)
    with pytest.raises(rules.TooFine):
        rules.check_fineness(500, unit="piece", decimals=0)


def test_a_conversion_is_read_in_both_directions_and_the_items_own_goes_first() -> None:
    bag, kilo, other = 1, 2, 3
    general = rules.Conversion(bag, kilo, 25, 1)
    own = rules.Conversion(bag, kilo, 40, 1, item_id=7)
    known = [general, own]
    assert rules.factor(known, item_id=1, unit_id=bag, into_id=kilo) == 25
    assert rules.factor(known, item_id=7, unit_id=bag, into_id=kilo) == 40
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=bag) == Fraction(1, 40)
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=kilo) == 1
    assert rules.factor(known, item_id=7, unit_id=kilo, into_id=other) is None
