"""Urns: how far they are, who has signed, what stands on the board."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from coop.assembly.rules.tellers import BallotCount, Count, from_json
from coop.assembly.tables import (
    BoardRow,
    BoothRow,
    EnvelopeRow,
    ItemRow,
    SignatureRow,
    SlipRow,
    UrnRow,
    VoteRow,
)
from coop.assembly.urn import Answer, Reconciliation
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Urn:
    """The urn of a vote.

    Attributes:
        state: "prepared", "open", "closed", "counted" or "void".
        printed: slips.
        longest: bytes of an answer with what fills it up.
        keeper_ids: whose passphrases open it, two of three.
        found: the numbers that had to agree; None before the count.
        is_public: whether single ballots stand on the board.
    """

    vote_id: int
    state: str
    printed: int
    public_key: bytes
    longest: int
    opening_hash: str
    keeper_ids: tuple[int, ...]
    opened_at: datetime | None
    closed_at: datetime | None
    found: Reconciliation | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A line of the board."""

    tracker: str
    answer: Answer


def find_urn(uow: UnitOfWork, vote_id: int) -> Urn | None:
    """The urn of a vote, or None before it is prepared."""
    row = uow.session.scalar(select(UrnRow).where(UrnRow.vote_id == vote_id))
    if row is None:
        return None
    found = None
    if row.outcome is not None:
        found = Reconciliation(
            printed=row.printed,
            signatures=row.signatures or 0,
            second_urn=row.second_urn or 0,
            burned=row.burned or 0,
            envelopes=row.envelopes or 0,
            left=row.remaining or 0,
        )
    return Urn(
        vote_id=vote_id,
        state=_state(row),
        printed=row.printed,
        public_key=row.public_key,
        longest=row.longest,
        opening_hash=row.opening_hash,
        keeper_ids=tuple(row.keepers["members"]),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        found=found,
        is_public=bool(row.is_public),
    )


def urns_of(uow: UnitOfWork, meeting_id: int) -> tuple[tuple[int, int], ...]:
    """The votes of an assembly that were counted from an urn or void, with the positions of their items."""
    rows = uow.session.execute(
        select(UrnRow.vote_id, ItemRow.position)
        .join(VoteRow, VoteRow.id == UrnRow.vote_id)
        .join(ItemRow, ItemRow.id == VoteRow.item_id)
        .where(ItemRow.meeting_id == meeting_id, UrnRow.outcome.is_not(None))
        .order_by(ItemRow.position, UrnRow.vote_id)
    )
    return tuple((vote_id, position) for vote_id, position in rows)


def urn_state(uow: UnitOfWork, vote_id: int) -> str:
    """The state of a vote by slips that is not over: "counting", "agreed" (counted) or "differ" (void)."""
    outcome = uow.session.scalar(select(UrnRow.outcome).where(UrnRow.vote_id == vote_id))
    return {None: "counting", "counted": "agreed", "void": "differ"}[outcome]


def urn_tally(uow: UnitOfWork, vote_id: int, *, yes_no: bool) -> Count | BallotCount | None:
    """What came out of an urn; None while it is not counted."""
    row = uow.session.scalar(select(UrnRow).where(UrnRow.vote_id == vote_id, UrnRow.outcome == "counted"))
    if row is None:
        return None
    if yes_no:
        return Count(0, row.in_favour or 0, row.against or 0, row.abstained or 0)
    return BallotCount(0, from_json(row.ballots or {"ballots": []}))


def signed_ids(uow: UnitOfWork, vote_id: int) -> frozenset[int]:
    """Who has signed and drawn a slip; for the table alone while the urn is open."""
    rows = uow.session.scalars(select(SignatureRow.member_id).where(SignatureRow.vote_id == vote_id))
    return frozenset(rows)


def signatures(uow: UnitOfWork, vote_id: int) -> int:
    """How many have signed; not who."""
    return _many(uow, SignatureRow, vote_id)


def used_slips(uow: UnitOfWork, vote_id: int) -> int:
    """How many slips were used; not which, and nothing of what was voted."""
    counted = select(func.count()).select_from(SlipRow).where(SlipRow.vote_id == vote_id, SlipRow.used)
    return uow.session.scalar(counted) or 0


def reconciliation(uow: UnitOfWork, urn: Urn, *, second_urn: int, left: int) -> Reconciliation:
    """The numbers that must agree, with those that the scrutineers counted by hand."""
    return Reconciliation(
        printed=urn.printed,
        signatures=_many(uow, SignatureRow, urn.vote_id),
        second_urn=second_urn,
        burned=used_slips(uow, urn.vote_id),
        envelopes=_many(uow, EnvelopeRow, urn.vote_id),
        left=left,
    )


def board(uow: UnitOfWork, vote_id: int) -> tuple[BoardLine, ...]:
    """The board by tracker; empty where only totals are published."""
    rows = uow.session.execute(
        select(BoardRow.tracker, BoardRow.answer)
        .where(BoardRow.vote_id == vote_id)
        .order_by(BoardRow.tracker)
    )
    return tuple(BoardLine(tracker, _answer(answer)) for tracker, answer in rows)


def booth_vote(uow: UnitOfWork, device_id: int | None) -> int | None:
    """The vote whose booth a terminal is just now, or None."""
    if device_id is None:
        return None
    return uow.session.scalar(
        select(BoothRow.vote_id)
        .join(UrnRow, UrnRow.vote_id == BoothRow.vote_id)
        .where(BoothRow.device_id == device_id, UrnRow.opened_at.is_not(None), UrnRow.closed_at.is_(None))
        .order_by(BoothRow.id.desc())
        .limit(1)
    )


def find_slip(uow: UnitOfWork, vote_id: int, hashed: bytes) -> bool | None:
    """Whether a slip was used; None when none was printed with that code."""
    return uow.session.scalar(
        select(SlipRow.used).where(SlipRow.vote_id == vote_id, SlipRow.hashed == hashed)
    )


def stored_answer(answer: Answer) -> str:
    """An answer as a line of the board keeps it."""
    return json.dumps(answer, separators=(",", ":"))


def _answer(stored: str) -> Answer:
    found = json.loads(stored)
    return found if isinstance(found, str) else tuple(tuple(rank) for rank in found)


def _state(row: UrnRow) -> str:
    if row.outcome is not None:
        return row.outcome
    if row.closed_at is not None:
        return "closed"
    return "prepared" if row.opened_at is None else "open"


def _many(uow: UnitOfWork, row: type[SignatureRow] | type[EnvelopeRow], vote_id: int) -> int:
    counted = select(func.count()).select_from(row).where(row.vote_id == vote_id)
    return uow.session.scalar(counted) or 0
