"""The secret address of a member's calendar: made, made anew, ended."""

from __future__ import annotations

from sqlalchemy import select

from coop.rota.tables import CalendarRow
from coop.store import UnitOfWork
from coop.web.identity import new_token, token_sha256


def make_calendar(uow: UnitOfWork, member_id: int) -> str:
    """Make a member's calendar address; one that she had is dead from this instant on.

    Returns:
        The secret part of the address; nobody can read it again.
    """
    end_calendar(uow, member_id)
    token = new_token()
    uow.add(
        CalendarRow(member_id=member_id, token_sha256=token_sha256(token), made_at=uow.now(), ended_at=None)
    )
    return token


def end_calendar(uow: UnitOfWork, member_id: int) -> None:
    """End a member's calendar address, if she has one."""
    living = select(CalendarRow).where(CalendarRow.member_id == member_id, CalendarRow.ended_at.is_(None))
    for row in uow.session.scalars(living):
        row.ended_at = uow.now()
    uow.session.flush()
