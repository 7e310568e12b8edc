"""How a pot may be split: a few parts, each sharing a percentage of the pot by one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coop.kernel.errors import N_, Invalid, Sentence


class BadScheme(Invalid):
    message = N_("The parts of a split sum to 100 per cent, each key is used once. Correct the percentages.")


class Key(StrEnum):
    """What a part of the pot is shared by."""

    HEAD = "head"
    """Days as a member in the month; a full month counts the same for everybody."""
    HOUR = "hour"
    """Confirmed minutes of work."""


@dataclass(frozen=True, slots=True)
class Part:
    """A percentage of the pot, shared by one key."""

    key: Key
    percent: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A whole way of splitting.

    Attributes:
        parts: at least one; whole percentages above zero that sum to 100, each key once.

    Raises:
        BadScheme: they do not.
    """

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        whole = sum(p.percent for p in self.parts) == 100 and all(p.percent > 0 for p in self.parts)
        if not whole or len({p.key for p in self.parts}) != len(self.parts):
            raise BadScheme()

    def percent(self, key: Key) -> int:
        """The percentage that a key shares; 0 when it is not used."""
        return sum(p.percent for p in self.parts if p.key is key)

    @property
    def code(self) -> str:
        """A short stable name such as `head60-hour40`."""
        return "-".join(f"{p.key}{p.percent}" for p in self.parts)

    @property
    def sentence(self) -> Sentence:
        """The rule in one line."""
        head, hour = self.percent(Key.HEAD), self.percent(Key.HOUR)
        if head == 100:
            return Sentence(N_("Equal share per head"))
        if hour == 100:
            return Sentence(N_("By hours worked"))
        return Sentence(
            N_("%(head)s %% per head and %(hour)s %% by hours worked"), {"head": head, "hour": hour}
        )

    def plain(self) -> list[dict[str, Any]]:
        """Its JSON form, from which `read` makes it again."""
        return [{"key": str(p.key), "percent": p.percent} for p in self.parts]

    @classmethod
    def read(cls, parts: Sequence[dict[str, Any]]) -> Scheme:
        """The inverse of `plain`.

        Raises:
            BadScheme: it is none.
        """
        try:
            return cls(tuple(Part(Key(p["key"]), int(p["percent"])) for p in parts))
        except (KeyError, ValueError, TypeError):
            raise BadScheme() from None


def mixed(head: int) -> Scheme:
    """The scheme that shares `head` per cent of the pot per head and the rest by hours.

    Raises:
        BadScheme: the percentage is not in 0 to 100.
    """
    parts = (Part(Key.HEAD, head), Part(Key.HOUR, 100 - head))
    return Scheme(tuple(p for p in parts if p.percent))
