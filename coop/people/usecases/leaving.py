"""Leaving the co-op of one's own will."""

from __future__ import annotations

from datetime import date

from coop.kernel.errors import N_, CoopError, Forbidden, Sentence
from coop.kernel.offices import SECRETARY
from coop.kernel.ranges import check_days
from coop.people import queries
from coop.people.tables import MemberRow
from coop.people.usecases.mandates import seat_alternate
from coop.people.usecases.members import record_person
from coop.store import UnitOfWork
from coop.web.notices import notify


class NotYetIn(CoopError):
    message = N_("%(name)s is not with the co-op on that day. Choose a later day.")


class LeavesInThePast(CoopError):
    message = N_("Nobody leaves before today. Choose today or a later day.")


class OwnDecision(Forbidden):
    message = N_("Who leaves says so herself, or the secretary writes it down. Ask the secretary.")


def leave_coop(uow: UnitOfWork, member_id: int, on: date) -> None:
    """Write down that somebody leaves of her own will; offices end the same day and alternates take them.

    Args:
        uow: the unit of work; its actor is the member herself or the secretary.
        member_id: who leaves.
        on: first day no longer with the co-op.

    Raises:
        OwnDecision: somebody else says it.
        LeavesInThePast: the day lies before today.
        NotYetIn: she is not with the co-op by then, or has left.
        NoSuchYear: the day is absurd.

    References:
        Ley 20.337 art. 22: members may leave of their own will.
    """
    check_days(on)
    person = queries.get_member(uow, member_id)
    by = uow.actor.member_id
    if by != member_id and (by is None or SECRETARY not in queries.offices_of(uow, by, uow.today())):
        raise OwnDecision()
    if on < uow.today():
        raise LeavesInThePast()
    first = min((d for d in (person.trial_on, person.joined_on) if d is not None), default=None)
    if person.status == "left" or first is None or on < first:
        raise NotYetIn(name=person.name)
    row = uow.get(MemberRow, member_id)
    held = [m for m in queries.mandates(uow) if m.member_id == member_id and m.since <= on < m.ends]
    row.left_on = on
    uow.session.flush()
    for mandate in held:
        seat_alternate(uow, mandate, on)
    record_person(uow, "people.left", row, day=on, decision=None)
    if by != member_id:
        told = N_(
            "The secretary wrote down that you leave the co-op on %(day)s. If that is wrong, say so at once."
        )
        notify(uow, Sentence(told, {"day": on}), member_ids=[member_id], about="data")
