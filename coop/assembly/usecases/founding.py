"""The founding act: the co-op, its statute, its first roll and its first mandates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from coop.assembly import queries, rules
from coop.assembly.usecases.enacting import proof_of
from coop.assembly.usecases.statute import adopt
from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError, Invalid
from coop.people import queries as people
from coop.people import usecases as roll
from coop.people.queries import Coop
from coop.people.usecases import NewMandate, NewMember
from coop.records import usecases as records
from coop.store import UnitOfWork


class AlreadyFounded(CoopError):
    message = N_("This co-op was founded already. What changes now is voted in an assembly.")


class FoundedTomorrow(Invalid):
    message = N_("The day of founding lies in the future. Enter the act once it is signed.")


class FewOfficers(Invalid):
    message = N_(
        "The act gives offices to fewer than two people, and two officers together give out the first "
        "passwords. Add a mandate for somebody else."
    )


@dataclass(frozen=True, slots=True)
class FoundingAct:
    """What the founders signed.

    Attributes:
        coop: name, letterhead, time zone, day of founding.
        statute: code of a statute, see `rules.statutes()`.
        members: the founding roll.
        candidates: keys of people written down by an import, who join with the others.
        mandates: the offices they gave themselves.
    """

    coop: Coop
    statute: str
    members: Sequence[NewMember] = ()
    candidates: Sequence[int] = ()
    mandates: Sequence[NewMandate] = ()


def found(uow: UnitOfWork, act: FoundingAct) -> tuple[int, ...]:
    """Record the founding act as the first decision and carry it out.

    Returns:
        Keys of the founding members, those of `act.members` first, in the order given.

    Raises:
        AlreadyFounded: there is a co-op.
        UnknownStatute: no statute has that code.
        FoundedTomorrow: the act is dated after today.
        FewOfficers: nobody could get in afterwards.
        CoopError: a member or mandate that the rules of `people` refuse.

    References:
        Ley 20.337 arts. 7, 8.
    """
    if people.find_coop(uow) is not None or queries.find_statute(uow, uow.today()) is not None:
        raise AlreadyFounded()
    statute = rules.get_statute(act.statute)
    if act.coop.founded_on > uow.today():
        raise FoundedTomorrow()
    if len({mandate.number for mandate in act.mandates}) < 2:
        raise FewOfficers()
    decision = records.record_decision(
        uow,
        number=rules.decision_number(act.coop.founded_on.year, rules.FOUNDING_SERIAL),
        kind="assembly.founding",
        matter="statute",
        outcome="carried",
        subject=digest(asdict(act)),
        facts={
            "name": act.coop.name,
            "founded_on": act.coop.founded_on,
            "statute": statute.code,
            "founders": len(act.members) + len(act.candidates),
        },
    )
    adopt(uow, statute, since=act.coop.founded_on, decision_id=decision.id)
    return roll.found_roll(
        uow,
        proof_of(uow, decision.id),
        coop=act.coop,
        members=act.members,
        candidates=act.candidates,
        mandates=act.mandates,
    )
