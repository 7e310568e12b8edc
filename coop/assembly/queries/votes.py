"""Votes by show of hands and their results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from coop.assembly import rules
from coop.assembly.queries.meetings import Item, Meeting
from coop.assembly.tables import CountRow, ItemRow, ResultRow, VoteRow, VoterRow
from coop.kernel.sentences import Sentence, from_json
from coop.people import queries as people
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Vote:
    """One count of hands.

    Attributes:
        round: 1, and one more each time the tellers differed.
        roll: people on the roll who may vote on it.
        present: those of them who were there when it began.
        barred_ids: who was there and may not vote on it.
        counts: what the tellers entered; not to be shown before two are in.
        state: "counting", "agreed", "differ", "counted again" or "closed".
    """

    id: int
    item_id: int
    meeting_id: int
    motion_id: int
    round: int
    roll: int
    present: int
    barred_ids: tuple[int, ...]
    counts: tuple[rules.Count, ...]
    opened_at: datetime
    state: str

    @property
    def hands(self) -> int:
        """Votes counted so far, not split: the highest that a teller entered."""
        return max((sum(c.numbers) for c in self.counts), default=0)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a motion.

    Attributes:
        number: of the decision, such as `2026-014`.
        base: people of whom the share was taken.
        needed: votes in favour that carry it.
        outcome: "carried" or "lost".
        sentence: says it.
        teller_ids: who counted the same.
    """

    motion_id: int
    vote_id: int
    decision_id: int
    number: str
    in_favour: int
    against: int
    abstained: int
    roll: int
    present: int
    base: int
    needed: int
    outcome: str
    sentence: Sentence
    at: datetime
    teller_ids: tuple[int, ...]


def get_vote(uow: UnitOfWork, vote_id: int) -> Vote:
    """A vote by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _vote(uow, uow.get(VoteRow, vote_id))


def votes_of(uow: UnitOfWork, item_id: int) -> tuple[Vote, ...]:
    """Every round on an item, the first first."""
    rows = uow.session.scalars(select(VoteRow).where(VoteRow.item_id == item_id).order_by(VoteRow.round))
    return tuple(_vote(uow, r) for r in rows)


def find_open_vote(uow: UnitOfWork, meeting_id: int) -> Vote | None:
    """The vote that an assembly is taking just now, or None."""
    rows = uow.session.scalars(
        select(VoteRow)
        .join(ItemRow, ItemRow.id == VoteRow.item_id)
        .where(ItemRow.meeting_id == meeting_id, ItemRow.set_aside_at.is_(None))
        .order_by(VoteRow.id.desc())
    )
    found = (_vote(uow, r) for r in rows)
    return next((v for v in found if v.state in ("counting", "agreed", "differ")), None)


def tellers_of(uow: UnitOfWork, meeting: Meeting) -> tuple[int, ...]:
    """Who may count hands: whom the assembly chose, else the scrutineers."""
    if meeting.teller_ids:
        return meeting.teller_ids
    return tuple(m.id for m in people.holders(uow, "scrutineer", uow.today()))


def may_count(uow: UnitOfWork, meeting: Meeting, vote: Vote, member_id: int | None) -> bool:
    """Whether somebody is a teller who has not yet entered a count of this vote."""
    entered = {c.teller_id for c in vote.counts}
    return (
        member_id in tellers_of(uow, meeting)
        and member_id not in entered
        and vote.state in ("counting", "differ")
    )


def find_result(uow: UnitOfWork, motion_id: int) -> Result | None:
    """What came of a motion, or None while it was not voted."""
    row = uow.session.scalar(select(ResultRow).where(ResultRow.motion_id == motion_id))
    return None if row is None else _result(uow, row)


def result_of(uow: UnitOfWork, item: Item) -> Result | None:
    """What came of an item in its own assembly; None while it is not voted, or when it was set aside."""
    return find_result(uow, item.motion.id) if item.state in ("carried", "lost") else None


def results(uow: UnitOfWork) -> tuple[Result, ...]:
    """Every result, the latest first."""
    rows = uow.session.scalars(select(ResultRow).order_by(ResultRow.serial.desc()))
    return tuple(_result(uow, r) for r in rows)


def _vote(uow: UnitOfWork, row: VoteRow) -> Vote:
    item = uow.get(ItemRow, row.item_id)
    counts = tuple(
        rules.Count(c.teller_id, c.in_favour, c.against, c.abstained)
        for c in uow.session.scalars(select(CountRow).where(CountRow.vote_id == row.id).order_by(CountRow.id))
    )
    last = uow.session.scalar(select(func.max(VoteRow.round)).where(VoteRow.item_id == row.item_id))
    closed = uow.session.scalar(select(ResultRow.vote_id).where(ResultRow.motion_id == item.motion_id))
    if closed == row.id:
        state = "closed"
    elif row.round != last:
        state = "counted again"
    elif rules.agreed(counts) is not None:
        state = "agreed"
    else:
        state = "counting" if len(counts) < 2 else "differ"
    barred = uow.session.scalars(
        select(VoterRow.member_id)
        .where(VoterRow.vote_id == row.id, VoterRow.may_vote.is_(False))
        .order_by(VoterRow.member_id)
    )
    return Vote(
        id=row.id,
        item_id=row.item_id,
        meeting_id=item.meeting_id,
        motion_id=item.motion_id,
        round=row.round,
        roll=row.roll,
        present=row.present,
        barred_ids=tuple(barred),
        counts=counts,
        opened_at=row.opened_at,
        state=state,
    )


def _result(uow: UnitOfWork, row: ResultRow) -> Result:
    vote = uow.get(VoteRow, row.vote_id)
    numbers = (row.in_favour, row.against, row.abstained)
    counts = uow.session.scalars(select(CountRow).where(CountRow.vote_id == vote.id).order_by(CountRow.id))
    return Result(
        motion_id=row.motion_id,
        vote_id=row.vote_id,
        decision_id=row.decision_id,
        number=row.number,
        in_favour=row.in_favour,
        against=row.against,
        abstained=row.abstained,
        roll=vote.roll,
        present=vote.present,
        base=row.base,
        needed=row.needed,
        outcome=row.outcome,
        sentence=from_json(row.sentence),
        at=row.at,
        teller_ids=tuple(c.teller_id for c in counts if (c.in_favour, c.against, c.abstained) == numbers),
    )
