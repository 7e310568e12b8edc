"""Votes, what was said and counted in them, and their results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from coop.assembly.queries.meetings import Meeting
from coop.assembly.queries.urn import signatures, urn_state, urn_tally
from coop.assembly.rules.counting import Ballot, LotNeeded
from coop.assembly.rules.outcomes import outcome_of
from coop.assembly.rules.questions import COUNTED_BY_TELLERS, ROLL_CALL, SLIPS, Question, question_of
from coop.assembly.rules.tellers import BallotCount, Count, agreed, alike
from coop.assembly.rules.tellers import from_json as ballots_from_json
from coop.assembly.tables import (
    BallotCountRow,
    CountRow,
    ItemRow,
    LotRow,
    PreliminaryRow,
    ResultRow,
    SaidRow,
    VoteRow,
    VoterRow,
)
from coop.people import queries as people
from coop.store import UnitOfWork

CONCERNED = "concerned"
"""Why somebody does not vote on what is about her, and does not count it either."""


@dataclass(frozen=True, slots=True)
class Voter:
    """Whose vote was there when a vote began.

    Attributes:
        why: what keeps her from voting; None when she may.
        by_id: who votes for her by proxy.
    """

    member_id: int
    may_vote: bool
    why: str | None
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """What one member said in a roll-call.

    Attributes:
        said: "in_favour", "against", "abstained"; None between options.
        ranks: options, best first; None for or against.
    """

    member_id: int
    said: str | None
    ranks: tuple[tuple[int, ...], ...] | None
    means: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote, or one further round of it.

    Attributes:
        question: what it asks.
        method: how it is taken.
        round: 1, and one more each time it was taken again.
        again_why: why it was taken again; None when the tellers differed.
        roll: votes on the roll of people who may vote on it.
        present: those of them that were there when it began.
        counts: what the tellers entered; not to be shown before two are in.
        said: how many answered a roll-call.
        state: "counting", "agreed", "differ", "counted again" or "closed".
    """

    id: int
    item_id: int
    meeting_id: int
    question: Question
    method: str
    round: int
    again_why: str | None
    roll: int
    present: int
    voters: tuple[Voter, ...]
    counts: tuple[Count, ...] | tuple[BallotCount, ...]
    said: int
    opened_at: datetime
    state: str

    @property
    def motion_id(self) -> int:
        """The text that is voted."""
        return self.question.motion_id

    @property
    def barred_ids(self) -> tuple[int, ...]:
        """Who was there and may not vote on it."""
        return tuple(v.member_id for v in self.voters if not v.may_vote)

    @property
    def agreed(self) -> Count | BallotCount | None:
        """What two tellers counted alike."""
        return next((c for c in self.counts if sum(o.numbers == c.numbers for o in self.counts) > 1), None)

    @property
    def hands(self) -> int:
        """Votes cast so far, not split: said in a roll-call, or the most that a teller entered."""
        return max((c.cast for c in self.counts), default=self.said)


