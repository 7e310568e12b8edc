"""Motions are moved and withdrawn."""

from __future__ import annotations

from coop.assembly import queries
from coop.assembly.registry import get_kind
from coop.assembly.tables import MotionRow
from coop.decisions import MotionKind, Proposal, subject_of
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.store import UnitOfWork


class OnlyMembers(Forbidden):
    message = N_("Only members on the roll do that.")


class SameMotion(CoopError):
    message = N_("The same motion is waiting already: motion %(number)s. Put that one on the agenda.")


class NotYours(Forbidden):
    message = N_("Only who moved a motion withdraws it. Ask that person, or vote against it.")


class NotWaiting(CoopError):
    message = N_(
        "This motion is being voted, was voted or withdrawn already. Ask the chair to set its item aside."
    )


def check_on_roll(uow: UnitOfWork) -> int:
    """The key of the actor, who is a member on the roll; for this package only.

    Raises:
        OnlyMembers: she is not.
    """
    actor = uow.actor.member_id
    if actor is None or actor not in {m.id for m in people.roll(uow, uow.today())}:
        raise OnlyMembers()
    return actor


def propose(uow: UnitOfWork, kind_code: str, proposal: Proposal) -> int:
    """Move a motion; it waits until somebody puts it on an agenda.

    Args:
        uow: the unit of work; its actor moves it.
        kind_code: code of the motion kind.
        proposal: what its `propose` made of the form.

    Returns:
        The key of the motion.

    Raises:
        SameMotion: exactly this is waiting or on an agenda.
        CoopError: whatever the kind's `fits`, or else its `check`, finds against it.
    """
    kind = get_kind(kind_code)
    (kind.fits or kind.check)(uow, proposal)
    subject = subject_of(kind.code, proposal)
    for other in queries.motions_on(uow, subject):
        if other.state in ("waiting", "on the agenda"):
            raise SameMotion(number=str(other.id))
    return write_motion(uow, kind, proposal)


def write_motion(uow: UnitOfWork, kind: MotionKind, proposal: Proposal) -> int:
    """Write a motion down as it is, moved by the actor; for this package only."""
    row = uow.add(
        MotionRow(
            kind=kind.code,
            title=kind.title,
            matter=kind.matter,
            proposal=proposal,
            subject=subject_of(kind.code, proposal),
            described=to_json(list(kind.describe(uow, proposal))),
            needs_registration=kind.needs_registration,
            proposed_by=uow.actor.member_id,
            proposed_at=uow.now(),
        )
    )
    return row.id


def withdraw(uow: UnitOfWork, motion_id: int) -> None:
    """Take back one's motion until its vote begins; on an agenda its item falls with it.

    Raises:
        NotYours: somebody else moved it.
        NotWaiting: it is being voted, was voted or withdrawn.
    """
    motion = queries.get_motion(uow, motion_id)
    if motion.proposed_by != uow.actor.member_id or queries.is_list_of_candidates(uow, motion_id):
        raise NotYours()
    if motion.state not in ("waiting", "on the agenda") or queries.is_being_voted(uow, motion_id):
        raise NotWaiting()
    uow.get(MotionRow, motion_id).withdrawn_at = uow.now()
    uow.session.flush()
