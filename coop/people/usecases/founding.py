"""The roll and the first mandates that come with the founding act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Invalid
from coop.people import queries, rules
from coop.people.tables import CoopRow
from coop.people.usecases.coop import check_zone
from coop.people.usecases.mandates import give_mandate
from coop.people.usecases.members import NewMember, add_candidate, admit_member
from coop.records import usecases as records
from coop.store import UnitOfWork

__all__ = ["NewMandate", "NewMember", "found_roll"]


class AlreadyFounded(CoopError):
    message = N_("This co-op was founded on %(day)s. Who joins later is a candidate whom a motion admits.")


class NobodyFounds(Invalid):
    message = N_("A co-op is founded by people. Write down at least one member.")


class NotAFounder(Invalid):
    message = N_(
        "Number %(number)s is not among the founding members. Choose the office holders from the roll."
    )


@dataclass(frozen=True, slots=True)
class NewMandate:
    """An office given in the founding act.

    Attributes:
        number: of the member on the founding roll.
        office: one of `rules.OFFICES`.
        until: first day no longer in office.
    """

    number: int
    office: str
    until: date


def found_roll(
    uow: UnitOfWork,
    proof: DecisionProof,
    *,
    coop: queries.Coop,
    members: Sequence[NewMember] = (),
    candidates: Sequence[int] = (),
    mandates: Sequence[NewMandate] = (),
) -> tuple[int, ...]:
    """Write down the co-op, its first roll and its first mandates.

    Args:
        uow: the unit of work.
        proof: the founding act, recorded by the assembly.
        coop: name, letterhead, time zone.
        members: the founding members; without `joined_on` they join on the day of founding.
        candidates: keys of persons already written down (by an import), who join too.
        mandates: the offices they give themselves, from today on.

    Returns:
        Keys of the members, those of `members` first, in the order given.

    Raises:
        AlreadyFounded: there is a co-op.
        NobodyFounds: there is no member.
        NotAFounder: an office is given to somebody not on the roll.
        CoopError: a member or mandate that the rules refuse.
    """
    before = queries.find_coop(uow)
    if before is not None:
        raise AlreadyFounded(day=before.founded_on)
    if not members and not candidates:
        raise NobodyFounds()
    check_zone(coop.zone)
    uow.add(
        CoopRow(
            id=1,
            name=coop.name,
            legal_name=coop.legal_name,
            cuit=rules.plain_cuit(coop.cuit) if coop.cuit else None,
            matricula=coop.matricula,
            address=coop.address,
            city=coop.city,
            province=coop.province,
            currency=coop.currency,
            zone=coop.zone,
            founded_on=coop.founded_on,
            decision_id=proof.decision_id,
        )
    )
    records.record(
        uow,
        "people.founded",
        {
            "name": coop.name,
            "founded_on": coop.founded_on.isoformat(),
            "decision": proof.number,
        },
    )
    keys: list[int] = []
    for new in members:
        key = add_candidate(uow, replace(new, joined_on=None))
        admit_member(uow, proof, key, on=new.joined_on or coop.founded_on)
        keys.append(key)
    for key in candidates:
        admit_member(uow, proof, key, on=coop.founded_on)
        keys.append(key)
    for mandate in mandates:
        holder = queries.find_member_by_number(uow, mandate.number)
        if holder is None or holder.id not in keys:
            raise NotAFounder(number=mandate.number)
        give_mandate(uow, proof, holder.id, mandate.office, mandate.until)
    return tuple(keys)
