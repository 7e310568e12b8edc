"""Pages of the web floor: signing in and out, own secrets, terminals, long work, looks."""

from __future__ import annotations

from flask import Response, flash, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from coop.kernel.errors import N_, CoopError, Sentence
from coop.store import UnitOfWork, reading, writing
from coop.web import guard, identity, jobs, queries, rules, usecases
from coop.web.errors import local_path
from coop.web.forms import CoopForm, Length, needed, text_field, whole_field
from coop.web.identity import Identity, Person, current, token_sha256
from coop.web.language import LANGUAGES, _
from coop.web.listing import Column, listing
from coop.web.module import Module
from coop.web.pages import form_page, page, submit
from coop.web.secrets import hash_secret
from coop.web.tables import Job

bp = Module("web", __name__)

THEMES = ("auto", "light", "dark", "contrast")
SIZES = ("normal", "large")
LOOKS = ("language", "theme", "size")
"""What a person may choose before signing in and keeps afterwards."""
LONGEST_SECRET = 200


class SignInForm(CoopForm):
    number = whole_field(N_("Member number"), low=1)
    password = PasswordField(N_("Password"), [needed(), Length(max=LONGEST_SECRET)])


class OwnSecretForm(CoopForm):
    old = PasswordField(N_("Your password now"), [needed(), Length(max=LONGEST_SECRET)])
    pin = PasswordField(N_("New PIN, six digits (leave empty to keep it)"), [Length(max=6)])
    password = PasswordField(N_("New password (leave empty to keep it)"), [Length(max=LONGEST_SECRET)])


class TwoOfficersForm(CoopForm):
    second_number = whole_field(N_("Second officer's member number"), low=1)
    second_password = PasswordField(N_("Second officer's password"), [needed(), Length(max=LONGEST_SECRET)])


class DeviceForm(TwoOfficersForm):
    name = text_field(N_("Name of this terminal, such as Gate"), longest=60)


class IssueForm(TwoOfficersForm):
    number = whole_field(N_("Member number"), low=1)
    pin = PasswordField(N_("New PIN, six digits (typed by the member)"), [Length(max=6)])
    password = PasswordField(N_("New password (typed by the member)"), [Length(max=LONGEST_SECRET)])
    badge = text_field(N_("New badge (scan it here)"), required=False)


def enter(person: Person, how: str, *, location: str) -> Response:
    """Open a session for a person who proved to be herself and lead on."""
    with writing(Identity(person, current.device_id).actor) as uow:
        token = usecases.open_session(uow, person, how=how, device_id=current.device_id)
    keep = {k: session[k] for k in LOOKS if k in session}
    session.clear()
    session.update(keep)
    answer = make_response(redirect(location, 303))
    guard.set_cookie(answer, guard.SESSION_COOKIE, token)
    return answer


def prove(number: int, secret: str, kind: str, device_id: int | None) -> Person:
    """See that a secret is the member's; a wrong try is remembered even though the answer is an error.

    Raises:
        TooManyTries: this member waits at this device.
        SignInFailed: it does not match.
    """
    with reading() as uow:
        found = usecases.claim(uow, number, kind, device_id)
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
                person = prove(form.number.data, form.password.data, "password", current.device_id)
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


@bp.form("/mis-claves", access="web:secret:own")
def own_secrets() -> ResponseReturnValue:
    """Change one's own PIN or password."""
    form = OwnSecretForm()
    hashed: dict[str, str] = {}
    refused, status = None, 422
    if request.method == "POST" and form.validate() and current.person is not None:
        try:
            prove(current.person.number, form.old.data, "password", current.device_id)
            hashed = _hash_new(form.pin.data, form.password.data, number=current.person.number)
        except CoopError as error:
            refused, status = error.sentence, error.status
    if refused is not None or (request.method == "POST" and not hashed):
        form.refused = refused or Sentence(N_("Type a new PIN or a new password."))
        return page("web/own_secrets.html", title=N_("My PIN and password"), status=status, form=form)

    def change(uow: UnitOfWork, _form: OwnSecretForm) -> None:
        for kind, value in hashed.items():
            usecases.issue_secret(uow, current.member_id or 0, kind=kind, hashed=value, confirmed_by=None)

    return form_page(
        form,
        "web/own_secrets.html",
        title=N_("My PIN and password"),
        action=change,
        done=lambda _r: url_for("web.own"),
        said=N_("Changed. Use the new one from now on."),
    )


