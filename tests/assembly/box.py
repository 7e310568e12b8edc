"""A vote by slip and urn walked through, as the table, the booth and the scrutineers do it."""

from __future__ import annotations

from dataclasses import dataclass

from coop.assembly import queries, urn, usecases
from coop.assembly.queries import urn as urns
from coop.assembly.urn import Answer, Slip
from coop.assembly.usecases import FoundingAct
from coop.assembly.usecases import urn as box
from coop.kernel.clock import FrozenClock
from coop.people.usecases import NewMandate, NewMember
from coop.store import UnitOfWork
from tests.assembly.hall import TEN, Hall
from tests.cast import COOP, TERM, WHO, Cast

PHRASES = ("la tierra es nuestra", "tres tristes tigres", "pan paz y trabajo")
KEEPERS = ("irma", "juan", "hugo")


@dataclass
class Box:
    """The urn of a vote. Slips lie in the order in which they were printed, as in a pile."""

    hall: Hall
    vote_id: int
    slips: list[Slip]
    opening_hash: str

    @property
    def uow(self) -> UnitOfWork:
        return self.hall.uow

    def draw(self, who: str | int) -> Slip:
        """Somebody signs and takes a slip out of the hat."""
        member_id = getattr(self.hall.cast, who) if isinstance(who, str) else who
        box.sign(self.hall.as_("hugo"), self.vote_id, member_id)
        return self.slips.pop()

    def cast(self, slip: Slip, answer: Answer) -> None:
        uow = self.hall.as_(None)
        box.cast(uow, self.vote_id, box.seal_vote(uow, self.vote_id, slip.code, answer))

    def vote(self, who: str | int, answer: Answer) -> Slip:
        slip = self.draw(who)
        self.cast(slip, answer)
        return slip

    def close(self) -> None:
        box.close_urn(self.hall.as_("irma"), self.vote_id)

    def count(self, second_urn: int, *given: int) -> bool:
        """Count with the passphrases of the keepers at these places, the first two when none is named."""
        uow = self.hall.as_("irma")
        found = box.get_urn(uow, self.vote_id)
        typed = {found.keeper_ids[n]: phrase_of(self.hall, found.keeper_ids[n]) for n in given or (0, 1)}
        secret = urn.unlock(box.locked_key(found), typed)
        return box.count_urn(
            uow, self.vote_id, secret_key=secret, second_urn=second_urn, left=len(self.slips)
        )

    @property
    def urn(self) -> urns.Urn:
        return box.get_urn(self.uow, self.vote_id)


def phrase_of(hall: Hall, member_id: int) -> str:
    return next(p for name, p in zip(KEEPERS, PHRASES, strict=True) if getattr(hall.cast, name) == member_id)


def prepared(hall: Hall, vote_id: int, *, spare: int = 3) -> Box:
    """The same vote with its slips printed."""
    public, locked = urn.lock({getattr(hall.cast, k): p for k, p in zip(KEEPERS, PHRASES, strict=True)})
    made = box.prepare_urn(hall.as_("irma"), vote_id, public_key=public, locked=locked, spare=spare)
    return Box(hall, vote_id, list(made.slips), made.opening_hash)


def opened(hall: Hall, *, position: int = 1) -> Box:
    """A vote by slips on an item, its urn open."""
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(position), method="slips")
    made = prepared(hall, vote_id)
    box.open_urn(hall.as_("irma"), vote_id)
    return made


def vote_of(made: Box) -> queries.Vote:
    return queries.get_vote(made.uow, made.vote_id)


def crowded(uow: UnitOfWork, clock: FrozenClock, many: int, motions: int = 1) -> tuple[Hall, list[int]]:
    """An open assembly of so many members with text motions, and everybody's key."""
    given = [(n, *who[1:]) for n, who in enumerate(WHO, 1)]
    others = [NewMember(f"Socia {n}", "Del Sur", number=n) for n in range(len(given) + 1, many + 1)]
    act = FoundingAct(
        coop=COOP,
        statute="ar-worker-model",
        members=[*(NewMember(name, family, number=n) for n, name, family, _o in given), *others],
        mandates=[NewMandate(n, office, TERM) for n, _name, _family, office in given if office],
    )
    keys = usecases.found(uow, act)
    cast = Cast()
    for (key, *_rest), member_id in zip(WHO, keys, strict=False):
        setattr(cast, key, member_id)
    hall = Hall(uow, cast, clock)
    for n in range(motions):
        hall.move(title=f"Guardería {n + 1}", text="Se abre una guardería en el galpón 2.")
    hall.convene()
    hall.at(TEN)
    for member_id in keys:
        usecases.check_in(hall.as_("hugo"), hall.meeting_id, member_id)
    hall.open()
    return hall, list(keys)
