"""An amount in words, as a receipt bears it."""

from __future__ import annotations

import re

from num2words import num2words

from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.money import Money

TITLE = N_("Pay receipt")
NUMBERED = N_("%(title)s No. %(number)s")
REVERSING = N_("%(title)s No. %(number)s, reversing another")
PUBLIC_TITLE = N_("Pay receipt of a member")
"""What anybody may read of it who holds its fingerprint."""

_UNITS = {
    "es": ("peso", "pesos", "centavo", "centavos", "con", "menos"),
    "pt": ("peso", "pesos", "centavo", "centavos", "e", "menos"),
    "en": ("peso", "pesos", "centavo", "centavos", "and", "minus"),
}
_NUM2WORDS = {"es": "es", "pt": "pt_BR", "en": "en"}
_ROUND = {"es": re.compile(r"(millón|millones|billón|billones)$"), "pt": re.compile(r"(lhão|lhões)$")}


class EmploymentWord(Invalid):
    message = N_(
        'A member is not an employee: a receipt called "%(word)s" could be read as proof of the contrary. '
        "Choose another title."
    )


def check_title(title: str) -> str:
    """See that a receipt is not called what an employer's is.

    Returns:
        The title without blanks around it.

    Raises:
        EmploymentWord: it names a wage.

    References:
        INAES Res. 4664/2013: the tie between worker and co-operative is associative.
        INAES Res. 1000/2021 art. 21: "recibo de retribución".
    """
    clean = " ".join(title.split())
    for word in clean.casefold().split():
        if word.strip(".,;:") in EMPLOYMENT:
            raise EmploymentWord(word=word)
    return clean


EMPLOYMENT = frozenset(
    ("sueldo", "sueldos", "salario", "salarios", "haberes", "jornal", "jornales", "wage", "wages")
)


def receipt_title(number: int, *, reverses: bool, title: str | None = None) -> Sentence:
    """The title of a payslip, or of the one that reverses it.

    Args:
        number: of the receipt.
        reverses: whether it undoes another one.
        title: what the co-op calls its payslips; the usual name when None.
    """
    name: str | Sentence = title or Sentence(TITLE)
    facts = {"title": name, "number": f"{number:06d}"}
    return Sentence(REVERSING if reverses else NUMBERED, facts)


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
