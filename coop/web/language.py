"""Languages and formats: the one place where texts, money and days become readable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from flask import Flask, g, has_request_context, session

from coop.kernel.money import MOST, Money
from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence
from coop.store.unit_of_work import BUENOS_AIRES

DEFAULT = "es_AR"
LANGUAGES = {"es_AR": "Español", "en": "English", "pt_BR": "Português"}
FOLDER = Path(__file__).parent.parent / "i18n"

_PLURAL: dict[str, Callable[[int], int]] = {
    "es_AR": lambda n: int(n != 1),
    "en": lambda n: int(n != 1),
    "pt_BR": lambda n: int(n > 1),
}

_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)

Catalog = dict[str, str | Sequence[str]]


@cache
def catalog(language: str) -> Catalog:
    """All texts of a language, one file per module; English is what stands in the code."""
    found: Catalog = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id and message.string and not message.fuzzy:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    found[key] = message.string
    return found


def language() -> str:
    """The reader's language: chosen in this session, her own, or the workplace's."""
    if spoken := _spoken.get():
        return spoken
    if has_request_context():
        for choice in (g.get("language"), session.get("language"), g.get("own_language")):
            if choice in LANGUAGES:
                return str(choice)
    return DEFAULT


@contextmanager
def speaking(to: str) -> Iterator[None]:
    """Speak one language whoever reads: papers are written in the language they are issued in."""
    token = _spoken.set(to)
    try:
        yield
    finally:
        _spoken.reset(token)


def translate(message: str, to: str) -> str:
    """A text in a language; the English one where it has none."""
    found = catalog(to).get(message)
    return found if isinstance(found, str) and found else message


def _(message: str, **facts: object) -> str:
    """A text in the reader's language, its places filled with formatted facts."""
    return say(Sentence(message, facts))


def ngettext(singular: str, plural: str, num: int, **facts: object) -> str:
    """A text that depends on a number; `%(num)s` is the number."""
    to = language()
    found = catalog(to).get(singular)
    forms = found if isinstance(found, list | tuple) else (singular, plural)
    text = forms[min(_PLURAL[to](num), len(forms) - 1)]
    return str(text) % {"num": number(num, to), **{k: readable(v, to) for k, v in facts.items()}}


def say(sentence: Sentence, to: str | None = None) -> str:
    """A sentence in a language, the reader's when none is named."""
    to = to or language()
    text = translate(sentence.message, to)
    if not sentence.facts:
        return text
    return text % {k: readable(v, to) for k, v in sentence.facts.items()}


def readable(value: object, to: str | None = None) -> str:
    """Any fact as a person reads it."""
    to = to or language()
    if isinstance(value, Sentence):
        return say(value, to)
    if isinstance(value, Money):
        return money(value, to)
    if isinstance(value, Quantity):
        return quantity(value, to)
    if isinstance(value, datetime):
        return instant(value, to)
    if isinstance(value, date):
        return day(value, to)
    if isinstance(value, bool):
        return translate("yes" if value else "no", to)
    if isinstance(value, int):
        return number(value, to)
    if isinstance(value, list | tuple):
        return ", ".join(readable(v, to) for v in value)
    return "" if value is None else str(value)


def number(value: int, to: str | None = None) -> str:
    """A whole number with the language's thousands mark."""
    return format_decimal(value, locale=to or language())


def money(value: Money | None, to: str | None = None) -> str:
    """An amount with the co-op's currency sign and two places: `$ 1.234,50`."""
    if value is None:
        return ""
    units, minor = value.units_and_minor
    to = to or language()
    mark = Locale.parse(to).number_symbols["latn"]["decimal"]
    return f"{'-' if value.minor < 0 else ''}$\u00a0{number(units, to)}{mark}{minor:02d}"


def quantity(value: Quantity, to: str | None = None) -> str:
    """An amount of material with its unit, if it names one: `1.234,5 kg`."""
    to = to or language()
    whole, rest = divmod(abs(value.thousandths), 1000)
    mark = Locale.parse(to).number_symbols["latn"]["decimal"]
    broken = f"{mark}{rest:03d}".rstrip("0") if rest else ""
    unit = f"\u00a0{value.unit}" if value.unit else ""
    return f"{'-' if value.thousandths < 0 else ''}{number(whole, to)}{broken}{unit}"


