"""Two officers together: what neither may do alone."""

from __future__ import annotations

from coop.store import UnitOfWork
from coop.web import identity, rules


def is_officer(uow: UnitOfWork, member_id: int) -> bool:
    """Whether a member holds an office today."""
    return bool(identity.offices_in_force(uow.session, member_id, uow.today()))


def check_two_officers(uow: UnitOfWork, second: int) -> int:
    """See that the actor and a second person are two different officers.

    Returns:
        The actor's member key.

    Raises:
        SameOfficer: nobody acts, or both are the same person.
        NotAnOfficer: one of them holds no office today.
    """
    first = uow.actor.member_id
    if first is None or first == second:
        raise rules.SameOfficer()
    if not (is_officer(uow, first) and is_officer(uow, second)):
        raise rules.NotAnOfficer()
    return first
