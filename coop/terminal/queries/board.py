"""The board: what the terminal shows while nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.assembly import queries as assembly
from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork
from coop.web.language import clock_time, long_day
from coop.web.notices import notices


@dataclass(frozen=True, slots=True)
class ShiftCard:
    """A shift of today on the board.

    Attributes:
        names: as they may be read by everybody who passes.
        more: how many names the card has no room for.
        on: whether it is being worked now.
    """

    name: str
    begins: str
    until: str
    names: tuple[str, ...]
    more: int
    on: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The rest page of the terminal."""

    clock: str
    seconds: str
    today: date
    shifts: tuple[ShiftCard, ...]
    assembly: Sentence | None
    notices: tuple[Sentence, ...]


def board(uow: UnitOfWork) -> Board:
    """What the terminal shows while nobody is signed in."""
    now = uow.now().astimezone(uow.zone)
    return Board(
        clock=clock_time(now, uow.zone),
        seconds=f"{now:%H:%M:%S}",
        today=uow.today(),
        shifts=(),
        assembly=next_assembly(uow),
        notices=tuple(n.sentence for n in notices(uow, None)),
    )


def next_assembly(uow: UnitOfWork) -> Sentence | None:
    """When and where the next assembly is, or that it is being held; None when none is called."""
    meeting = assembly.next_meeting(uow)
    if meeting is None:
        return None
    facts: dict[str, object] = {"place": meeting.place, "at": clock_time(meeting.called_for, uow.zone)}
    if meeting.state == "open":
        return Sentence(N_("Being held now: %(place)s."), facts)
    if meeting.day == uow.today():
        return Sentence(N_("Today at %(at)s: %(place)s."), facts)
    return Sentence(N_("%(day)s at %(at)s: %(place)s."), {**facts, "day": long_day(meeting.day)})
