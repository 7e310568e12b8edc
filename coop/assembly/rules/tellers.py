"""Two people count the hands, each alone; only what both counted is the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """What one teller counted.

    Attributes:
        teller_id: who counted.
    """

    teller_id: int
    in_favour: int
    against: int
    abstained: int

    @property
    def numbers(self) -> tuple[int, int, int]:
        """For, against, abstained."""
        return self.in_favour, self.against, self.abstained


def agreed(counts: Sequence[Count]) -> Count | None:
    """The count on which two different tellers agree; None while one is missing or they differ."""
    for n, first in enumerate(counts):
        for second in counts[n + 1 :]:
            if first.teller_id != second.teller_id and first.numbers == second.numbers:
                return first
    return None
