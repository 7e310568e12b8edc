"""Who is at the other end of a request, and what that person may do."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from coop.kernel.hooks import Hook
from coop.store import Actor
from coop.web.permissions import MEMBER, PERMISSIONS, PUBLIC, TERMINAL

WHILE_STARTING = frozenset({"web:page:open", "web:session:own", "web:secret:own"})
"""What a start password is good for."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the web floor knows of a member; answered by `people`."""

    member_id: int
    number: int
    name: str
    language: str | None
    active: bool


find_person: Hook[[Session, int], Person | None] = Hook(lambda _session, _member_id: None)
"""A person by the member's key."""
find_person_by_number: Hook[[Session, int], Person | None] = Hook(lambda _session, _number: None)
"""A person by the member's number on the roll."""
offices_in_force: Hook[[Session, int, date], frozenset[str]] = Hook(
    lambda _session, _member, _day: frozenset()
)
"""The offices that a member holds by a mandate in force."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The person and device of one request. Permissions follow from mandates in force.

    Attributes:
        person: None when nobody is signed in.
        device_id: the enrolled terminal, or None on any other device.
        offices: offices held today.
        strong: signed in by password.
        session_id: row of the session, None when nobody is signed in.
        starting: signed in by a start password, which only lets her choose her own.
    """

    person: Person | None = None
    device_id: int | None = None
    offices: frozenset[str] = frozenset()
    strong: bool = False
    session_id: int | None = None
    starting: bool = False

    @property
    def member_id(self) -> int | None:
        return self.person.member_id if self.person else None

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def actor(self) -> Actor:
        return Actor(member_id=self.member_id, device_id=self.device_id)

    @property
    def at_terminal(self) -> bool:
        return self.device_id is not None

    def holds(self, permission: str) -> bool:
        """Whether the person is among the holders, however signed in."""
        who = PERMISSIONS[permission].who
        return (
            PUBLIC in who
            or (TERMINAL in who and self.at_terminal)
            or (self.person is not None and (MEMBER in who or not who.isdisjoint(self.offices)))
        )

    def may(self, permission: str) -> bool:
        """Whether the person may do it now, in this session."""
        if self.starting and permission not in WHILE_STARTING:
            return False
        return self.holds(permission) and (self.strong or not PERMISSIONS[permission].strong)

    # What Flask-Login asks of a user.
    @property
    def is_authenticated(self) -> bool:
        return self.person is not None

    @property
    def is_active(self) -> bool:
        return self.person is not None and self.person.active

    @property
    def is_anonymous(self) -> bool:
        return self.person is None

    def get_id(self) -> str:
        return str(self.session_id)


current = cast(Identity, LocalProxy(lambda: current_user))
"""The identity of the running request."""


def new_token() -> str:
    """256 random bits for a cookie, a badge or a form."""
    return secrets.token_urlsafe(32)


def token_sha256(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
