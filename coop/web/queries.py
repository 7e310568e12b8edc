"""What the web floor's pages show: devices, sessions, who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coop.kernel.offices import OFFICES
from coop.kernel.sentences import N_, Sentence
from coop.store import UnitOfWork
from coop.web import identity
from coop.web.permissions import MEMBER, PERMISSIONS, PUBLIC, TERMINAL
from coop.web.rules import TITLES
from coop.web.tables import Device, WebSession


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A terminal: who enrolled it, and when it ended."""

    id: int
    name: str
    enrolled_by: str
    confirmed_by: str
    enrolled_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """One of a member's sessions."""

    id: int
    how: Sentence
    device: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class PermissionView:
    """A permission to be read aloud."""

    code: str
    meaning: Sentence
    who: list[Sentence]
    strong: bool


def devices(uow: UnitOfWork) -> tuple[DeviceView, ...]:
    """Every terminal there is or was, those in use first."""
    rows = uow.session.scalars(select(Device).order_by(Device.ended_at.is_not(None), Device.id))
    return tuple(_device(uow, r) for r in rows)


def get_device(uow: UnitOfWork, device_id: int) -> DeviceView:
    """One terminal.

    Raises:
        NoSuchThing: there is none.
    """
    return _device(uow, uow.get(Device, device_id))


def _device(uow: UnitOfWork, row: Device) -> DeviceView:
    return DeviceView(
        id=row.id,
        name=row.name,
        enrolled_by=_name(uow, row.enrolled_by),
        confirmed_by=_name(uow, row.confirmed_by),
        enrolled_at=row.enrolled_at,
        ended_at=row.ended_at,
    )


def sessions_of(uow: UnitOfWork, member_id: int) -> tuple[SessionView, ...]:
    """A member's sessions that have not ended, the newest first."""
    rows = uow.session.execute(
        select(WebSession, Device.name)
        .outerjoin(Device, Device.id == WebSession.device_id)
        .where(WebSession.member_id == member_id, WebSession.ended_at.is_(None))
        .order_by(WebSession.id.desc())
    )
    return tuple(
        SessionView(r.id, Sentence(TITLES[r.how]), name or "", r.created_at, r.seen_at) for r, name in rows
    )


def permissions() -> tuple[PermissionView, ...]:
    """Who may do what."""
    names = {PUBLIC: N_("anybody"), TERMINAL: N_("whoever stands at a terminal"), MEMBER: N_("every member")}
    names |= OFFICES
    return tuple(
        PermissionView(code, Sentence(p.meaning), [Sentence(names[w]) for w in names if w in p.who], p.strong)
        for code, p in PERMISSIONS.items()
    )


def _name(uow: UnitOfWork, member_id: int) -> str:
    person = identity.find_person(uow.session, member_id)
    return person.name if person else ""
