"""The attendance book: who came in and went out, and when."""

from __future__ import annotations

from sqlalchemy import select

from coop.assembly import queries, rules
from coop.assembly.tables import AttendanceRow, ProxyRow
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.people import queries as people
from coop.store import UnitOfWork


class DoorsShut(CoopError):
    message = N_("The attendance book opens at %(from)s, four hours before the assembly. Come back then.")


class BookClosed(CoopError):
    message = N_("This assembly is over, or was never opened. Look at the minutes, or call another one.")


class NotOnTheRoll(CoopError):
    message = N_(
        "%(name)s is not a member on the roll of this assembly and cannot be counted. Guests sit apart."
    )


class AlreadyIn(CoopError):
    message = N_("%(name)s is checked in already; there is nothing more to do.")


class NotIn(CoopError):
    message = N_("%(name)s is not checked in. Check in first.")


class NotAtTerminal(Forbidden):
    message = N_(
        "Check in yourself only at a terminal of the workplace. Otherwise the secretary does it at the table."
    )


def check_in(uow: UnitOfWork, meeting_id: int, member_id: int, *, by_badge: bool = False) -> None:
    """Write a member into the attendance book: oneself at a terminal, others at the table.

    A proxy that she gave ends.

    Args:
        uow: the unit of work.
        meeting_id: the assembly.
        member_id: who came in.
        by_badge: her badge was read at the table.

    Raises:
        DoorsShut: more than four hours too early.
        BookClosed: the assembly is over.
        NotOnTheRoll: no member.
        AlreadyIn: she is there already.
        NotAtTerminal: somebody checks herself in from elsewhere and holds no door.

    References:
        Model statute of worker co-operatives (INAES) art. 39: members sign the attendance book
        before deliberating.
    """
    _note(uow, meeting_id, member_id, "in", by_badge=by_badge)


def check_out(uow: UnitOfWork, meeting_id: int, member_id: int) -> None:
    """Write down that a member went.

    Raises:
        NotIn: she is not there.
        BookClosed: the assembly is over.
        NotAtTerminal: see `check_in`.
    """
    _note(uow, meeting_id, member_id, "out")


def keeps_the_door(uow: UnitOfWork) -> bool:
    """Whether the actor writes others into the book."""
    actor = uow.actor.member_id
    return actor is not None and "secretary" in people.offices_of(uow, actor, uow.today())


def _note(uow: UnitOfWork, meeting_id: int, member_id: int, way: str, *, by_badge: bool = False) -> None:
    meeting = queries.get_meeting(uow, meeting_id)
    means = "badge" if by_badge else "table"
    if not keeps_the_door(uow):
        if uow.actor.member_id != member_id or uow.actor.device_id is None:
            raise NotAtTerminal()
        means = "terminal"
    if meeting.state not in ("called", "open"):
        raise BookClosed()
    if not rules.doors_are_open(meeting.called_for, uow.now()):
        raise DoorsShut(**{"from": meeting.called_for - rules.DOORS_BEFORE})
    name = people.get_member(uow, member_id).name
    if member_id not in {m.id for m in queries.roll_of(uow, meeting)}:
        raise NotOnTheRoll(name=name)
    is_in = member_id in {m.id for m in queries.present_members(uow, meeting)}
    if is_in and way == "in":
        raise AlreadyIn(name=name)
    if not is_in and way == "out":
        raise NotIn(name=name)
    if way == "in":
        _end_proxy(uow, meeting_id, member_id)
    uow.add(
        AttendanceRow(
            meeting_id=meeting_id,
            member_id=member_id,
            way=way,
            means=means,
            at=uow.now(),
            noted_by=uow.actor.member_id,
            device_id=uow.actor.device_id,
        )
    )


def _end_proxy(uow: UnitOfWork, meeting_id: int, member_id: int) -> None:
    row = uow.session.scalar(
        select(ProxyRow).where(
            ProxyRow.meeting_id == meeting_id, ProxyRow.giver_id == member_id, ProxyRow.ended_at.is_(None)
        )
    )
    if row is not None:
        row.ended_at = uow.now()
        uow.session.flush()
