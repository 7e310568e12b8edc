"""An amount in words, as a receipt bears it."""

from __future__ import annotations

import re

from num2words import num2words

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money

TITLE = N_("Pay receipt %(number)s")
REVERSING = N_("Reversal of a pay receipt, number %(number)s")
PUBLIC_TITLE = N_("Pay receipt of a member")
"""What anybody may read of it who holds its fingerprint."""

_UNITS = {
    "es": ("peso", "pesos", "centavo", "centavos", "con", "menos"),
    "pt": ("peso", "pesos", "centavo", "centavos", "e", "menos"),
    "en": ("peso", "pesos", "centavo", "centavos", "and", "minus"),
}
_NUM2WORDS = {"es": "es", "pt": "pt_BR", "en": "en"}
_ROUND = {"es": re.compile(r"(millón|millones|billón|billones)$"), "pt": re.compile(r"(lhão|lhões)$")}


def receipt_title(number: int, *, reverses: bool) -> Sentence:
    """The title of a payslip, or of the one that reverses it."""
    return Sentence(REVERSING if reverses else TITLE, {"number": f"{number:06d}"})


def amount_in_words(amount: Money, language: str) -> str:
    """The amount in words: `un millón de pesos con cincuenta centavos`.

    Args:
        amount: below zero it begins with `menos` or `minus`.
        language: `es_AR`, `pt_BR` or `en`; any other is written in Spanish.

    References:
        Real Academia Española, Diccionario panhispánico de dudas, "cardinales" (veintiún mil,
        treinta y un pesos) and "millón" (un millón de pesos). num2words' own currency mode
        leaves out the `de`, and its plain mode says `veintiuno mil`.
    """
    short = language[:2] if language[:2] in _UNITS else "es"
    one, many, cent, cents, joint, below = _UNITS[short]
    units, minor = amount.units_and_minor
    text = _counted(units, one, many, short)
    if minor:
        text = (
            f"{text} {joint} {_counted(minor, cent, cents, short)}"
            if units
            else _counted(minor, cent, cents, short)
        )
    return f"{below} {text}" if amount.minor < 0 else text


def _counted(number: int, one: str, many: str, short: str) -> str:
    words = str(num2words(number, lang=_NUM2WORDS[short]))
    if short == "es":
        words = _before_noun(words)
    elif short == "pt":
        words = words.replace(",", "")
    noun = one if number == 1 else many
    of = " de" if short in _ROUND and _ROUND[short].search(words) else ""
    return f"{words}{of} {noun}"


def _before_noun(words: str) -> str:
    """Shorten `uno` wherever a masculine noun or a number follows: before mil, millones, pesos."""
    words = re.sub(r"\bveintiuno\b", "veintiún", words)
    return re.sub(r"\buno\b", "un", words)