def day(value: date | None, to: str | None = None) -> str:
    """A day: `03/11/2026`, in English `3 Nov 2026`."""
    if value is None:
        return ""
    to = to or language()
    return format_date(value, "d MMM y" if to == "en" else "dd/MM/y", locale=to)


def long_day(value: date, to: str | None = None) -> str:
    """A day with its weekday: `martes 3 de noviembre`."""
    to = to or language()
    pattern = "EEEE d MMMM" if to == "en" else "EEEE d 'de' MMMM"
    return format_date(value, pattern, locale=to)


def month(value: date, to: str | None = None) -> str:
    """A month: `noviembre de 2026`."""
    to = to or language()
    return format_date(value, "MMMM y" if to == "en" else "MMMM 'de' y", locale=to)


def weekday(value: date, to: str | None = None) -> str:
    """A short weekday: `mar`."""
    return format_date(value, "EEE", locale=to or language()).rstrip(".")


def clock_time(value: datetime, zone: ZoneInfo | None = None) -> str:
    """A wall-clock time of the workplace, `HH:mm` in every language."""
    return value.astimezone(zone or _zone()).strftime("%H:%M")


def instant(value: datetime | None, to: str | None = None) -> str:
    """A day and time at the workplace: `03/11/2026 09:00`."""
    if value is None:
        return ""
    local = value.astimezone(_zone())
    return f"{day(local.date(), to)} {local:%H:%M}"


def hours(minutes: int | None, to: str | None = None) -> str:
    """Whole minutes as hours: `152:30`, many of them `4.355:47`."""
    if minutes is None:
        return ""
    whole, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{number(whole, to)}:{rest:02d}"


def cuit(digits: str | None) -> str:
    """The eleven digits of a CUIT as people read them: `30-71234567-8`."""
    return f"{digits[:2]}-{digits[2:10]}-{digits[10]}" if digits and len(digits) == 11 else digits or ""


def dni(digits: str | None) -> str:
    """The digits of a DNI as people read them: `30.123.456`, in every language."""
    return f"{int(digits):,}".replace(",", ".") if digits and digits.isdecimal() else digits or ""


def duration(value: timedelta) -> str:
    """A stretch of time, roughly: `40 s`, `3 min`, `2 h 5 min`; the same in every language."""
    seconds = max(0, round(value.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    whole, rest = divmod(seconds // 60, 60)
    return f"{whole} h {rest} min" if whole else f"{rest} min"


def _zone() -> ZoneInfo:
    zone: ZoneInfo = g.get("zone", BUENOS_AIRES) if has_request_context() else BUENOS_AIRES
    return zone


class NotAnAmount(ValueError):
    """A text that is no amount of money, or could be read two ways."""


def parse_money(text: str) -> Money:
    """Read an amount as people type it: `1.234,50`, `1234,5`, `1234.50`, `$ 1.234`.

    A comma marks the decimals; a single point followed by one or two digits does too. Points in
    front of groups of three digits are thousands.

    Raises:
        NotAnAmount: anything else, more than two decimals, or `MOST` and more.
    """
    bare = re.sub(r"[\s$\u00a0]", "", text)
    spanish = re.fullmatch(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?", bare)
    english = re.fullmatch(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,2})", bare)
    found = spanish or english
    if not found or len(bare) > 20:
        raise NotAnAmount(text)
    sign, units, minor = found.groups()
    whole = int(re.sub(r"\D", "", units)) * 100 + int((minor or "0").ljust(2, "0"))
    if Money(whole) >= MOST:
        raise NotAnAmount(text)
    return Money(-whole if sign else whole)


def fold(text: str) -> str:
    """Lower case without accents, for searching: `Núñez` is found by `nunez`."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def init_app(app: Flask) -> None:
    """Give the templates their words and formats."""
    for to in LANGUAGES:
        catalog(to)
    app.jinja_env.globals.update(_=_, ngettext=ngettext, language=language, languages=LANGUAGES)
    app.jinja_env.filters.update(
        money=money,
        day=day,
        long_day=long_day,
        month=month,
        weekday=weekday,
        instant=instant,
        clock_time=clock_time,
        hours=hours,
        cuit=cuit,
        dni=dni,
        duration=duration,
        number=number,
        sentence=say,
        readable=readable,
    )
