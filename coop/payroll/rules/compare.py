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
        least: smallest amount of a member with a share.
        most: largest amount.
        mean: pot / members with a share, rounded down to whole minor units.
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
        amounts = [line.amount for line in each.lines if line.weight]
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


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, in whole units of the drawing.

    Attributes:
        x, y: its upper left corner.
        width, height: its size; the height is in proportion to the amount that reaches the top.
        amount: upper value of what it stands for.
        members: how many members it stands for.
    """

    x: int
    y: int
    width: int
    height: int
    amount: Money
    members: int


def bars(of: Split, *, top: Money, width: int, height: int, most: int = 40) -> tuple[Bar, ...]:
    """Amounts from the least to the most, grouped when there are many members. Names nobody.

    Args:
        of: the split drawn.
        top: amount that reaches the full height; the same for all charts side by side.
        width: of the drawing.
        height: of the drawing.
        most: bars at most; each stands for as equal a number of members as possible.
    """
    amounts = sorted(line.amount for line in of.lines)
    count = min(most, len(amounts))
    edges = [len(amounts) * n // count for n in range(count + 1)]
    found = []
    for n in range(count):
        group = amounts[edges[n] : edges[n + 1]]
        left, right = width * n // count, width * (n + 1) // count
        tall = height * group[-1].minor // top.minor if top else 0
        found.append(Bar(left, height - tall, max(1, right - left - 1), tall, group[-1], len(group)))
    return tuple(found)
