"""An assembly sits: it is opened, chooses its officers, and is closed with its minutes."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly import queries
from coop.assembly.queries import Meeting
from coop.assembly.tables import MeetingRow
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork

CHOOSERS = frozenset({"president", "secretary", "auditor"})
"""Offices that write down whom the assembly chose, also before it has a chair."""


class NotTheChair(Forbidden):
    message = N_("Only the chair of this assembly does that: the president, or whom the assembly chose.")


class NotTheirs(Forbidden):
    message = N_("The chair, the president, the secretary or the auditor write down whom the assembly chose.")


class NotOpen(CoopError):
    message = N_("This assembly is not open. Open it first, or look at the minutes if it is over.")


class CannotOpen(CoopError):
    message = N_("%(why)s")


class MissedOut(CoopError):
    message = N_(
        "This assembly was opened already, or its day has passed. Call a new one with the same motions."
    )


class NotHere(CoopError):
    message = N_("%(name)s is not checked in. Only who is here can chair, count or sign.")


class TwoDifferent(CoopError):
    message = N_("Choose two different people, or none.")


class NoSigners(CoopError):
    message = N_("Choose the two members who sign the minutes first (%(article)s).")


class ItemsLeft(CoopError):
    message = N_(
        "Item %(position)s has no result yet. The assembly deals with its whole agenda (%(article)s): "
        "vote it, or set it aside with the reason."
    )


class VoteIsOpen(CoopError):
    message = N_("A vote is being counted. Announce its result first.")


class VoteOver(CoopError):
    message = N_("This vote is over. Look at the result, or enter the new count if hands are counted again.")


class ItemDone(CoopError):
    message = N_("This item has its result, or was set aside. Go on with the next one.")


def check_chair(uow: UnitOfWork, meeting: Meeting) -> None:
    """See that the actor leads this assembly.

    Raises:
        NotTheChair: she does not.
    """
    if not queries.is_chair(uow, meeting, uow.actor.member_id):
        raise NotTheChair()


def open_meeting(uow: UnitOfWork, meeting_id: int) -> Meeting:
    """Open an assembly, once the quorum or the clock allows it.

    Raises:
        NotTheChair: somebody else tries.
        CannotOpen: too early, or too few; says until when to wait.
        MissedOut: it was opened, or its day has passed.

    References:
        Ley 20.337 art. 49.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "called":
        raise MissedOut()
    quorum = queries.quorum(uow, meeting)
    if not quorum.may_open:
        raise CannotOpen(why=quorum.sentence)
    _check_present(uow, meeting, [uow.actor.member_id])
    row = uow.get(MeetingRow, meeting_id)
    row.opened_at, row.opened_by = uow.now(), uow.actor.member_id
    row.opened_roll, row.opened_present = quorum.roll, quorum.present
    row.opened_sentence = to_json(quorum.afterwards)
    if row.chair_id is None:
        row.chair_id = uow.actor.member_id
    uow.session.flush()
    records.record(
        uow,
        "assembly.opened",
        {
            "assembly": meeting.number,
            "at": uow.now(),
            "roll": quorum.roll,
            "needed": quorum.needed,
            "present": [m.number for m in queries.present_members(uow, meeting)],
            "chair": _numbers(uow, [row.chair_id] if row.chair_id is not None else []),
        },
    )
    return queries.get_meeting(uow, meeting_id)


def choose_officers(
    uow: UnitOfWork,
    meeting_id: int,
    *,
    chair_id: int | None,
    teller_ids: Sequence[int],
    signer_ids: Sequence[int],
) -> None:
    """Write down whom the assembly chose to chair, to count hands and to sign; the book holds changes.

    Args:
        uow: the unit of work.
        meeting_id: the assembly, called or open.
        chair_id: None means the president, and in an open assembly whoever chairs it now.
        teller_ids: two members, or none for the scrutineers.
        signer_ids: two members, or none for not yet chosen.

    Raises:
        TwoDifferent: the same person twice, or one alone.
        NotHere: somebody chosen is not checked in.
        MissedOut: the assembly is over.
        NotTheirs: the actor is neither the chair nor president, secretary or auditor.

    References:
        Ley 20.337 arts. 52, 55.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    actor = uow.actor.member_id
    offices = people.offices_of(uow, actor, uow.today()) if actor is not None else frozenset()
    if not queries.is_chair(uow, meeting, actor) and offices.isdisjoint(CHOOSERS):
        raise NotTheirs()
    if meeting.state not in ("called", "open"):
        raise MissedOut()
    for pair in (teller_ids, signer_ids):
        if len(pair) not in (0, 2) or len(set(pair)) != len(pair):
            raise TwoDifferent()
    _check_present(uow, meeting, [chair_id, *teller_ids, *signer_ids])
    row = uow.get(MeetingRow, meeting_id)
    if chair_id is not None or meeting.state == "called":
        row.chair_id = chair_id
    row.teller_a_id, row.teller_b_id = teller_ids if teller_ids else (None, None)
    row.signer_a_id, row.signer_b_id = signer_ids if signer_ids else (None, None)
    uow.session.flush()
    chosen = queries.get_meeting(uow, meeting_id)
    if chosen != meeting:
        chair = [chosen.chair_id] if chosen.chair_id is not None else []
        records.record(
            uow,
            "assembly.officers",
            {
                "assembly": meeting.number,
                "chair": _numbers(uow, chair),
                "tellers": _numbers(uow, chosen.teller_ids),
                "signers": _numbers(uow, chosen.signer_ids),
            },
        )


def close_meeting(uow: UnitOfWork, meeting_id: int, *, goes_on: bool = False) -> None:
    """Close an assembly. Its minutes are a draft from then on, until they are fixed and signed.

    Args:
        uow: the unit of work.
        meeting_id: the assembly.
        goes_on: it goes into a recess, and what is left of its agenda goes on in the next sitting.

    Raises:
        NotTheChair: somebody else tries.
        NotOpen: it is not open.
        ItemsLeft: an item has neither result nor reason.
        NoSigners: nobody was chosen to sign.

    References:
        Ley 20.337 arts. 55-57.
    """
    meeting = queries.get_meeting(uow, meeting_id)
    check_chair(uow, meeting)
    if meeting.state != "open":
        raise NotOpen()
    for item in queries.items(uow, meeting_id):
        if not goes_on and item.state in ("waiting", "voting"):
            raise ItemsLeft(position=item.position, article=meeting.statute.recess_article)
    check_signers(meeting)
    present = len(queries.present_members(uow, meeting))
    uow.get(MeetingRow, meeting_id).closed_at = uow.now()
    uow.session.flush()
    records.record(
        uow,
        "assembly.closed",
        {
            "assembly": meeting.number,
            "opened_at": meeting.opened_at,
            "closed_at": uow.now(),
            "roll": meeting.opened_roll,
            "present": present,
        },
    )


def check_signers(meeting: Meeting) -> None:
    """See that the assembly chose who signs the minutes.

    Raises:
        NoSigners: it did not.
    """
    if len(meeting.signer_ids) < meeting.statute.signers_on(meeting.opened_roll or 0):
        raise NoSigners(article=meeting.statute.signers_article)


def _numbers(uow: UnitOfWork, member_ids: Sequence[int]) -> list[int]:
    return [people.get_member(uow, member_id).number for member_id in member_ids]


def _check_present(uow: UnitOfWork, meeting: Meeting, member_ids: Sequence[int | None]) -> None:
    here = {m.id for m in queries.present_members(uow, meeting)}
    for member_id in member_ids:
        if member_id is not None and member_id not in here:
            raise NotHere(name=people.get_member(uow, member_id).name)
