"""Who stands in an election changes until its vote begins."""

from __future__ import annotations

from coop.assembly import queries
from coop.assembly.registry import get_kind
from coop.assembly.tables import VariantRow
from coop.assembly.usecases.moving import check_on_roll, write_motion
from coop.assembly.usecases.sitting import check_chair
from coop.kernel.errors import N_, CoopError
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork
from coop.web.notices import notify


class NobodyStands(CoopError):
    message = N_("This item is no election between candidates.")


class TooLateToStand(CoopError):
    message = N_("Candidates are named until the vote begins. This one has begun, or its assembly is over.")


def nominate(uow: UnitOfWork, item_id: int, member_id: int) -> None:
    """Name a candidate, oneself or somebody else, who is told and can say no; last on the ballot.

    Args:
        uow: the unit of work; its actor names her.
        item_id: an election on an agenda.
        member_id: who is to stand.

    Raises:
        OnlyMembers: the actor is not on the roll.
        NobodyStands: the item is no election between candidates.
        TooLateToStand: its vote has begun.
        CoopError: whatever the kind's `stand` finds against it.
    """
    check_on_roll(uow)
    item = _change(uow, item_id, member_id, stands=True)
    if member_id != uow.actor.member_id:
        told = N_(
            "You were named as a candidate in item %(position)s of assembly %(number)s. Say so there if you "
            "do not stand."
        )
        number = queries.get_meeting(uow, item.meeting_id).number
        notify(
            uow,
            Sentence(told, {"position": item.position, "number": str(number)}),
            member_ids=[member_id],
            about="assembly",
            key=item.meeting_id,
        )


def stand_back(uow: UnitOfWork, item_id: int, member_id: int) -> None:
    """Take a candidate off the ballot: she does it herself, or the chair when she says so aloud.

    Raises:
        NotTheChair: somebody else tries.
        NobodyStands, TooLateToStand: see `nominate`.
        CoopError: she does not stand, or nobody would be left.
    """
    if member_id != uow.actor.member_id:
        check_chair(uow, queries.get_meeting(uow, queries.get_item(uow, item_id).meeting_id))
    _change(uow, item_id, member_id, stands=False)


def _change(uow: UnitOfWork, item_id: int, member_id: int, *, stands: bool) -> queries.Item:
    item = queries.get_item(uow, item_id)
    kind = get_kind(item.motion.kind)
    if kind.stand is None:
        raise NobodyStands()
    if item.state != "waiting" or queries.get_meeting(uow, item.meeting_id).state not in ("called", "open"):
        raise TooLateToStand()
    proposal = kind.stand(uow, item.motion.proposal, member_id, stands)
    motion_id = write_motion(uow, kind, proposal)
    uow.add(VariantRow(item_id=item_id, motion_id=motion_id, way=queries.CANDIDATES, place=0))
    return queries.get_item(uow, item_id)
