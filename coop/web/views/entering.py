"""Signing in and out, one's own sessions, looks."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from coop.kernel.errors import N_, CoopError
from coop.store import reading, writing
from coop.web import guard, queries, rules, usecases
from coop.web.errors import local_path
from coop.web.forms import CoopForm, Length, needed, whole_field
from coop.web.identity import Identity, Person, current
from coop.web.language import LANGUAGES
from coop.web.listing import Column, listing
from coop.web.pages import page, submit
from coop.web.views.base import LONGEST_SECRET, LOOKS, bp

THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("normal", "large")


class SignInForm(CoopForm):
    number = whole_field(N_("Member number"), low=1)
    password = PasswordField(N_("Password"), [needed(), Length(max=LONGEST_SECRET)])


def enter(person: Person, how: str, *, location: str) -> Response:
    """Open a session for a person who proved to be herself and lead on; it ends the one before it here."""
    with writing(Identity(person, current.device_id).actor) as uow:
        if current.session_id is not None:
            usecases.end_session(uow, current.session_id)
        token = usecases.open_session(uow, person, how=how, device_id=current.device_id)
    keep = {k: session[k] for k in LOOKS if k in session}
    session.clear()
    session.update(keep)
    answer = make_response(redirect(location, 303))
    guard.set_cookie(answer, guard.SESSION_COOKIE, token)
    return answer


def prove(number: int, secret: str, kind: str, device_id: int | None, *, starting: bool = False) -> Person:
    """See that a secret is the member's; a wrong try is remembered even though the answer is an error.

    Raises:
        TooManyTries: this member waits at this device.
        SignInFailed: it does not match.
    """
    with reading() as uow:
        found = usecases.claim(uow, number, kind, device_id, starting=starting)
    if usecases.proves(found, secret) and found.person is not None:
        return found.person
    with writing() as uow:
        usecases.count_failure(uow, found, device_id)
    raise rules.SignInFailed()


@bp.form("/entrar", access="web:page:open")
def sign_in() -> ResponseReturnValue:
    """Sign in with member number and password, on an own phone or PC."""
    form = SignInForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                person = prove(
                    form.number.data, form.password.data, "password", current.device_id, starting=True
                )
            except CoopError as error:
                form.refused, status = error.sentence, error.status
            else:
                return enter(person, "password", location=local_path(request.args.get("next")) or "/")
    return page("web/sign_in.html", title=N_("Sign in"), status=status, form=form)


@bp.button("/salir", access="web:page:open")
def sign_out() -> ResponseReturnValue:
    """Sign out; the session is dead from then on."""
    if current.session_id is not None:
        with writing(current.actor) as uow:
            usecases.end_session(uow, current.session_id)
    keep = {k: session[k] for k in LOOKS if k in session and not current.at_terminal}
    session.clear()
    session.update(keep)
    answer = make_response(redirect("/", 303))
    answer.delete_cookie(guard.SESSION_COOKIE)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.page("/mi-acceso", access="web:session:own")
def own() -> ResponseReturnValue:
    """Where one is signed in, and the way to one's PIN, password and permissions."""
    with reading(current.actor) as uow:
        rows = queries.sessions_of(uow, current.member_id or 0)
    return listing(
        "web/own.html",
        rows,
        [
            Column("how", N_("Signed in by")),
            Column("device", N_("Terminal")),
            Column("created_at", N_("Since"), "instant"),
            Column("seen_at", N_("Last used"), "instant"),
        ],
        title=N_("My access"),
        name="mi-acceso",
        empty=N_("You are signed in nowhere else."),
        sessions=rows,
        this=current.session_id,
    )


@bp.button("/mi-acceso/<int:session_id>/cerrar", access="web:session:own")
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions."""
    return submit(
        lambda uow: usecases.end_own_session(uow, session_id),
        done=lambda _r: url_for("web.own"),
        said=N_("That session has ended."),
    )


@bp.button("/aspecto", access="web:page:open")
def looks() -> ResponseReturnValue:
    """Choose language, colours or letter size for this session."""
    for key, allowed in (("language", tuple(LANGUAGES)), ("theme", THEMES), ("size", SIZES)):
        if request.form.get(key) in allowed:
            session[key] = request.form[key]
    return redirect(local_path(request.form.get("next")) or "/", 303)
