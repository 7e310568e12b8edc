"""An assembly is interrupted and goes on another day."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from coop.assembly import queries
from coop.assembly.queries import Item
from coop.assembly.tables import ItemRow, MeetingRow, VariantRow
from coop.assembly.tables.meetings import MESA
from coop.assembly.usecases.sitting import NotOpen, VoteIsOpen, check_chair, check_signers, close_meeting
from coop.kernel.clock import wall_time
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.sentences import Sentence
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class RecessTooLong(Invalid):
    message = N_(
        "An assembly goes on within %(days)s days of its first sitting, here until %(last)s (%(article)s). "
        "Choose an earlier day, or close it and call another one."
    )


class RecessEarlier(Invalid):
    message = N_("An assembly goes on after now. Choose a later day and hour.")


class NothingLeft(CoopError):
    message = N_("Every item has its result. Close the assembly.")


def take_recess(uow: UnitOfWork, meeting_id: int, *, day: date, minute: int, place: str) -> int:
    """End a sitting; what is left of the agenda goes on at another hour, without a new call.

    Each sitting has its attendance book, its quorum and its minutes. An item goes on with its text as it
    stands, and with the amendments and alternatives that were not voted.

    Args:
        uow: the unit of work.
        meeting_id: an open assembly.
        day: on which it goes on.
        minute: of that day.
        place: where.

    Returns:
        The key of the next sitting.

    Raises:
        NotTheChair, NotOpen: the actor does not lead it, or it is not open.
        VoteIsOpen: a vote is being taken.
        NothingLeft: the agenda is done.
        RecessEarlier, RecessTooLong: the day cannot be.
        NoSigners: nobody was chosen to sign the minutes of this sitting.

    References:
        Ley 20.337 art. 57: within thirty days in total, with minutes of each sitting.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "open":
        raise NotOpen()
    if queries.find_open_vote(uow, meeting_id) is not None:
        raise VoteIsOpen()
    left = [i for i in queries.items(uow, meeting_id) if i.state in ("waiting", "voting")]
    if not left:
        raise NothingLeft()
    called_for = wall_time(day, minute, uow.zone)
    if called_for <= uow.now():
        raise RecessEarlier()
    statute = meeting.statute
    last = queries.first_sitting(uow, meeting).day + timedelta(days=statute.recess_days)
    if day > last:
        raise RecessTooLong(days=statute.recess_days, last=last, article=statute.recess_article)
    check_signers(meeting)
    before = uow.get(MeetingRow, meeting_id)
    row = uow.add(
        MeetingRow(
            number=int(uow.session.scalar(select(func.max(MeetingRow.number))) or 0) + 1,
            kind=meeting.kind,
            continues_id=meeting_id,
            called_as="recess",
            statute_id=before.statute_id,
            called_on=meeting.called_on,
            called_for=called_for,
            place=place,
            convened_by=uow.actor.member_id,
            **{name: getattr(before, name) for name in MESA},
        )
    )
    for item in left:
        _carry_over(uow, item, row.id)
    row.convened_at = uow.now()
    uow.session.flush()
    records.record(
        uow,
        "assembly.recess",
        {
            "assembly": meeting.number,
            "continues_as": row.number,
            "called_for": called_for.isoformat(),
            "place": place,
        },
    )
    told = N_("Assembly %(number)s goes on at %(when)s, %(place)s.")
    facts = {"number": str(meeting.number), "when": called_for, "place": place}
    notify(uow, Sentence(told, facts), until=called_for, about="assembly", key=row.id)
    close_meeting(uow, meeting_id, goes_on=True)
    return row.id


def _carry_over(uow: UnitOfWork, item: Item, meeting_id: int) -> None:
    row = uow.add(ItemRow(meeting_id=meeting_id, motion_id=item.motion.id, position=item.position))
    voted = {r.asked_id for r in queries.results_of_item(uow, item.id)}
    for variant in queries.variants_of(uow, item.id):
        if variant.motion.id != item.motion.id and variant.motion.id not in voted:
            uow.add(
                VariantRow(item_id=row.id, motion_id=variant.motion.id, way=variant.way, place=variant.place)
            )
