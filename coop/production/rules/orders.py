"""The life of client orders and production orders."""

from __future__ import annotations

from coop.kernel.errors import N_, CoopError, Invalid, Sentence

OWN = "own"
FACON = "facon"
GIFT = "gift"
KINDS = {
    OWN: N_("own product"),
    FACON: N_("façon: the client brings the material"),
    GIFT: N_("gift"),
}

PLANNED = "planned"
RELEASED = "released"
DONE = "done"
STATES = {PLANNED: N_("planned"), RELEASED: N_("released"), DONE: N_("finished")}
OPEN = "open"
CANCELLED = "cancelled"
CLIENT_STATES = {
    OPEN: N_("taken"),
    PLANNED: N_("all planned"),
    RELEASED: N_("in production"),
    DONE: N_("all finished"),
    CANCELLED: N_("cancelled"),
}
"""Where a client order stands, by its production orders."""

NEXT = {PLANNED: RELEASED, RELEASED: DONE}
"""The one way forward; there is none back."""


class WrongTurn(CoopError):
    message = N_("Order %(number)s is %(state)s. Only an order that is %(needed)s can become %(next)s.")


class NoLines(CoopError):
    message = N_("Order %(number)s has no lines yet. Add what the client asks for, then plan it.")


class AlreadyPlanned(CoopError):
    message = N_("Order %(number)s is planned already. Its production orders are on its page.")


class OrderCancelled(CoopError):
    message = N_("Order %(number)s was cancelled. Take another order.")


class NotMade(Invalid):
    message = N_("We do not make %(item)s: it is bought. Mark it as made by us, or take it off the order.")


class GiftNeedsDecision(CoopError):
    message = N_("Order %(number)s is a gift. The assembly has to carry it before it is planned.")


class DueBeforeStart(Invalid):
    message = N_("It cannot be due on %(due)s, before it starts on %(start)s. Choose a later day.")


def check_step(*, number: str, state: str, to: str) -> None:
    """Refuse a step that is not the next one.

    Raises:
        WrongTurn: the order is not in the state before.
    """
    needed = next(s for s, n in NEXT.items() if n == to)
    if state != needed:
        raise WrongTurn(
            number=number,
            state=Sentence(STATES[state]),
            needed=Sentence(STATES[needed]),
            next=Sentence(STATES[to]),
        )
