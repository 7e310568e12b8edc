"""The rules of the rota as dated values: what the law says until the assembly votes otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coop.kernel.clock import clock_hours
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence

Unit = Literal["minutes", "days", "nights", "answer"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that the rota obeys.

    Attributes:
        code: its name in decisions and files.
        title: what it limits, in plain words (message id).
        unit: of its value; an "answer" is 1 for yes and 0 for no.
        law: the value the law of employees gives; None = the law sets none.
        source: where that value stands (message id).
        least: True when the value is a least (a rest), False when it is a most.
        votable: whether the assembly may set it; what protects minors may not be voted away.
        warns: True when what goes against it is said and marked, but not refused.
        strict: False when nothing of it can be kept more or less strictly: it only says how things are done.
    """

    code: str
    title: str
    unit: Unit
    law: int | None
    source: str
    least: bool = False
    votable: bool = True
    warns: bool = False
    strict: bool = True


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "min_rest",
            N_("Rest between two shifts, at least"),
            "minutes",
            720,
            N_("Ley 20.744 art. 197"),
            True,
        ),
        Rule(
            "max_day",
            N_("Work in one shift, at most"),
            "minutes",
            480,
            N_("Ley 11.544 art. 1"),
        ),
        Rule(
            "max_week",
            N_("Work in one week, at most"),
            "minutes",
            2880,
            N_("Ley 11.544 art. 1"),
        ),
        Rule(
            "max_night",
            N_("Work between 21 and 6 in one shift, at most"),
            "minutes",
            420,
            N_("Ley 11.544 art. 2 and Ley 20.744 art. 200 (which frees rotating teams of it)"),
        ),
        Rule(
            "weekly_rest",
            N_("Rest every week, at least"),
            "minutes",
            2100,
            N_("Ley 20.744 art. 204"),
            True,
        ),
        Rule(
            "max_days",
            N_("Days of work in a row, at most"),
            "days",
            6,
            N_("Follows from the weekly rest of Ley 20.744 art. 204"),
        ),
        Rule(
            "max_nights",
            N_("Nights in a row, at most"),
            "nights",
            None,
            N_("The law sets no limit"),
        ),
        Rule(
            "minor_day",
            N_("Work of members under 18 in one shift, at most"),
            "minutes",
            360,
            N_("Ley 20.744 art. 190"),
            votable=False,
        ),
        Rule(
            "minor_week",
            N_("Work of members under 18 in one week, at most"),
            "minutes",
            2160,
            N_("Ley 20.744 art. 190"),
            votable=False,
        ),
        Rule(
            "minor_night",
            N_("Work of members under 18 between 20 and 6, at most"),
            "minutes",
            0,
            N_("Ley 20.744 art. 190"),
            votable=False,
        ),
        Rule(
            "notice",
            N_("Days between the publishing of a rota and its first shift, at least"),
            "days",
            None,
            N_("Practice is two weeks; the law sets none"),
            True,
            warns=True,
        ),
        Rule(
            "tolerance",
            N_("Minutes early or late that still count as on time"),
            "minutes",
            15,
            N_("Practice; the law sets none"),
            strict=False,
        ),
        Rule(
            "swap_notice",
            N_("Time before a shift until which members can agree to swap it or give it away, at least"),
            "minutes",
            720,
            N_("Practice; the law sets none"),
            True,
            strict=False,
        ),
        Rule(
            "swap_review",
            N_("The coordinator confirms what members agree about their shifts"),
            "answer",
            0,
            N_("Practice; the law sets none"),
            strict=False,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A value that the assembly set.

    Attributes:
        code: of the rule.
        value: in the rule's unit; None = no limit.
        weight: None = never broken; else what breaking it once costs in the plan.
        since: first day it holds.
        decision: number of the decision that set it.
    """

    code: str
    value: int | None
    weight: int | None
    since: date
    decision: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A value in force.

    Attributes:
        value: in the rule's unit; None = no limit.
        weight: None = never broken.
    """

    value: int | None
    weight: int | None = None

    @property
    def hard(self) -> bool:
        """Whether it may never be broken."""
        return self.weight is None


@dataclass(frozen=True, slots=True)
class Profile:
    """All rules through time: the law, and over it what the assembly set.

    Attributes:
        voted: values set by decisions, in the order they were set; of two for one rule and
            day, the later first day wins, and of equal ones the later decision.
    """

    voted: tuple[RuleValue, ...] = ()

    def setter(self, code: str, day: date) -> RuleValue | None:
        """The voted value in force on a day; None while the law alone holds."""
        found = None
        for value in self.voted:
            if value.code == code and value.since <= day and (found is None or value.since >= found.since):
                found = value
        return found

    def limit(self, code: str, day: date) -> Limit:
        """What holds on a day."""
        voted = self.setter(code, day)
        return Limit(voted.value, voted.weight) if voted else Limit(RULES[code].law)

    def strictest(self, code: str, days: Days) -> Limit:
        """The strictest limit on any of the days; a hard one goes before a weighted one."""
        return strictest(RULES[code], (self.limit(code, day) for day in days))


def strictest(rule: Rule, limits: Iterable[Limit]) -> Limit:
    """The limit under which all the others are kept as well, as far as one value can say it."""
    real = [limit for limit in limits if limit.value is not None]
    if not real:
        return Limit(None)
    kept = [limit for limit in real if limit.hard] or real
    values = [limit.value for limit in kept if limit.value is not None]
    weights = [limit.weight for limit in kept if limit.weight is not None]
    return Limit(max(values) if rule.least else min(values), max(weights) if weights else None)


def said_strictness(rule: Rule, weight: int | None) -> Sentence | None:
    """How strictly a rule is kept, in words; None where that cannot be said of it."""
    if not rule.strict:
        return None
    if rule.warns:
        return Sentence(N_("What goes against it is said and marked, not refused."))
    return Sentence(N_("It is kept where possible.") if weight else N_("It is never broken."))


def said_value(rule: Rule, value: int | None) -> Sentence:
    """A value in words: `12:00 hours`, `15 minutes`, `6 days`, `yes`, `no limit`."""
    if rule.unit == "answer":
        return Sentence(N_("yes") if value else N_("no"))
    if value is None:
        return Sentence(N_("no limit"))
    if rule.unit == "minutes" and 0 < value < 60:
        return Sentence(N_("%(minutes)s minutes"), {"minutes": value})
    if rule.unit == "minutes":
        return Sentence(N_("%(hours)s hours"), {"hours": clock_hours(value)})
    return Sentence(
        N_("%(days)s days") if rule.unit == "days" else N_("%(nights)s nights"), {rule.unit: value}
    )
