"""The checker: an independent judge of any roster, whoever or whatever made it.

It knows nothing of the solver: it reads duties in wall time, goes back to real instants and
counts every rule that is broken and every need that is not met.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from coop.kernel.clock import clock_hours, wall_time
from coop.kernel.ranges import Days, monday_of
from coop.kernel.sentences import N_, Sentence
from coop.rota.rules.needs import NOWHERE, Need, Place
from coop.rota.rules.shifts import ShiftKind, Span, is_night, night_minutes, span_of
from coop.rota.rules.values import Limit, Profile
from coop.rota.rules.wishes import CANNOT, Wish, last_said

SOFT = Limit(0, weight=1)
"""Of what is shown and stops nobody; see `coop.rota.rules.wishes`."""

MINOR_NIGHT = (20 * 60, 30 * 60)
"""From 20 to 6, in minutes since midnight.

References:
    Ley 20.744 art. 190.
"""


@dataclass(frozen=True, slots=True)
class Duty:
    """One person on one shift.

    Attributes:
        day: the day the shift belongs to.
        kind: code of the shift kind.
        place: what the person is there for.
    """

    member_id: int
    day: date
    kind: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Worker:
    """What the rules need to know of a person.

    Attributes:
        skills: ids of the skills the person has.
        absences: days on which the person is away.
        kinds: codes the person may work; None = all.
        birth_on: for the protection of minors; None = of age.
        roll: days on the roll; None = throughout.
        wishes: what the person said about shifts, in the order in which it was said.
    """

    member_id: int
    sector_id: int | None = None
    skills: frozenset[int] = frozenset()
    absences: tuple[Days, ...] = ()
    kinds: frozenset[str] | None = None
    birth_on: date | None = None
    roll: Days | None = None
    wishes: tuple[Wish, ...] = ()

    def minor(self, day: date) -> bool:
        """Whether the person is under 18 on a day."""
        if self.birth_on is None:
            return False
        before_birthday = (day.month, day.day) < (
            self.birth_on.month,
            self.birth_on.day,
        )
        return day.year - self.birth_on.year - before_birthday < 18

    def away(self, day: date) -> bool:
        """Whether the person is absent, or not on the roll."""
        off_roll = self.roll is not None and day not in self.roll
        return off_roll or any(day in absence for absence in self.absences)

    def cannot(self, day: date, kind: str) -> bool:
        """Whether the person said beforehand that she or he cannot work a shift."""
        wish = last_said(self.wishes, day, kind)
        return wish is not None and wish.what == CANNOT

    def fits(self, place: Place) -> bool:
        """Whether sector and skills suffice for a place."""
        sector = place.sector_id is None or place.sector_id == self.sector_id
        return sector and (place.skill_id is None or place.skill_id in self.skills)


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of one rule.

    Attributes:
        rule: its code; "absent", "skill", "double", "kind" and "roll" are always kept, "wish"
            where possible.
        day: the day it shows on.
        hard: False when the rule is only kept where possible.
        sentence: the breach in words, without the person's name.
    """

    rule: str
    member_id: int
    day: date
    hard: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Gap:
    """People that are missing for a need; `missing` > 0."""

    need: Need
    missing: int


@dataclass(frozen=True, slots=True)
class _Worked:
    duty: Duty
    span: Span
    night: bool
    night_minutes: int


