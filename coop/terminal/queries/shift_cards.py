"""What members ask each other about their shifts, and what waits for the coordinator."""

from __future__ import annotations

from coop.kernel.sentences import N_, Sentence
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.terminal.queries.card import Card, Way
from coop.web.identity import Identity

AGREEMENTS = Way("rota.agreements")


def shift_cards(uow: UnitOfWork, who: Identity) -> list[Card]:
    """Somebody asks about a shift; an agreement waits to be confirmed."""
    live = rota.live_exchanges(uow)
    asked = sum(e.asks(who.member_id or 0) for e in live)
    waiting = sum(e.state == "agreed" for e in live) if who.may("rota:agreement:confirm") else 0
    found = []
    if asked:
        found.append(
            Card(
                Sentence(N_("Somebody asks about a shift")),
                Sentence(N_("A swap, or a shift that somebody cannot work. You say yes or no.")),
                AGREEMENTS,
                Sentence(N_("Look and answer")),
                figure=asked,
                asks=True,
            )
        )
    if waiting:
        found.append(
            Card(
                Sentence(N_("Agreements wait for the coordinator")),
                Sentence(N_("The assembly voted that they take effect when you confirm them.")),
                AGREEMENTS,
                Sentence(N_("Look and confirm")),
                figure=waiting,
                asks=True,
            )
        )
    return found


def shift_deed(uow: UnitOfWork, member_id: int) -> tuple[Sentence, Sentence, Way]:
    """The way to one's agreements at the terminal: what waits, else what can be done."""
    asked = sum(e.asks(member_id) for e in rota.live_exchanges(uow))
    if asked:
        return (
            Sentence(N_("Shifts")),
            Sentence(N_("you are asked about %(count)s"), {"count": asked}),
            AGREEMENTS,
        )
    return Sentence(N_("Shifts")), Sentence(N_("swap, give away, take one")), Way("rota.my_shifts")
