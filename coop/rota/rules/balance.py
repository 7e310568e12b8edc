"""Needs against people, before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coop.kernel.ranges import Days
from coop.rota.rules.check import Worker
from coop.rota.rules.needs import Need, Place
from coop.rota.rules.shifts import ShiftKind
from coop.rota.rules.values import Profile


@dataclass(frozen=True, slots=True)
class Balance:
    """What one place asks for and who could give it.

    Attributes:
        wanted: shifts wanted in the whole period.
        able: people with the skill and sector.
        most: shifts that they could work at most if they did nothing else.
    """

    place: Place
    wanted: int
    able: int
    most: int

    @property
    def enough(self) -> bool:
        """Whether it can work out at all."""
        return self.wanted <= self.most


def balance(
    needs: Iterable[Need],
    workers: Sequence[Worker],
    *,
    kinds: Mapping[str, ShiftKind],
    profile: Profile,
    days: Days,
) -> tuple[Balance, ...]:
    """Every place with what it asks for and what its people could give, the tightest first."""
    wanted: dict[Place, int] = {}
    lengths: dict[Place, int] = {}
    for need in needs:
        wanted[need.place] = wanted.get(need.place, 0) + need.people
        length = kinds[need.kind].end - kinds[need.kind].start
        lengths[need.place] = min(length, lengths.get(need.place, length))
    found = []
    for place, shifts in wanted.items():
        able = [w for w in workers if w.fits(place)]
        most = sum(_most_shifts(w, lengths[place], profile, days) for w in able)
        found.append(Balance(place, shifts, len(able), most))
    return tuple(
        sorted(found, key=lambda b: (b.most - b.wanted, b.place.post_id or 0, b.place.skill_id or 0))
    )


def _most_shifts(worker: Worker, length: int, profile: Profile, days: Days) -> int:
    """Shifts of one length that a person can work in some days, by her absences and the week alone."""
    week_minutes = profile.strictest("max_week", days).value
    per_week = 6 if week_minutes is None else min(6, week_minutes // max(1, length))
    weeks: dict[int, int] = {}
    for n, day in enumerate(days):
        if not worker.away(day):
            week = (n + days.start.weekday()) // 7
            weeks[week] = weeks.get(week, 0) + 1
    return sum(min(there, per_week) for there in weeks.values())
