"""One's own page: next shift, week, attendance at the assembly, pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coop.assembly import queries as assembly
from coop.assembly import rules as assembly_rules
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork
from coop.terminal import rules
from coop.terminal.queries.card import Way
from coop.terminal.queries.pay import Slip, slips_of
from coop.terminal.queries.shift_cards import shift_deed
from coop.terminal.queries.shifts import ClockState, clock_state, own_shifts
from coop.web.language import long_day
from coop.web.notices import Told, notices

WEEK = 7
LOOK_AHEAD = 35
"""Days from today in which the next shift is looked for."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """An assembly whose attendance book is open.

    Attributes:
        present: whether the member is in the book.
    """

    meeting_id: int
    title: Sentence
    present: bool


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of one's own week."""

    day: date
    is_today: bool
    shifts: tuple[rules.OwnShift, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """One's own page.

    Attributes:
        sentence: the next shift.
        week: seven days from today on.
        links: title, text and page of what else can be done here.
    """

    sentence: Sentence
    week: tuple[WeekDay, ...]
    clock: ClockState
    check_in: CheckIn | None
    payslips: tuple[Slip, ...]
    notices: tuple[Told, ...]
    links: tuple[tuple[Sentence, Sentence, Way], ...]


def mine(uow: UnitOfWork, member_id: int) -> Mine:
    """Everything on one's own page."""
    now, today = uow.now(), uow.today()
    # A night shift of yesterday may still be on.
    shifts = own_shifts(uow, member_id, Days(today - timedelta(days=1), today + timedelta(days=LOOK_AHEAD)))
    coming = rules.find_next(shifts, now)
    days = [today + timedelta(days=n) for n in range(WEEK)]
    return Mine(
        sentence=rules.next_shift(
            shifts, now=now, today=today, said_day=long_day(coming.day) if coming else ""
        ),
        week=tuple(WeekDay(d, d == today, tuple(s for s in shifts if s.day == d)) for d in days),
        clock=clock_state(uow, member_id),
        check_in=check_in_of(uow, member_id),
        payslips=slips_of(uow, member_id),
        notices=notices(uow, member_id),
        links=(shift_deed(uow, member_id), *_links(uow)),
    )


def check_in_of(uow: UnitOfWork, member_id: int) -> CheckIn | None:
    """The assembly whose attendance book a member can sign now, or None."""
    meeting = assembly.next_meeting(uow)
    if meeting is None or not assembly_rules.doors_are_open(meeting.called_for, uow.now()):
        return None
    if member_id not in {m.id for m in assembly.roll_of(uow, meeting)}:
        return None
    here = member_id in {m.id for m in assembly.present_members(uow, meeting)}
    return CheckIn(meeting.id, meeting.title, here)


def _links(uow: UnitOfWork) -> tuple[tuple[Sentence, Sentence, Way], ...]:
    meeting = assembly.next_meeting(uow)
    way = (
        Way("assembly.show_meeting", {"meeting_id": meeting.id})
        if meeting
        else Way("assembly.list_decisions")
    )
    text = N_("agenda and motions") if meeting else N_("what was decided")
    return ((Sentence(N_("Assembly")), Sentence(text), way),)
