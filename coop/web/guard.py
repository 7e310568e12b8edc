"""What happens before and after every request: who is it, may she, and with which headers."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy import select

from coop.kernel.offices import OFFICES
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork, reading, writing
from coop.store.unit_of_work import NoSuchThing
from coop.web import identity, rules, usecases
from coop.web.identity import Identity, current, token_sha256
from coop.web.module import ACCESS
from coop.web.permissions import MEMBER, PERMISSIONS
from coop.web.request import CleanRequest
from coop.web.tables import Device, WebSession

SESSION_COOKIE = "coop_session"
DEVICE_COOKIE = "coop_device"
DEVICE_COOKIE_AGE = 10 * 365 * 24 * 3600
SEEN_EVERY = 60
"""Seconds between two notes that a session was used."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
OPEN_ENDPOINTS = frozenset({"static"})

csrf = CSRFProtect()
login = LoginManager()


def load(uow: UnitOfWork) -> tuple[Identity, WebSession | None]:
    """The identity that the request's cookies stand for."""
    device_id = None
    if token := request.cookies.get(DEVICE_COOKIE):
        device_id = uow.session.scalar(
            select(Device.id).where(Device.token_sha256 == token_sha256(token), Device.ended_at.is_(None))
        )
    anonymous = Identity(device_id=device_id)
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        return anonymous, None
    row = uow.session.scalar(
        select(WebSession).where(
            WebSession.token_sha256 == token_sha256(token), WebSession.ended_at.is_(None)
        )
    )
    if row is None or row.device_id != device_id:
        return anonymous, None
    terminal = row.device_id is not None
    if not rules.is_alive(created=row.created_at, seen=row.seen_at, now=uow.now(), terminal=terminal):
        return anonymous, None
    person = identity.find_person(uow.session, row.member_id)
    if person is None or not person.active:
        return anonymous, None
    offices = identity.offices_in_force(uow.session, person.member_id, uow.today())
    strong = row.how == "password" and not terminal
    return Identity(person, device_id, offices, strong, row.id, row.how == "start"), row


def identify() -> Identity:
    """Find out once per request who it is; note the session's use at times."""
    found: Identity | None = g.get("identity")
    if found is not None:
        return found
    with reading() as uow:
        found, row = load(uow)
        stale = row is not None and (uow.now() - row.seen_at).total_seconds() > SEEN_EVERY
        g.zone = uow.zone
    g.identity = found
    g.own_language = found.person.language if found.person else None
    if stale and found.session_id is not None:
        with writing(found.actor) as uow:
            usecases.touch_session(uow, found.session_id)
    return found


def check_access() -> None:
    """Let a request through only if its route names a permission that the person has.

    Raises:
        SignInNeeded: nobody is signed in and signing in could help.
        OwnPasswordFirst: a start password is good for nothing else.
        PasswordNeeded: a PIN or badge session is not enough.
        NotAllowed: the person does not hold it. Also every route that names no permission.
    """
    if "\0" in request.path:
        raise NoSuchThing()
    if request.endpoint is None or request.endpoint in OPEN_ENDPOINTS:
        return
    code = getattr(current_app.view_functions[request.endpoint], ACCESS, None)
    if code is None:
        raise rules.NotAllowed(who="")
    if current.may(code):
        return
    if not current.is_authenticated:
        raise rules.SignInNeeded()
    if current.starting:
        raise rules.OwnPasswordFirst()
    if current.holds(code):
        raise rules.PasswordNeeded()
    who = PERMISSIONS[code].who
    names = [Sentence(OFFICES[office]) for office in OFFICES if office in who]
    raise rules.NotAllowed(who=names if MEMBER not in who else "")


def add_headers(response: Response) -> Response:
    """Strict policy on every answer; nothing personal is kept by any cache."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    response.vary.add("Cookie")
    return response


def set_cookie(response: Response, name: str, value: str, *, max_age: int | None = None) -> None:
    """Set one of our cookies: for this server alone and out of reach of scripts."""
    response.set_cookie(name, value, max_age=max_age, httponly=True, samesite="Lax", secure=request.is_secure)


def init_app(app: Flask) -> None:
    """Put the guard in front of an application."""
    app.request_class = CleanRequest
    csrf.init_app(app)
    login.init_app(app)
    login.anonymous_user = identify
    login.request_loader(lambda _request: identify() if identify().is_authenticated else None)
    app.before_request(check_access)
    app.after_request(add_headers)
