"""Amounts in words: by hand, and read back by a reader that shares nothing with the writer."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coop.kernel.money import Money
from coop.payroll import rules
from coop.payroll.rules.words import EmploymentWord

BY_HAND = [
    (0, "cero pesos", "zero pesos", "zero pesos"),
    (1, "un centavo", "um centavo", "one centavo"),
    (100, "un peso", "um peso", "one peso"),
    (1_01, "un peso con un centavo", "um peso e um centavo", "one peso and one centavo"),
    (21_21, "veintiún pesos con veintiún centavos", "vinte e um pesos e vinte e um centavos", None),
    (31_00, "treinta y un pesos", "trinta e um pesos", "thirty-one pesos"),
    (100_00, "cien pesos", "cem pesos", "one hundred pesos"),
    (101_00, "ciento un pesos", "cento e um pesos", "one hundred and one pesos"),
    (1_000_00, "mil pesos", "mil pesos", "one thousand pesos"),
    (21_000_00, "veintiún mil pesos", "vinte e um mil pesos", "twenty-one thousand pesos"),
    (31_001_00, "treinta y un mil un pesos", "trinta e um mil e um pesos", None),
    (41_000_00, "cuarenta y un mil pesos", "quarenta e um mil pesos", "forty-one thousand pesos"),
    (101_000_00, "ciento un mil pesos", "cento e um mil pesos", None),
    (1_000_000_00, "un millón de pesos", "um milhão de pesos", "one million pesos"),
    (1_000_000_50, "un millón de pesos con cincuenta centavos", None, None),
    (1_000_021_00, "un millón veintiún pesos", "um milhão e vinte e um pesos", None),
    (2_000_000_00, "dos millones de pesos", "dois milhões de pesos", "two million pesos"),
    (21_000_000_00, "veintiún millones de pesos", "vinte e um milhões de pesos", None),
    (1_000_000_000_00, "mil millones de pesos", "um bilhão de pesos", "one billion pesos"),
    (2_001_000_000_00, "dos mil un millones de pesos", None, None),
    (1_000_000_000_000_00, "un billón de pesos", "um trilhão de pesos", "one trillion pesos"),
    (-5_00, "menos cinco pesos", "menos cinco pesos", "minus five pesos"),
]


@pytest.mark.parametrize(("minor", "spanish", "portuguese", "english"), BY_HAND)
def test_amounts_written_by_hand(
    minor: int, spanish: str, portuguese: str | None, english: str | None
) -> None:
    for language, expected in (("es_AR", spanish), ("pt_BR", portuguese), ("en", english)):
        if expected is not None:
            assert rules.amount_in_words(Money(minor), language) == expected


ONES = """cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
dieciséis diecisiete dieciocho diecinueve veinte veintiún veintidós veintitrés veinticuatro veinticinco
veintiséis veintisiete veintiocho veintinueve"""
TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
HUNDREDS = """doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos
novecientos"""
UNITS = {word: n for n, word in enumerate(ONES.split())}
UNITS |= {word: 10 * n for n, word in enumerate(TENS.split(), 3)}
UNITS |= {word: 100 * n for n, word in enumerate(HUNDREDS.split(), 2)}
UNITS |= {"cien": 100, "ciento": 100}
GROUPS = {"millón": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12}


def read(words: list[str]) -> int:
    """The number that Spanish words say, in front of a noun."""
    total = group = part = 0
    for word in words:
        if word in ("y", "de"):
            continue
        if word == "mil":
            group, part = group + (part or 1) * 1000, 0
        elif word in GROUPS:
            total, group, part = total + (group + part) * GROUPS[word], 0, 0
        else:
            part += UNITS[word]  # KeyError: a word that does not stand before a noun, such as "uno"
    return total + group + part


@given(st.integers(0, 10**15))
@example(0)
@example(21_21)
@example(999_999_999_999_99)
def test_spanish_words_say_the_amount_again(minor: int) -> None:
    text = rules.amount_in_words(Money(minor), "es_AR")
    whole, _con, rest = text.partition(" con ")
    words = whole.split()
    found = 0
    if words[-1] in ("peso", "pesos"):
        units = read(words[:-1])
        assert (words[-1] == "peso") == (units == 1)
        assert ("de" in words) == (units >= 10**6 and units % 10**6 == 0)
        found = units * 100
        words = rest.split()
    if words:
        centavos = read(words[:-1])
        assert words[-1] == ("centavo" if centavos == 1 else "centavos")
        found += centavos
    assert found == minor


@given(st.integers(0, 10**13), st.sampled_from(["es_AR", "pt_BR", "en"]))
def test_two_amounts_never_read_the_same(minor: int, language: str) -> None:
    here = rules.amount_in_words(Money(minor), language)
    assert here != rules.amount_in_words(Money(minor + 1), language)
    assert here != rules.amount_in_words(Money(minor * 10 + 10), language)


def test_an_unknown_language_is_written_in_spanish() -> None:
    assert rules.amount_in_words(Money(100), "qu_PE") == "un peso"


@pytest.mark.parametrize("title", ["Recibo de sueldo", "recibo  de  HABERES.", "Salario mensual"])
def test_a_receipt_is_not_called_what_an_employer_gives(title: str) -> None:
    with pytest.raises(EmploymentWord):
        rules.check_title(title)


def test_a_title_is_tidied_and_numbered() -> None:
    assert rules.check_title("  Recibo de   retiro ") == "Recibo de retiro"
    assert (
        str(rules.receipt_title(7, reverses=False, title="Recibo de retiro")) == "Recibo de retiro No. 000007"
    )
    assert str(rules.receipt_title(7, reverses=True)) == "Pay receipt No. 000007, reversing another"
