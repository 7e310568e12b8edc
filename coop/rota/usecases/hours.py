"""Coming and going at the terminal, and the confirmation of hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import insert

from coop.kernel.canonical import digest
from coop.kernel.clock import clock_hours
from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.records import usecases as records
from coop.rota import queries
from coop.rota.rules import LONGEST_REASON, MOST_MINUTES, UNFINISHED, Change, Punch, errors
from coop.rota.rules.hours import SAME_TAP
from coop.rota.tables import ConfirmationRow, PunchRow, WorkedRow
from coop.store import UnitOfWork
from coop.web.notices import notify

BY_HAND = "by hand"
"""The note of hours that the coordinator set."""


def clock_in(uow: UnitOfWork, member_id: int) -> Punch:
    """Write down that a member comes to work; an exit that was forgotten before stops nothing.

    Raises:
        NotYours: the person does not work here.
    """
    return _punch(uow, member_id, "in")


def clock_out(uow: UnitOfWork, member_id: int) -> Punch:
    """Write down that a member goes home, also when she forgot to clock in.

    Raises:
        NotYours: the person does not work here.
    """
    return _punch(uow, member_id, "out")


def _punch(uow: UnitOfWork, member_id: int, way: Literal["in", "out"]) -> Punch:
    if not any(m.status in ("trial", "member") for m in people.members(uow, [member_id])):
        raise errors.NotYours()
    now = uow.now()
    last = queries.last_punch(uow, member_id)
    if last is not None and last.way == way and now - last.at <= SAME_TAP:
        return last  # the same tap twice
    uow.add(PunchRow(member_id=member_id, at=now, way=way, device_id=uow.actor.device_id))
    return Punch(now, way)


def confirm_hours(
    uow: UnitOfWork, days: Days, *, changed: Mapping[tuple[int, date], Change] | None = None
) -> int:
    """Confirm the hours of some days, for everybody, once.

    Args:
        uow: the unit of work.
        days: all of them over, none confirmed yet.
        changed: what the coordinator wrote, by member and day; where it is not what is proposed,
            the reason is kept with it, the row is marked and the member is told.

    Returns:
        Key of the confirmation.

    Raises:
        DaysTooLong: there is no day in it.
        PeriodOpen: a day, or a shift of the last night, is not over, or somebody is still at work.
        PeriodConfirmed: a day is confirmed already.
        MinutesAbsurd: a change of less than nothing or more than a day.
        ReasonMissing: other minutes than proposed without a reason.
    """
    changed = dict(changed or {})
    if not 1 <= len(days) <= 366:
        raise errors.DaysTooLong(most=366)
    last = queries.last_day_over(uow)
    if days.last > last:
        raise errors.PeriodOpen(last=last)
    for done in queries.confirmations(uow):
        if done.days.meets(days):
            raise errors.PeriodConfirmed(start=done.days.start, last=done.days.last)
    proposals = queries.proposals(uow, days)
    unfinished = [p.day for p in proposals if p.note in UNFINISHED]
    if unfinished:
        raise errors.PeriodOpen(last=min(unfinished) - timedelta(days=1))
    found = []
    for proposal in proposals:
        key = (proposal.member_id, proposal.day)
        minutes, reason = changed.pop(key, Change(proposal.minutes, None))
        note = proposal.note
        if minutes != proposal.minutes:
            note, reason = BY_HAND, _reason(uow, *key, minutes, reason)
        else:
            reason = None
        found.append((*key, minutes, proposal.planned, proposal.punched, note, reason))
    for (member_id, day), (minutes, reason) in changed.items():
        reason = _reason(uow, member_id, day, minutes, reason)
        found.append((member_id, day, minutes, 0, 0, BY_HAND, reason))
    entry = records.record(
        uow,
        "rota.hours_confirmed",
        {
            "start": days.start,
            "end": days.end,
            "members": len({f[0] for f in found}),
            "minutes": sum(f[2] for f in found),
            "digest": digest(sorted([f[0], f[1].isoformat(), f[2]] for f in found)),
        },
    )
    row = ConfirmationRow(
        start_on=days.start, end_on=days.end, at=uow.now(), by=uow.actor.member_id, entry_seq=entry.seq
    )
    confirmation_id = uow.add(row).id
    keys = ("member_id", "day", "minutes", "planned", "punched", "note", "reason")
    rows = [
        {
            **dict(zip(keys, f, strict=True)),
            "confirmation_id": confirmation_id,
            "reverses_id": None,
            "at": uow.now(),
            "by": uow.actor.member_id,
        }
        for f in found
    ]
    if rows:
        uow.session.execute(insert(WorkedRow), rows)
    for member_id, day, minutes, _planned, _punched, note, reason in found:
        if note == BY_HAND:
            _tell(uow, member_id, day, minutes, str(reason))
    return confirmation_id


def correct_hours(uow: UnitOfWork, member_id: int, day: date, *, minutes: int, reason: str) -> int:
    """Correct one member's confirmed day: the old row is taken back and a new one written.

    Returns:
        Key of the new row.

    Raises:
        NotConfirmed: the day is not confirmed yet.
        MinutesAbsurd: less than nothing or more than a day.
        ReasonMissing: without a reason, or with a book of it.
    """
    reason = _reason(uow, member_id, day, minutes, reason)
    done = next((c for c in queries.confirmations(uow) if day in c.days), None)
    if done is None:
        raise errors.NotConfirmed()
    old = queries.find_worked(uow, member_id, day)
    planned = punched = 0
    if old is not None:
        planned, punched = old.planned, old.punched
        _worked(uow, done.id, member_id, day, -old.minutes, old.note, reason, reverses_id=old.id)
    records.record(
        uow,
        "rota.hours_corrected",
        {"day": day},
        {
            # Whose hours they are, and how many, is for her and the officers, not for every reader.
            "member": str(people.get_member(uow, member_id).number),
            "before": str(old.minutes if old else 0),
            "minutes": str(minutes),
            "reason": reason,
        },
    )
    _tell(uow, member_id, day, minutes, reason)
    return _worked(uow, done.id, member_id, day, minutes, BY_HAND, reason, planned=planned, punched=punched)


def _reason(uow: UnitOfWork, member_id: int, day: date, minutes: int, reason: str | None) -> str:
    """The reason for hours set by hand, both checked."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise errors.MinutesAbsurd()
    why = (reason or "").strip()
    if not 0 < len(why) <= LONGEST_REASON:
        raise errors.ReasonMissing(name=people.get_member(uow, member_id).name, day=day)
    return why


def _tell(uow: UnitOfWork, member_id: int, day: date, minutes: int, reason: str) -> None:
    if member_id != uow.actor.member_id:
        told = N_("Your hours of %(day)s were set to %(hours)s by hand: %(reason)s")
        facts = {"day": day, "hours": clock_hours(minutes), "reason": reason}
        notify(uow, Sentence(told, facts), member_ids=[member_id], about="shifts")


def _worked(
    uow: UnitOfWork,
    confirmation_id: int,
    member_id: int,
    day: date,
    minutes: int,
    note: str,
    reason: str,
    *,
    planned: int = 0,
    punched: int = 0,
    reverses_id: int | None = None,
) -> int:
    now: datetime = uow.now()
    row = WorkedRow(
        confirmation_id=confirmation_id,
        member_id=member_id,
        day=day,
        minutes=minutes,
        planned=planned,
        punched=punched,
        note=note,
        reason=reason,
        reverses_id=reverses_id,
        at=now,
        by=uow.actor.member_id,
    )
    return uow.add(row).id
