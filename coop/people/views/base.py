"""The blueprint and what several pages need."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for

from coop.kernel.sentences import N_
from coop.people import queries
from coop.people.forms import Pairs
from coop.people.usecases import NewMember
from coop.store import UnitOfWork
from coop.web import Module, _, current

bp = Module("people", __name__, url_prefix="/personas")

PERSONAL = N_("Personal data")
NEXT_DAY = timedelta(days=1)


def me() -> int:
    """Key of the member of this request; the permission made sure that there is one."""
    assert current.member_id is not None
    return current.member_id


def pairs_of(named: tuple[queries.Named, ...]) -> Pairs:
    """Sectors or skills as options."""
    return [(n.id, n.name) for n in named]


def member_pairs(uow: UnitOfWork) -> Pairs:
    """Everybody who works here today as options."""
    return [(m.id, f"{m.number} · {m.name}") for m in queries.workforce(uow, uow.today())]


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the list of members to a page: titles and endpoints."""
    ways = ((N_("People"), "people.list_members"), *steps)
    return [{"title": _(title), "url": url_for(endpoint)} for title, endpoint in ways]


def written(person: queries.Member, skills: frozenset[int]) -> dict[str, object]:
    """What a form about a person is opened with."""
    return {
        "given_names": person.given_names,
        "family_name": person.family_name,
        "dni": person.dni,
        "cuit": person.cuit,
        "cbu": person.cbu,
        "birth_on": person.birth_on,
        "household_size": person.household_size,
        "sector": str(person.sector_id or ""),
        "language": person.language or "",
        "skills": sorted(skills),
    }


def typed(form: object, *, number: int | None = None) -> NewMember:
    """What was typed into a form about a person."""
    data = form.data  # type: ignore[attr-defined]
    return NewMember(
        given_names=data["given_names"],
        family_name=data["family_name"],
        number=number,
        sector_id=int(data["sector"]) if data["sector"] else None,
        cuit=data["cuit"],
        dni=data["dni"],
        cbu=data["cbu"],
        language=data["language"] or None,
        birth_on=data["birth_on"],
        household_size=data["household_size"],
        skill_ids=frozenset(data["skills"] or ()),
    )
