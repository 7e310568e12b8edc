"""The person that a motion names."""

from __future__ import annotations

from typing import Any

from coop.kernel.errors import N_, CoopError
from coop.people import queries
from coop.store import UnitOfWork


class AnotherPerson(CoopError):
    message = N_("Number %(number)s is not %(name)s any more. Withdraw the motion and move it anew.")


def as_named(person: queries.Member) -> dict[str, object]:
    return {"id": person.id, "number": person.number, "name": person.name}


def same_person(uow: UnitOfWork, named: dict[str, Any]) -> queries.Member:
    """The person that was named when it was moved: nobody else is voted in under her number."""
    person = queries.find_member_by_number(uow, named["number"])
    if person is None or person.id != named["id"] or person.name != named["name"]:
        raise AnotherPerson(number=str(named["number"]), name=named["name"])
    return person
