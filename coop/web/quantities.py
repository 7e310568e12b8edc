"""Quantities of material as people type them."""

from __future__ import annotations

import re
from typing import Any

from wtforms import Field
from wtforms.widgets import TextInput

from coop.kernel.errors import N_, Invalid
from coop.kernel.quantity import Quantity
from coop.web.language import language, quantity, say

MOST = 10**12
"""No quantity reaches a thousand million units; larger ones are slips of the keyboard."""


class NotAQuantity(Invalid):
    message = N_("“%(text)s” is not a quantity. Write a number such as 12 or 1,5.")


class TwoReadings(Invalid):
    message = N_("“%(text)s” can be read two ways. Write %(whole)s or %(broken)s.")


_GROUPED = re.compile(r"-?\d{1,3}(?:([.,\u00a0\u202f ])\d{3})(?:\1\d{3})*")


def parse_quantity(text: str, *, decimal: str | None = None) -> int:
    """Read a quantity that a person or a file wrote.

    Both the comma and the point may divide; a lone group of three digits (`1.500`) can be read two
    ways and is refused, unless `decimal` says which sign divides.

    Args:
        text: what was written, with or without grouping.
        decimal: "." or ",", where the source is known to use it (a file); None for a person.

    Returns:
        Whole thousandths of a unit; negative when written so.

    Raises:
        NotAQuantity: not a number, more than three decimals, or beyond `MOST`.
        TwoReadings: 1.500 and the like.
    """
    plain = text.strip()
    cut = _decimal_sign(plain, decimal)
    whole, _, broken = plain.rpartition(cut) if cut else (plain, "", "")
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[.,\u00a0\u202f ]", "", whole)
    broken = broken.rstrip("0") or broken[:1]
    if not re.fullmatch(r"-?(?:[0-9]+,[0-9]{0,3}|,[0-9]{1,3})", f"{whole},{broken}"):
        raise NotAQuantity(text=text)
    value = int((whole.lstrip("-") or "0") + broken.ljust(3, "0"))
    if value >= MOST:
        raise NotAQuantity(text=text)
    return -value if whole.startswith("-") else value


def _decimal_sign(text: str, decimal: str | None) -> str:
    """Which sign divides: the one given, the last of two kinds, or the only one that can."""
    if decimal is not None:
        return decimal if decimal in text else ""
    signs = [c for c in text if c in ".,"]
    if not signs:
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:
        return ""
    before, _, after = text.partition(signs[0])
    digits = before.lstrip("-")
    if len(after) == 3 and 1 <= len(digits) <= 3 and digits != "0":
        other = "," if signs[0] == "." else "."
        raise TwoReadings(
            text=text,
            whole=before + after,
            broken=f"{before}{other}{after.rstrip('0') or '0'}",
        )
    return signs[0]


class QuantityField(Field):
    """A quantity as people type it; `data` is whole thousandths or None."""

    widget = TextInput()
    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return quantity(Quantity(self.data), language()) if self.data is not None else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = parse_quantity(valuelist[0])
        except Invalid as wrong:
            raise ValueError(say(wrong.sentence)) from None
