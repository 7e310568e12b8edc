"""The authority has the notice before an assembly and a copy of the minutes after it."""

from __future__ import annotations

from datetime import date

from coop.assembly import queries
from coop.assembly.tables import SentRow
from coop.kernel.clock import local_date
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork

WHAT = ("notice", "minutes")


class NotTheSecretary(Forbidden):
    message = N_("The secretary writes down what was sent to the authority.")


class NothingToSend(CoopError):
    message = N_("There is nothing to send yet: the assembly is not called, or its minutes are not approved.")


class SentAlready(CoopError):
    message = N_("It is written down as sent on %(day)s already.")


class NotThatDay(Invalid):
    message = N_("It was sent between %(first)s and today. Choose such a day.")


def note_sent(uow: UnitOfWork, meeting_id: int, *, what: str, sent_on: date, how: str) -> None:
    """Write down that the notice or the copy of the minutes went to the authority.

    Args:
        uow: the unit of work.
        meeting_id: the assembly.
        what: "notice" or "minutes".
        sent_on: the day.
        how: number of the procedure, or how it was handed in.

    Raises:
        NotTheSecretary: somebody else tries.
        NothingToSend: there is none yet.
        SentAlready: it stands there.
        NotThatDay: before it existed, or after today.

    References:
        Ley 20.337 arts. 48 (notice, with the same time before the assembly), 56 (copy within thirty days).
    """
    actor = uow.actor.member_id
    if actor is None or "secretary" not in people.offices_of(uow, actor, uow.today()):
        raise NotTheSecretary()
    meeting = queries.get_meeting(uow, meeting_id)
    first = meeting.called_on
    if what == "minutes":
        minutes = queries.find_minutes(uow, meeting_id)
        if minutes is None or minutes.approved_at is None:
            raise NothingToSend()
        first = local_date(minutes.approved_at, uow.zone)
    earlier = queries.sent(uow, meeting_id, what)
    if earlier is not None:
        raise SentAlready(day=earlier.sent_on)
    if not first <= sent_on <= uow.today():
        raise NotThatDay(first=first)
    uow.add(
        SentRow(
            meeting_id=meeting_id,
            what=what,
            sent_on=sent_on,
            how=how,
            noted_by=actor,
            at=uow.now(),
        )
    )
    records.record(
        uow, "assembly.sent", {"assembly": meeting.number, "what": what, "sent_on": sent_on.isoformat()}
    )
