"""The co-op's own data: letterhead, sectors, skills, holidays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days
from coop.people import queries, usecases
from coop.people.forms import CoopDataForm, HolidayForm, NameForm, YearForm
from coop.people.usecases.coop import FIRST_YEAR, LAST_YEAR
from coop.people.views.base import bp, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page, submit

COOP = (N_("The co-op"), "people.show_coop")
SECTORS = (N_("Sectors"), "people.list_sectors")
SKILLS = (N_("Skills"), "people.list_skills")
HOLIDAYS = (N_("Holidays"), "people.list_holidays")


@bp.page("/cooperativa", access="people:coop:see")
def show_coop() -> ResponseReturnValue:
    """The letterhead and the founding."""
    with reading() as uow:
        coop = queries.get_coop(uow)
        count = len(queries.roll(uow, uow.today()))
    return page("people/show_coop.html", title=N_("The co-op"), coop=coop, count=count, trail=trail())


@bp.form("/cooperativa/corregir", access="people:coop:change")
def change_coop() -> ResponseReturnValue:
    """Correct the letterhead."""
    with reading() as uow:
        coop = queries.get_coop(uow)
    fields = ("name", "address", "city", "province", "cuit", "matricula")
    return form_page(
        CoopDataForm(data={f: getattr(coop, f) for f in fields}),
        "people/form.html",
        title=N_("Correct the letterhead"),
        action=lambda uow, form: usecases.change_coop(uow, **{f: form.data[f] for f in fields}),
        done=lambda _none: url_for("people.show_coop"),
        said=N_("Corrected."),
        button=N_("Save"),
        back=url_for("people.show_coop"),
        trail=trail(COOP),
    )


def _named_list(rows: tuple[queries.Named, ...], used: dict[int, int], **texts: str) -> ResponseReturnValue:
    return listing(
        "people/list_named.html",
        rows,
        [
            Column(
                "name",
                N_("Name"),
                link=lambda n: (
                    url_for(texts["edit"], key=n.id)
                    if current.may("people:skill:write")
                    else url_for("people.list_members", q=n.name)
                ),
            ),
            Column("people", N_("People"), "int", value=lambda n: used.get(n.id, 0)),
        ],
        title=texts["title"],
        name=texts["name"],
        empty=texts["empty"],
        add=url_for(texts["add"]),
        add_text=texts["add_text"],
        trail=trail(),
    )


def _named_form(
    title: str | Sentence,
    action: Callable[[UnitOfWork, NameForm], object],
    back: str,
    *,
    name: str | None = None,
    remove: str | None = None,
) -> ResponseReturnValue:
    return form_page(
        NameForm(data={"name": name}),
        "people/named.html",
        title=title,
        action=action,
        done=lambda _key: url_for(back),
        said=N_("Saved."),
        back=url_for(back),
        remove=remove,
        trail=trail(SECTORS if back == "people.list_sectors" else SKILLS),
    )


@bp.page("/sectores", access="people:coop:see")
def list_sectors() -> ResponseReturnValue:
    """All sectors and how many people work in each."""
    with reading() as uow:
        rows = queries.sectors(uow)
        used: dict[int, int] = {}
        for person in queries.workforce(uow, uow.today()):
            used[person.sector_id or 0] = used.get(person.sector_id or 0, 0) + 1
    return _named_list(
        rows,
        used,
        title=N_("Sectors"),
        name="sectores",
        empty=N_("There are no sectors yet. Add those in which you work: kiln, moulds, packing."),
        edit="people.rename_sector",
        add="people.add_sector",
        add_text=N_("Add a sector"),
    )


@bp.form("/sectores/nuevo", access="people:skill:write")
def add_sector() -> ResponseReturnValue:
    """Add a sector."""
    return _named_form(
        N_("Add a sector"), lambda uow, form: usecases.add_sector(uow, form.name.data), "people.list_sectors"
    )


@bp.form("/sectores/<int:key>", access="people:skill:write")
def rename_sector(key: int) -> ResponseReturnValue:
    """Rename a sector."""
    with reading() as uow:
        name = queries.get_sector(uow, key).name
    return _named_form(
        Sentence(N_("Sector %(name)s"), {"name": name}),
        lambda uow, form: usecases.rename_sector(uow, key, form.name.data),
        "people.list_sectors",
        name=name,
        remove=url_for("people.remove_sector", key=key),
    )


@bp.button("/sectores/<int:key>/quitar", access="people:skill:write")
def remove_sector(key: int) -> ResponseReturnValue:
    """Take a sector off that nobody belongs to."""
    return submit(
        lambda uow: usecases.remove_sector(uow, key),
        done=lambda _none: url_for("people.list_sectors"),
        said=N_("The sector is taken off."),
    )


@bp.page("/oficios", access="people:coop:see")
def list_skills() -> ResponseReturnValue:
    """All skills and how many people have each."""
    with reading() as uow:
        rows = queries.skills(uow)
        used: dict[int, int] = {}
        for has in queries.skills_of(uow, [m.id for m in queries.workforce(uow, uow.today())]).values():
            for skill in has:
                used[skill] = used.get(skill, 0) + 1
    return _named_list(
        rows,
        used,
        title=N_("Skills"),
        name="oficios",
        empty=N_("There are no skills yet. Add what work asks for: firing, glazing, fork-lift."),
        edit="people.rename_skill",
        add="people.add_skill",
        add_text=N_("Add a skill"),
    )


@bp.form("/oficios/nuevo", access="people:skill:write")
def add_skill() -> ResponseReturnValue:
    """Add a skill."""
    return _named_form(
        N_("Add a skill"), lambda uow, form: usecases.add_skill(uow, form.name.data), "people.list_skills"
    )


@bp.form("/oficios/<int:key>", access="people:skill:write")
def rename_skill(key: int) -> ResponseReturnValue:
    """Rename a skill."""
    with reading() as uow:
        name = queries.get_skill(uow, key).name
    return _named_form(
        Sentence(N_("Skill %(name)s"), {"name": name}),
        lambda uow, form: usecases.rename_skill(uow, key, form.name.data),
        "people.list_skills",
        name=name,
        remove=url_for("people.remove_skill", key=key),
    )


@bp.button("/oficios/<int:key>/quitar", access="people:skill:write")
def remove_skill(key: int) -> ResponseReturnValue:
    """Take a skill off that nobody has."""
    return submit(
        lambda uow: usecases.remove_skill(uow, key),
        done=lambda _none: url_for("people.list_skills"),
        said=N_("The skill is taken off."),
    )


@bp.page("/feriados", access="people:coop:see")
def list_holidays() -> ResponseReturnValue:
    """The days off of a year."""
    with reading() as uow:
        asked = request.args.get("anio", type=int) or uow.today().year
        year = min(max(asked, FIRST_YEAR), LAST_YEAR)
        rows = queries.list_holidays(uow, Days(date(year, 1, 1), date(year + 1, 1, 1)))
    return listing(
        "people/list_holidays.html",
        rows,
        [
            Column("day", N_("Day"), "day", link=lambda h: url_for("people.show_holiday", holiday_id=h.id)),
            Column("name", N_("Name")),
        ],
        title=Sentence(N_("Holidays of %(year)s"), {"year": str(year)}),
        name=f"feriados-{year}",
        empty=N_("No holidays are written down for this year. Fill in the public ones and correct them."),
        year=year,
        trail=trail(),
    )


@bp.page("/feriados/<int:holiday_id>", access="people:coop:see")
def show_holiday(holiday_id: int) -> ResponseReturnValue:
    """One day off."""
    with reading() as uow:
        holiday = queries.get_holiday(uow, holiday_id)
    return page(
        "people/show_holiday.html",
        title=Sentence(N_("%(name)s"), {"name": holiday.name}),
        holiday=holiday,
        trail=trail(HOLIDAYS),
    )


@bp.form("/feriados/nuevo", access="people:holiday:write")
def add_holiday() -> ResponseReturnValue:
    """Add a day off."""

    def add(uow: UnitOfWork, form: HolidayForm) -> int:
        usecases.add_holiday(uow, form.day.data, form.name.data)
        return int(form.day.data.year)

    return form_page(
        HolidayForm(),
        "people/form.html",
        title=N_("Add a holiday"),
        action=add,
        done=lambda year: url_for("people.list_holidays", anio=year),
        said=N_("Saved."),
        button=N_("Save"),
        back=url_for("people.list_holidays"),
        trail=trail(HOLIDAYS),
    )


@bp.form("/feriados/cargar", access="people:holiday:write")
def fill_holidays() -> ResponseReturnValue:
    """Fill in the public holidays of a year."""
    with reading() as uow:
        year = request.args.get("anio", type=int) or uow.today().year
    return form_page(
        YearForm(data={"year": year}),
        "people/form.html",
        title=N_("Fill in the public holidays"),
        action=lambda uow, form: (form.year.data, usecases.fill_holidays(uow, form.year.data)),
        done=lambda result: url_for("people.list_holidays", anio=result[0]),
        said=lambda result: Sentence(
            N_("%(count)s days added. Look through them and correct."), {"count": result[1]}
        ),
        button=N_("Fill in"),
        back=url_for("people.list_holidays"),
        trail=trail(HOLIDAYS),
    )


@bp.button("/feriados/<int:holiday_id>/quitar", access="people:holiday:write")
def remove_holiday(holiday_id: int) -> ResponseReturnValue:
    """Work on that day after all."""
    return submit(
        lambda uow: usecases.remove_holiday(uow, holiday_id),
        done=lambda _none: url_for("people.list_holidays"),
        said=N_("That day is a working day again."),
    )
