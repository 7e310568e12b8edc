"""Days and hours on which a quorum can come, from the published rota and the absences."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from coop.assembly import rules
from coop.assembly.queries.statute import get_statute
from coop.assembly.rules.gathering import Range, Slot, best, slot_at
from coop.kernel.clock import local_date, wall_time
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import queries as rota
from coop.store import UnitOfWork

LOOK_AHEAD = 14
"""Days from the first lawful one that are looked at."""
HOURS = range(6 * 60, 20 * 60, 60)
"""Minutes of a day at which an assembly may be proposed to begin."""
PROPOSED = 3


def good_times(uow: UnitOfWork) -> tuple[Slot, ...]:
    """The best hours of the first lawful fortnight, one a day; none where no rota is published for it."""
    statute = get_statute(uow, uow.today())
    first = rules.first_lawful_day(statute, uow.today())
    window = Days(first, first + timedelta(days=LOOK_AHEAD))
    around = Days(first - timedelta(days=1), window.end)
    holidays = people.holidays(uow, window)
    roll = tuple(m.id for m in people.roll(uow, first))
    shifts: dict[int, list[Range]] = defaultdict(list)
    nights: dict[int, list[Range]] = defaultdict(list)
    planned: set[date] = set()
    for shift in rota.shifts(uow, around):
        reach = (shift.start_at, shift.end_at)
        shifts[shift.member_id].append(reach)
        if _is_night(uow, *reach):
            nights[shift.member_id].append(reach)
        planned.add(shift.day)
    absences = people.absences(uow, window)
    needed = statute.quorum.needed(len(roll))
    slots = []
    for day in window:
        if day not in planned or day in holidays:
            continue
        away = {a.member_id for a in absences if a.days.start <= day < a.days.end}
        for minute in HOURS:
            at = wall_time(day, minute, uow.zone)
            slots.append(slot_at(at, roll=roll, shifts=shifts, nights=nights, away=away, needed=needed))
    return best(slots, PROPOSED)


def _is_night(uow: UnitOfWork, start: datetime, end: datetime) -> bool:
    """Whether a shift goes past three in the morning."""
    three = wall_time(local_date(end, uow.zone), 180, uow.zone)
    return start < three <= end