def _hash_new(pin: str | None, password: str | None, *, number: int) -> dict[str, str]:
    hashed = {}
    if pin:
        rules.check_pin(pin, forbidden=frozenset({f"{number:06d}"}))
        hashed["pin"] = hash_secret(pin)
    if password:
        rules.check_password(password)
        hashed["password"] = hash_secret(password)
    return hashed


@bp.form("/claves/nueva", access="web:secret:issue")
def issue_secret() -> ResponseReturnValue:
    """Give a member a new PIN, password or badge: two officers, and the member types it."""
    form = IssueForm()
    made: tuple[Person, int, dict[str, str]] | None = None
    refused, status = None, 422
    if request.method == "POST" and form.validate():
        try:
            second = prove(form.second_number.data, form.second_password.data, "password", current.device_id)
            with reading() as uow:
                person = identity.find_person_by_number(uow.session, form.number.data)
            if person is None:
                raise NoSuchNumber(number=form.number.data)
            hashed = _hash_new(form.pin.data, form.password.data, number=person.number)
            if form.badge.data:
                hashed["badge"] = token_sha256(form.badge.data)
            made = (person, second.member_id, hashed)
            if not hashed:
                refused = Sentence(N_("Type a new PIN or password, or scan a badge."))
        except CoopError as error:
            refused, status = error.sentence, error.status
    if refused is not None or (request.method == "POST" and made is None):
        form.refused = refused
        return page("web/issue_secret.html", title=N_("New PIN, password or badge"), status=status, form=form)

    def issue(uow: UnitOfWork, _form: IssueForm) -> None:
        assert made is not None
        person, second_id, hashed = made
        usecases.check_two_officers(uow, second_id)
        for kind, value in hashed.items():
            usecases.issue_secret(uow, person.member_id, kind=kind, hashed=value, confirmed_by=second_id)

    return form_page(
        form,
        "web/issue_secret.html",
        title=N_("New PIN, password or badge"),
        action=issue,
        done=lambda _r: url_for("web.issue_secret"),
        said=N_("Given out and written in the record book."),
    )


class NoSuchNumber(CoopError):
    message = N_("There is no member number %(number)s. Look it up in the roll.")
    status = 422


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


@bp.page("/terminales", access="web:device:list")
def devices() -> ResponseReturnValue:
    """Which devices are terminals, and who made them so."""
    with reading(current.actor) as uow:
        rows = queries.devices(uow)
    return listing(
        "web/devices.html",
        rows,
        [
            Column("name", N_("Terminal")),
            Column("enrolled_by", N_("Enrolled by")),
            Column("confirmed_by", N_("Together with")),
            Column("enrolled_at", N_("Since"), "instant"),
            Column("ended_at", N_("Ended"), "instant"),
        ],
        title=N_("Terminals"),
        name="terminales",
        empty=N_(
            "No terminal yet. Open this page on the PC at the gate and enrol it, two officers together."
        ),
        devices=[d for d in rows if d.ended_at is None],
    )


@bp.form("/terminales/esta", access="web:device:enrol")
def enrol_device() -> ResponseReturnValue:
    """Make this very device a terminal; a second officer confirms with her password."""
    form = DeviceForm()
    second: Person | None = None
    if request.method == "POST" and form.validate():
        try:
            second = prove(form.second_number.data, form.second_password.data, "password", current.device_id)
        except CoopError as error:
            form.refused = error.sentence
            return page(
                "web/enrol_device.html",
                title=N_("Make this device a terminal"),
                status=error.status,
                form=form,
            )
    token: list[str] = []

    def enrol(uow: UnitOfWork, filled: DeviceForm) -> None:
        assert second is not None
        token.append(usecases.enrol_device(uow, name=filled.name.data, confirmed_by=second.member_id))
        usecases.end_session(uow, current.session_id or 0)

    answer = make_response(
        form_page(
            form,
            "web/enrol_device.html",
            title=N_("Make this device a terminal"),
            action=enrol,
            done=lambda _r: "/",
            said=N_("This device is a terminal now. You were signed out here."),
        )
    )
    if token:
        guard.set_cookie(answer, guard.DEVICE_COOKIE, token[0], max_age=guard.DEVICE_COOKIE_AGE)
        answer.delete_cookie(guard.SESSION_COOKIE)
    return answer


