"""Pages of production orders."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.production import queries, rules, usecases
from coop.production.forms import FinishOrderForm, MoveOrderForm
from coop.production.views.blueprint import ORDERS, bp, trail
from coop.stock import queries as stock
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, submit

STATES = (rules.OPEN, rules.PLANNED, rules.RELEASED, rules.DONE)


def order_url(order_id: int) -> str:
    return url_for("production.production_order", order_id=order_id)


@bp.page("/ordenes", access="production:order:list")
def production_orders() -> ResponseReturnValue:
    """All production orders, or those in one state."""
    state = request.args.get("estado", "")

    def rows(text: str, limit: int | None, offset: int) -> tuple[tuple[queries.Order, ...], int]:
        with reading(current.actor) as uow:
            chosen = state if state in STATES else None
            return queries.orders(uow, text=text, state=chosen, limit=limit, offset=offset)

    return listing(
        "production/production_orders.html",
        rows,
        [
            Column("number", N_("Order"), link=lambda o: order_url(o.id)),
            Column("item", N_("Item"), value=lambda o: o.item.label),
            Column("amount", N_("Quantity"), "int"),
            Column("customer", N_("Who asks for it")),
            Column("start_on", N_("First day of work"), "day"),
            Column("due_on", N_("Last day of work"), "day"),
            Column("minutes", N_("Hours of work"), "minutes"),
            Column("said", N_("State")),
        ],
        title=N_("Production orders"),
        name="ordenes",
        empty=N_("Nothing is to be made. Plan a client order and its production orders stand here."),
        state=state,
        states=[(s, url_for("production.production_orders", estado=s)) for s in STATES],
        names={
            **{s: Sentence(v) for s, v in rules.STATES.items()},
            rules.OPEN: Sentence(N_("not finished yet")),
        },
        trail=trail(),
    )


@bp.page("/ordenes/<int:order_id>", access="production:order:list")
def production_order(order_id: int) -> ResponseReturnValue:
    """One production order: its operations, what it takes, what is to be done next."""
    with reading(current.actor) as uow:
        order = queries.get_order(uow, order_id)
        operations = queries.operations(uow, order_id)
        materials = queries.order_materials(uow, order)
        late = order.state != rules.DONE and order.due_on < uow.today()
    return listing(
        "production/production_order.html",
        operations,
        [
            Column("sequence", N_("No."), "int"),
            Column("centre", N_("Work centre")),
            Column("skill", N_("Skill")),
            Column("minutes", N_("Hours of work"), "minutes"),
            Column("done_at", N_("Done"), "instant"),
        ],
        title=Sentence(N_("Production order %(number)s"), {"number": order.number}),
        name=f"orden-{order.number}",
        empty=N_("It has no operations, so it asks for nobody's hands. Say how the item is made first."),
        order=order,
        next_operations=[o for o in operations if o.done_at is None] if order.state == rules.RELEASED else [],
        materials=materials,
        late=late,
        trail=trail(ORDERS),
    )


@bp.button("/ordenes/<int:order_id>/liberar", access="production:order:write")
def release_order(order_id: int) -> ResponseReturnValue:
    """Let work on a production order begin."""
    return submit(
        lambda uow: usecases.release_order(uow, order_id),
        done=lambda _r: order_url(order_id),
        said=N_("Released. Work on it can begin."),
    )


@bp.button("/operaciones/<int:operation_id>/hecha", access="production:order:finish")
def finish_operation(operation_id: int) -> ResponseReturnValue:
    """Say that an operation is done."""
    return submit(
        lambda uow: usecases.finish_operation(uow, operation_id),
        done=order_url,
        said=N_("Operation done."),
    )


@bp.form("/ordenes/<int:order_id>/terminar", access="production:order:finish")
def finish_order(order_id: int) -> ResponseReturnValue:
    """Say that a production order is done and what came of it."""
    with reading(current.actor) as uow:
        order, places = queries.get_order(uow, order_id), stock.places(uow)

    def finish(uow: UnitOfWork, form: FinishOrderForm) -> None:
        usecases.finish_order(
            uow,
            order_id,
            good=form.good.data,
            scrap=form.scrap.data,
            place_id=int(form.place.data) if form.place.data else None,
        )

    return form_page(
        FinishOrderForm(order, places),
        "production/finish_order.html",
        title=Sentence(N_("Finish order %(number)s"), {"number": order.number}),
        action=finish,
        done=lambda _r: order_url(order_id),
        said=N_("Order done."),
        order=order,
        trail=trail(ORDERS),
    )


@bp.form("/ordenes/<int:order_id>/fechas", access="production:order:write")
def move_order(order_id: int) -> ResponseReturnValue:
    """Give a production order other days."""
    with reading(current.actor) as uow:
        order = queries.get_order(uow, order_id)
    return form_page(
        MoveOrderForm(start_on=order.start_on, due_on=order.due_on),
        "production/move_order.html",
        title=Sentence(N_("New days for order %(number)s"), {"number": order.number}),
        action=lambda uow, form: usecases.move_order(
            uow, order_id, start_on=form.start_on.data, due_on=form.due_on.data
        ),
        done=lambda _r: order_url(order_id),
        said=N_("The order has new days."),
        order=order,
        trail=trail(ORDERS),
    )
