"""Who reads private data of others is seen doing it."""

from __future__ import annotations

from collections.abc import Collection

from coop.people.tables import ReadingRow
from coop.store import UnitOfWork


def note_readings(uow: UnitOfWork, member_ids: Collection[int], what: str) -> None:
    """Keep that the actor reads private data of others; each is shown who read what.

    Args:
        uow: the unit of work.
        member_ids: whose data; the actor's own are left out.
        what: English message id, such as "Personal data".
    """
    reader = uow.actor.member_id
    for member_id in member_ids:
        if reader is not None and member_id != reader:
            uow.session.add(ReadingRow(member_id=member_id, reader_id=reader, what=what, at=uow.now()))
    uow.session.flush()