def get_vote(uow: UnitOfWork, vote_id: int) -> Vote:
    """A vote by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _vote(uow, uow.get(VoteRow, vote_id))


def votes_of(uow: UnitOfWork, item_id: int) -> tuple[Vote, ...]:
    """Every vote on an item, further rounds too, in order."""
    rows = uow.session.scalars(select(VoteRow).where(VoteRow.item_id == item_id).order_by(VoteRow.id))
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
    """Who may count: whom the assembly chose, else the scrutineers."""
    if meeting.teller_ids:
        return meeting.teller_ids
    return tuple(m.id for m in people.holders(uow, "scrutineer", uow.today()))


def tellers_in(uow: UnitOfWork, meeting: Meeting, vote: Vote) -> tuple[int, ...]:
    """Who may count one vote: the tellers, but not whom it is about."""
    concerned = {v.member_id for v in vote.voters if v.why == CONCERNED}
    return tuple(t for t in tellers_of(uow, meeting) if t not in concerned)


def may_count(uow: UnitOfWork, meeting: Meeting, vote: Vote, member_id: int | None) -> bool:
    """Whether somebody is a teller who has not yet entered a count of this vote."""
    entered = {c.teller_id for c in vote.counts}
    return (
        vote.method in COUNTED_BY_TELLERS
        and member_id in tellers_in(uow, meeting, vote)
        and member_id not in entered
        and vote.state in ("counting", "differ")
    )


def said_in(uow: UnitOfWork, vote_id: int) -> tuple[Said, ...]:
    """What was said in a roll-call, by member."""
    rows = uow.session.scalars(select(SaidRow).where(SaidRow.vote_id == vote_id).order_by(SaidRow.member_id))
    return tuple(
        Said(
            r.member_id,
            r.said,
            None if r.ranks is None else tuple(tuple(rank) for rank in r.ranks["ranks"]),
            r.means,
            r.at,
        )
        for r in rows
    )


def answers_left(uow: UnitOfWork, vote: Vote, member_id: int | None) -> tuple[Voter, ...]:
    """For whom somebody still answers a roll-call: herself first, then those whose proxy she holds."""
    if member_id is None or vote.method != ROLL_CALL or vote.state not in ("counting", "agreed"):
        return ()
    done = set(uow.session.scalars(select(SaidRow.member_id).where(SaidRow.vote_id == vote.id)))
    mine = [
        v
        for v in vote.voters
        if v.may_vote and v.member_id not in done and (v.by_id or v.member_id) == member_id
    ]
    return tuple(sorted(mine, key=lambda v: v.member_id != member_id))


def tally_of(uow: UnitOfWork, vote: Vote) -> Count | BallotCount | None:
    """What a vote comes to as far as its method tells; None while a count is missing or differs."""
    if vote.method == ROLL_CALL:
        said = said_in(uow, vote.id)
        if not vote.question.is_yes_no:
            return BallotCount(0, alike([Ballot(1, s.ranks or ()) for s in said]))
        found = {key: sum(s.said == key for s in said) for key in ("in_favour", "against", "abstained")}
        return Count(0, **found)
    if vote.method == SLIPS:
        return urn_tally(uow, vote.id, yes_no=vote.question.is_yes_no)
    if vote.question.is_yes_no:
        return agreed([c for c in vote.counts if isinstance(c, Count)])
    return agreed([c for c in vote.counts if isinstance(c, BallotCount)])


def lots_of(uow: UnitOfWork, vote_id: int) -> tuple[int, ...]:
    """Options that came out of the lots drawn for a vote, in order."""
    return tuple(
        uow.session.scalars(select(LotRow.drawn).where(LotRow.vote_id == vote_id).order_by(LotRow.place))
    )


def lot_needed(uow: UnitOfWork, vote: Vote) -> LotNeeded | None:
    """The lot that must be drawn before a counted vote can be announced; None when none."""
    counted = tally_of(uow, vote)
    if not isinstance(counted, BallotCount):
        return None
    try:
        outcome_of(vote.question, counted.ballots, lots_of(uow, vote.id))
    except LotNeeded as lot:
        return lot
    return None


def counts_of(uow: UnitOfWork, vote_id: int) -> tuple[Count, ...]:
    rows = uow.session.scalars(select(CountRow).where(CountRow.vote_id == vote_id).order_by(CountRow.id))
    return tuple(Count(c.teller_id, c.in_favour, c.against, c.abstained, c.spoilt) for c in rows)


def ballot_counts_of(uow: UnitOfWork, vote_id: int) -> tuple[BallotCount, ...]:
    rows = uow.session.scalars(
        select(BallotCountRow).where(BallotCountRow.vote_id == vote_id).order_by(BallotCountRow.id)
    )
    return tuple(BallotCount(c.teller_id, ballots_from_json(c.ballots)) for c in rows)


def _ended(uow: UnitOfWork, vote_id: int) -> bool:
    return any(
        uow.session.scalar(select(table.id).where(table.vote_id == vote_id)) is not None
        for table in (ResultRow, PreliminaryRow)
    )


def _vote(uow: UnitOfWork, row: VoteRow) -> Vote:
    item = uow.get(ItemRow, row.item_id)
    question = question_of(row.about, row.motion_id, row.question)  # type: ignore[arg-type]
    counts: tuple[Count, ...] | tuple[BallotCount, ...]
    counts = counts_of(uow, row.id) if question.is_yes_no else ballot_counts_of(uow, row.id)
    voters = tuple(
        Voter(v.member_id, v.may_vote, v.why, v.by_id)
        for v in uow.session.scalars(
            select(VoterRow).where(VoterRow.vote_id == row.id).order_by(VoterRow.member_id)
        )
    )
    last = uow.session.scalar(
        select(func.max(VoteRow.round)).where(
            VoteRow.item_id == row.item_id, VoteRow.about == row.about, VoteRow.motion_id == row.motion_id
        )
    )
    said = uow.session.scalar(select(func.count()).select_from(SaidRow).where(SaidRow.vote_id == row.id)) or 0
    if _ended(uow, row.id):
        state = "closed"
    elif row.round != last:
        state = "counted again"
    elif row.method == ROLL_CALL:
        state = "agreed" if said == row.present else "counting"
    elif row.method == SLIPS:
        state, said = urn_state(uow, row.id), signatures(uow, row.id)
    elif len(counts) < 2:
        state = "counting"
    else:
        state = "agreed" if len({c.numbers for c in counts}) < len(counts) else "differ"
    return Vote(
        id=row.id,
        item_id=row.item_id,
        meeting_id=item.meeting_id,
        question=question,
        method=row.method,
        round=row.round,
        again_why=row.again_why,
        roll=row.roll,
        present=row.present,
        voters=voters,
        counts=counts,
        said=said,
        opened_at=row.opened_at,
        state=state,
    )
