"""The roll, the page of a person, candidates and corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import OFFICES
from coop.kernel.ranges import Days
from coop.people import queries, rules, usecases
from coop.people.forms import CandidateForm, LeaveForm, PersonForm, SkillsForm
from coop.people.views.base import NEXT_DAY, PERSONAL, bp, me, pairs_of, trail, typed, written
from coop.records import queries as book
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.language import LANGUAGES, cuit, dni
from coop.web.listing import Kind


@dataclass(frozen=True, slots=True)
class Line:
    """A person as the list shows her."""

    member: queries.Member
    sector: str
    skills: str
    offices: list[Sentence]
    away: bool


def status_of(person: queries.Member) -> Sentence:
    """The status in words."""
    return Sentence(rules.STATUS_TITLES[person.status])


def lines(uow: UnitOfWork) -> list[Line]:
    """Everybody, with names instead of keys."""
    today = uow.today()
    people = queries.members(uow)
    sectors = {s.id: s.name for s in queries.sectors(uow)}
    skills = {s.id: s.name for s in queries.skills(uow)}
    has = queries.skills_of(uow, [m.id for m in people])
    away = {a.member_id for a in queries.absences(uow, Days(today, today + NEXT_DAY))}
    offices: dict[int, list[Sentence]] = {}
    for mandate in queries.mandates_in_force(uow.session, today):
        offices.setdefault(mandate.member_id, []).append(Sentence(OFFICES[mandate.office]))
    return [
        Line(
            m,
            sectors.get(m.sector_id or 0, ""),
            ", ".join(sorted(skills[s] for s in has[m.id])),
            offices.get(m.id, []),
            m.id in away,
        )
        for m in people
    ]


def _page_of(line: Line) -> str:
    return url_for("people.show_member", member_id=line.member.id)


def _own(name: str, title: str, kind: Kind = "text") -> Column:
    """A column of what is written down about the person herself."""
    return Column(name, title, kind, value=lambda r: getattr(r.member, name))


NUMBER = Column("number", N_("No."), value=lambda r: str(r.member.number))
NAME = Column("name", N_("Name"), value=lambda r: r.member.name, link=_page_of)
STATUS = Column("status", N_("Status"), value=lambda r: status_of(r.member))


@bp.page("/", access="people:member:list")
def list_members() -> ResponseReturnValue:
    """Everybody ever written down."""
    with reading() as uow:
        rows = lines(uow)
    return listing(
        "people/list_members.html",
        rows,
        [
            NUMBER,
            NAME,
            Column("sector", N_("Sector")),
            Column("skills", N_("Skills")),
            Column("offices", N_("Office")),
            STATUS,
            Column("away", N_("Away today"), "bool"),
        ],
        title=N_("People"),
        name="personas",
        empty=N_("Nobody is written down yet. The secretary adds candidates or imports a file."),
    )


@bp.page("/registro", access="people:member:private")
def register() -> ResponseReturnValue:
    """The register of members with everything; everybody in it sees that it was read."""
    with writing(current.actor) as uow:
        rows = lines(uow)
        usecases.note_readings(uow, [r.member.id for r in rows], N_("Register of members"))
    return listing(
        "people/register.html",
        rows,
        [
            NUMBER,
            Column("name", N_("Name"), value=lambda r: r.member.sorted_name, link=_page_of),
            Column("dni", N_("DNI"), value=lambda r: dni(r.member.dni)),
            Column("cuit", N_("CUIT"), value=lambda r: cuit(r.member.cuit)),
            _own("cbu", N_("CBU (bank account)")),
            _own("birth_on", N_("Day of birth"), "day"),
            _own("household_size", N_("People in the household"), "int"),
            Column("sector", N_("Sector")),
            STATUS,
            _own("joined_on", N_("Member since"), "day"),
            _own("left_on", N_("Gone since"), "day"),
        ],
        title=N_("Register of members"),
        name="registro-de-asociados",
        empty=N_("Nobody is written down yet. Add candidates or import a file."),
        trail=trail(),
    )


def personal_facts(person: queries.Member) -> list[tuple[str, object]]:
    """What only the person and the secretary see: label and value."""
    return [
        (N_("DNI"), dni(person.dni)),
        (N_("CUIT"), cuit(person.cuit)),
        (N_("Day of birth"), person.birth_on),
        (N_("CBU (bank account)"), person.cbu),
        (N_("People in the household"), person.household_size),
        (N_("Language"), LANGUAGES.get(person.language or "", None)),
    ]


def absence_sentence(absence: queries.Absence, *, reason: bool) -> Sentence:
    """An absence in words, with or without why."""
    facts: dict[str, object] = {"first": absence.days.start, "last": absence.days.last}
    if not reason:
        return Sentence(N_("Away from %(first)s to %(last)s"), facts)
    facts["reason"] = Sentence(rules.ABSENCES[absence.kind])
    return Sentence(N_("%(reason)s, from %(first)s to %(last)s"), facts)


@bp.page("/<int:member_id>", access="people:member:list")
def show_member(member_id: int) -> ResponseReturnValue:
    """A person: what all members see, and to the secretary the rest, which is noted."""
    if member_id == current.member_id:
        return redirect(url_for("people.own"))
    private = current.may("people:member:private")
    with writing(current.actor) if private else reading(current.actor) as uow:
        person = queries.get_member(uow, member_id)
        line = next(r for r in lines(uow) if r.member.id == member_id)
        today = uow.today()
        away = queries.absences(uow, Days(today, date.max), member_id=member_id)
        mandates = [m for m in queries.mandates(uow) if m.member_id == member_id]
        decision = book.get_decision(uow, person.decision_id) if person.decision_id else None
        if private:
            usecases.note_readings(uow, [member_id], PERSONAL)
    return page(
        "people/show_member.html",
        title=Sentence(N_("%(name)s"), {"name": person.name}),
        person=person,
        line=line,
        status_text=status_of(person),
        decision=decision.number if decision else None,
        absences=[(a.id, absence_sentence(a, reason=private)) for a in away],
        mandates=[(Sentence(OFFICES[m.office]), m.since, m.ends - NEXT_DAY) for m in mandates],
        personal=personal_facts(person) if private else [],
        private=private,
        trail=trail(),
    )


@bp.form("/nueva", access="people:member:write")
def add_candidate() -> ResponseReturnValue:
    """Write down a candidate."""
    with reading() as uow:
        sectors, skills = pairs_of(queries.sectors(uow)), pairs_of(queries.skills(uow))
    form = CandidateForm(sectors, skills, data={"household_size": 1})
    return form_page(
        form,
        "people/form.html",
        title=N_("Write down a candidate"),
        action=lambda uow, form: usecases.add_candidate(uow, typed(form, number=form.number.data)),
        done=lambda member_id: url_for("people.show_member", member_id=member_id),
        said=N_("Written down as a candidate. A motion of admission makes her or him a member."),
        button=N_("Write down"),
        back=url_for("people.list_members"),
        wide=True,
        trail=trail(),
    )


@bp.form("/<int:member_id>/corregir", access="people:member:write")
def change_member(member_id: int) -> ResponseReturnValue:
    """Correct an entry; that it was read is noted."""
    opened = request.method == "GET"
    with writing(current.actor) if opened else reading(current.actor) as uow:
        person = queries.get_member(uow, member_id)
        has = queries.skills_of(uow, [member_id])[member_id]
        sectors, skills = pairs_of(queries.sectors(uow)), pairs_of(queries.skills(uow))
        if opened:
            usecases.note_readings(uow, [member_id], PERSONAL)
    form = PersonForm(sectors, skills, data=written(person, has))

    def change(uow: UnitOfWork, form: PersonForm) -> None:
        new = typed(form)
        usecases.change_member(uow, member_id, new)
        usecases.set_skills(uow, member_id, new.skill_ids)

    return form_page(
        form,
        "people/form.html",
        title=Sentence(N_("Correct the entry of %(name)s"), {"name": person.name}),
        action=change,
        done=lambda _none: url_for("people.show_member", member_id=member_id),
        said=N_("Corrected."),
        button=N_("Save"),
        back=url_for("people.show_member", member_id=member_id),
        wide=True,
        trail=trail(),
    )


@bp.form("/<int:member_id>/oficios", access="people:skill:write")
def change_skills(member_id: int) -> ResponseReturnValue:
    """Say which skills somebody has."""
    with reading() as uow:
        person = queries.get_member(uow, member_id)
        has = queries.skills_of(uow, [member_id])[member_id]
        skills = pairs_of(queries.skills(uow))
    return form_page(
        SkillsForm(skills, data={"skills": sorted(has)}),
        "people/form.html",
        title=Sentence(N_("Skills of %(name)s"), {"name": person.name}),
        action=lambda uow, form: usecases.set_skills(uow, member_id, form.skills.data or ()),
        done=lambda _none: url_for("people.show_member", member_id=member_id),
        said=N_("Saved."),
        button=N_("Save"),
        back=url_for("people.show_member", member_id=member_id),
        trail=trail(),
    )


@bp.form("/<int:member_id>/baja", access="people:member:write")
def end_membership(member_id: int) -> ResponseReturnValue:
    """Write down that somebody leaves of her own will."""
    with reading() as uow:
        person = queries.get_member(uow, member_id)
    return form_page(
        LeaveForm(),
        "people/leave.html",
        title=Sentence(N_("%(name)s leaves the co-op"), {"name": person.name}),
        action=lambda uow, form: usecases.leave_coop(uow, member_id, form.on.data),
        done=lambda _none: url_for("people.show_member", member_id=member_id),
        said=N_("Written down. The person is told."),
        own=member_id == me(),
        back=url_for("people.show_member", member_id=member_id),
        trail=trail(),
    )


@bp.button("/<int:member_id>/quitar", access="people:member:write")
def withdraw_candidate(member_id: int) -> ResponseReturnValue:
    """Take a candidate off the list."""
    return submit(
        lambda uow: usecases.withdraw_candidate(uow, member_id),
        done=lambda _none: url_for("people.list_members"),
        said=N_("Taken off the list, with everything that stood on the entry."),
    )
