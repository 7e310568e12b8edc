"""What is asked of a person, by the offices she holds: the cards of the first page."""

from __future__ import annotations

from coop.store import UnitOfWork
from coop.terminal.queries.assembly_cards import assembly_cards
from coop.terminal.queries.card import Card
from coop.terminal.queries.pay_cards import pay_cards
from coop.terminal.queries.shift_cards import shift_cards
from coop.terminal.queries.work_cards import work_cards
from coop.web.identity import Identity


def cards(uow: UnitOfWork, who: Identity) -> tuple[Card, ...]:
    """The cards of a person, those that ask something first."""
    found = [*assembly_cards(uow, who), *shift_cards(uow, who), *work_cards(uow, who), *pay_cards(uow, who)]
    return tuple(sorted(found, key=lambda card: not card.asks))
