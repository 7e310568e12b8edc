"""What the assembly can order here: a gift."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.quantity import Quantity
from coop.production import queries, rules, usecases
from coop.production.forms import GiftForm
from coop.store import UnitOfWork, reading


class NotAGift(CoopError):
    message = N_("Order %(number)s is not a gift. Only gifts need a motion; plan the order.")


class ChangedSinceMoved(CoopError):
    message = N_(
        "Order %(number)s is not what the motion says any more. Withdraw the motion and move it anew."
    )


class _GiftForm(GiftForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            gifts = [
                o
                for o in queries.client_orders(uow)
                if o.kind == rules.GIFT and o.planned_at is None and o.under_way and o.decision_id is None
            ]
        super().__init__([(o.id, f"{o.number} · {o.customer}") for o in gifts], **kwargs)


def _facts(uow: UnitOfWork, order_id: int) -> Proposal:
    order = queries.get_client_order(uow, order_id)
    lines = queries.client_lines(uow, order_id)
    return {
        "order_id": order.id,
        "number": order.number,
        "to": order.customer,
        "due_on": order.due_on.isoformat(),
        "lines": [
            {
                "code": line.item.code,
                "name": line.item.name,
                "thousandths": line.quantity,
                "unit": line.item.unit.code,
            }
            for line in lines
        ],
    }


def propose(uow: UnitOfWork, form: GiftForm) -> Proposal:
    """Turn what the mover chose into what is voted."""
    return proposed(uow, int(form.order_id.data))


def proposed(uow: UnitOfWork, order_id: int) -> Proposal:
    """The proposal to give an order away: the order and all that stands on it.

    Raises:
        CoopError: it cannot be voted; see `check`.
    """
    proposal = _facts(uow, order_id)
    check(uow, proposal)
    return proposal


def check(uow: UnitOfWork, proposal: Proposal) -> None:
    """See that the order is still the gift that was moved.

    Raises:
        OrderCancelled: it was cancelled.
        NotAGift: it is sold or worked for hire.
        NoLines: nothing stands on it.
        AlreadyPlanned: it was planned.
        ChangedSinceMoved: it says something else now.
    """
    order = queries.get_client_order(uow, proposal["order_id"])
    if order.cancelled_at is not None:
        raise rules.OrderCancelled(number=order.number)
    if order.kind != rules.GIFT:
        raise NotAGift(number=order.number)
    if not proposal["lines"]:
        raise rules.NoLines(number=order.number)
    if order.planned_at is not None:
        raise rules.AlreadyPlanned(number=order.number)
    if _facts(uow, order.id) != proposal:
        raise ChangedSinceMoved(number=order.number)


def describe(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    """The gift in plain words."""
    return [
        Sentence(
            N_("We give to %(to)s what stands on order %(number)s."),
            {"to": proposal["to"], "number": str(proposal["number"])},
        ),
        *(
            Sentence(
                "%(amount)s · %(name)s",
                {"amount": Quantity(line["thousandths"], line["unit"]), "name": line["name"]},
            )
            for line in proposal["lines"]
        ),
    ]


def enact(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    """Let the order be planned."""
    check(uow, proposal)
    usecases.allow_gift(uow, proof, proposal["order_id"])


KINDS = (
    MotionKind(
        code="production.gift",
        title=N_("Gift of what we make"),
        matter="ordinary",
        form=_GiftForm,
        propose=propose,
        describe=describe,
        check=check,
        enact=enact,
    ),
)
