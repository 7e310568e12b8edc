"""Changing one's own PIN or password; two officers give a member new ones."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from coop.kernel.errors import N_
from coop.store import UnitOfWork, reading
from coop.web import identity, rules, usecases
from coop.web.forms import CoopForm, Length, needed, text_field, whole_field
from coop.web.identity import Person, current, token_sha256
from coop.web.pages import form_page
from coop.web.secrets import hash_secret
from coop.web.views.base import LONGEST_SECRET, TwoOfficersForm, bp
from coop.web.views.entering import prove


class OwnSecretForm(CoopForm):
    old = PasswordField(N_("Your password now"), [needed(), Length(max=LONGEST_SECRET)])
    pin = PasswordField(N_("New PIN, six digits (leave empty to keep it)"), [Length(max=6)])
    password = PasswordField(N_("New password (leave empty to keep it)"), [Length(max=LONGEST_SECRET)])


class IssueForm(TwoOfficersForm):
    number = whole_field(N_("Member number"), low=1)
    pin = PasswordField(N_("New PIN, six digits (typed by the member)"), [Length(max=6)])
    password = PasswordField(N_("New password (typed by the member)"), [Length(max=LONGEST_SECRET)])
    badge = text_field(N_("New badge (scan it here)"), required=False)


@bp.form("/mis-claves", access="web:secret:own")
def own_secrets() -> ResponseReturnValue:
    """Change one's own PIN or password."""
    hashed: dict[str, str] = {}

    def prepare(form: OwnSecretForm) -> None:
        assert current.person is not None
        prove(current.person.number, form.old.data, "password", current.device_id, starting=current.starting)
        if current.starting and not form.password.data:
            raise rules.OwnPasswordFirst()
        hashed.update(_hash_new(form.pin.data, form.password.data, number=current.person.number))
        if not hashed:
            raise rules.NothingNew()

    def change(uow: UnitOfWork, _form: OwnSecretForm) -> None:
        for kind, value in hashed.items():
            usecases.issue_secret(
                uow,
                current.member_id or 0,
                kind=kind,
                hashed=value,
                confirmed_by=None,
                session_id=current.session_id,
            )

    return form_page(
        OwnSecretForm(),
        "web/own_secrets.html",
        title=N_("My PIN and password"),
        prepare=prepare,
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
    made: list[tuple[Person, Person, dict[str, str]]] = []

    def prepare(form: IssueForm) -> None:
        second = prove(form.second_number.data, form.second_password.data, "password", current.device_id)
        with reading() as uow:
            person = identity.find_person_by_number(uow.session, form.number.data)
        if person is None:
            raise rules.NoSuchNumber(number=form.number.data)
        hashed = _hash_new(form.pin.data, form.password.data, number=person.number)
        if form.badge.data:
            hashed["badge"] = token_sha256(form.badge.data)
        if not hashed:
            raise rules.NothingGiven()
        made.append((person, second, hashed))

    def issue(uow: UnitOfWork, _form: IssueForm) -> None:
        [(person, second, hashed)] = made
        usecases.check_two_officers(uow, second.member_id)
        for kind, value in hashed.items():
            usecases.issue_secret(
                uow, person.member_id, kind=kind, hashed=value, confirmed_by=second.member_id
            )

    return form_page(
        IssueForm(),
        "web/issue_secret.html",
        title=N_("New PIN, password or badge"),
        prepare=prepare,
        action=issue,
        done=lambda _r: url_for("web.issue_secret"),
        said=N_("Given out and written in the record book."),
    )
