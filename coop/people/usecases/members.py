"""Members: written down as candidates, admitted by the assembly, changed, gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, false, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Sentence
from coop.people import queries, rules
from coop.people.tables import (
    ImportChangeRow,
    MemberRow,
    MemberSkillRow,
    SectorRow,
    SkillRow,
)
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class NumberTaken(CoopError):
    message = N_("Number %(number)s belongs to %(name)s. Leave it empty to get the next free one.")


class SamePerson(CoopError):
    message = N_("%(name)s is on the list already, with the same DNI or CUIT. Open that entry instead.")


class IsMember(CoopError):
    message = N_("%(name)s is a member already. Look at the list of people.")


class IsOnTrial(CoopError):
    message = N_("%(name)s is on trial already. Propose the admission.")


class HasLeft(CoopError):
    message = N_("%(name)s has left the co-op. Write the person down as a new candidate.")


class NotACandidate(CoopError):
    message = N_(
        "%(name)s was admitted by the assembly and stays in the register. Only a candidate can be taken off."
    )


class StillNeeded(CoopError):
    message = N_("Something depends on %(name)s, such as an absence. Take that off first.")


@dataclass(frozen=True, slots=True)
class NewMember:
    """What is written down about a person; numbers without punctuation once stored.

    Attributes:
        number: on the roll; None takes the next free one.
        household_size: persons who live on this income, herself included.
        sector_id: key of a sector.
        joined_on: first day as a member, for the founding act; seniority counts from it.
    """

    given_names: str
    family_name: str
    number: int | None = None
    sector_id: int | None = None
    cuit: str | None = None
    dni: str | None = None
    cbu: str | None = None
    language: str | None = None
    birth_on: date | None = None
    household_size: int = 1
    joined_on: date | None = None
    skill_ids: frozenset[int] = frozenset()


def checked(uow: UnitOfWork, new: NewMember, *, member_id: int | None = None) -> dict[str, object]:
    """The columns of a person, checked and in stored form.

    Args:
        uow: the unit of work.
        new: what was given.
        member_id: the person who already has these data, when they are being changed.

    Raises:
        Invalid: a number, day or size cannot be right.
        SamePerson: another person, who has not left, has the same DNI or CUIT.
        NoSuchThing: the sector does not exist.
    """
    cuit = rules.plain_cuit(new.cuit) if new.cuit else None
    dni = rules.plain_dni(new.dni) if new.dni else None
    cbu = rules.plain_cbu(new.cbu) if new.cbu else None
    rules.check_cuit_of_dni(cuit, dni)
    rules.check_birth(new.birth_on, uow.today())
    rules.check_household(new.household_size)
    if new.sector_id is not None:
        uow.get(SectorRow, new.sector_id)
    same = or_(MemberRow.dni == dni if dni else false(), MemberRow.cuit == cuit if cuit else false())
    # Who has left and comes back is a new entry: the old one stays as it was.
    here = or_(MemberRow.left_on.is_(None), MemberRow.left_on > uow.today())
    gone = member_id is not None and queries.get_member(uow, member_id).status == "left"
    others = select(MemberRow).where(same, here, MemberRow.id != (member_id or 0))
    for other in () if gone else uow.session.scalars(others):
        raise SamePerson(name=f"{other.given_names} {other.family_name}")
    return {
        "given_names": new.given_names.strip(),
        "family_name": new.family_name.strip(),
        "sector_id": new.sector_id,
        "cuit": cuit,
        "dni": dni,
        "cbu": cbu,
        "language": new.language,
        "birth_on": new.birth_on,
        "household_size": new.household_size,
    }


def next_number(uow: UnitOfWork) -> int:
    """The number after the highest one given so far."""
    return int(uow.session.scalar(select(func.max(MemberRow.number))) or 0) + 1


def add_candidate(uow: UnitOfWork, new: NewMember) -> int:
    """Write a person down as a candidate, whom a motion may admit.

    Returns:
        The key.

    Raises:
        NumberTaken: the number is in use.
        SamePerson: the same DNI or CUIT stands there already.
        Invalid: a number, day or size cannot be right.
    """
    columns = checked(uow, new)
    if new.number is not None:
        other = queries.find_member_by_number(uow, new.number)
        if other is not None:
            raise NumberTaken(number=new.number, name=other.name)
    row = MemberRow(number=new.number or next_number(uow), **columns)
    uow.add(row)
    if new.skill_ids:
        set_skills(uow, row.id, new.skill_ids)
    return row.id


def withdraw_candidate(uow: UnitOfWork, member_id: int) -> None:
    """Take a candidate off the list, with all that stands on her entry and in the batch that brought her.

    That somebody looked at the entry is kept, by a key that is never used again.

    Raises:
        NotACandidate: the assembly admitted her, or put her on trial.
        StillNeeded: something else points at her, such as an absence.
    """
    row = uow.get(MemberRow, member_id)
    if row.trial_on is not None or row.joined_on is not None:
        raise NotACandidate(name=f"{row.given_names} {row.family_name}")
    try:
        with uow.savepoint():
            uow.session.execute(delete(MemberSkillRow).where(MemberSkillRow.member_id == member_id))
            uow.session.delete(row)
            uow.session.execute(
                update(ImportChangeRow)
                .where(ImportChangeRow.kind == "member", ImportChangeRow.key == member_id)
                .values(before=None, after={})
            )
            uow.session.flush()
    except IntegrityError as used:
        raise StillNeeded(name=f"{row.given_names} {row.family_name}") from used


def check_admissible(uow: UnitOfWork, member_id: int, *, trial: bool = False) -> queries.Member:
    """The candidate, if she can be admitted (or put on trial) now.

    Raises:
        IsMember: she is one already.
        IsOnTrial: she is on trial already and only a trial is asked for.
        HasLeft: she left.
        TooYoung: she is not 18 yet.
    """
    person = queries.get_member(uow, member_id)
    if person.status == "left":
        raise HasLeft(name=person.name)
    if person.joined_on is not None:
        raise IsMember(name=person.name)
    if trial and person.trial_on is not None:
        raise IsOnTrial(name=person.name)
    rules.check_age(person.name, person.birth_on, uow.today())
    return person


def admit_member(uow: UnitOfWork, proof: DecisionProof, member_id: int, *, on: date | None = None) -> None:
    """Make a candidate (or somebody on trial) a full member.

    Args:
        uow: the unit of work.
        proof: the decision of the assembly.
        member_id: the candidate.
        on: first day as a member; today when absent.

    Raises:
        IsMember: she is one already.
        HasLeft: she left.
        TooYoung: she is not 18 yet.

    References:
        Ley 20.337 art. 17 (who may be a member), 38 (register of members).
    """
    check_admissible(uow, member_id)
    row = uow.get(MemberRow, member_id)
    row.joined_on, row.decision_id = on or uow.today(), proof.decision_id
    uow.session.flush()
    record_person(uow, "people.admitted", row, day=row.joined_on, decision=proof.number)


def start_trial(uow: UnitOfWork, proof: DecisionProof, member_id: int, *, on: date | None = None) -> None:
    """Let a candidate work on trial; she is on no roll yet.

    Raises:
        IsOnTrial, IsMember, HasLeft, TooYoung: see `check_admissible`.
    """
    check_admissible(uow, member_id, trial=True)
    row = uow.get(MemberRow, member_id)
    row.trial_on, row.trial_decision_id = on or uow.today(), proof.decision_id
    uow.session.flush()
    record_person(uow, "people.trial", row, day=row.trial_on, decision=proof.number)


def change_member(uow: UnitOfWork, member_id: int, new: NewMember) -> None:
    """Correct what is written down about a person; number and days of membership stay.

    Raises:
        SamePerson, Invalid: see `checked`.
    """
    row = uow.get(MemberRow, member_id)
    before = row.cbu
    for name, value in checked(uow, new, member_id=member_id).items():
        setattr(row, name, value)
    uow.session.flush()
    tell_of_account(uow, row, before)


def change_own(uow: UnitOfWork, member_id: int, *, household_size: int, cbu: str | None) -> None:
    """Let a member change what she alone knows: household and bank account. She is told of the latter.

    Raises:
        Invalid: the size or the account cannot be right.
    """
    rules.check_household(household_size)
    row = uow.get(MemberRow, member_id)
    before = row.cbu
    row.household_size = household_size
    row.cbu = rules.plain_cbu(cbu) if cbu else None
    uow.session.flush()
    tell_of_account(uow, row, before)


def choose_language(uow: UnitOfWork, member_id: int, language: str | None) -> None:
    """Speak to a member in her language; None is that of the workplace."""
    uow.get(MemberRow, member_id).language = language
    uow.session.flush()


def tell_of_account(uow: UnitOfWork, row: MemberRow, before: str | None) -> None:
    """Tell a member that her pay goes to another account now, whoever changed it.

    Args:
        uow: the unit of work.
        row: the member as she stands now; a candidate has no pay and is not told.
        before: the account until now.
    """
    if row.cbu == before or (row.trial_on is None and row.joined_on is None):
        return
    by = uow.actor.member_id
    if by == row.id:
        told = Sentence(
            N_("You changed the bank account (CBU) that your pay goes to. If it was not you, say so at once.")
        )
    else:
        name = queries.get_member(uow, by).name if by is not None else Sentence(N_("The computer"))
        told = Sentence(
            N_(
                "%(name)s changed the bank account (CBU) that your pay goes to. "
                "If you did not ask for it, say so at once."
            ),
            {"name": name},
        )
    notify(uow, told, member_ids=[row.id], about="data")


def set_skills(uow: UnitOfWork, member_id: int, skill_ids: Collection[int]) -> None:
    """Give a member exactly these skills.

    Raises:
        NoSuchThing: the member or a skill does not exist.
    """
    uow.get(MemberRow, member_id)
    wanted = set(skill_ids)
    for skill_id in sorted(wanted):
        uow.get(SkillRow, skill_id)
    has = set(queries.skills_of(uow, [member_id])[member_id])
    uow.session.execute(
        delete(MemberSkillRow).where(
            MemberSkillRow.member_id == member_id,
            MemberSkillRow.skill_id.in_(has - wanted),
        )
    )
    for skill_id in sorted(wanted - has):
        uow.session.add(MemberSkillRow(member_id=member_id, skill_id=skill_id))
    uow.session.flush()


def record_person(uow: UnitOfWork, kind: str, row: MemberRow, *, day: date, decision: str | None) -> None:
    personal = {"name": f"{row.given_names} {row.family_name}"}
    if row.dni:
        personal["dni"] = row.dni
    facts = {"number": row.number, "day": day.isoformat()}
    if decision is not None:
        facts["decision"] = decision
    records.record(uow, kind, facts, personal)
