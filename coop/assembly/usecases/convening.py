"""An assembly is called: day, hour, place and an agenda that is frozen from then on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from coop.assembly import queries, rules
from coop.assembly.tables import ItemRow, MeetingRow
from coop.documents import usecases as documents
from coop.documents.usecases import Promise
from coop.kernel.clock import wall_time
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.sentences import Sentence
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

DAY = 24 * 60


class EmptyAgenda(Invalid):
    message = N_(
        "An assembly decides only what is on its agenda (Ley 20.337 art. 52). Choose at least one motion."
    )


class MotionNotWaiting(CoopError):
    message = N_("Motion %(number)s is not waiting any more. Load the page again and choose from the list.")


class UnknownAssemblyKind(Invalid):
    message = N_("Choose an ordinary or an extraordinary assembly.")


class NoSuchHour(Invalid):
    message = N_("A day has no such hour. Write it such as 10:00.")


def convene(
    uow: UnitOfWork, *, kind: str, day: date, minute: int, place: str, motion_ids: Sequence[int]
) -> int:
    """Call an assembly. The agenda takes the motions in the order given and is frozen.

    Args:
        uow: the unit of work.
        kind: "ordinary" or "extraordinary".
        day: at the workplace.
        minute: of that day, 0 to 1439.
        place: where.
        motion_ids: keys of waiting motions.

    Returns:
        The key of the assembly.

    Raises:
        NoticeTooShort, TooFarAhead: too few days from today, or too many.
        NoSuchHour: the minute is not of that day.
        EmptyAgenda: no motion.
        MotionNotWaiting: one is on another agenda, was voted or withdrawn.

    References:
        Ley 20.337 arts. 47, 48, 52.
    """
    if kind not in rules.KINDS:
        raise UnknownAssemblyKind()
    statute = queries.get_statute(uow, uow.today())
    rules.check_notice(statute, called_on=uow.today(), held_on=day)
    if not 0 <= minute < DAY:
        raise NoSuchHour()
    if not motion_ids:
        raise EmptyAgenda()
    row = uow.add(
        MeetingRow(
            number=int(uow.session.scalar(select(func.max(MeetingRow.number))) or 0) + 1,
            kind=kind,
            statute_id=queries.statute_id_on(uow, uow.today()),
            called_on=uow.today(),
            called_for=wall_time(day, minute, uow.zone),
            place=place,
            convened_by=uow.actor.member_id,
        )
    )
    agenda = []
    for position, motion_id in enumerate(dict.fromkeys(motion_ids), start=1):
        motion = queries.get_motion(uow, motion_id)
        if motion.state != "waiting":
            raise MotionNotWaiting(number=str(motion_id))
        uow.add(ItemRow(meeting_id=row.id, motion_id=motion_id, position=position))
        agenda.append({"position": position, "kind": motion.kind, "subject": motion.subject})
    row.convened_at = uow.now()
    uow.session.flush()
    records.record(
        uow,
        "assembly.convened",
        {
            "assembly": row.number,
            "kind": kind,
            "called_on": row.called_on.isoformat(),
            "called_for": row.called_for.isoformat(),
            "place": place,
            "agenda": agenda,
        },
    )
    told = N_("Assembly %(number)s is called for %(when)s, %(place)s. See the agenda.")
    facts = {"number": str(row.number), "when": row.called_for, "place": place}
    notify(uow, Sentence(told, facts), until=row.called_for, about="assembly", key=row.id)
    title = rules.paper_title(rules.NOTICE_TITLE, row.number)
    notice = Promise(rules.NOTICE, str(row.id), title, issued_on=uow.today())
    documents.promise(uow, [notice])
    return row.id
