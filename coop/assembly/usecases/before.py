"""Before an assembly: supporters, attached papers, other texts, meetings of a shift."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import func, select

from coop.assembly import queries
from coop.assembly.registry import get_kind
from coop.assembly.rules.attaching import check_paper
from coop.assembly.tables import (
    AttachmentRow,
    PreMeetingRow,
    SupportRow,
    VariantRow,
)
from coop.assembly.usecases.convening import MotionNotWaiting
from coop.assembly.usecases.moving import check_on_roll, propose
from coop.assembly.usecases.sitting import ItemDone, check_chair
from coop.decisions import Proposal
from coop.kernel.clock import wall_time
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork
from coop.web.notices import notify


class SupportsAlready(CoopError):
    message = N_("You support this motion already; there is nothing more to do.")


class SamePaper(CoopError):
    message = N_("That very paper is attached already.")


class PaperTooLate(CoopError):
    message = N_(
        "Papers are attached before a motion is on an agenda, so that everybody who was called can read "
        "them. Move the motion anew with its papers."
    )


class NotTheMover(Forbidden):
    message = N_("Only who moved a motion attaches papers to it.")


class NotOnAgenda(CoopError):
    message = N_("Another text is moved for an item on an agenda that has no result yet.")


class SameText(Invalid):
    message = N_("That is the text itself. Change something in it, or vote for or against it.")


class NoOtherText(CoopError):
    message = N_(
        "An election has no other text. Name candidates; for other seats, alternates or another way of "
        "counting set the item aside and move the election anew."
    )


class TooLateToMeet(CoopError):
    message = N_("A shift meets between now and the assembly. Choose an earlier day and hour.")


class NotCalled(CoopError):
    message = N_("This assembly is not about to be held.")


class WrittenDown(CoopError):
    message = N_("What was said there is written down already.")


def support(uow: UnitOfWork, motion_id: int) -> None:
    """Support a motion; from a share of the roll on the next agenda must have it.

    Raises:
        OnlyMembers: the actor is not on the roll.
        MotionNotWaiting: it is on an agenda, was voted or withdrawn.
        SupportsAlready: she supports it.
    """
    member_id = check_on_roll(uow)
    if queries.get_motion(uow, motion_id).state != "waiting":
        raise MotionNotWaiting(number=str(motion_id))
    if member_id in queries.supporters(uow, motion_id):
        raise SupportsAlready()
    uow.add(SupportRow(motion_id=motion_id, member_id=member_id, at=uow.now()))


def attach(uow: UnitOfWork, motion_id: int, *, name: str, content: bytes) -> int:
    """Attach a paper to one's motion before it is on an agenda.

    Raises:
        NotTheMover: somebody else moved it.
        PaperTooLate: it is on an agenda, was voted or withdrawn.
        PaperTooLarge, WrongPaper, EmptyPaper: the file cannot be taken.
        SamePaper: it is there.
    """
    motion = queries.get_motion(uow, motion_id)
    if motion.proposed_by is None or motion.proposed_by != uow.actor.member_id:
        raise NotTheMover()
    if motion.state != "waiting":
        raise PaperTooLate()
    kind = check_paper(name, content)
    digest = hashlib.sha256(content).hexdigest()
    if digest in {a.digest for a in queries.attachments(uow, motion_id)}:
        raise SamePaper()
    row = AttachmentRow(
        motion_id=motion_id,
        name=name,
        kind=kind,
        content=content,
        size=len(content),
        digest=digest,
        added_by=uow.actor.member_id,
        at=uow.now(),
    )
    return uow.add(row).id


def move_variant(uow: UnitOfWork, item_id: int, way: str, proposal: Proposal) -> int:
    """Move another text for an item: an amendment, or an alternative to choose between.

    It is the whole text as it would be, of the same kind. The furthest amendments are voted first; until
    the chair says which are further, the later one counts as further.

    Args:
        uow: the unit of work; its actor moves it.
        item_id: on an agenda, without a result.
        way: "amendment" or "alternative".
        proposal: the whole text.

    Returns:
        The key of the motion.

    Raises:
        OnlyMembers: the actor is not on the roll.
        NotOnAgenda: the item has a result, or its assembly is over.
        NoOtherText: it is an election between candidates.
        SameText: nothing is changed.
        CoopError: see `propose`.
    """
    check_on_roll(uow)
    item = queries.get_item(uow, item_id)
    meeting = queries.get_meeting(uow, item.meeting_id)
    open_vote = queries.find_open_vote(uow, meeting.id)
    voted = open_vote is not None and open_vote.item_id == item_id
    if meeting.state not in ("called", "open") or item.state not in ("waiting", "voting") or voted:
        raise NotOnAgenda()
    if get_kind(item.motion.kind).stand is not None:
        raise NoOtherText()
    if proposal == item.motion.proposal:
        raise SameText()
    motion_id = propose(uow, item.motion.kind, proposal)
    first = uow.session.scalar(select(func.min(VariantRow.place)).where(VariantRow.item_id == item_id))
    place = (1 if first is None else first) - 1
    uow.add(VariantRow(item_id=item_id, motion_id=motion_id, way=way, place=place))
    return motion_id


def put_first(uow: UnitOfWork, item_id: int, variant_id: int) -> None:
    """Say that an amendment is the furthest from the motion, so that it is voted first.

    Raises:
        NotTheChair: somebody else tries.
        ItemDone: the item has a result.
    """
    item = queries.get_item(uow, item_id)
    check_chair(uow, queries.get_meeting(uow, item.meeting_id))
    if item.state not in ("waiting", "voting"):
        raise ItemDone()
    row = uow.get(VariantRow, variant_id)
    first = uow.session.scalar(select(func.min(VariantRow.place)).where(VariantRow.item_id == item_id))
    row.place = (first or 0) - 1
    uow.session.flush()


def call_premeeting(
    uow: UnitOfWork, meeting_id: int, *, whom: str, day: date, minute: int, place: str
) -> int:
    """Have a shift or a sector talk the agenda over before the assembly; nothing is decided there.

    Raises:
        NotCalled: the assembly is not called, or was opened.
        TooLateToMeet: the hour is not before the assembly, or has passed.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    if meeting.state != "called":
        raise NotCalled()
    at = wall_time(day, minute, uow.zone)
    if not uow.now() < at < meeting.called_for:
        raise TooLateToMeet()
    row = uow.add(
        PreMeetingRow(meeting_id=meeting_id, whom=whom, at=at, place=place, noted_by=uow.actor.member_id)
    )
    told = N_("%(whom)s talk over the agenda of assembly %(number)s: %(when)s, %(place)s.")
    facts = {"whom": whom, "number": str(meeting.number), "when": at, "place": place}
    notify(uow, Sentence(told, facts), until=at, about="assembly", key=meeting_id)
    return row.id


def write_what_was_said(uow: UnitOfWork, premeeting_id: int, said: str) -> None:
    """Write down what a shift said, for the minutes of the assembly.

    Raises:
        WrittenDown: it was written before.
        NotCalled: the assembly is over.
    """
    row = uow.get(PreMeetingRow, premeeting_id)
    if row.said is not None:
        raise WrittenDown()
    if queries.get_meeting(uow, row.meeting_id).state not in ("called", "open"):
        raise NotCalled()
    row.said, row.said_by = said, uow.actor.member_id
    uow.session.flush()
