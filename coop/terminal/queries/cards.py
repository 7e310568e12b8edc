"""What is asked of a person, by the offices she holds: the cards of the first page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from coop.assembly import queries as assembly
from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork
from coop.terminal.queries.board import next_assembly
from coop.web.identity import Identity


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to look at or to do.

    Attributes:
        figure: a number that says it at a glance, or None.
        asks: whether something is waited for from this person.
    """

    title: Sentence
    text: Sentence | None
    url: str
    link: Sentence
    figure: object = None
    asks: bool = False


def cards(uow: UnitOfWork, who: Identity) -> tuple[Card, ...]:
    """The cards of a person, those that ask something first."""
    found = [*_assembly(uow, who)]
    return tuple(sorted(found, key=lambda c: not c.asks))


def _assembly(uow: UnitOfWork, who: Identity) -> list[Card]:
    meeting = assembly.next_meeting(uow)
    waiting = assembly.waiting_motions(uow)
    found = []
    if meeting is not None:
        found.append(
            Card(
                Sentence(N_("Assembly")),
                next_assembly(uow),
                url_for("assembly.show_meeting", meeting_id=meeting.id),
                Sentence(N_("Agenda and motions")),
                asks=meeting.state == "open",
            )
        )
    if waiting and who.may("assembly:meeting:convene") and meeting is None:
        found.append(
            Card(
                Sentence(N_("Motions that wait for an assembly")),
                Sentence(N_("They are voted only when an assembly is called with them on its agenda.")),
                url_for("assembly.convene"),
                Sentence(N_("Call an assembly")),
                figure=len(waiting),
                asks=True,
            )
        )
    return found