@dataclass(frozen=True)
class Checker:
    """Judges rosters of one workplace.

    Attributes:
        kinds: shift kinds by code.
        profile: the rules through time.
        zone: of the workplace.
        days: the period that is judged. Duties before it are history: they count for rest,
            weeks and streaks that reach into the period, and are never blamed themselves.
            Time after it is taken as free.
    """

    kinds: Mapping[str, ShiftKind]
    profile: Profile
    zone: ZoneInfo
    days: Days
    _cache: dict[tuple[date, str], tuple[Span, bool, int]] = field(default_factory=dict, repr=False)

    def violations(self, duties: Iterable[Duty], workers: Iterable[Worker]) -> tuple[Violation, ...]:
        """Every breach in the period, by person and day."""
        per_person: dict[int, list[_Worked]] = defaultdict(list)
        for duty in duties:
            if duty.day < self.days.end:
                per_person[duty.member_id].append(self._worked(duty))
        known = {worker.member_id: worker for worker in workers}
        found: list[Violation] = []
        for member_id, worked in sorted(per_person.items()):
            worked.sort(key=lambda w: (w.span.start, w.duty.kind))
            worker = known.get(member_id)
            if worker is None:
                found += [
                    Violation(
                        "roll",
                        member_id,
                        w.duty.day,
                        True,
                        Sentence(N_("Is not on the roll.")),
                    )
                    for w in worked
                    if w.duty.day in self.days
                ]
                continue
            found += self._person(worked, worker)
        return tuple(sorted(found, key=lambda v: (v.member_id, v.day, v.rule)))

    def span(self, duty: Duty) -> Span:
        """When a shift really begins and ends."""
        return self._worked(duty).span

    def is_night(self, duty: Duty) -> bool:
        """Whether a shift counts as a night."""
        return self._worked(duty).night

    def _worked(self, duty: Duty) -> _Worked:
        key = (duty.day, duty.kind)
        if key not in self._cache:
            kind = self.kinds[duty.kind]
            self._cache[key] = (
                span_of(duty.day, kind, self.zone),
                is_night(duty.day, kind, self.zone),
                night_minutes(duty.day, kind, self.zone),
            )
        return _Worked(duty, *self._cache[key])

    def _person(self, worked: Sequence[_Worked], worker: Worker) -> Iterator[Violation]:
        for one in worked:
            if one.duty.day in self.days:
                yield from self._single(one, worker)
        yield from self._rest(worked)
        yield from self._weeks(worked, worker)
        yield from self._weekly_rest(worked)
        yield from self._streak(worked, "max_days", N_("Works %(found)s days in a row; at most %(limit)s."))
        nights = [w for w in worked if w.night]
        yield from self._streak(
            nights,
            "max_nights",
            N_("Works %(found)s nights in a row; at most %(limit)s."),
        )

    def _limit(self, code: str, day: date) -> Limit:
        return self.profile.limit(code, day)

    def _breach(self, rule: str, one: Duty, limit: Limit, message: str, **facts: object) -> Violation:
        sentence = Sentence(message, {"day": one.day, "limit": limit.value, **facts})
        return Violation(rule, one.member_id, one.day, limit.hard, sentence)

    def _single(self, one: _Worked, worker: Worker) -> Iterator[Violation]:
        """What one shift breaks by itself."""
        duty, always = one.duty, Limit(0)
        if worker.away(duty.day):
            yield self._breach("absent", duty, always, N_("Is away on %(day)s."))
        if not worker.fits(duty.place):
            yield self._breach("skill", duty, always, N_("Lacks the skill or sector for this place."))
        if worker.kinds is not None and duty.kind not in worker.kinds:
            yield self._breach(
                "kind",
                duty,
                always,
                N_("Does not work shift %(kind)s."),
                kind=duty.kind,
            )
        if worker.cannot(duty.day, duty.kind):
            yield self._breach("wish", duty, SOFT, N_("Had said: cannot work on %(day)s."))
        lengths = [
            (
                "max_day",
                one.span.minutes,
                N_("Works %(hours)s in one shift; at most %(most)s."),
            ),
            (
                "max_night",
                one.night_minutes,
                N_("Works %(hours)s at night; at most %(most)s."),
            ),
        ]
        if worker.minor(duty.day):
            dark, early = (
                Span(*(wall_time(day, minute, self.zone) for minute in MINOR_NIGHT))
                for day in (duty.day, duty.day - timedelta(days=1))
            )
            night = one.span.shared(dark) + one.span.shared(early)
            lengths += [
                (
                    "minor_day",
                    one.span.minutes,
                    N_("Is under 18 and works %(hours)s; at most %(most)s."),
                ),
                ("minor_night", night, N_("Is under 18 and works between 20 and 6.")),
            ]
        for rule, minutes, message in lengths:
            limit = self._limit(rule, duty.day)
            if limit.value is not None and minutes > limit.value:
                yield self._breach(
                    rule,
                    duty,
                    limit,
                    message,
                    hours=_hours(minutes),
                    most=_hours(limit.value),
                )

    def _rest(self, worked: Sequence[_Worked]) -> Iterator[Violation]:
        for before, after in pairwise(worked):
            if after.duty.day not in self.days:
                continue
            if after.duty.day == before.duty.day:
                yield self._breach("double", after.duty, Limit(0), N_("Has two shifts on %(day)s."))
            limit = self._limit("min_rest", after.duty.day)
            minutes = (after.span.start - before.span.end) // timedelta(minutes=1)
            if limit.value is not None and minutes < limit.value:
                yield self._breach(
                    "min_rest",
                    after.duty,
                    limit,
                    N_("Only %(hours)s of rest before %(day)s; at least %(least)s."),
                    hours=_hours(max(0, minutes)),
                    least=_hours(limit.value),
                )

    def _weeks(self, worked: Sequence[_Worked], worker: Worker) -> Iterator[Violation]:
        weeks: dict[date, list[_Worked]] = defaultdict(list)
        for one in worked:
            weeks[monday_of(one.duty.day)].append(one)
        for _, week in sorted(weeks.items()):
            last = week[-1].duty
            if last.day not in self.days:
                continue
            minutes = sum(w.span.minutes for w in week)
            rules = [
                (
                    "max_week",
                    N_("Works %(hours)s in the week of %(day)s; at most %(most)s."),
                )
            ]
            if worker.minor(last.day):
                rules.append(
                    (
                        "minor_week",
                        N_("Is under 18 and works %(hours)s in that week; at most %(most)s."),
                    )
                )
            for rule, message in rules:
                limit = self._limit(rule, last.day)
                if limit.value is not None and minutes > limit.value:
                    yield self._breach(
                        rule,
                        last,
                        limit,
                        message,
                        hours=_hours(minutes),
                        most=_hours(limit.value),
                    )

    def _weekly_rest(self, worked: Sequence[_Worked]) -> Iterator[Violation]:
        """Each calendar week has a rest that begins in it, or lies in it, long enough.

        The week before the period is judged too when its rest reaches into the period, and
        blamed only when the period's duties cut it short.
        """
        history = [w for w in worked if w.duty.day < self.days.start]
        for monday in sorted({monday_of(w.duty.day) for w in worked}):
            week = [w for w in worked if monday_of(w.duty.day) == monday]
            limit = self._limit("weekly_rest", week[-1].duty.day)
            if limit.value is None or self._rested(worked, monday, limit.value):
                continue
            blamed = [w.duty for w in week if w.duty.day in self.days]
            if not blamed:
                if monday + timedelta(days=7) < self.days.start or not self._rested(
                    history, monday, limit.value
                ):
                    continue
                blamed = [w.duty for w in worked if w.duty.day in self.days][:1]
            yield self._breach(
                "weekly_rest",
                blamed[-1],
                limit,
                N_("Has no rest of %(least)s in the week of %(day)s."),
                least=_hours(limit.value),
            )

    def _rested(self, worked: Sequence[_Worked], monday: date, least: int) -> bool:
        opens = wall_time(monday, 0, self.zone)
        closes = wall_time(monday, 7 * 1440, self.zone)
        far = closes + timedelta(days=3660)
        gap_start: datetime = opens - timedelta(days=3660)
        for gap_end, next_start in [
            *((w.span.start, w.span.end) for w in worked),
            (far, far),
        ]:
            begins_here = opens <= gap_start < closes
            inside = min(gap_end, closes) - max(gap_start, opens)
            rest = gap_end - gap_start if begins_here else inside
            if rest >= timedelta(minutes=least):
                return True
            gap_start = max(gap_start, next_start)
        return False

    def _streak(self, worked: Sequence[_Worked], rule: str, message: str) -> Iterator[Violation]:
        run, previous = 0, None
        for duty in (w.duty for w in worked):
            if previous == duty.day:
                continue
            run = run + 1 if previous is not None and duty.day - previous == timedelta(days=1) else 1
            previous = duty.day
            limit = self._limit(rule, duty.day)
            if limit.value is not None and run > limit.value and duty.day in self.days:
                yield self._breach(rule, duty, limit, message, found=run)


