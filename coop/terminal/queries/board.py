"""The board: what the terminal shows while nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.assembly import queries as assembly
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.terminal import rules
from coop.web.language import clock_time, fold, long_day
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
    crews = rota.crews_of_day(uow, uow.today())
    ids = {member_id for crew in crews for member_id in crew.member_ids}
    names = {m.id: rules.short_name(m.given_names, m.family_name) for m in people.members(uow, ids)}
    return Board(
        clock=clock_time(now, uow.zone),
        seconds=f"{now:%H:%M:%S}",
        today=uow.today(),
        shifts=tuple(_card(c, names, uow) for c in crews),
        assembly=next_assembly(uow),
        notices=tuple(n.sentence for n in notices(uow, None)),
    )


def _card(crew: rota.CrewOfShift, names: dict[int, str], uow: UnitOfWork) -> ShiftCard:
    shown = sorted((names[member_id] for member_id in crew.member_ids), key=fold)
    return ShiftCard(
        name=crew.kind.name,
        begins=clock_time(crew.start_at, uow.zone),
        until=clock_time(crew.end_at, uow.zone),
        names=tuple(shown[: rules.NAMES_ON_CARD]),
        more=max(0, len(shown) - rules.NAMES_ON_CARD),
        on=crew.on,
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
