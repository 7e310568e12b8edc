"""A wrong or forgotten punch: a member asks, another person than herself answers."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from coop.kernel.clock import wall_time
from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import COORDINATOR, SECRETARY
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import queries
from coop.rota.rules import LONGEST_REASON, Span, day_of_presence, errors
from coop.rota.tables import AmendmentRow
from coop.rota.usecases.hours import correct_hours
from coop.store import UnitOfWork
from coop.web.notices import notify

BACK = timedelta(days=92)
"""How far back a day can be put right: longer ago nobody remembers, and it is paid."""

ANSWERING = (COORDINATOR, SECRETARY)
"""Offices that answer; the other one does when it is about an officer herself."""

DAY = 1440

ONE = timedelta(days=1)


def ask_amendment(uow: UnitOfWork, member_id: int, day: date, *, came: int, went: int, why: str) -> int:
    """Ask that a day counts as it was and not as it was punched.

    Args:
        uow: the unit of work.
        member_id: whose day.
        day: that the presence begins on; one that falls into a shift of the day before or after, as
            a night's late entry, is kept under the day of that shift.
        came: minutes since midnight.
        went: likewise; not after `came` means on the next day.
        why: what happened at the clock.

    Returns:
        Key of the request.

    Raises:
        NotYours: the person does not work here.
        AmendmentTooOld: the day lies more than three months back.
        AmendmentAhead: it was not over by now.
        AmendmentWhy: without saying what happened, or with a book of it.
        AmendmentOpen: a request about this day waits already.
    """
    if not any(m.status in ("trial", "member") for m in people.members(uow, [member_id])):
        raise errors.NotYours()
    if day < uow.today() - BACK:
        raise errors.AmendmentTooOld(first=uow.today() - BACK)
    start = wall_time(day, came, uow.zone)
    end = wall_time(day, went if went > came else went + DAY, uow.zone)
    if end > uow.now():
        raise errors.AmendmentAhead()
    if not 0 < len(why.strip()) <= LONGEST_REASON:
        raise errors.AmendmentWhy()
    near = queries.planned_of(uow, member_id, Days(day - ONE, day + 2 * ONE))
    day = day_of_presence(day, near, Span(start, end))
    waits = select(AmendmentRow.id).where(
        AmendmentRow.member_id == member_id, AmendmentRow.day == day, AmendmentRow.state == "asked"
    )
    if uow.session.scalar(waits) is not None:
        raise errors.AmendmentOpen(day=day)
    row = AmendmentRow(
        member_id=member_id,
        day=day,
        start_at=start,
        end_at=end,
        why=why.strip(),
        asked_at=uow.now(),
        state="asked",
        answer=None,
        settled_at=None,
        settled_by=None,
        worked_id=None,
    )
    key = uow.add(row).id
    answering = {m.id for office in ANSWERING for m in people.holders(uow, office, uow.today())}
    said = N_("%(name)s asks to put her hours of %(day)s right. Answer under Requests about hours.")
    facts = {"name": people.get_member(uow, member_id).name, "day": day}
    notify(uow, Sentence(said, facts), member_ids=sorted(answering - {member_id}), about="shifts")
    return key


def withdraw_amendment(uow: UnitOfWork, amendment_id: int) -> None:
    """Take one's own request back.

    Raises:
        AmendmentNotYours: somebody else asked.
        AmendmentSettled: it was answered or taken back.
    """
    row = _waiting(uow, amendment_id)
    if row.member_id != uow.actor.member_id:
        raise errors.AmendmentNotYours()
    row.state, row.settled_at, row.settled_by = "withdrawn", uow.now(), uow.actor.member_id
    uow.session.flush()


def accept_amendment(uow: UnitOfWork, amendment_id: int, *, answer: str | None = None) -> None:
    """Accept a request: from now on the day counts so; confirmed hours are taken back and written anew.

    Raises:
        AmendmentOwn: it is her own.
        AmendmentSettled: it was answered or taken back.
    """
    row = _waiting(uow, amendment_id)
    _not_her_own(uow, row)
    found = queries.get_amendment(uow, amendment_id)
    confirmed = any(row.day in done.days for done in queries.confirmations(uow))
    if confirmed:
        minutes = queries.counted(uow, found).minutes
        row.worked_id = correct_hours(uow, row.member_id, row.day, minutes=minutes, reason=row.why)
    row.state, row.answer = "accepted", _said(answer)
    row.settled_at, row.settled_by = uow.now(), uow.actor.member_id
    uow.session.flush()
    if not confirmed:  # the correction tells her otherwise
        told = N_("Your hours of %(day)s are put right as you asked.")
        notify(uow, Sentence(told, {"day": row.day}), member_ids=[row.member_id], about="shifts")


def refuse_amendment(uow: UnitOfWork, amendment_id: int, *, answer: str | None) -> None:
    """Refuse a request, with the reason.

    Raises:
        AmendmentOwn: it is her own.
        AmendmentSettled: it was answered or taken back.
        AmendmentAnswer: without a reason.
    """
    row = _waiting(uow, amendment_id)
    _not_her_own(uow, row)
    reason = _said(answer)
    if reason is None:
        raise errors.AmendmentAnswer()
    row.state, row.answer = "refused", reason
    row.settled_at, row.settled_by = uow.now(), uow.actor.member_id
    uow.session.flush()
    told = N_("Your hours of %(day)s were not put right: %(reason)s")
    facts = {"day": row.day, "reason": reason}
    notify(uow, Sentence(told, facts), member_ids=[row.member_id], about="shifts")


def _waiting(uow: UnitOfWork, amendment_id: int) -> AmendmentRow:
    row = uow.get(AmendmentRow, amendment_id)
    if row.state != "asked":
        raise errors.AmendmentSettled()
    return row


def _not_her_own(uow: UnitOfWork, row: AmendmentRow) -> None:
    if row.member_id == uow.actor.member_id:
        raise errors.AmendmentOwn()


def _said(answer: str | None) -> str | None:
    return (answer or "").strip()[:LONGEST_REASON] or None
