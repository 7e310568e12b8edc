"""Pages of how things are made: bills, routings, work centres."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import ZERO
from coop.people import queries as people
from coop.production import queries, usecases
from coop.production.forms import BillLineForm, CentreForm, EndLineForm, StepForm
from coop.production.views.blueprint import CENTRES, METHODS, bp, trail
from coop.stock import queries as stock
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, submit


def method_url(item_id: int) -> str:
    return url_for("production.method", item_id=item_id)


def about_item(item_id: int) -> list[tuple[str, str]]:
    """What production knows about an item, for its page in stock."""
    return [(N_("How it is made"), method_url(item_id))]


@bp.page("/recetas", access="production:order:list")
def methods() -> ResponseReturnValue:
    """Everything that we make."""
    with reading(current.actor) as uow:
        rows = queries.products(uow)
    return listing(
        "production/methods.html",
        rows,
        [
            Column("code", N_("Code"), value=lambda p: p.item.code, link=lambda p: method_url(p.item.id)),
            Column("name", N_("Name"), value=lambda p: p.item.name),
            Column("parts", N_("Lines of its bill"), "int"),
            Column("operations", N_("Operations"), "int"),
        ],
        title=N_("How things are made"),
        name="recetas",
        empty=N_("We make nothing yet. Add an item that we make to the items first."),
        trail=trail(),
    )


@bp.page("/recetas/<int:item_id>", access="production:order:list")
def method(item_id: int) -> ResponseReturnValue:
    """What goes into an item, and by which operations it is made."""
    with reading(current.actor) as uow:
        item = stock.get_item(uow, item_id)
        parts = queries.bill_of(uow, item_id, uow.today())
        routing = queries.routing_of(uow, item_id)
    return listing(
        "production/method.html",
        parts,
        [
            Column("component", N_("What goes in"), value=lambda p: p.component.label, link=_component_url),
            Column("amount", N_("Quantity"), "int"),
            Column("per", N_("For so much"), "int"),
            Column("from_day", N_("Holds from"), "day"),
            Column("until_day", N_("Holds until"), "day", value=_until, link=_end_url),
            Column("in_force", N_("In force"), "bool"),
        ],
        title=Sentence("%(item)s", {"item": item.label}),
        name=f"receta-{item.code}",
        empty=N_("Nothing goes into it yet. Add the first line of its bill."),
        item=item,
        routing=routing,
        trail=trail(METHODS),
    )


def _component_url(part: queries.BillPart) -> str:
    return method_url(part.component.id)


def _until(part: queries.BillPart) -> object:
    return part.until_day or Sentence(N_("further notice"))


def _end_url(part: queries.BillPart) -> str | None:
    if not current.may("production:method:write"):
        return None
    return url_for("production.end_bill_line", line_id=part.id)


@bp.form("/recetas/<int:item_id>/componente", access="production:method:write")
def add_bill_line(item_id: int) -> ResponseReturnValue:
    """Add a line to an item's bill."""
    with reading(current.actor) as uow:
        item, items, units, today = (
            stock.get_item(uow, item_id),
            stock.items(uow),
            stock.units(uow),
            uow.today(),
        )

    def add(uow: UnitOfWork, form: BillLineForm) -> int:
        return usecases.add_bill_line(
            uow,
            item_id,
            form.component_id.data,
            quantity=form.quantity.data,
            unit_id=int(form.unit_id.data) if form.unit_id.data else None,
            per=form.per.data,
            from_day=form.from_day.data,
            until_day=form.until_day.data,
        )

    return form_page(
        BillLineForm([i for i in items if i.active and i.id != item_id], units, per=1000, from_day=today),
        "production/add_bill_line.html",
        title=Sentence(N_("What goes into %(item)s"), {"item": item.label}),
        action=add,
        done=lambda _r: method_url(item_id),
        said=N_("Added to the bill."),
        item=item,
        trail=trail(METHODS),
    )


