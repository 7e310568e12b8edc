"""When each of the production orders of one client order is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coop.production.rules.days import last_day, latest_start, working_day_before, working_day_from


@dataclass(frozen=True, slots=True)
class Slot:
    """The days of a production order: the first and the last on which it is worked on."""

    start: date
    due: date


def schedule(
    elapsed: Mapping[int, int],
    parts: Iterable[tuple[int, int]],
    *,
    due: date,
    today: date,
    holidays: frozenset[date],
) -> dict[int, Slot]:
    """As late as possible for the client's day; where that lies in the past, as early as possible.

    A component is ready by the working day before that which it goes into begins.

    Args:
        elapsed: minutes by the clock of every item to be made, products before their components.
        parts: (product, component) where both are to be made.
        due: the client's day.
        today: nothing begins before it.
        holidays: days without work.
    """
    products: dict[int, list[int]] = {}
    components: dict[int, list[int]] = {}
    for product, component in parts:
        products.setdefault(component, []).append(product)
        components.setdefault(product, []).append(component)
    slots: dict[int, Slot] = {}
    for item, minutes in elapsed.items():
        needed = [working_day_before(slots[p].start, holidays=holidays) for p in products.get(item, ())]
        ready = working_day_before(min([due, *needed]) + timedelta(days=1), holidays=holidays)
        slots[item] = Slot(latest_start(ready, minutes, holidays=holidays), ready)
    for item in reversed(elapsed):
        after = [slots[c].due + timedelta(days=1) for c in components.get(item, ())]
        earliest = working_day_from(max([today, *after]), holidays=holidays)
        planned = slots[item]
        if planned.start < earliest:
            finished = last_day(earliest, elapsed[item], holidays=holidays)
            slots[item] = Slot(earliest, max(planned.due, finished))
    return slots
