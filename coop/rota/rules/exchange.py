"""What changes hands between members, judged for both, and when there is still time for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coop.kernel.ranges import Days, monday_of
from coop.kernel.sentences import N_, Sentence
from coop.rota.rules.check import Checker, Duty, Worker
from coop.rota.rules.explain import breach_of
from coop.rota.rules.needs import NOWHERE, Place

AFTER = timedelta(days=29)
"""A streak of the longest votable limit (28) shows its breach so many days later at most."""

BEFORE = timedelta(days=21)
"""Days before the judged period whose shifts still count for rest, weeks and streaks."""


class Opening(NamedTuple):
    """A shift as such, whoever works it.

    Attributes:
        kind: code of the shift kind.
    """

    day: date
    kind: str
    place: Place = NOWHERE

    def of(self, member_id: int) -> Duty:
        """The shift when somebody works it."""
        return Duty(member_id, self.day, self.kind, self.place)


def opening_of(duty: Duty) -> Opening:
    """A shift without the person who works it."""
    return Opening(duty.day, duty.kind, duty.place)


@dataclass(frozen=True, slots=True)
class Move:
    """What changes for one person: a shift given up, one taken on, or both.

    Attributes:
        gives: one that is hers now; None gives none.
        takes: one that is hers afterwards; None takes none.
    """

    member_id: int
    gives: Duty | None
    takes: Duty | None


def swap(one: Duty, other: Duty) -> tuple[Move, ...]:
    """Two people work each other's shift."""
    return (
        Move(one.member_id, one, opening_of(other).of(one.member_id)),
        Move(other.member_id, other, opening_of(one).of(other.member_id)),
    )


def handover(duty: Duty, member_id: int) -> tuple[Move, ...]:
    """Somebody else works a shift."""
    return Move(duty.member_id, duty, None), Move(member_id, None, opening_of(duty).of(member_id))


def filling(opening: Opening, member_id: int) -> tuple[Move, ...]:
    """Somebody works a shift that nobody has."""
    return (Move(member_id, None, opening.of(member_id)),)


def moved(duties: Iterable[Duty], moves: Iterable[Move]) -> tuple[Duty, ...]:
    """A roster after some moves, by day and member."""
    known = tuple(moves)
    given = {m.gives for m in known}
    found = [d for d in duties if d not in given] + [m.takes for m in known if m.takes is not None]
    return tuple(sorted(found, key=lambda d: (d.day, d.member_id)))


def days_of(moves: Iterable[Move]) -> tuple[date, ...]:
    """The days on which somebody's shift changes, in order."""
    return tuple(sorted({d.day for m in moves for d in (m.gives, m.takes) if d is not None}))


def runs(days: Sequence[date]) -> tuple[Days, ...]:
    """Days in order as the fewest ranges that hold them and nothing else."""
    found: list[Days] = []
    for day in days:
        after = day + timedelta(days=1)
        if found and found[-1].end == day:
            found[-1] = Days(found[-1].start, after)
        else:
            found.append(Days(day, after))
    return tuple(found)


def reach(days: Iterable[date]) -> Days:
    """The period that must be judged so that no breach by a change on some days is overseen.

    It begins with the week before, whose rest may reach over, and ends after the longest streak.
    """
    known = sorted(days)
    return Days(monday_of(known[0]) - timedelta(days=7), known[-1] + AFTER)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What speaks against a change.

    Attributes:
        member_id: for whom.
        rule: code of the rule; "busy" for another shift on that day.
        sentence: in words, without the person's name.
    """

    member_id: int
    rule: str
    sentence: Sentence


def obstacle(checker: Checker, worker: Worker, duties: Iterable[Duty], move: Move) -> Obstacle | None:
    """What speaks against one person's move; None when nothing does.

    Args:
        checker: of a period that covers `reach` of the days.
        worker: the person.
        duties: her own, from BEFORE the period on.
        move: hers.
    """
    own = tuple(duties)
    if move.takes is not None:
        busy = next((d for d in own if d.day == move.takes.day and d != move.gives), None)
        if busy is not None:
            facts = {"kind": busy.kind, "day": busy.day}
            return Obstacle(
                worker.member_id, "busy", Sentence(N_("Already works shift %(kind)s on %(day)s."), facts)
            )
    breach = breach_of(checker, worker, own, move.takes, instead_of=move.gives)
    return Obstacle(worker.member_id, breach.rule, breach.sentence) if breach else None


def first_obstacle(
    checker: Checker,
    workers: Mapping[int, Worker],
    duties: Mapping[int, Sequence[Duty]],
    moves: Iterable[Move],
) -> Obstacle | None:
    """What speaks against some moves that are made together; None when nothing does.

    Args:
        workers: by key; whoever is missing is not on the roll.
        duties: everybody's own.
    """
    for move in moves:
        worker = workers.get(move.member_id)
        if worker is None and move.takes is not None:
            return Obstacle(move.member_id, "roll", Sentence(N_("Is not on the roll.")))
        if worker is not None:
            found = obstacle(checker, worker, duties.get(move.member_id, ()), move)
            if found is not None:
                return found
    return None


def last_call(checker: Checker, duties: Iterable[Duty]) -> datetime:
    """The instant until which members can agree on some shifts, exclusive: voted, before the first begins."""
    return min(
        start_of(checker, d) - timedelta(minutes=checker.profile.limit("swap_notice", d.day).value or 0)
        for d in duties
    )


def start_of(checker: Checker, duty: Duty) -> datetime:
    """The instant at which a shift begins."""
    return checker.span(duty).start
