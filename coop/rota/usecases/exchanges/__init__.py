"""Agreements between members: swap a shift, give it away, take a free one.

They are valid without anybody's leave, unless the assembly voted that the coordinator confirms
them (rule `swap_review`). Whatever is proposed is judged by every rule at once, and judged again
when it is accepted, because the rota may have changed.
"""

from coop.rota.usecases.exchanges.answering import (
    accept_exchange,
    confirm_exchange,
    refuse_exchange,
    reject_exchange,
    take_back,
    void_stale,
)
from coop.rota.usecases.exchanges.proposing import ask_substitutes, give_shift, propose_swap, take_vacancy

__all__ = [
    "accept_exchange",
    "ask_substitutes",
    "confirm_exchange",
    "give_shift",
    "propose_swap",
    "refuse_exchange",
    "reject_exchange",
    "take_back",
    "take_vacancy",
    "void_stale",
]
