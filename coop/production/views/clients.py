"""Pages of client orders."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.production import queries, rules, usecases
from coop.production.forms import CancelOrderForm, ChangeOrderForm, ClientOrderForm, LineForm
from coop.production.views.blueprint import bp, trail
from coop.stock import queries as stock
from coop.stock.rules import MAKE
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, submit


def client_order_url(order_id: int) -> str:
    return url_for("production.client_order", order_id=order_id)


@bp.page("/pedidos", access="production:order:list")
def orders() -> ResponseReturnValue:
    """What clients asked for."""
    with reading(current.actor) as uow:
        rows = queries.client_orders(uow)
    return listing(
        "production/orders.html",
        rows,
        [
            Column("number", N_("Client order"), link=lambda o: client_order_url(o.id)),
            Column("customer", N_("Who asks for it")),
            Column("kind", N_("Kind"), value=lambda o: Sentence(rules.KINDS[o.kind])),
            Column("due_on", N_("For which day"), "day"),
            Column("ready_on", N_("Ready by the plan"), "day"),
            Column("state", N_("State")),
            Column("done", N_("Done"), value=lambda o: f"{o.done}/{o.orders}" if o.orders else ""),
        ],
        title=N_("Client orders"),
        name="pedidos",
        empty=N_("Nobody has ordered anything yet. Take the first order."),
    )


@bp.form("/pedidos/nuevo", access="production:order:write")
def take_order() -> ResponseReturnValue:
    """Take a client's order."""

    def take(uow: UnitOfWork, form: ClientOrderForm) -> int:
        return usecases.take_order(
            uow,
            kind=form.kind.data,
            customer=form.customer.data,
            due_on=form.due_on.data,
            note=form.note.data or "",
        )

    return form_page(
        ClientOrderForm(),
        "production/take_order.html",
        title=N_("Take an order"),
        action=take,
        done=client_order_url,
        said=N_("Order taken. Now add what the client asks for."),
        trail=trail(),
    )


@bp.page("/pedidos/<int:order_id>", access="production:order:list")
def client_order(order_id: int) -> ResponseReturnValue:
    """One client order: its lines, what it takes, and the production orders that follow from it."""
    with reading(current.actor) as uow:
        order = queries.get_client_order(uow, order_id)
        lines = queries.client_lines(uow, order_id)
        made, _total = queries.orders(uow, client_order_id=order_id)
        materials = queries.client_materials(uow, order_id)
        theirs = (
            [o for o in stock.on_hand(uow) if o.owner == order.customer] if order.kind == rules.FACON else []
        )
    return listing(
        "production/client_order.html",
        lines,
        [
            Column("item", N_("Item"), value=lambda row: row.item.label, link=_item_url),
            Column("amount", N_("Quantity"), "int"),
        ],
        title=Sentence(
            N_("Order %(number)s of %(customer)s"), {"number": str(order.number), "customer": order.customer}
        ),
        name=f"pedido-{order.number}",
        empty=N_("Nothing stands on this order yet. Add what the client asks for."),
        order=order,
        kind=Sentence(rules.KINDS[order.kind]),
        lines=lines,
        made=made,
        materials=materials,
        theirs=theirs,
        needs_decision=order.kind == rules.GIFT and order.decision_id is None,
        open=order.planned_at is None and order.decision_id is None and order.cancelled_at is None,
        any_planned=any(o.state == rules.PLANNED for o in made),
        trail=trail(),
    )


@bp.form("/pedidos/<int:order_id>/cambiar", access="production:order:write")
def change_order(order_id: int) -> ResponseReturnValue:
    """Correct who asks, for which day, and the note."""
    with reading(current.actor) as uow:
        order = queries.get_client_order(uow, order_id)

    def change(uow: UnitOfWork, form: ChangeOrderForm) -> None:
        usecases.change_order(
            uow,
            order_id,
            customer=form.customer.data,
            due_on=form.due_on.data,
            note=form.note.data or "",
        )

    return form_page(
        ChangeOrderForm(customer=order.customer, due_on=order.due_on, note=order.note),
        "production/change_order.html",
        title=Sentence(N_("Change order %(number)s"), {"number": str(order.number)}),
        action=change,
        done=lambda _r: client_order_url(order_id),
        said=N_("The order is changed."),
        order=order,
        trail=trail(),
    )


@bp.button("/pedidos/<int:order_id>/reabrir", access="production:order:write")
def reopen_order(order_id: int) -> ResponseReturnValue:
    """Take the plan of a client order back."""
    return submit(
        lambda uow: usecases.reopen_order(uow, order_id),
        done=lambda _r: client_order_url(order_id),
        said=N_("The plan is taken back. Change the order and plan it anew."),
    )


@bp.form("/pedidos/<int:order_id>/cancelar", access="production:order:write")
def cancel_order(order_id: int) -> ResponseReturnValue:
    """Cancel a client order."""
    with reading(current.actor) as uow:
        order = queries.get_client_order(uow, order_id)
    return form_page(
        CancelOrderForm(),
        "production/cancel_order.html",
        title=Sentence(N_("Cancel order %(number)s"), {"number": str(order.number)}),
        action=lambda uow, form: usecases.cancel_order(uow, order_id, why=form.why.data),
        done=lambda _r: client_order_url(order_id),
        said=N_("The order is cancelled."),
        order=order,
        trail=trail(),
    )


def _item_url(row: queries.ClientLine) -> str:
    return url_for("production.method", item_id=row.item.id)


@bp.form("/pedidos/<int:order_id>/renglon", access="production:order:write")
def add_line(order_id: int) -> ResponseReturnValue:
    """Put an item on a client order."""
    with reading(current.actor) as uow:
        order = queries.get_client_order(uow, order_id)
        items = [i for i in stock.items(uow) if i.source == MAKE and i.active]
    return form_page(
        LineForm(items),
        "production/add_line.html",
        title=Sentence(N_("Add to order %(number)s"), {"number": str(order.number)}),
        action=lambda uow, form: usecases.add_line(
            uow, order_id, form.item_id.data, quantity=form.quantity.data
        ),
        done=lambda _r: client_order_url(order_id),
        said=N_("Added to the order."),
        order=order,
        items=items,
        trail=trail(),
    )


@bp.button("/pedidos/<int:order_id>/planificar", access="production:order:write")
def plan_order(order_id: int) -> ResponseReturnValue:
    """Make the production orders that a client order asks for."""
    return submit(
        lambda uow: len(usecases.plan_order(uow, order_id)),
        done=lambda _n: client_order_url(order_id),
        said=lambda n: Sentence(N_("Planned: %(count)s production orders."), {"count": n}),
    )


@bp.button("/pedidos/<int:order_id>/liberar", access="production:order:write")
def release_client_order(order_id: int) -> ResponseReturnValue:
    """Let work begin on all that follows from a client order."""
    return submit(
        lambda uow: usecases.release_client_order(uow, order_id),
        done=lambda _n: client_order_url(order_id),
        said=lambda n: Sentence(N_("Released: %(count)s production orders."), {"count": n}),
    )


@bp.button("/renglones/<int:line_id>/quitar", access="production:order:write")
def remove_line(line_id: int) -> ResponseReturnValue:
    """Take a line off a client order."""
    return submit(
        lambda uow: usecases.remove_line(uow, line_id),
        done=client_order_url,
        said=N_("Taken off the order."),
    )
