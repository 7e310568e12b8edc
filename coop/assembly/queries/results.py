"""What came of votes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coop.assembly.queries.meetings import Item
from coop.assembly.queries.votes import ballot_counts_of, counts_of
from coop.assembly.rules.tellers import BallotCount, Count, agreed
from coop.assembly.tables import PreliminaryRow, ResultRow, VoteRow
from coop.kernel.sentences import Sentence, from_json
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a motion or an election, or of a vote before it.

    Attributes:
        motion_id: the text that goes on or became the decision.
        asked_id: the text that was asked about; the same but for an amendment or a choice.
        decision_id, number: of the decision, such as `2026-014`; None and "" before it.
        in_favour: votes for; between options, ballots that name somebody.
        base: people of whom the share was taken.
        needed: votes in favour that carry it.
        outcome: "carried", "lost" or "chosen".
        sentence: says it.
        tally: between options, who was elected and every stage; empty otherwise.
        teller_ids: who counted the same.
    """

    motion_id: int
    asked_id: int
    vote_id: int
    about: str
    method: str
    decision_id: int | None
    number: str
    in_favour: int
    against: int
    abstained: int
    spoilt: int
    roll: int
    present: int
    base: int
    needed: int
    outcome: str
    sentence: Sentence
    tally: dict[str, Any]
    at: datetime
    teller_ids: tuple[int, ...]


def find_result(uow: UnitOfWork, motion_id: int) -> Result | None:
    """What came of a motion, or None while it was not voted."""
    row = uow.session.scalar(select(ResultRow).where(ResultRow.motion_id == motion_id))
    return None if row is None else _result(uow, row)


def result_of(uow: UnitOfWork, item: Item) -> Result | None:
    """What came of an item in its own assembly; None while it is not voted, or when it was set aside."""
    return find_result(uow, item.motion.id) if item.state in ("carried", "lost") else None


def preliminaries_of(uow: UnitOfWork, item_id: int) -> tuple[Result, ...]:
    """What came of the votes before an item's own, in order."""
    rows = uow.session.scalars(
        select(PreliminaryRow)
        .join(VoteRow, VoteRow.id == PreliminaryRow.vote_id)
        .where(VoteRow.item_id == item_id)
        .order_by(PreliminaryRow.id)
    )
    return tuple(_result(uow, r) for r in rows)


def results_of_item(uow: UnitOfWork, item_id: int) -> tuple[Result, ...]:
    """What came of every vote on an item, its own last."""
    row = uow.session.scalar(
        select(ResultRow).join(VoteRow, VoteRow.id == ResultRow.vote_id).where(VoteRow.item_id == item_id)
    )
    return (*preliminaries_of(uow, item_id), *(() if row is None else (_result(uow, row),)))


def counted_by(uow: UnitOfWork, items: Sequence[Item]) -> tuple[int, ...]:
    """Who counted the votes on these items, in the order in which each first did."""
    found = (r.teller_ids for item in items for r in results_of_item(uow, item.id))
    return tuple(dict.fromkeys(t for tellers in found for t in tellers))


def results(uow: UnitOfWork) -> tuple[Result, ...]:
    """Every result that is a decision, the latest first."""
    rows = uow.session.scalars(select(ResultRow).order_by(ResultRow.serial.desc()))
    return tuple(_result(uow, r) for r in rows)


def _result(uow: UnitOfWork, row: ResultRow | PreliminaryRow) -> Result:
    vote = uow.get(VoteRow, row.vote_id)
    counts: tuple[Count, ...] | tuple[BallotCount, ...]
    if vote.about in ("motion", "amendment"):
        numbers: object = (row.in_favour, row.against, row.abstained, row.spoilt)
        counts = counts_of(uow, vote.id)
    else:
        counts = ballot_counts_of(uow, vote.id)
        same = agreed(counts)
        numbers = same.numbers if same else None
    return Result(
        motion_id=row.motion_id,
        asked_id=vote.motion_id,
        vote_id=row.vote_id,
        about=vote.about,
        method=vote.method,
        decision_id=row.decision_id if isinstance(row, ResultRow) else None,
        number=row.number if isinstance(row, ResultRow) else "",
        in_favour=row.in_favour,
        against=row.against,
        abstained=row.abstained,
        spoilt=row.spoilt,
        roll=vote.roll,
        present=vote.present,
        base=row.base,
        needed=row.needed,
        outcome=row.outcome,
        sentence=from_json(row.sentence),
        tally=row.tally,
        at=row.at,
        teller_ids=tuple(c.teller_id for c in counts if c.numbers == numbers),
    )
