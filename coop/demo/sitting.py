"""Holds a whole assembly through the use cases, as its people would; for the sample and benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coop.assembly import queries, usecases
from coop.decisions import Proposal
from coop.kernel.clock import FrozenClock
from coop.people import queries as people
from coop.store import Actor, UnitOfWork, reading, writing

NOTICE = timedelta(days=16)

Moved = tuple[str, Proposal]
"""Code of a motion kind and its proposal."""


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at the table: keys of members."""

    president: int
    secretary: int
    tellers: tuple[int, int]


def table(uow: UnitOfWork) -> Table:
    """The present holders of the offices an assembly needs."""
    first, second = (m.id for m in people.holders(uow, "scrutineer", uow.today())[:2])
    (president,) = people.holders(uow, "president", uow.today())[:1]
    (secretary,) = people.holders(uow, "secretary", uow.today())[:1]
    return Table(president.id, secretary.id, (first, second))


def convene(
    uow: UnitOfWork,
    motions: Sequence[tuple[int, Moved]],
    *,
    day: date,
    kind: str = "extraordinary",
    place: str = "Comedor",
    hour: int = 14,
) -> int:
    """Move motions and call an assembly for them.

    Args:
        uow: the unit of work.
        motions: mover's key and what she moves, in the order of the agenda.
        day: of the assembly.
        kind: ordinary or extraordinary.
        place: where.
        hour: of the day.
    """
    mover = uow.actor
    keys = []
    for member_id, (code, proposal) in motions:
        uow.actor = Actor(member_id)
        keys.append(usecases.propose(uow, code, proposal))
    uow.actor = mover
    return usecases.convene(uow, kind=kind, day=day, minute=hour * 60, place=place, motion_ids=keys)


def hold(
    clock: FrozenClock,
    meeting_id: int,
    *,
    present: Callable[[Sequence[int]], Sequence[int]] = lambda roll: roll,
    against: int | Sequence[int] = 0,
    abstained: int = 0,
    said: str = "",
) -> None:
    """Sit through an assembly that was called: doors, opening, a vote on each item, closing,
    signed minutes.

    Args:
        clock: moved to the hour of the assembly and on.
        meeting_id: its key.
        present: who of the roll comes.
        against: hands against each motion; one number for all, or one for each item of the agenda.
        abstained: abstentions on each motion.
        said: what the minutes say was said on the last item.
    """
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        roll = [m.id for m in queries.roll_of(uow, meeting)]
        seats = table(uow)
        clock.set(meeting.called_for - timedelta(minutes=20))
    here = list(dict.fromkeys([seats.president, seats.secretary, *seats.tellers, *present(roll)]))
    with writing(Actor(seats.secretary)) as uow:
        for member_id in here:
            usecases.check_in(uow, meeting_id, member_id)
    clock.set(meeting.called_for)
    with writing(Actor(seats.president)) as uow:
        usecases.open_meeting(uow, meeting_id)
        usecases.choose_officers(
            uow, meeting_id, chair_id=None, teller_ids=seats.tellers, signer_ids=seats.tellers
        )
        items = [i.id for i in queries.items(uow, meeting_id)]
    hands_against = [against] * len(items) if isinstance(against, int) else against
    for item_id, no in zip(items, hands_against, strict=True):
        clock.move(timedelta(minutes=12))
        with writing(Actor(seats.president)) as uow:
            vote_id = usecases.open_vote(uow, item_id)
            may_vote = queries.get_vote(uow, vote_id).present
        for teller in seats.tellers:
            with writing(Actor(teller)) as uow:
                usecases.enter_count(
                    uow,
                    vote_id,
                    in_favour=may_vote - no - abstained,
                    against=no,
                    abstained=abstained,
                )
        with writing(Actor(seats.president)) as uow:
            usecases.close_vote(uow, vote_id)
    clock.move(timedelta(minutes=5))
    with writing(Actor(seats.president)) as uow:
        usecases.close_meeting(uow, meeting_id)
    clock.move(timedelta(minutes=20))
    if said:
        with writing(Actor(seats.secretary)) as uow:
            usecases.write_note(uow, meeting_id, part="said", item_id=items[-1], text=said)
    _sign(clock, meeting_id, seats.secretary)


def _sign(clock: FrozenClock, meeting_id: int, secretary: int) -> None:
    """The secretary fixes the minutes, and everybody who must signs them."""
    with writing(Actor(secretary)) as uow:
        fixed = usecases.fix_minutes(uow, meeting_id)
        due = queries.get_minutes(uow, meeting_id).signers
    for signer in due:
        clock.move(timedelta(minutes=2))
        with writing(Actor(signer.member_id)) as uow:
            usecases.sign_minutes(uow, meeting_id, signed=fixed, means="password")
