"""Signing in and out, enrolling terminals, giving out PINs, passwords and badges."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, update

from coop.kernel.hooks import Hook
from coop.store import UnitOfWork
from coop.web import identity, rules
from coop.web.identity import Person, new_token, token_sha256
from coop.web.secrets import matches
from coop.web.tables import Attempt, Device, Secret, WebSession

told: Hook[[UnitOfWork, str, dict[str, object]], None] = Hook(lambda _uow, _kind, _facts: None)
"""Something that the record book should hold; answered by `records`."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who somebody says to be, and the stored hash to compare with; read before the slow hashing."""

    person: Person | None
    hashed: str | None


def claim(uow: UnitOfWork, number: int, kind: str, device_id: int | None) -> Claim:
    """Look up what a sign-in must match.

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
    return Claim(person, _hashed(uow, person.member_id, kind) if person.active else None)


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
        how: "pin", "badge" or "password".
        device_id: the enrolled terminal, if it is one.

    Returns:
        The token for the cookie.
    """
    attempt = _attempt(uow, person.member_id, device_id)
    if attempt is not None:
        attempt.failures = 0
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


def end_sessions(uow: UnitOfWork, member_id: int) -> None:
    """End every session of a member, for instance when she leaves."""
    uow.session.execute(
        update(WebSession)
        .where(WebSession.member_id == member_id, WebSession.ended_at.is_(None))
        .values(ended_at=uow.now())
    )


def touch_session(uow: UnitOfWork, session_id: int) -> None:
    """Note that a session was used."""
    uow.get(WebSession, session_id).seen_at = uow.now()


def enrol_device(uow: UnitOfWork, *, name: str, confirmed_by: int) -> str:
    """Make this device a shared terminal; the acting officer and a second one together.

    Returns:
        The token for the device's cookie.

    Raises:
        SameOfficer: both are the same person.
        NotAnOfficer: the second one holds no office.
    """
    first = check_two_officers(uow, confirmed_by)
    token = new_token()
    device = uow.add(
        Device(
            name=name,
            token_sha256=token_sha256(token),
            enrolled_by=first,
            confirmed_by=confirmed_by,
            enrolled_at=uow.now(),
        )
    )
    told(uow, "web.device_enrolled", {"device": device.id, "name": name, "by": [first, confirmed_by]})
    return token


def end_device(uow: UnitOfWork, device_id: int) -> None:
    """A device is no terminal any more; its sessions end with it."""
    device = uow.get(Device, device_id)
    if device.ended_at is None:
        device.ended_at, device.ended_by = uow.now(), uow.actor.member_id
        uow.session.execute(
            update(WebSession)
            .where(WebSession.device_id == device_id, WebSession.ended_at.is_(None))
            .values(ended_at=uow.now())
        )
        told(uow, "web.device_ended", {"device": device.id, "by": uow.actor.member_id})


def check_two_officers(uow: UnitOfWork, second: int) -> int:
    """See that the actor and a second person are two different officers.

    Returns:
        The actor's member key.
    """
    first = uow.actor.member_id
    if first is None or first == second:
        raise rules.SameOfficer()
    if not identity.offices_in_force(uow.session, second, uow.today()):
        raise rules.NotAnOfficer()
    return first


def issue_secret(
    uow: UnitOfWork, member_id: int, *, kind: str, hashed: str, confirmed_by: int | None
) -> None:
    """Replace a member's PIN, password or badge.

    Args:
        uow: the unit of work; its actor is the issuing officer, or the member herself.
        member_id: whose secret it is.
        kind: "pin", "password" or "badge".
        hashed: from `hash_secret`, for a badge `token_sha256` of what the scanner reads.
        confirmed_by: the second officer; None when the member changes her own.

    Raises:
        BadgeTaken: the badge is somebody's.
    """
    if kind == "badge" and uow.session.scalar(
        select(Secret.id).where(Secret.kind == "badge", Secret.hashed == hashed, Secret.ended_at.is_(None))
    ):
        raise rules.BadgeTaken()
    uow.session.execute(
        update(Secret)
        .where(Secret.member_id == member_id, Secret.kind == kind, Secret.ended_at.is_(None))
        .values(ended_at=uow.now())
    )
    uow.add(
        Secret(
            member_id=member_id,
            kind=kind,
            hashed=hashed,
            created_at=uow.now(),
            issued_by=uow.actor.member_id,
            confirmed_by=confirmed_by,
        )
    )
    if uow.actor.member_id != member_id:
        told(
            uow,
            "web.secret_issued",
            {"member": member_id, "kind": kind, "by": [uow.actor.member_id, confirmed_by]},
        )


def has_secret(uow: UnitOfWork, member_id: int, kind: str) -> bool:
    """Whether a member has such a secret in force."""
    return _hashed(uow, member_id, kind) is not None


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
