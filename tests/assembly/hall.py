"""A founded co-op of the cast, and an assembly walked through step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coop.assembly import queries, usecases
from coop.assembly.usecases import FoundingAct
from coop.kernel.clock import FrozenClock
from coop.people import usecases as people
from coop.people.usecases import NewMandate, NewMember
from coop.store import Actor, UnitOfWork
from tests.cast import COOP, TERM, WHO, Cast

ZONE = ZoneInfo("America/Argentina/Buenos_Aires")
DAY = date(2026, 11, 18)
"""The first lawful day for an assembly called on the day on which the tests begin."""
TEN = datetime(2026, 11, 18, 10, 0, tzinfo=ZONE)


def founding_act(statute: str = "ar-worker-model") -> FoundingAct:
    """The act of the cast."""
    return FoundingAct(
        coop=COOP,
        statute=statute,
        members=[NewMember(given, family, number=n) for n, (_key, given, family, _o) in enumerate(WHO, 1)],
        mandates=[NewMandate(n, office, TERM) for n, (_k, _g, _f, office) in enumerate(WHO, 1) if office],
    )


def found(uow: UnitOfWork, statute: str = "ar-worker-model") -> Cast:
    """Found the co-op of the cast through the assembly."""
    cast = Cast()
    keys = usecases.found(uow, founding_act(statute))
    for n, ((key, *_rest), member_id) in enumerate(zip(WHO, keys, strict=True), 1):
        setattr(cast, key, member_id)
        cast.numbers[key] = n
    cast.carla = people.add_candidate(uow, NewMember("Carla", "Castro", number=8))
    cast.numbers["carla"] = 8
    return cast


TEXT: dict[str, Any] = {"title": "Guardería", "text": "Se abre una guardería en el galpón 2."}


@dataclass
class Hall:
    """An assembly under way. Every verb lets the right person act."""

    uow: UnitOfWork
    cast: Cast
    clock: FrozenClock
    meeting_id: int = 0
    motion_ids: list[int] = field(default_factory=list)

    def as_(self, name: str | None) -> UnitOfWork:
        """The same unit of work, with somebody of the cast acting."""
        self.uow.actor = self.cast.actor(name) if name else Actor()
        return self.uow

    def move(self, kind: str = "assembly.text", by: str = "bruno", **proposal: Any) -> int:
        motion_id = usecases.propose(self.as_(by), kind, proposal or dict(TEXT))
        self.motion_ids.append(motion_id)
        return motion_id

    def convene(self, day: date = DAY, motion_ids: Sequence[int] | None = None) -> int:
        self.meeting_id = usecases.convene(
            self.as_("hugo"),
            kind="extraordinary",
            day=day,
            minute=600,
            place="Comedor",
            motion_ids=self.motion_ids if motion_ids is None else motion_ids,
        )
        return self.meeting_id

    def enter(self, *names: str) -> None:
        for name in names:
            usecases.check_in(self.as_("hugo"), self.meeting_id, getattr(self.cast, name))

    def at(self, instant: datetime) -> None:
        self.clock.set(instant)

    def open(self) -> None:
        usecases.open_meeting(self.as_("gabi"), self.meeting_id)

    def item(self, position: int = 1) -> int:
        return queries.items(self.uow, self.meeting_id)[position - 1].id

    def begin_vote(self, position: int = 1) -> int:
        return usecases.open_vote(self.as_("gabi"), self.item(position))

    def count(self, vote_id: int, teller: str, *numbers: int) -> None:
        in_favour, against, abstained = numbers
        usecases.enter_count(
            self.as_(teller), vote_id, in_favour=in_favour, against=against, abstained=abstained
        )

    def vote_until_agreed(self, *numbers: int, position: int = 1) -> int:
        """The same, but for the announcement."""
        vote_id = self.begin_vote(position)
        self.count(vote_id, "irma", *numbers)
        self.count(vote_id, "juan", *numbers)
        return vote_id

    def vote(self, *numbers: int, position: int = 1) -> queries.Result:
        """Vote an item from beginning to result; both tellers count the same."""
        vote_id = self.vote_until_agreed(*numbers, position=position)
        return usecases.close_vote(self.as_("gabi"), vote_id)

    def choose_signers(self, first: str = "ana", second: str = "bruno") -> None:
        meeting = queries.get_meeting(self.uow, self.meeting_id)
        usecases.choose_officers(
            self.as_("hugo"),
            self.meeting_id,
            chair_id=meeting.chair_id,
            teller_ids=meeting.teller_ids,
            signer_ids=(getattr(self.cast, first), getattr(self.cast, second)),
        )

    def close(self) -> None:
        usecases.close_meeting(self.as_("gabi"), self.meeting_id)

    def fix(self) -> str:
        """Fix the minutes, as the secretary; returns what is signed."""
        return usecases.fix_minutes(self.as_("hugo"), self.meeting_id)

    def sign(self) -> None:
        """Everybody who must signs the fixed minutes on her own device."""
        minutes = queries.get_minutes(self.uow, self.meeting_id)
        names = {getattr(self.cast, name): name for name in self.cast.numbers}
        for signer in minutes.missing:
            usecases.sign_minutes(
                self.as_(names[signer.member_id]), self.meeting_id, signed=minutes.digest, means="password"
            )

    def finish(self) -> str:
        """Close the assembly, fix its minutes and have them signed; returns their digest."""
        self.close()
        fixed = self.fix()
        self.sign()
        return fixed


EVERYBODY = tuple(key for key, *_rest in WHO)


def held(uow: UnitOfWork, clock: FrozenClock, *kinds: str, statute: str = "ar-worker-model") -> Hall:
    """An open assembly with all seven members there and one text motion, or one of each kind named."""
    hall = Hall(uow, found(uow, statute), clock)
    for kind in kinds or ("assembly.text",):
        hall.move(kind)
    return gathered(hall)


def gathered(hall: Hall) -> Hall:
    """The assembly on everything moved, called, with all seven members there, and open."""
    hall.convene()
    hall.at(TEN - timedelta(minutes=30))
    hall.enter(*EVERYBODY)
    hall.at(TEN)
    hall.open()
    return hall
