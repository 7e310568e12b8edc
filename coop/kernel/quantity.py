"""Amounts of material: exact, written and read in one way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """So much of a thing.

    Attributes:
        thousandths: whole thousandths of the unit: 1.5 kg is 1500. Never a float.
        unit: name of the unit, or empty where a heading says it.
    """

    thousandths: int
    unit: str = ""

    @property
    def plain(self) -> str:
        """The number as `-1.5`, without needless zeros, for files that other programs read."""
        whole, rest = divmod(abs(self.thousandths), 1000)
        broken = f".{rest:03d}".rstrip("0").rstrip(".")
        return f"{'-' if self.thousandths < 0 else ''}{whole}{broken}"