def with_new(
    alone: Iterable[Violation], wider: Iterable[Violation], had: Iterable[Violation]
) -> tuple[Violation, ...]:
    """The breaches of a plan by itself, and those that it makes with the shifts in force around it.

    Args:
        alone: judged by itself.
        wider: judged with what is in force behind it.
        had: the rota in force now, judged as widely; what it breaks already is not the plan's doing.
    """
    found, known = list(alone), {_where(v) for v in had}
    known |= {_where(v) for v in found}
    found += [v for v in wider if _where(v) not in known]
    return tuple(sorted(found, key=lambda v: (v.member_id, v.day, v.rule)))


def _where(found: Violation) -> tuple[str, int, date]:
    weekly = found.rule in ("max_week", "minor_week", "weekly_rest")
    return found.rule, found.member_id, monday_of(found.day) if weekly else found.day


def gaps(duties: Iterable[Duty], needs: Iterable[Need]) -> tuple[Gap, ...]:
    """The needs that are not met, in the order given."""
    there = Counter((d.day, d.kind, d.place) for d in duties)
    found = []
    for need in needs:
        missing = need.people - there[need.day, need.kind, need.place]
        if missing > 0:
            found.append(Gap(need, missing))
    return tuple(found)


def _hours(minutes: int) -> str:
    return f"{clock_hours(minutes)} h"