@bp.form("/componentes/<int:line_id>/fin", access="production:method:write")
def end_bill_line(line_id: int) -> ResponseReturnValue:
    """End a line of a bill."""
    with reading(current.actor) as uow:
        product_id, label = queries.bill_line(uow, line_id)
        today = uow.today()

    def end(uow: UnitOfWork, form: EndLineForm) -> None:
        until: date = form.until_day.data
        usecases.end_bill_line(uow, line_id, until)

    return form_page(
        EndLineForm(until_day=today),
        "production/end_bill_line.html",
        title=Sentence(N_("%(item)s no longer goes in"), {"item": label}),
        action=end,
        done=lambda _r: method_url(product_id),
        said=N_("The line ends on that day."),
        item_id=product_id,
        trail=trail(METHODS),
    )


@bp.form("/recetas/<int:item_id>/operacion", access="production:method:write")
def add_step(item_id: int) -> ResponseReturnValue:
    """Add an operation to an item's routing."""
    with reading(current.actor) as uow:
        item, centres, skills = (
            stock.get_item(uow, item_id),
            queries.centres(uow),
            people.skills(uow),
        )
        taken = [s.sequence for s in queries.routing_of(uow, item_id)]

    def add(uow: UnitOfWork, form: StepForm) -> int:
        return usecases.add_step(
            uow,
            item_id,
            sequence=form.sequence.data,
            centre_id=form.centre_id.data,
            skill_id=int(form.skill_id.data) if form.skill_id.data else None,
            setup_minutes=form.setup_minutes.data or 0,
            run_minutes=form.run_minutes.data or 0,
            run_per=form.run_per.data,
            members=form.members.data,
        )

    return form_page(
        StepForm(
            centres, skills, sequence=max(taken, default=0) + 10, setup_minutes=0, run_per=1000, members=1
        ),
        "production/add_step.html",
        title=Sentence(N_("Operation for %(item)s"), {"item": item.label}),
        action=add,
        done=lambda _r: method_url(item_id),
        said=N_("Operation added."),
        item=item,
        centres=centres,
        trail=trail(METHODS),
    )


@bp.button("/pasos/<int:step_id>/quitar", access="production:method:write")
def remove_step(step_id: int) -> ResponseReturnValue:
    """Take an operation off a routing."""
    return submit(
        lambda uow: usecases.remove_step(uow, step_id),
        done=method_url,
        said=N_("Operation taken off."),
    )


@bp.page("/centros", access="production:order:list")
def centres() -> ResponseReturnValue:
    """The work centres."""
    with reading(current.actor) as uow:
        rows = queries.centres(uow)
    return listing(
        "production/centres.html",
        rows,
        [
            Column("code", N_("Code"), link=_centre_url),
            Column("name", N_("Name")),
            Column("skill", N_("Skill")),
            Column("rate", N_("Cost of an hour"), "money"),
        ],
        title=N_("Work centres"),
        name="centros",
        empty=N_("No work centres yet. Add the first bench, wheel or kiln."),
        trail=trail(),
    )


def _centre_url(centre: queries.Centre) -> str | None:
    if not current.may("production:method:write"):
        return None
    return url_for("production.change_centre", centre_id=centre.id)


@bp.form("/centros/nuevo", access="production:method:write")
def add_centre() -> ResponseReturnValue:
    """Add a work centre."""
    with reading(current.actor) as uow:
        skills = people.skills(uow)
    return form_page(
        CentreForm(skills),
        "production/add_centre.html",
        title=N_("Add a work centre"),
        action=lambda uow, form: usecases.add_centre(
            uow,
            form.code.data,
            form.name.data,
            skill_id=form.skill_id.data,
            rate=form.rate.data or ZERO,
        ),
        done=lambda _r: url_for("production.centres"),
        said=N_("Work centre added."),
        skills=skills,
        trail=trail(CENTRES),
    )


@bp.form("/centros/<int:centre_id>/cambiar", access="production:method:write")
def change_centre(centre_id: int) -> ResponseReturnValue:
    """Correct a work centre."""
    with reading(current.actor) as uow:
        centre, skills = queries.get_centre(uow, centre_id), people.skills(uow)
    return form_page(
        CentreForm(skills, centre),
        "production/change_centre.html",
        title=N_("Change a work centre"),
        action=lambda uow, form: usecases.change_centre(
            uow,
            centre_id,
            code=form.code.data,
            name=form.name.data,
            skill_id=form.skill_id.data,
            rate=form.rate.data or ZERO,
        ),
        done=lambda _r: url_for("production.centres"),
        said=N_("Work centre changed."),
        trail=trail(CENTRES),
    )
