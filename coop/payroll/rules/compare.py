"""Several splits of the same month side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coop.kernel.money import Money
from coop.payroll.rules.split import Split


@dataclass(frozen=True, slots=True)
class Figures:
    """What a split comes to.

    Attributes:
        least: smallest amount of a member; zero when somebody gets nothing.
        most: largest amount.
        mean: pot / members, rounded down to whole minor units.
        ratio: most / least in hundredths, rounded down (135 reads 1.35); None when least is zero.
        mine: the reader's amount, None when she has no line.
        change: the reader's difference to the first split of the comparison.
    """

    split: Split
    least: Money
    most: Money
    mean: Money
    ratio: int | None
    mine: Money | None
    change: Money | None

    @property
    def ratio_text(self) -> str:
        """The ratio to two places, such as `1,35`; a dash when somebody gets nothing."""
        return "–" if self.ratio is None else f"{self.ratio // 100},{self.ratio % 100:02d}"


def figures(splits: Sequence[Split], member_id: int | None) -> tuple[Figures, ...]:
    """The figures of each split; the first one is what the reader's change is measured against."""
    found: list[Figures] = []
    for each in splits:
        amounts = [line.amount for line in each.lines]
        least, most = min(amounts), max(amounts)
        line = each.find(member_id)
        mine = line.amount if line else None
        first = found[0].mine if found else mine
        found.append(
            Figures(
                split=each,
                least=least,
                most=most,
                mean=Money(each.pot.minor // len(amounts)),
                ratio=most.minor * 100 // least.minor if least else None,
                mine=mine,
                change=mine - first if mine is not None and first is not None else None,
            )
        )
    return tuple(found)
