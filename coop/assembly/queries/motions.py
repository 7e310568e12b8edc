"""Motions: what waits to be voted and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from coop.assembly.registry import get_kind, registry
from coop.assembly.rules import has_lapsed
from coop.assembly.tables import ItemRow, MeetingRow, MotionRow, ResultRow, VariantRow, VoteRow
from coop.kernel.canonical import fingerprint
from coop.kernel.errors import CoopError
from coop.kernel.sentences import Sentence, from_json
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Motion:
    """Something to be voted.

    Attributes:
        title: of its kind, English message id.
        matter: decides the majority.
        proposal: what is voted.
        subject: digest of the proposal.
        described: the proposal in plain words, as it was when it was moved.
        state: "waiting", "on the agenda", "carried", "lost", "withdrawn", or "replaced" (another text
            of its item was voted in its place).
    """

    id: int
    kind: str
    title: str
    matter: str
    proposal: dict[str, Any]
    subject: str
    described: tuple[Sentence, ...]
    needs_registration: bool
    proposed_by: int | None
    proposed_at: datetime
    state: str

    @property
    def fingerprint(self) -> str:
        """The subject as people compare it."""
        return fingerprint(self.subject)

    @property
    def name(self) -> Sentence:
        """The kind and the first sentence, for agendas and lists."""
        if not self.described:
            return Sentence(self.title)
        return Sentence("%(kind)s: %(text)s", {"kind": Sentence(self.title), "text": self.described[0]})

    @property
    def gist(self) -> Sentence:
        """All of its words on one line, to tell it from another text of the same item."""
        return Sentence("%(lines)s", {"lines": list(self.described)})


def get_motion(uow: UnitOfWork, motion_id: int) -> Motion:
    """A motion by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return motion_of(uow, uow.get(MotionRow, motion_id))


def motions(uow: UnitOfWork) -> tuple[Motion, ...]:
    """Every motion, the latest first."""
    rows = uow.session.scalars(select(MotionRow).order_by(MotionRow.id.desc()))
    return tuple(motion_of(uow, r) for r in rows)


def motions_on(uow: UnitOfWork, subject: str) -> tuple[Motion, ...]:
    """Motions with one subject: the same kind and proposal."""
    rows = uow.session.scalars(select(MotionRow).where(MotionRow.subject == subject).order_by(MotionRow.id))
    return tuple(motion_of(uow, r) for r in rows)


def find_motion(uow: UnitOfWork, subject: str) -> int | None:
    """The motion on a subject that can still be voted, by its key."""
    return next((m.id for m in motions_on(uow, subject) if m.state in ("waiting", "on the agenda")), None)


def waiting_motions(uow: UnitOfWork) -> tuple[Motion, ...]:
    """Motions that can be put on an agenda, the earliest first; not those that lost their effect."""
    rows = uow.session.scalars(
        select(MotionRow)
        .where(MotionRow.withdrawn_at.is_(None), ~exists().where(ResultRow.motion_id == MotionRow.id))
        .order_by(MotionRow.id)
    )
    found = (motion_of(uow, r) for r in rows)
    return tuple(m for m in found if m.state == "waiting" and why_not(uow, m) is None)


def is_on_agenda(uow: UnitOfWork, motion_id: int) -> bool:
    """Whether an assembly to be held, or being held, is to vote it: as an item or as another text of one."""
    done = exists().where(VoteRow.item_id == ItemRow.id, ResultRow.vote_id == VoteRow.id)
    rows = uow.session.scalars(
        select(MeetingRow)
        .join(ItemRow, ItemRow.meeting_id == MeetingRow.id)
        .where(
            _is_text_of(motion_id),
            ItemRow.set_aside_at.is_(None),
            MeetingRow.closed_at.is_(None),
            MeetingRow.called_off_at.is_(None),
            ~done,
        )
    )
    return any(r.opened_at is not None or not has_lapsed(r.called_for, uow.now()) for r in rows)


def why_not(uow: UnitOfWork, motion: Motion) -> Sentence | None:
    """Why a motion that waits cannot be voted any more as it is; None when it can."""
    if motion.state != "waiting" or motion.kind not in registry.all:
        return None
    kind = get_kind(motion.kind)
    try:
        (kind.fits or kind.check)(uow, motion.proposal)
    except CoopError as error:
        return error.sentence
    return None


def is_being_voted(uow: UnitOfWork, motion_id: int) -> bool:
    """Whether a vote was opened on an item of which it is a text, in an assembly that is not over."""
    voted = (
        select(VoteRow.id)
        .join(ItemRow, ItemRow.id == VoteRow.item_id)
        .join(MeetingRow, MeetingRow.id == ItemRow.meeting_id)
        .where(_is_text_of(motion_id), ItemRow.set_aside_at.is_(None), MeetingRow.closed_at.is_(None))
    )
    return uow.session.scalar(voted.limit(1)) is not None


def is_list_of_candidates(uow: UnitOfWork, motion_id: int) -> bool:
    """Whether a motion is an election with a changed list of who stands, which nobody takes back."""
    lists = exists().where(VariantRow.motion_id == motion_id, VariantRow.way == "candidates")
    return bool(uow.session.scalar(select(lists)))


def about(uow: UnitOfWork, motion: Motion) -> str | None:
    """The address of the page that says more about what is voted."""
    return get_kind(motion.kind).about(uow, motion.proposal) if motion.kind in registry.all else None


def effect_on(uow: UnitOfWork, motion: Motion, member_id: int) -> Sentence | None:
    """What a motion changes for one member, while it is still to be voted."""
    if motion.kind not in registry.all or motion.state not in ("waiting", "on the agenda"):
        return None
    return get_kind(motion.kind).effect(uow, motion.proposal, member_id)


def motion_of(uow: UnitOfWork, row: MotionRow) -> Motion:
    """The frozen value of a row; for this package only."""
    return Motion(
        id=row.id,
        kind=row.kind,
        title=row.title,
        matter=row.matter,
        proposal=row.proposal,
        subject=row.subject,
        described=tuple(from_json(row.described)),
        needs_registration=row.needs_registration,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        state=_state(uow, row),
    )


def _state(uow: UnitOfWork, row: MotionRow) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    outcome = uow.session.scalar(select(ResultRow.outcome).where(ResultRow.motion_id == row.id))
    if outcome is not None:
        return outcome
    if is_on_agenda(uow, row.id):
        return "on the agenda"
    return "replaced" if _is_replaced(uow, row.id) else "waiting"


def _is_replaced(uow: UnitOfWork, motion_id: int) -> bool:
    """Whether its item has a result on another text."""
    voted = (
        select(ItemRow.id)
        .join(VoteRow, VoteRow.item_id == ItemRow.id)
        .join(ResultRow, ResultRow.vote_id == VoteRow.id)
        .where(_is_text_of(motion_id))
    )
    return uow.session.scalar(voted) is not None


def _is_text_of(motion_id: int) -> ColumnElement[bool]:
    """Items of which a motion is the principal text, an amendment or an alternative."""
    return or_(
        ItemRow.motion_id == motion_id,
        exists().where(VariantRow.item_id == ItemRow.id, VariantRow.motion_id == motion_id),
    )
