"""What a column can mean: how a cell becomes a value, and what is said when it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity
from coop.kernel.ranges import is_sane
from coop.web.imports.limits import Cell
from coop.web.language import fold


@dataclass(frozen=True, slots=True)
class Format:
    """How days and numbers are written in a file.

    Attributes:
        dates: as for `strptime`.
        decimal: the decimal mark, "," or ".".
    """

    dates: str = "%Y-%m-%d"
    decimal: str = ","


class BadCell(Exception):
    """A cell that is not what its field asks for."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


Reader = Callable[[Cell, Format], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a row can say.

    Attributes:
        name: key of the value in the plan's steps and in the mapping file.
        title: English, translated where shown.
        read: turns a cell that is not empty into a value.
        required: every row must say it.
        hints: headings under which it is usually found, in any language.
        shown: how a dry run shows the value, where that is another way than usual.
    """

    name: str
    title: str
    read: Reader
    required: bool = False
    hints: tuple[str, ...] = ()
    shown: Callable[[Any], str] | None = None


def plain(cell: Cell) -> str:
    """A cell as text: a whole number without decimals, a day as YYYY-MM-DD."""
    if isinstance(cell, Decimal):
        return str(int(cell)) if cell == cell.to_integral_value() else format(cell, "f")
    return cell.isoformat() if isinstance(cell, date) else cell


def _bad(message: str, cell: Cell, **facts: object) -> BadCell:
    shown = plain(cell)
    return BadCell(Sentence(message, {"value": shown if len(shown) <= 60 else f"{shown[:59]}…", **facts}))


def text(longest: int = 200) -> Reader:
    """A line of text; runs of blanks become one."""

    def read(cell: Cell, _format: Format) -> str:
        found = " ".join(plain(cell).split())
        if len(found) > longest:
            raise _bad(N_("“%(value)s” is too long; at most %(longest)s characters."), cell, longest=longest)
        return found

    return read


def whole(low: int = 0, high: int = 1_000_000_000) -> Reader:
    """A whole number in [low, high]."""

    def read(cell: Cell, form: Format) -> int:
        found = _number(cell, form)
        if found != found.to_integral_value() or not low <= found <= high:
            raise _bad(
                N_("“%(value)s” is not a whole number from %(low)s to %(high)s."), cell, low=low, high=high
            )
        return int(found)

    return read


def quantity() -> Reader:
    """An amount of material that is not negative, exact to the thousandth."""

    def read(cell: Cell, form: Format) -> Quantity:
        found = _number(cell, form) * 1000
        if found != found.to_integral_value() or not 0 <= found < 10**15:
            raise _bad(N_("“%(value)s” is not a quantity with at most three decimals."), cell)
        return Quantity(int(found))

    return read


def amount() -> Reader:
    """An amount of money with at most two decimals."""

    def read(cell: Cell, form: Format) -> Money:
        found = _number(cell, form) * 100
        if found != found.to_integral_value() or abs(found) >= 10**15:
            raise _bad(N_("“%(value)s” is not an amount with at most two decimals."), cell)
        return Money(int(found))

    return read


def parse_day(value: str, dates: str) -> date:
    """A calendar day written as `dates` says.

    Raises:
        ValueError: it is not, or there is no such day.
    """
    return datetime.strptime(value, dates).date()  # noqa: DTZ007  # a day has no time zone


def day() -> Reader:
    """A calendar day from 1900 to 2199, in the file's way of writing it."""

    def read(cell: Cell, form: Format) -> date:
        try:
            found = cell if isinstance(cell, date) else parse_day(plain(cell), form.dates)
        except ValueError:
            example = date(2026, 12, 31).strftime(form.dates)
            raise _bad(
                N_("“%(value)s” is not a day written like %(example)s."), cell, example=example
            ) from None
        if not is_sane(found):
            raise _bad(N_("“%(value)s”: that year cannot be right."), cell)
        return found

    return read


def choice(options: Mapping[str, str]) -> Reader:
    """One of some values, by its name in any spelling.

    Args:
        options: what may stand in the file → the value.
    """
    folded = {fold(k): v for k, v in options.items()}

    def read(cell: Cell, _format: Format) -> str:
        found = folded.get(fold(plain(cell)))
        if found is None:
            raise _bad(N_("“%(value)s” is none of: %(options)s."), cell, options=list(options))
        return found

    return read


def several(longest: int = 200) -> Reader:
    """Several texts in one cell, separated by semicolons or commas; each once, in order."""

    def read(cell: Cell, _format: Format) -> tuple[str, ...]:
        parts = [" ".join(p.split()) for p in re.split(r"[;,]", plain(cell))]
        if any(len(p) > longest for p in parts):
            raise _bad(N_("“%(value)s” is too long; at most %(longest)s characters."), cell, longest=longest)
        return tuple(dict.fromkeys(p for p in parts if p))

    return read


def _number(cell: Cell, form: Format) -> Decimal:
    if isinstance(cell, Decimal):
        return cell
    bare = re.sub(r"[\s$]", "", plain(cell))
    thousands = "." if form.decimal == "," else ","
    point = re.escape(form.decimal)
    group = re.escape(thousands)
    if (
        not re.fullmatch(rf"[+-]?(\d{{1,3}}({group}\d{{3}})+|\d+)({point}\d+)?", bare, re.ASCII)
        or len(bare) > 40
    ):
        raise _bad(N_("“%(value)s” is not a number."), cell)
    try:
        return Decimal(bare.replace(thousands, "").replace(form.decimal, "."))
    except InvalidOperation:
        raise _bad(N_("“%(value)s” is not a number."), cell) from None
