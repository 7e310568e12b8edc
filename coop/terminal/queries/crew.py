"""Who may sign in at the terminal: names to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from coop.people import queries as people
from coop.people.queries import Member
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.terminal import rules
from coop.web.language import fold


@dataclass(frozen=True, slots=True)
class Face:
    """A person to choose at the terminal."""

    number: int
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class Crew:
    """Who may sign in here: those on shift first.

    Attributes:
        letters: first letters to choose from; empty when everybody fits on one page.
        letter: the chosen one, or "".
    """

    on_shift: tuple[Face, ...]
    others: tuple[Face, ...]
    letters: str
    letter: str


def crew(uow: UnitOfWork, letter: str = "") -> Crew:
    """Whose names stand on the page where one chooses oneself.

    Args:
        uow: the unit of work.
        letter: first letter of the family name, without accents; "" for those on shift now.
    """
    everybody = sorted(people.workforce(uow, uow.today()), key=lambda m: fold(m.sorted_name))
    here = rota.on_shift_now(uow)
    few = len(everybody) <= rules.ALL_AT_ONCE
    letters = "" if few else "".join(sorted({_letter(m) for m in everybody}))
    letter = letter if letter in letters else ""
    on_shift = [m for m in everybody if m.id in here] if not letter else []
    others = [m for m in everybody if (few and m.id not in here) or (letter and _letter(m) == letter)]
    return Crew(tuple(map(_face, on_shift)), tuple(map(_face, others)), letters, letter)


def _letter(member: Member) -> str:
    return fold(member.family_name)[:1].upper() or "?"


def _face(member: Member) -> Face:
    short = rules.initials(member.given_names, member.family_name)
    return Face(member.number, member.name, short)
