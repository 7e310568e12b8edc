"""Which devices are terminals: two officers make one and end one."""

from __future__ import annotations

from flask import make_response, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.store import UnitOfWork, reading
from coop.web import guard, queries, usecases
from coop.web.forms import text_field
from coop.web.identity import Person, current
from coop.web.listing import Column, listing
from coop.web.pages import form_page
from coop.web.views.base import TwoOfficersForm, bp
from coop.web.views.entering import prove


class DeviceForm(TwoOfficersForm):
    name = text_field(N_("Name of this terminal, such as Gate"), longest=60)


def _second(form: TwoOfficersForm) -> Person:
    """The second officer, proved by her password."""
    return prove(form.second_number.data, form.second_password.data, "password", current.device_id)


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
    second: list[Person] = []
    token: list[str] = []

    def enrol(uow: UnitOfWork, form: DeviceForm) -> None:
        token.append(usecases.enrol_device(uow, name=form.name.data, confirmed_by=second[0].member_id))
        usecases.end_session(uow, current.session_id or 0)

    answer = make_response(
        form_page(
            DeviceForm(),
            "web/enrol_device.html",
            title=N_("Make this device a terminal"),
            prepare=lambda form: second.append(_second(form)),
            action=enrol,
            done=lambda _r: "/",
            said=N_("This device is a terminal now. You were signed out here."),
        )
    )
    if token:
        guard.set_cookie(answer, guard.DEVICE_COOKIE, token[0], max_age=guard.DEVICE_COOKIE_AGE)
        answer.delete_cookie(guard.SESSION_COOKIE)
    return answer


@bp.form("/terminales/<int:device_id>/terminar", access="web:device:enrol")
def end_device(device_id: int) -> ResponseReturnValue:
    """A device is no terminal any more; a second officer confirms with her password."""
    with reading(current.actor) as uow:
        device = queries.get_device(uow, device_id)
    second: list[Person] = []
    return form_page(
        TwoOfficersForm(),
        "web/end_device.html",
        title=Sentence(N_("End %(name)s"), {"name": device.name}),
        prepare=lambda form: second.append(_second(form)),
        action=lambda uow, _form: usecases.end_device(uow, device_id, confirmed_by=second[0].member_id),
        done=lambda _r: url_for("web.devices"),
        said=N_("That device is no terminal any more."),
    )
