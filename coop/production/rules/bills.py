"""Bills of material: what goes into what, on which day, and the explosion of a demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop.kernel.errors import N_, CoopError


class BillCycle(CoopError):
    message = N_("An item cannot go into itself: %(path)s. Take one of these lines out of its bill.")


@dataclass(frozen=True, slots=True)
class BillLine:
    """One component of a product, for the days [from_day, until_day).

    Attributes:
        quantity: thousandths of the component's own unit …
        per: … for that many thousandths of the product (12.5 kg of clay for 100 plates).
        until_day: first day no longer in force; None = until further notice.
    """

    product_id: int
    component_id: int
    quantity: int
    per: int
    from_day: date
    until_day: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the line holds on a day."""
        return self.from_day <= day and (self.until_day is None or day < self.until_day)

    def need(self, quantity: int) -> Fraction:
        """The component needed for a quantity of the product, exactly, in thousandths."""
        return Fraction(quantity * self.quantity, self.per)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one item asks of another in an explosion; `quantity` is exact, in thousandths."""

    product_id: int
    component_id: int
    quantity: Fraction


@dataclass(frozen=True, slots=True)
class Explosion:
    """The result of an explosion.

    Attributes:
        needs: thousandths of every item, the demanded ones included, rounded up once to what its
            unit can express; products before what goes into them.
        requirements: who asks for how much.
    """

    needs: Mapping[int, int]
    requirements: tuple[Requirement, ...]


class Bills:
    """All bills of material, with the low-level code of every item.

    Raises:
        BillCycle: an item goes into itself over any number of steps, on whatever days.
    """

    def __init__(self, lines: Iterable[BillLine], *, name: Callable[[int], str] = str) -> None:
        self._children: dict[int, list[BillLine]] = {}
        for line in lines:
            self._children.setdefault(line.product_id, []).append(line)
        self.levels = _levels(self._children, name)

    def lines(self, product_id: int, day: date) -> list[BillLine]:
        """The lines of a product in force on a day."""
        return [line for line in self._children.get(product_id, ()) if line.in_force(day)]

    def explode(
        self,
        demand: Mapping[int, int],
        day: date,
        *,
        round_up: Callable[[int, Fraction], int],
    ) -> Explosion:
        """Everything that a demand asks for, over all levels.

        An item that several others ask for is added up first and rounded once, because items are
        taken by low-level code: nothing is exploded before all that asks for it.

        Args:
            demand: thousandths per item.
            day: which lines are in force.
            round_up: the least thousandths an item's unit can express that cover an exact need.

        References:
            J. Orlicky, "Material Requirements Planning" (1975), ch. 4: low-level coding.
        """
        exact = {item: Fraction(quantity) for item, quantity in demand.items()}
        waiting = set(exact)
        needs: dict[int, int] = {}
        requirements = []
        while waiting:
            item = min(waiting, key=lambda i: (self.levels.get(i, 0), i))
            waiting.remove(item)
            needs[item] = round_up(item, exact[item])
            for line in self.lines(item, day):
                asked = line.need(needs[item])
                exact[line.component_id] = exact.get(line.component_id, Fraction(0)) + asked
                waiting.add(line.component_id)
                requirements.append(Requirement(item, line.component_id, asked))
        return Explosion(needs, tuple(requirements))


def _levels(children: Mapping[int, list[BillLine]], name: Callable[[int], str]) -> dict[int, int]:
    """The longest path from a top to each item; tops have 0. Dates are ignored.

    Items are settled from the bottom up by a walk without recursion, so that a deep bill is no
    limit, then numbered from the top down.
    """
    settled: list[int] = []
    done: set[int] = set()
    for top in children:
        if top in done:
            continue
        path = [top]
        on_path = {top}
        ways = [iter(children[top])]
        while path:
            line = next(ways[-1], None)
            if line is None:
                item = path.pop()
                ways.pop()
                on_path.remove(item)
                done.add(item)
                settled.append(item)
                continue
            item = line.component_id
            if item in on_path:
                loop = [*path[path.index(item) :], item]
                raise BillCycle(path=" → ".join(name(i) for i in loop))
            if item not in done:
                path.append(item)
                on_path.add(item)
                ways.append(iter(children.get(item, ())))
    levels = dict.fromkeys(settled, 0)
    for item in reversed(settled):
        for line in children.get(item, ()):
            levels[line.component_id] = max(levels[line.component_id], levels[item] + 1)
    return levels


def path_between(children: Mapping[int, Iterable[int]], start: int, goal: int) -> list[int] | None:
    """A way down from one item to another, both included, or None where there is none."""
    came_from: dict[int, int | None] = {start: None}
    waiting = [start]
    while waiting:
        item = waiting.pop()
        if item == goal:
            path: list[int] = []
            step: int | None = item
            while step is not None:
                path.append(step)
                step = came_from[step]
            return path[::-1]
        for child in children.get(item, ()):
            if child not in came_from:
                came_from[child] = item
                waiting.append(child)
    return None