@bp.button("/terminales/<int:device_id>/terminar", access="web:device:enrol")
def end_device(device_id: int) -> ResponseReturnValue:
    """A device is no terminal any more."""
    return submit(
        lambda uow: usecases.end_device(uow, device_id),
        done=lambda _r: url_for("web.devices"),
        said=N_("That device is no terminal any more."),
    )


@bp.page("/permisos", access="web:permission:list")
def permissions() -> ResponseReturnValue:
    """Who may do what."""
    return listing(
        "web/permissions.html",
        queries.permissions(),
        [
            Column("meaning", N_("What")),
            Column("who", N_("Who")),
            Column("strong", N_("Only with password"), "bool"),
            Column("code", N_("Code")),
        ],
        title=N_("Who may do what"),
        name="permisos",
        empty=N_("There is nothing that may be done."),
    )


@bp.page("/trabajos", access="web:job:see")
def list_jobs() -> ResponseReturnValue:
    """Long work of late."""
    with reading(current.actor) as uow:
        rows = jobs.recent_jobs(uow)
    return listing(
        "web/jobs.html",
        rows,
        [
            Column("title", N_("Work"), link=lambda j: url_for("web.job", job_id=j.id)),
            Column("state", N_("State"), value=lambda j: Sentence(STATES[j.state])),
            Column("message", N_("Message")),
            Column("created_at", N_("Asked for"), "instant"),
            Column("ended_at", N_("Ended"), "instant"),
        ],
        title=N_("Long work"),
        name="trabajos",
        empty=N_("No long work has been asked for yet."),
    )


STATES = {
    "queued": N_("waiting"),
    "running": N_("running"),
    "done": N_("done"),
    "failed": N_("failed"),
    "stopped": N_("stopped"),
}


@bp.page("/trabajos/<int:job_id>", access="web:job:see")
def job(job_id: int) -> ResponseReturnValue:
    """How far a piece of work is; leads on to its result when done and `next` is given."""
    with reading(current.actor) as uow:
        found = jobs.get_job(uow, job_id)
    target = local_path(request.args.get("next"))
    if found.state == "done" and target:
        flash(_("Done."))
        return redirect(target, 303)
    return page(
        "web/job.html", title=found.title, job=found, state=Sentence(STATES[found.state]), next=target
    )


@bp.button("/trabajos/<int:job_id>/detener", access="web:job:stop")
def stop_job(job_id: int) -> ResponseReturnValue:
    """Ask a piece of work to stop."""

    def stop(uow: UnitOfWork) -> None:
        row = uow.get(Job, job_id)
        row.stop = True
        if row.state == "queued":
            row.state, row.ended_at = "stopped", uow.now()

    return submit(
        stop,
        done=lambda _r: url_for("web.job", job_id=job_id),
        said=N_("It will stop at the next step."),
    )


@bp.button("/aspecto", access="web:page:open")
def looks() -> ResponseReturnValue:
    """Choose language, colours or letter size for this session."""
    for key, allowed in (("language", tuple(LANGUAGES)), ("theme", THEMES), ("size", SIZES)):
        if request.form.get(key) in allowed:
            session[key] = request.form[key]
    return redirect(local_path(request.form.get("next")) or "/", 303)


@bp.page("/salud", access="web:page:open")
def health() -> ResponseReturnValue:
    """Whether the program and its database answer."""
    with reading() as uow:
        now = uow.now()
    return Response(now.strftime("%Y-%m-%dT%H:%M:%SZ\n"), mimetype="text/plain")
