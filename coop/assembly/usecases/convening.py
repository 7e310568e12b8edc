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
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

DAY = 24 * 60


class EmptyAgenda(Invalid):
    message = N_("An assembly decides only what is on its agenda (%(article)s). Choose at least one motion.")


class MotionNotWaiting(CoopError):
    message = N_("Motion %(number)s is not waiting any more. Load the page again and choose from the list.")


class UnknownAssemblyKind(Invalid):
    message = N_("Choose an ordinary or an extraordinary assembly.")


class NoSuchHour(Invalid):
    message = N_("A day has no such hour. Write it such as 10:00.")


class ForcedMotionLeftOut(CoopError):
    message = N_(
        "Enough members want motion %(number)s voted (%(article)s): it must be on this agenda. Choose it too."
    )


class PetitionNotReached(CoopError):
    message = N_("Too few members have signed this petition, or an assembly was called for it already.")


class PetitionLeftOut(CoopError):
    message = N_(
        "The assembly that members asked for votes what they asked for. Choose motion %(number)s too."
    )


class TooLateToCallOff(CoopError):
    message = N_("Only an assembly that is called and not opened yet can be called off.")


def convene(
    uow: UnitOfWork,
    *,
    kind: str,
    day: date,
    minute: int,
    place: str,
    motion_ids: Sequence[int],
    petition_id: int | None = None,
) -> int:
    """Call an assembly. The agenda takes the motions in the order given and is frozen.

    Args:
        uow: the unit of work.
        kind: "ordinary" or "extraordinary".
        day: at the workplace.
        minute: of that day, 0 to 1439.
        place: where.
        motion_ids: keys of waiting motions.
        petition_id: the members' petition for which it is called.

    Returns:
        The key of the assembly.

    Raises:
        NoticeTooShort, TooFarAhead: too few days from today, or too many.
        NoSuchHour: the minute is not of that day.
        EmptyAgenda: no motion.
        MotionNotWaiting: one is on another agenda, was voted or withdrawn.
        PetitionNotReached: too few have signed, or it was called for.
        PetitionLeftOut, ForcedMotionLeftOut: members have a right to see a motion voted that is not chosen.

    References:
        Ley 20.337 arts. 47, 48, 52.
    """
    if kind not in rules.KINDS:
        raise UnknownAssemblyKind()
    statute = queries.get_statute(uow, uow.today())
    matters = frozenset(queries.get_motion(uow, key).matter for key in motion_ids)
    rules.check_notice(statute, called_on=uow.today(), held_on=day, matters=matters)
    if not 0 <= minute < DAY:
        raise NoSuchHour()
    if not motion_ids:
        raise EmptyAgenda(article=statute.agenda_article)
    _check_rights(uow, statute, motion_ids, petition_id)
    row = uow.add(
        MeetingRow(
            number=int(uow.session.scalar(select(func.max(MeetingRow.number))) or 0) + 1,
            kind=kind,
            statute_id=queries.statute_id_on(uow, uow.today()),
            called_on=uow.today(),
            called_for=wall_time(day, minute, uow.zone),
            place=place,
            called_as=_called_as(uow, petition_id),
            petition_id=petition_id,
            convened_by=uow.actor.member_id,
        )
    )
    agenda = []
    for position, motion_id in enumerate(dict.fromkeys(motion_ids), start=1):
        motion = queries.get_motion(uow, motion_id)
        if motion.state != "waiting":
            raise MotionNotWaiting(number=str(motion_id))
        uow.add(ItemRow(meeting_id=row.id, motion_id=motion_id, position=position))
        papers = [paper.digest for paper in queries.attachments(uow, motion_id)]
        agenda.append(
            {"position": position, "kind": motion.kind, "subject": motion.subject, "papers": papers}
        )
    row.convened_at = uow.now()
    uow.session.flush()
    records.record(
        uow,
        "assembly.convened",
        {
            "assembly": row.number,
            "kind": kind,
            "called_as": row.called_as,
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


def call_off(uow: UnitOfWork, meeting_id: int, why: str) -> None:
    """Call an assembly off before it is opened; its motions wait for another one.

    Args:
        uow: the unit of work.
        meeting_id: an assembly that is called.
        why: the reason, which everybody is told.

    Raises:
        TooLateToCallOff: it was opened, its day has passed, or it was called off.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    if meeting.state != "called":
        raise TooLateToCallOff()
    row = uow.get(MeetingRow, meeting_id)
    row.called_off_at, row.called_off_by, row.called_off_why = uow.now(), uow.actor.member_id, why
    uow.session.flush()
    records.record(uow, "assembly.called_off", {"assembly": meeting.number, "why": why})
    told = N_("Assembly %(number)s of %(when)s is called off: %(why)s")
    facts = {"number": str(meeting.number), "when": meeting.called_for, "why": why}
    notify(uow, Sentence(told, facts), until=meeting.called_for, about="assembly", key=meeting_id)


def _called_as(uow: UnitOfWork, petition_id: int | None) -> str:
    if petition_id is not None:
        return "petition"
    actor = uow.actor.member_id
    offices = people.offices_of(uow, actor, uow.today()) if actor is not None else frozenset()
    return "auditor" if "auditor" in offices else "council"


def _check_rights(
    uow: UnitOfWork, statute: rules.Statute, motion_ids: Sequence[int], petition_id: int | None
) -> None:
    """See that the agenda has what members have a right to see voted."""
    if petition_id is not None:
        petition = queries.get_petition(uow, petition_id)
        if petition.state != "reached":
            raise PetitionNotReached()
        for motion in petition.motions:
            if motion.state == "waiting" and motion.id not in motion_ids:
                raise PetitionLeftOut(number=str(motion.id))
    for motion in queries.waiting_motions(uow):
        if motion.id not in motion_ids and queries.is_forced(uow, motion.id):
            raise ForcedMotionLeftOut(number=str(motion.id), article=statute.item_article)
