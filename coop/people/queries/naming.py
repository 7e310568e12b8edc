"""The person that a motion names, in what is voted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coop.kernel.errors import N_, CoopError
from coop.people.queries.members import Member, find_member_by_number
from coop.store import UnitOfWork


class AnotherPerson(CoopError):
    message = N_("Number %(number)s is not %(name)s any more. Withdraw the motion and move it anew.")


def as_named(person: Member) -> dict[str, object]:
    """A person as JSON, so that nobody else takes her place under her number."""
    return {"id": person.id, "number": person.number, "name": person.name}


def same_person(uow: UnitOfWork, named: Mapping[str, Any]) -> Member:
    """The person that was named when it was moved.

    Raises:
        AnotherPerson: her number or name is another's by now.
    """
    person = find_member_by_number(uow, named["number"])
    if person is None or person.id != named["id"] or person.name != named["name"]:
        raise AnotherPerson(number=str(named["number"]), name=named["name"])
    return person
