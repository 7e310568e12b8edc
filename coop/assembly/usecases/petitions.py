"""Members ask for an assembly by their signatures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from coop.assembly import queries
from coop.assembly.tables import PetitionRow, PetitionSignatureRow
from coop.assembly.usecases.convening import MotionNotWaiting
from coop.assembly.usecases.moving import check_on_roll
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class NothingAsked(Invalid):
    message = N_("Say which motions the assembly is to vote. Choose at least one.")


class NoPetitions(CoopError):
    message = N_("The statute in force knows no petition of members (%(article)s).")


class SignedAlready(CoopError):
    message = N_("You sign this petition already; there is nothing more to do.")


class NotSigned(CoopError):
    message = N_("You do not sign this petition.")


class PetitionReached(CoopError):
    message = N_("Enough members have signed this petition: nothing about it changes any more.")


def start_petition(uow: UnitOfWork, *, why: str, motion_ids: Sequence[int]) -> int:
    """Ask for an assembly; whoever starts a petition is the first to sign it.

    Args:
        uow: the unit of work; its actor starts it.
        why: why it cannot wait.
        motion_ids: waiting motions that it is to vote.

    Returns:
        The key of the petition.

    Raises:
        OnlyMembers: the actor is not on the roll.
        NoPetitions: the statute knows none.
        NothingAsked: no motion is named.
        MotionNotWaiting: one is on an agenda, was voted or withdrawn.

    References:
        Ley 20.337 art. 47: a tenth of the members, unless the statute says less.
    """
    member_id = check_on_roll(uow)
    statute = queries.get_statute(uow, uow.today())
    if not statute.petition.applies:
        raise NoPetitions(article=statute.petition_article)
    if not motion_ids:
        raise NothingAsked()
    for motion_id in motion_ids:
        if queries.get_motion(uow, motion_id).state != "waiting":
            raise MotionNotWaiting(number=str(motion_id))
    row = uow.add(
        PetitionRow(
            why=why,
            motions={"motions": list(dict.fromkeys(motion_ids))},
            started_by=member_id,
            started_at=uow.now(),
        )
    )
    sign_petition(uow, row.id)
    return row.id


def sign_petition(uow: UnitOfWork, petition_id: int) -> None:
    """Sign a petition; when enough have signed, the deadline runs and the council is told.

    Raises:
        OnlyMembers: the actor is not on the roll.
        SignedAlready: she signed it.
        PetitionReached: enough have signed.
    """
    member_id = check_on_roll(uow)
    row = uow.get(PetitionRow, petition_id)
    if row.reached_at is not None:
        raise PetitionReached()
    if member_id in queries.get_petition(uow, petition_id).signer_ids:
        raise SignedAlready()
    uow.add(PetitionSignatureRow(petition_id=petition_id, member_id=member_id, at=uow.now()))
    found = queries.get_petition(uow, petition_id)
    roll = {m.id for m in people.roll(uow, uow.today())}
    if len(roll.intersection(found.signer_ids)) < found.needed:
        return
    row.reached_at = uow.now()
    uow.session.flush()
    found = queries.get_petition(uow, petition_id)
    records.record(
        uow,
        "assembly.petition",
        {
            "petition": petition_id,
            "signed": found.signed,
            "needed": found.needed,
            "deadline": found.deadline.isoformat() if found.deadline else None,
            "motions": [m.subject for m in found.motions],
        },
    )
    told = (
        N_("%(signed)s members ask for an assembly: it is to be held by %(deadline)s.")
        if found.deadline
        else N_("%(signed)s members ask for an assembly. The council calls it.")
    )
    notify(uow, Sentence(told, {"signed": found.signed, "deadline": found.deadline}))


def withdraw_signature(uow: UnitOfWork, petition_id: int) -> None:
    """Take one's signature back while too few have signed.

    Raises:
        OnlyMembers, NotSigned: there is none of the actor's.
        PetitionReached: enough have signed.
    """
    member_id = check_on_roll(uow)
    if uow.get(PetitionRow, petition_id).reached_at is not None:
        raise PetitionReached()
    row = uow.session.scalar(
        select(PetitionSignatureRow).where(
            PetitionSignatureRow.petition_id == petition_id,
            PetitionSignatureRow.member_id == member_id,
            PetitionSignatureRow.withdrawn_at.is_(None),
        )
    )
    if row is None:
        raise NotSigned()
    row.withdrawn_at = uow.now()
    uow.session.flush()
