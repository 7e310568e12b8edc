"""Why a need is not met, and who could meet it, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from coop.kernel.sentences import N_, Sentence
from coop.rota.rules.check import Checker, Duty, Violation, Worker
from coop.rota.rules.needs import Need

NEAR = timedelta(days=21)
"""Shifts further away than this cannot speak against one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the skill and sector for a need.

    Attributes:
        obstacle: `away`, `rule`, `busy`, `wish`, or None when nothing speaks against it.
        reason: the obstacle in words.
    """

    member_id: int
    obstacle: str | None = None
    reason: Sentence | None = None

    @property
    def possible(self) -> bool:
        """Whether no rule speaks against it: free, or only asked not to be there."""
        return self.obstacle in (None, "wish")


def breach_of(
    checker: Checker,
    worker: Worker,
    duties: Iterable[Duty],
    change: Duty | None,
    *,
    instead_of: Duty | None,
    hard: bool = True,
) -> Violation | None:
    """The first hard rule that one more shift breaks, or that changing a shift breaks.

    Args:
        duties: the person's own, before and in the period.
        change: the new shift; None only takes one away.
        instead_of: the shift given up for it.
        hard: False looks for a rule that is kept where possible.

    Returns:
        A breach that was not there before, or None.
    """
    before = list(duties)
    after = [d for d in before if d != instead_of]
    if change is not None:
        after.append(change)
    old = Counter((v.rule, v.day) for v in checker.violations(before, [worker]))
    for violation in checker.violations(after, [worker]):
        key = (violation.rule, violation.day)
        if violation.hard is hard and old[key] == 0:
            return violation
        old[key] -= 1
    return None


def candidates(
    checker: Checker, workers: Sequence[Worker], duties: Iterable[Duty], need: Need
) -> tuple[Candidate, ...]:
    """Everybody with the skill and sector for a need, in the order given.

    The free ones stand first, and before the others those who only said that they cannot.
    """
    own: dict[int, list[Duty]] = defaultdict(list)
    for duty in duties:
        if abs(duty.day - need.day) <= NEAR:
            own[duty.member_id].append(duty)
    found = [
        _candidate(checker, worker, own[worker.member_id], need)
        for worker in workers
        if worker.fits(need.place)
    ]
    return tuple(sorted(found, key=lambda c: (not c.possible, c.obstacle is not None)))


def _candidate(checker: Checker, worker: Worker, duties: Sequence[Duty], need: Need) -> Candidate:
    who = worker.member_id
    if worker.away(need.day):
        return Candidate(who, "away", Sentence(N_("Is away on %(day)s."), {"day": need.day}))
    busy = next((d for d in duties if d.day == need.day), None)
    duty = Duty(who, need.day, need.kind, need.place)
    breach = breach_of(checker, worker, duties, duty, instead_of=busy)
    if breach is not None:
        return Candidate(who, "rule", breach.sentence)
    if busy is not None:
        facts = {"kind": busy.kind, "day": busy.day}
        return Candidate(who, "busy", Sentence(N_("Already works shift %(kind)s on %(day)s."), facts))
    if worker.cannot(need.day, need.kind):
        return Candidate(who, "wish", Sentence(N_("Had said: cannot work on %(day)s."), {"day": need.day}))
    return Candidate(who)


def why_open(found: Sequence[Candidate]) -> Sentence:
    """One sentence that says why a need is not met."""
    if not found:
        return Sentence(N_("Nobody has the skill or belongs to the sector."))
    count = Counter(c.obstacle for c in found)
    able = len(found)
    if count[None]:
        facts = {"free": count[None], "able": able}
        return Sentence(N_("%(free)s of the %(able)s who could do it are free: choose one."), facts)
    reason = commonest([c.reason for c in found if c.obstacle == "rule" and c.reason])
    if reason is not None and count["rule"] == able:
        return Sentence(
            N_("All who could do it (%(able)s) are held back by a rule: %(reason)s"),
            {"able": able, "reason": reason},
        )
    parts = [
        Sentence(said, {"count": count[obstacle]}) for obstacle, said in PARTS.items() if count[obstacle]
    ]
    if reason is None:
        return Sentence(N_("Who could do it: %(able)s; %(parts)s."), {"able": able, "parts": parts})
    return Sentence(
        N_("Who could do it: %(able)s; %(parts)s: %(reason)s"),
        {"able": able, "parts": parts, "reason": reason},
    )


PARTS = {
    "away": N_("away: %(count)s"),
    "busy": N_("on another shift that day: %(count)s"),
    "wish": N_("said that they cannot: %(count)s"),
    "rule": N_("held back by a rule: %(count)s"),
}
"""How many are held back by what (message ids); the rule stands last, with its reason behind it."""


def commonest(reasons: Sequence[Sentence]) -> Sentence | None:
    """The reason that is given most often, by its kind; None without any."""
    if not reasons:
        return None
    (message, _times), *_rest = Counter(r.message for r in reasons).most_common(1)
    return next(r for r in reasons if r.message == message)
