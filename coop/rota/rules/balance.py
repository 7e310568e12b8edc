"""Needs against people, before anything is planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coop.kernel.sentences import N_, Sentence
from coop.rota.rules.check import Checker, Duty, Worker
from coop.rota.rules.explain import breach_of, commonest
from coop.rota.rules.needs import Need, Place


@dataclass(frozen=True, slots=True)
class Balance:
    """What one place asks for and who could give it.

    Attributes:
        wanted: shifts wanted in the whole period.
        able: people with the skill and sector whom no rule forbids such a shift by itself.
        most: shifts that they could work at most if they did nothing else.
        why: why it cannot work out; None when nothing is known to speak against it.
    """

    place: Place
    wanted: int
    able: int
    most: int
    why: Sentence | None

    @property
    def enough(self) -> bool:
        """Whether it can work out at all."""
        return self.why is None


def balance(needs: Iterable[Need], workers: Sequence[Worker], checker: Checker) -> tuple[Balance, ...]:
    """Every place with what it asks for and what its people could give, the tightest first.

    Args:
        needs: of the checker's period.
    """
    per_place: dict[Place, list[Need]] = defaultdict(list)
    for need in needs:
        per_place[need.place].append(need)
    found = [_of_place(place, own, workers, checker) for place, own in per_place.items()]
    return tuple(
        sorted(
            found, key=lambda b: (b.enough, b.most - b.wanted, b.place.post_id or 0, b.place.skill_id or 0)
        )
    )


def _of_place(place: Place, needs: Sequence[Need], workers: Sequence[Worker], checker: Checker) -> Balance:
    wanted = sum(need.people for need in needs)
    fitting = [w for w in workers if w.fits(place)]
    lengths: dict[int, int] = {}
    why = None if fitting else Sentence(N_("Nobody has the skill or belongs to the sector."))
    for kind in dict.fromkeys(need.kind for need in needs):
        days = [need.day for need in needs if need.kind == kind]
        refused = []
        for worker in fitting:
            day = next((d for d in days if not worker.away(d)), days[0])
            duty = Duty(worker.member_id, day, kind, place)
            breach = breach_of(checker, worker, [], duty, instead_of=None)
            if breach is None:
                length = checker.kinds[kind].end - checker.kinds[kind].start
                lengths[worker.member_id] = min(length, lengths.get(worker.member_id, length))
            else:
                refused.append(breach.sentence)
        if fitting and len(refused) == len(fitting):
            why = commonest(refused)
    able = [w for w in fitting if w.member_id in lengths]
    most = sum(_most_shifts(w, lengths[w.member_id], checker) for w in able)
    if why is None and wanted > most:
        why = Sentence(N_("Too few people for so many shifts."))
    return Balance(place, wanted, len(able), most, why)


def _most_shifts(worker: Worker, length: int, checker: Checker) -> int:
    """Shifts of one length that a person can work, by her absences and the week alone."""
    days = checker.days
    week_minutes = checker.profile.strictest("max_week", days).value
    per_week = 6 if week_minutes is None else min(6, week_minutes // max(1, length))
    weeks: dict[int, int] = {}
    for n, day in enumerate(days):
        if not worker.away(day):
            week = (n + days.start.weekday()) // 7
            weeks[week] = weeks.get(week, 0) + 1
    return sum(min(there, per_week) for there in weeks.values())
