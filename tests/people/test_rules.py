"""The law of membership and office, without a database."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.errors import CoopError
from coop.kernel.offices import COUNCIL, MANAGEMENT, OFFICES
from coop.kernel.ranges import Days
from coop.people import rules

ROTATION = tomllib.loads((Path(__file__).parent / "cases_rotation.toml").read_text(encoding="utf-8"))
CASES = tomllib.loads((Path(__file__).parent / "cases_offices.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["clash"], ids=lambda c: f"{c['office']} with {'+'.join(c['held'])}")
def test_offices_go_together_or_not(case: dict[str, object]) -> None:
    held = case["held"]
    assert isinstance(held, list)
    assert (rules.clashing(str(case["office"]), held) is not None) is case["clash"], case["why"]


@pytest.mark.parametrize("case", ROTATION["case"], ids=lambda c: c["why"])
def test_terms_in_a_row_are_counted_back_from_the_next(case: dict[str, Any]) -> None:
    held = [Days(start, end) for start, end in case["terms"]]
    assert rules.terms_in_a_row(held, case["since"]) == case["row"]


@pytest.mark.parametrize("case", CASES["term"], ids=lambda c: c["why"])
def test_a_term_of_office_is_within_the_law_or_not(case: dict[str, object]) -> None:
    since, until = case["since"], case["until"]
    assert isinstance(since, date) and isinstance(until, date)
    if case["allowed"]:
        rules.check_term(since, until)
    else:
        with pytest.raises(CoopError):
            rules.check_term(since, until)


def test_the_offices_are_those_of_the_permissions_page() -> None:
    assert set(rules.OFFICES) == set(OFFICES)
    assert set(rules.OFFICES) == set(OFFICES) >= MANAGEMENT >= rules.SINGLE == COUNCIL


@pytest.mark.parametrize(
    ("trial", "joined", "left", "status"),
    [
        (None, None, None, "candidate"),
        (date(2026, 11, 4), None, None, "candidate"),
        (date(2026, 11, 3), None, None, "trial"),
        (date(2026, 1, 1), date(2026, 11, 4), None, "trial"),
        (date(2026, 1, 1), date(2026, 11, 3), None, "member"),
        (None, date(2026, 1, 1), date(2026, 11, 4), "member"),
        (None, date(2026, 1, 1), date(2026, 11, 3), "left"),
        (date(2026, 1, 1), None, date(2026, 11, 3), "left"),
    ],
)
def test_the_days_say_what_somebody_is(
    trial: date | None, joined: date | None, left: date | None, status: str
) -> None:
    assert rules.status_on(date(2026, 11, 3), trial_on=trial, joined_on=joined, left_on=left) == status


@pytest.mark.parametrize(
    ("value", "plain"),
    [("20-30123456-3", "20301234563"), ("30 50001091 2", "30500010912"), ("27-12345678-0", "27123456780")],
)
def test_a_right_cuit_is_kept_as_its_digits(value: str, plain: str) -> None:
    assert rules.plain_cuit(value) == plain


@pytest.mark.parametrize("value", ["", "20-30123456-4", "2030123456", "40301234563", "abc", "20301234563000"])
def test_a_wrong_cuit_is_refused_and_named(value: str) -> None:
    with pytest.raises(rules.BadCuit) as wrong:
        rules.plain_cuit(value)
    assert wrong.value.facts == {"value": value}


def test_dni_and_cbu_are_checked() -> None:
    assert rules.plain_dni("30.123.456") == "30123456"
    assert rules.plain_dni("5123456") == "5123456"
    assert rules.plain_cbu("2850590-9 40090418135201") == "2850590940090418135201"
    for wrong in ("123", "301234567", "30123x56"):
        with pytest.raises(rules.BadDni):
            rules.plain_dni(wrong)
    for wrong in ("2850590940090418135202", "285059094009041813520", "x" * 22):
        with pytest.raises(rules.BadCbu):
            rules.plain_cbu(wrong)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_clear_refusal(value: str) -> None:
    for check in (rules.plain_cuit, rules.plain_dni, rules.plain_cbu):
        try:
            assert check(value).isascii()
        except CoopError as refused:
            assert refused.status == 422


def test_a_cuit_holds_the_dni_of_the_same_person() -> None:
    rules.check_cuit_of_dni("20301234563", "30123456")
    rules.check_cuit_of_dni("20051234561", "5123456")
    rules.check_cuit_of_dni(None, "30123456")
    with pytest.raises(rules.CuitNotOfDni):
        rules.check_cuit_of_dni("20301234563", "30123457")


def test_eighteen_is_the_birthday_itself_even_on_a_leap_day() -> None:
    rules.check_age("Nina", date(2008, 11, 3), date(2026, 11, 3))
    rules.check_age("Nina", None, date(2026, 11, 3))
    rules.check_age("Nina", date(2008, 2, 29), date(2026, 3, 1))
    for born, day in ((date(2008, 11, 4), date(2026, 11, 3)), (date(2008, 2, 29), date(2026, 2, 28))):
        with pytest.raises(rules.TooYoung):
            rules.check_age("Nina", born, day)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 50))
def test_some_years_later_is_the_same_day_or_the_first_of_march(day: date, years: int) -> None:
    later = rules.years_after(day, years)
    assert later.year == day.year + years
    assert (later.month, later.day) in {(day.month, day.day), (3, 1)}
