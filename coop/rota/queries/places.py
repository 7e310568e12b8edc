"""The names of what people are there for."""

from __future__ import annotations

from dataclasses import dataclass

from coop.people import queries as people
from coop.rota.queries import setting
from coop.rota.rules import Place
from coop.store import UnitOfWork


@dataclass(frozen=True)
class Places:
    """Names of what people are there for."""

    sectors: dict[int, str]
    skills: dict[int, str]
    posts: dict[int, str]

    def name(self, place: Place) -> str:
        """The post; or the skill, the sector; empty for anything."""
        parts = [
            self.posts.get(place.post_id or 0),
            self.skills.get(place.skill_id or 0),
            self.sectors.get(place.sector_id or 0),
        ]
        return " · ".join(dict.fromkeys(p for p in parts if p))


def places(uow: UnitOfWork) -> Places:
    """The names of all places."""
    return Places(
        {s.id: s.name for s in people.sectors(uow)},
        {s.id: s.name for s in people.skills(uow)},
        {p.id: p.name for p in setting.posts(uow, also_ended=True)},
    )
