"""What is told to whom when members agree about their shifts."""

from __future__ import annotations

from collections.abc import Iterable

from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import COORDINATOR
from coop.people import queries as people
from coop.rota import queries
from coop.rota.queries import Exchange
from coop.store import UnitOfWork
from coop.web.notices import notify

ASKS_SWAP = N_("%(giver)s asks you to swap: you work %(shift)s on %(day)s and give %(back)s on %(back_day)s.")
ASKS = N_("%(giver)s asks whether you take %(shift)s on %(day)s.")
ASKS_INSTEAD = N_("%(by)s asks whether you work for %(giver)s, who is away: %(shift)s on %(day)s.")
ASKS_FREE = N_("You are asked whether you take a shift that nobody has: %(shift)s on %(day)s.")
ASKS_REVIEW = N_("%(taker)s takes %(shift)s on %(day)s: confirm the agreement, or reject it.")
TAKEN = N_("%(taker)s takes %(shift)s on %(day)s. The rota is changed.")
SWAPPED = N_(
    "%(taker)s works %(shift)s on %(day)s, and %(giver)s %(back)s on %(back_day)s. The rota is changed."
)
REFUSED = N_("Nobody who was asked takes %(shift)s on %(day)s; the last no came from %(taker)s.")
REJECTED = N_("The coordinator did not confirm that %(taker)s takes %(shift)s on %(day)s.")
WITHDRAWN = N_("The proposal about %(shift)s on %(day)s was taken back.")
VOID = N_("The rota has changed: the proposal about %(shift)s on %(day)s came to nothing.")


def coordinators(uow: UnitOfWork) -> list[int]:
    """Who holds that office today."""
    return [m.id for m in people.holders(uow, COORDINATOR, uow.today())]


def name_of(uow: UnitOfWork, member_id: int) -> str:
    """How a member is called."""
    return people.get_member(uow, member_id).name


def said(uow: UnitOfWork, found: Exchange, message: str, *, taker: int | None = None) -> Sentence:
    """A sentence about a proposal, with its names and shifts."""
    names = {k.code: k.name for k in queries.kinds(uow, also_ended=True)}
    facts: dict[str, object] = {
        "giver": name_of(uow, found.from_id or found.by),
        "by": name_of(uow, found.by),
        "shift": names[found.opening.kind],
        "day": found.opening.day,
    }
    if found.back is not None:
        facts |= {"back": names[found.back.kind], "back_day": found.back.day}
    if taker is not None:
        facts["taker"] = name_of(uow, taker)
    return Sentence(message, facts)


def asks(uow: UnitOfWork, found: Exchange) -> Sentence:
    """What is said to those who are asked."""
    if found.from_id is None:
        return said(uow, found, ASKS_FREE)
    if found.from_id != found.by:
        return said(uow, found, ASKS_INSTEAD)
    return said(uow, found, ASKS_SWAP if found.back else ASKS)


def tell(uow: UnitOfWork, member_ids: Iterable[int], sentence: Sentence) -> None:
    """Tell some members, in a notice that leads to the agreements."""
    notify(uow, sentence, member_ids=list(member_ids), about="agreements")
