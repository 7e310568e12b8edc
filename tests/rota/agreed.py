"""A published rota of three weeks, with a gap every day, in which members agree about their shifts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import usecases
from coop.rota.rules import Duty, Opening, Place
from coop.store import Actor, UnitOfWork
from tests.cast import Cast

MONDAY = date(2026, 11, 9)
"""Published a week before; the tests stand on its Tuesday."""


def on(n: int) -> date:
    """A day, counted from MONDAY."""
    return MONDAY + timedelta(days=n)


class Agreed:
    """An oven and a press in the morning, a press in the afternoon; one morning place stays empty.

    Oven, for the skilled: Ana on Mondays and Wednesdays, Juan on the other days. Morning press:
    Elsa, and a place that nobody has. Afternoon press: Bruno on Tuesdays and Thursdays, Gabi from
    Wednesday to Friday, Hugo, who lacks the skill, from Tuesday to Thursday. Irma is free.
    """

    def __init__(self, uow: UnitOfWork, cast: Cast, clock: FrozenClock) -> None:
        self.uow, self.cast = uow, cast
        clock.set(datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
        uow.actor = Actor(cast.elsa)
        self.skill = people.add_skill(uow, "Horno")
        for member in (cast.ana, cast.bruno, cast.elsa, cast.gabi, cast.irma, cast.juan):
            people.set_skills(uow, member, {self.skill})
        hours = (("M", "Mañana", 360, 840), ("T", "Tarde", 840, 1320), ("N", "Noche", 1380, 1800))
        kinds = {
            code: usecases.add_kind(uow, code, name=name, start=start, end=end)
            for code, name, start, end in hours
        }
        posts = (("Horno", "M", 1, self.skill), ("Prensa", "M", 2, None), ("Prensa tarde", "T", 3, None))
        self.posts = [
            usecases.add_post(
                uow,
                name,
                kind_id=kinds[code],
                weekdays=range(5),
                people_needed=count,
                since=date(2026, 1, 1),
                skill_id=skill,
            )
            for name, code, count, skill in posts
        ]
        days = Days(MONDAY, on(21))
        self.plan_id = usecases.draft_plan(uow, days)
        duties = []
        for n, day in enumerate(days):
            weekday = day.weekday()
            if weekday < 5:
                duties.append(self.morning(cast.ana if weekday in (0, 2) else cast.juan, n))
                duties.append(Duty(cast.elsa, day, "M", self.press))
            late = ((cast.bruno, (1, 3)), (cast.gabi, (2, 3, 4)), (cast.hugo, (1, 2, 3)))
            duties += [self.afternoon(who, n) for who, weekdays in late if weekday in weekdays]
        usecases.store_solution(uow, self.plan_id, duties, result={})
        usecases.publish_plan(uow, self.plan_id)
        clock.set(datetime(2026, 11, 10, 12, 0, tzinfo=UTC))

    @property
    def press(self) -> Place:
        """The morning press."""
        return Place(post_id=self.posts[1])

    def oven(self, n: int) -> Opening:
        """The oven's morning, which wants the skill."""
        return Opening(on(n), "M", Place(skill_id=self.skill, post_id=self.posts[0]))

    def morning(self, member_id: int, n: int) -> Duty:
        """Somebody at the oven."""
        return self.oven(n).of(member_id)

    def afternoon(self, member_id: int, n: int) -> Duty:
        """Somebody at the press in the afternoon."""
        return Duty(member_id, on(n), "T", Place(post_id=self.posts[2]))

    def free(self, n: int) -> Opening:
        """The place of the morning press that nobody has."""
        return Opening(on(n), "M", self.press)
