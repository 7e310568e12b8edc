"""Guests, proxies, arrears and speakers of an assembly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select

from coop.assembly.rules.speaking import Speech, in_turn
from coop.assembly.tables import ArrearsRow, GuestRow, ProxyRow, SpeakerRow
from coop.people import queries as people
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without a vote.

    Attributes:
        capacity: as what she is there.
        left_at: None while she is there.
    """

    id: int
    name: str
    capacity: str
    came_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who votes for whom.

    Attributes:
        ended_at: None while it holds.
    """

    id: int
    giver_id: int
    giver: str
    holder_id: int
    holder: str
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a member owes.

    Attributes:
        ended_on: first day on which she owes it no more; None while she does.
    """

    id: int
    member_id: int
    number: int
    name: str
    since: date
    why: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A name on the list of speakers, with its turn."""

    speech: Speech
    name: str
    member_id: int | None
    item_id: int | None

    @property
    def id(self) -> int:
        """The key of the row."""
        return self.speech.id


def guests(uow: UnitOfWork, meeting_id: int) -> tuple[Guest, ...]:
    """Everybody who came without a vote, in the order in which they came."""
    rows = uow.session.scalars(
        select(GuestRow).where(GuestRow.meeting_id == meeting_id).order_by(GuestRow.id)
    )
    return tuple(Guest(r.id, r.name, r.capacity, r.came_at, r.left_at) for r in rows)


def proxies(uow: UnitOfWork, meeting_id: int) -> tuple[Proxy, ...]:
    """Every proxy shown in an assembly, ended ones too."""
    names = people.names(uow)
    rows = uow.session.scalars(
        select(ProxyRow).where(ProxyRow.meeting_id == meeting_id).order_by(ProxyRow.id)
    )
    return tuple(
        Proxy(r.id, r.giver_id, names[r.giver_id], r.holder_id, names[r.holder_id], r.at, r.ended_at)
        for r in rows
    )


def arrears(uow: UnitOfWork) -> tuple[Arrears, ...]:
    """Everybody who was ever in arrears, those who still are first."""
    known = {m.id: m for m in people.members(uow)}
    rows = uow.session.scalars(select(ArrearsRow).order_by(ArrearsRow.id.desc()))
    lines = [
        Arrears(
            r.id,
            r.member_id,
            known[r.member_id].number,
            known[r.member_id].name,
            r.since,
            r.why,
            r.ended_on,
        )
        for r in rows
    ]
    return tuple(sorted(lines, key=lambda a: a.ended_on is not None))


def in_arrears(uow: UnitOfWork, day: date) -> Mapping[int, str]:
    """Members in arrears on a day, with what they owe."""
    rows = uow.session.scalars(
        select(ArrearsRow).where(
            ArrearsRow.since <= day, or_(ArrearsRow.ended_on.is_(None), ArrearsRow.ended_on > day)
        )
    )
    return {r.member_id: r.why for r in rows}


def speeches(uow: UnitOfWork, meeting_id: int) -> tuple[Turn, ...]:
    """Every name that was on the list of speakers of an assembly, in the order in which they asked."""
    names = people.names(uow)
    guest_names = {g.id: g.name for g in guests(uow, meeting_id)}
    rows = uow.session.scalars(
        select(SpeakerRow).where(SpeakerRow.meeting_id == meeting_id).order_by(SpeakerRow.id)
    )
    found = []
    for r in rows:
        if r.member_id is not None:
            who, name = f"member {r.member_id}", names[r.member_id]
        else:
            assert r.guest_id is not None
            who, name = f"guest {r.guest_id}", guest_names[r.guest_id]
        speech = Speech(r.id, who, r.asked_at, r.began_at, r.ended_at)
        found.append(Turn(speech, name, r.member_id, r.item_id))
    return tuple(found)


def turns(uow: UnitOfWork, meeting_id: int, item_id: int | None) -> tuple[Turn, ...]:
    """Who waits to speak on an item, whose turn is next first."""
    of_item = {t.id: t for t in speeches(uow, meeting_id) if t.item_id == item_id}
    return tuple(of_item[s.id] for s in in_turn([t.speech for t in of_item.values()]))


def speaking(uow: UnitOfWork, meeting_id: int) -> Turn | None:
    """Who has the word, or None."""
    return next((t for t in speeches(uow, meeting_id) if t.speech.speaks), None)
