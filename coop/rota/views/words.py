"""Names of people, shifts and places, to say what members agree about."""

from __future__ import annotations

from dataclasses import dataclass

from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries
from coop.rota.rules import Duty, Obstacle, Opening, opening_of
from coop.rota.views.base import places
from coop.store import UnitOfWork
from coop.web.language import long_day


@dataclass(frozen=True)
class Words:
    """Names of people, shifts and places, to say what a proposal is about."""

    names: dict[int, str]
    kinds: dict[str, queries.Kind]
    where: queries.Places

    def shift(self, opening: Opening) -> Sentence:
        """`Morning, Monday 16 November, 06:00 to 14:00, Oven`."""
        kind = self.kinds[opening.kind]
        place = self.where.name(opening.place)
        message = N_("%(shift)s, %(day)s, %(begins)s to %(until)s, %(place)s")
        if not place:
            message = N_("%(shift)s, %(day)s, %(begins)s to %(until)s")
        facts: dict[str, object] = {
            "shift": kind.name,
            "day": long_day(opening.day),
            "begins": kind.begins,
            "until": kind.until,
        }
        return Sentence(message, {**facts, "place": place} if place else facts)

    def change(self, member_id: int, takes: Duty | None, gives: Duty | None) -> Sentence:
        """What changes for one person."""
        facts: dict[str, object] = {"name": self.names.get(member_id, "")}
        if takes is not None:
            facts["takes"] = self.shift(opening_of(takes))
        if gives is not None:
            facts["gives"] = self.shift(opening_of(gives))
        if takes is None:
            return Sentence(N_("%(name)s is free of: %(gives)s"), facts)
        if gives is None:
            return Sentence(N_("%(name)s works: %(takes)s"), facts)
        return Sentence(N_("%(name)s works: %(takes)s. Instead of: %(gives)s"), facts)


def words(uow: UnitOfWork) -> Words:
    """All names."""
    kinds = {k.code: k for k in queries.kinds(uow, also_ended=True)}
    return Words(people.names(uow), kinds, places(uow))


def against_words(against: Obstacle, said: Words) -> Sentence:
    """An obstacle with the person's name."""
    facts = {"name": said.names.get(against.member_id, ""), "reason": against.sentence}
    return Sentence(N_("%(name)s: %(reason)s"), facts)


def accepted(state: str) -> Sentence:
    """What to say after a yes, by the state it led to."""
    if state == "agreed":
        return Sentence(N_("Written down. It takes effect when the coordinator confirms it."))
    return Sentence(N_("Agreed. The rota is changed."))
