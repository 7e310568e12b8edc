"""Who could take a shift, in the order in which it is fair to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop.kernel.sentences import Sentence
from coop.rota.rules.check import Checker, Duty, Worker
from coop.rota.rules.exchange import Move, Obstacle, Opening, obstacle
from coop.rota.rules.explain import breach_of

LAST = {"skill": 2, "absent": 1}
"""Obstacles that no change of another shift takes away stand at the end of the list."""


@dataclass(frozen=True, slots=True)
class Burden:
    """What somebody carries already.

    Attributes:
        minutes: planned in the week of the shift.
        nights, weekends: of the year before it.
    """

    minutes: int = 0
    nights: int = 0
    weekends: int = 0


@dataclass(frozen=True, slots=True)
class Substitute:
    """Somebody asked about a shift.

    Attributes:
        obstacle: what speaks against it; None when it is possible.
        bends: a rule that is kept where possible and would give way; only of somebody who can.
    """

    member_id: int
    burden: Burden
    obstacle: Obstacle | None = None
    bends: Sentence | None = None

    @property
    def can(self) -> bool:
        """Whether no rule speaks against it."""
        return self.obstacle is None

    @property
    def reason(self) -> Sentence | None:
        """What speaks against it, or what would give way."""
        return self.obstacle.sentence if self.obstacle else self.bends


def substitutes(
    checker: Checker,
    workers: Sequence[Worker],
    duties: Mapping[int, Sequence[Duty]],
    opening: Opening,
    *,
    burdens: Mapping[int, Burden],
) -> tuple[Substitute, ...]:
    """Everybody with what speaks against a shift, first those who can and carried least so far.

    Of those who can, whoever breaks no rule that is kept where possible comes first; then fewer
    nights when it is a night, fewer weekends when it is one; then fewer minutes in that week, then
    fewer nights and weekends altogether, then the order given.

    Args:
        checker: of a period that covers `reach` of the day.
        workers: whom to ask about.
        duties: everybody's own, from BEFORE the period on.
        opening: the shift.
        burdens: by member; who has none carries nothing.
    """
    night, weekend = checker.is_night(opening.of(0)), opening.day.weekday() >= 5

    def rank(found: Substitute) -> tuple[int, ...]:
        burden = found.burden
        turns = night * burden.nights + weekend * burden.weekends
        against = 0 if found.obstacle is None else 1 + LAST.get(found.obstacle.rule, 0)
        rest = (burden.minutes, burden.nights + burden.weekends)
        return against, found.bends is not None, turns, *rest

    found = [
        _substitute(checker, w, duties.get(w.member_id, ()), opening, burdens.get(w.member_id, Burden()))
        for w in workers
    ]
    return tuple(sorted(found, key=rank))


def _substitute(
    checker: Checker, worker: Worker, own: Sequence[Duty], opening: Opening, burden: Burden
) -> Substitute:
    who, duty = worker.member_id, opening.of(worker.member_id)
    against = obstacle(checker, worker, own, Move(who, None, duty))
    if against is not None:
        return Substitute(who, burden, against)
    soft = breach_of(checker, worker, own, duty, instead_of=None, hard=False)
    return Substitute(who, burden, None, soft.sentence if soft else None)
