"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from coop.store import UnitOfWork
from coop.web import identity, rules
from coop.web.identity import Person, new_token, token_sha256
from coop.web.secrets import matches
from coop.web.tables import Attempt, Secret, WebSession


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be, and the stored hash to compare with; read before the slow hashing."""

    person: Person | None
    hashed: str | None


def claim(uow: UnitOfWork, number: int, kind: str, device_id: int | None, *, starting: bool = False) -> Claim:
    """Look up what a sign-in must match.

    Args:
        uow: the unit of work.
        number: of the member, as typed.
        kind: "pin", "badge" or "password".
        device_id: the enrolled terminal, if it is one.
        starting: whether a start password will do where there is no password of her own.

    Raises:
        TooManyTries: this member waits at this device.
    """
    person = identity.find_person_by_number(uow.session, number)
    if person is None:
        return Claim(None, None)
    attempt = _attempt(uow, person.member_id, device_id)
    if attempt is not None:
        left = attempt.last_at + rules.wait_after(attempt.failures) - uow.now()
        if left.total_seconds() > 0:
            raise rules.TooManyTries(seconds=int(left.total_seconds()) + 1)
    hashed = _hashed(uow, person.member_id, kind)
    if hashed is None and starting:
        hashed = _hashed(uow, person.member_id, "start")
    return Claim(person, hashed if person.active else None)


def proves(found: Claim, secret: str) -> bool:
    """Whether the secret is right. Slow; call it outside a write unit."""
    return matches(found.hashed, secret) and found.person is not None


def count_failure(uow: UnitOfWork, found: Claim, device_id: int | None) -> None:
    """Remember a wrong try, in a unit of its own so that it stays."""
    if found.person is None:
        return
    attempt = _attempt(uow, found.person.member_id, device_id)
    if attempt is None:
        attempt = Attempt(member_id=found.person.member_id, device_id=device_id or 0, failures=0)
        uow.session.add(attempt)
    attempt.failures += 1
    attempt.last_at = uow.now()


def open_session(uow: UnitOfWork, person: Person, *, how: str, device_id: int | None) -> str:
    """Sign a person in and forget earlier wrong tries there.

    Args:
        uow: the unit of work.
        person: who proved to be herself.
        how: "pin", "badge" or "password"; it becomes "start" while she has only a start password.
        device_id: the enrolled terminal, if it is one.

    Returns:
        The token for the cookie.
    """
    attempt = _attempt(uow, person.member_id, device_id)
    if attempt is not None:
        attempt.failures = 0
    if how == "password" and _hashed(uow, person.member_id, "password") is None:
        how = "start"
    token = new_token()
    now = uow.now()
    uow.add(
        WebSession(
            token_sha256=token_sha256(token),
            member_id=person.member_id,
            device_id=device_id,
            how=how,
            created_at=now,
            seen_at=now,
        )
    )
    return token


def badge_holder(uow: UnitOfWork, badge: str) -> Person | None:
    """Whose badge this is, if its holder is active."""
    member_id = uow.session.scalar(
        select(Secret.member_id).where(
            Secret.kind == "badge", Secret.hashed == token_sha256(badge.strip()), Secret.ended_at.is_(None)
        )
    )
    person = identity.find_person(uow.session, member_id) if member_id is not None else None
    return person if person is not None and person.active else None


def end_session(uow: UnitOfWork, session_id: int) -> None:
    """Sign out: the session is dead, whoever still holds its cookie."""
    row = uow.get(WebSession, session_id)
    row.ended_at = row.ended_at or uow.now()


def end_own_session(uow: UnitOfWork, session_id: int) -> None:
    """End one of one's own sessions, for instance on a lost phone."""
    row = uow.get(WebSession, session_id)
    if row.member_id != uow.actor.member_id:
        raise rules.NotAllowed(who="")
    end_session(uow, session_id)


def end_sessions(uow: UnitOfWork, member_id: int, *, but: int | None = None) -> None:
    """End every session of a member, except the one named."""
    uow.session.execute(
        update(WebSession)
        .where(WebSession.member_id == member_id, WebSession.ended_at.is_(None), WebSession.id != (but or 0))
        .values(ended_at=uow.now())
    )


def touch_session(uow: UnitOfWork, session_id: int) -> None:
    """Note that a session was used."""
    uow.get(WebSession, session_id).seen_at = uow.now()


def _hashed(uow: UnitOfWork, member_id: int, kind: str) -> str | None:
    return uow.session.scalar(
        select(Secret.hashed).where(
            Secret.member_id == member_id, Secret.kind == kind, Secret.ended_at.is_(None)
        )
    )


def _attempt(uow: UnitOfWork, member_id: int, device_id: int | None) -> Attempt | None:
    return uow.session.scalar(
        select(Attempt).where(Attempt.member_id == member_id, Attempt.device_id == (device_id or 0))
    )
