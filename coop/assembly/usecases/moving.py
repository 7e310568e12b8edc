"""Motions are moved and withdrawn."""

from __future__ import annotations

from coop.assembly import queries
from coop.assembly.registry import get_kind
from coop.assembly.tables import MotionRow
from coop.decisions import Proposal, subject_of
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.kernel.sentences import to_json
from coop.store import UnitOfWork


class SameMotion(CoopError):
    message = N_("The same motion is waiting already: motion %(number)s. Put that one on the agenda.")


class NotYours(Forbidden):
    message = N_("Only who moved a motion withdraws it. Ask that person, or vote against it.")


class NotWaiting(CoopError):
    message = N_(
        "This motion is being voted, was voted or withdrawn already. Ask the chair to set its item aside."
    )


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
    row = uow.add(
        MotionRow(
            kind=kind.code,
            title=kind.title,
            matter=kind.matter,
            proposal=proposal,
            subject=subject,
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
    if motion.proposed_by != uow.actor.member_id:
        raise NotYours()
    if motion.state not in ("waiting", "on the agenda") or queries.is_being_voted(uow, motion_id):
        raise NotWaiting()
    uow.get(MotionRow, motion_id).withdrawn_at = uow.now()
    uow.session.flush()
