"""Minutes: read, write, fix, sign, send back, put right."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, rules, usecases
from coop.assembly.forms.minutes import ErratumForm, InkForm, NoteForm, SendBackForm, SignForm, UnsignedForm
from coop.assembly.papers import copies, shown
from coop.assembly.queries import Meeting
from coop.assembly.rules.dissent import days_left
from coop.assembly.rules.minutes import ERRATUM, GENERAL, MEANS, PARTS, PLACE, SAID, STATES
from coop.assembly.views.base import bp, title_of
from coop.documents import queries as documents
from coop.kernel.errors import N_, NotFound
from coop.store import UnitOfWork, reading
from coop.web import current, form_page, page, submit
from coop.web import usecases as access
from coop.web.exports import file_answer
from coop.web.rules import SignInFailed
from coop.web.views import prove

MARKS = {"signing": "note", "sent back": "bad", "approved": "ok"}
PIN_LENGTH = 6


class NotOpenedYet(NotFound):
    message = N_("This assembly was not opened, so that it has no minutes. Look at its page.")


@bp.page("/<int:meeting_id>/acta", access="assembly:meeting:list")
def minutes(meeting_id: int) -> ResponseReturnValue:
    """The minutes as they stand, and what is to be done with them next."""
    with reading(current.actor) as uow:
        meeting = _opened(uow, meeting_id)
        state = queries.minutes_state(uow, meeting)
        fixed = queries.find_minutes(uow, meeting_id)
        is_fixed = fixed is not None and state != "sent back"
        facts = fixed.facts if fixed is not None and is_fixed else queries.minutes_facts(uow, meeting)
        signers = fixed.signers if fixed is not None and is_fixed else queries.signers_due(uow, meeting)
        until = queries.copy_deadline(uow, meeting)
        context: dict[str, Any] = {
            "meeting": meeting,
            "m": shown.shown(facts, uow.zone),
            "state": state,
            "said": STATES[state],
            "mark": MARKS.get(state, ""),
            "fixed": fixed,
            "signers": signers,
            "means": MEANS,
            "must_sign": state == "signing"
            and any(s.member_id == current.member_id and s.means is None for s in signers),
            "is_signer": state == "signing" and any(s.member_id == current.member_id for s in signers),
            "may_write": usecases.may_write(uow, meeting),
            "can_edit": state in ("draft", "sent back"),
            "items": {item.position: item.id for item in queries.items(uow, meeting_id)},
            "failing": sum(not c["holds"] for c in facts["checks"]),
            "errata": [
                (one, documents.find_paper(uow, ERRATUM, str(one.id)))
                for one in queries.errata(uow, meeting_id)
            ],
            "paper": documents.find_paper(uow, rules.MINUTES, str(meeting_id)),
            "copy_until": until,
            "copy_left": days_left(until, uow.today()) if until else None,
            "copy_sent": queries.sent(uow, meeting_id, "minutes"),
        }
    return page("assembly/minutes.html", title=title_of(meeting, N_("Minutes of the assembly")), **context)


@bp.form("/<int:meeting_id>/acta/puntos/<int:item_id>", access="assembly:minutes:write")
def write_said(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Write what was said on an item."""
    return _write(meeting_id, SAID, item_id)


@bp.form("/<int:meeting_id>/acta/partes/<any(general, place):part>", access="assembly:minutes:write")
def write_part(meeting_id: int, part: str) -> ResponseReturnValue:
    """Write the general part, or put right where it was held."""
    return _write(meeting_id, part, None)


@bp.button("/<int:meeting_id>/acta/fijar", access="assembly:minutes:write")
def fix_minutes(meeting_id: int) -> ResponseReturnValue:
    """Fix the minutes and present them for signing."""
    return submit(
        lambda uow: usecases.fix_minutes(uow, meeting_id),
        done=lambda _digest: _minutes_url(meeting_id),
        said=N_("The minutes are fixed. Who must sign them is told."),
    )


@bp.form("/<int:meeting_id>/acta/firmar", access="assembly:minutes:sign")
def sign_minutes(meeting_id: int) -> ResponseReturnValue:
    """Sign the fixed minutes, proving who one is."""
    with reading() as uow:
        found = queries.get_minutes(uow, meeting_id)
    means: list[str] = []
    return form_page(
        SignForm(at_terminal=current.at_terminal, data={"digest": found.digest}),
        "assembly/sign_minutes.html",
        title=title_of(found.meeting, N_("Sign the minutes of the assembly")),
        prepare=lambda form: means.append(_proved(form.secret.data)),
        action=lambda uow, form: usecases.sign_minutes(
            uow, meeting_id, signed=form.digest.data, means=means[0]
        ),
        done=lambda _all: _minutes_url(meeting_id),
        said=N_("Your signature is under the minutes."),
        minutes=found,
    )


@bp.form("/<int:meeting_id>/acta/devolver", access="assembly:minutes:sign")
def send_back(meeting_id: int) -> ResponseReturnValue:
    """Refuse to sign the minutes as they are."""
    with reading() as uow:
        meeting = _opened(uow, meeting_id)
    return form_page(
        SendBackForm(),
        "assembly/send_back.html",
        title=title_of(meeting, N_("Send the minutes back")),
        action=lambda uow, form: usecases.send_back(uow, meeting_id, form.why.data),
        done=lambda _none: _minutes_url(meeting_id),
        said=N_("The minutes are sent back; the secretary and the chair are told why."),
        meeting=meeting,
    )


@bp.form("/<int:meeting_id>/acta/tinta", access="assembly:minutes:write")
def sign_in_ink(meeting_id: int) -> ResponseReturnValue:
    """Write down that somebody signed the paper by hand."""
    with reading() as uow:
        found = queries.get_minutes(uow, meeting_id)
    return form_page(
        InkForm([(s.member_id, f"{s.number} · {s.name}") for s in found.missing]),
        "assembly/sign_in_ink.html",
        title=title_of(found.meeting, N_("Signed in ink")),
        action=lambda uow, form: usecases.sign_in_ink(uow, meeting_id, int(form.member.data)),
        done=lambda _all: _minutes_url(meeting_id),
        said=N_("Written down."),
        minutes=found,
    )


@bp.form("/<int:meeting_id>/acta/sin-firma", access="assembly:minutes:write")
def note_unsigned(meeting_id: int) -> ResponseReturnValue:
    """Write down that somebody does not sign, and why."""
    with reading() as uow:
        found = queries.get_minutes(uow, meeting_id)
    return form_page(
        UnsignedForm([(s.member_id, f"{s.number} · {s.name}") for s in found.missing]),
        "assembly/note_unsigned.html",
        title=title_of(found.meeting, N_("Somebody does not sign")),
        action=lambda uow, form: usecases.note_unsigned(
            uow, meeting_id, int(form.member.data), form.why.data
        ),
        done=lambda _all: _minutes_url(meeting_id),
        said=N_("Written down."),
        minutes=found,
    )


@bp.form("/<int:meeting_id>/acta/fe-de-erratas", access="assembly:minutes:write")
def add_erratum(meeting_id: int) -> ResponseReturnValue:
    """Put right a mistake in approved minutes."""
    with reading() as uow:
        found = queries.get_minutes(uow, meeting_id)
    return form_page(
        ErratumForm(),
        "assembly/add_erratum.html",
        title=title_of(found.meeting, N_("Erratum")),
        action=lambda uow, form: usecases.add_erratum(
            uow, meeting_id, text=form.text.data, reason=form.reason.data
        ),
        done=lambda _key: _minutes_url(meeting_id),
        said=N_("The erratum is in the record book; its paper is being made."),
        minutes=found,
    )


@bp.page("/<int:meeting_id>/copia", access="assembly:authority:send")
def copy_package(meeting_id: int) -> ResponseReturnValue:
    """The ZIP for the authority."""
    with reading() as uow:
        name, body = copies.copy_package(uow, meeting_id)
    return file_answer(body, name=name, kind="application/zip")


def _write(meeting_id: int, part: str, item_id: int | None) -> ResponseReturnValue:
    with reading() as uow:
        meeting = _opened(uow, meeting_id)
        item = queries.get_item(uow, item_id) if item_id is not None else None
        if item is not None and item.meeting_id != meeting_id:
            raise NotOpenedYet()
        there = queries.notes(uow, meeting_id).get((part, item_id), "")
        earlier = queries.versions_of_note(uow, meeting_id, part, item_id)
    text = there or (meeting.place if part == PLACE else "")
    return form_page(
        NoteForm(data={"text": text}),
        "assembly/write_note.html",
        title=title_of(meeting, PARTS[part]),
        action=lambda uow, form: usecases.write_note(
            uow, meeting_id, part=part, item_id=item_id, text=form.text.data or ""
        ),
        done=lambda _none: _minutes_url(meeting_id),
        said=N_("Written down; the version before is kept."),
        meeting=meeting,
        item=item,
        earlier=earlier,
        is_general=part == GENERAL,
    )


def _opened(uow: UnitOfWork, meeting_id: int) -> Meeting:
    meeting = queries.get_meeting(uow, meeting_id)
    if meeting.opened_at is None:
        raise NotOpenedYet()
    return meeting


def _proved(secret: str) -> str:
    """By which means somebody proved to be herself just now.

    Raises:
        SignInFailed: she did not.
        TooManyTries: she tried too often.
    """
    assert current.person is not None
    if not current.at_terminal:
        prove(current.person.number, secret, "password", None)
        return "password"
    if secret.isdecimal() and len(secret) == PIN_LENGTH:
        prove(current.person.number, secret, "pin", current.device_id)
        return "pin"
    with reading() as uow:
        holder = access.badge_holder(uow, secret)
    if holder is None or holder.member_id != current.member_id:
        raise SignInFailed()
    return "badge"


def _minutes_url(meeting_id: int) -> str:
    return url_for("assembly.minutes", meeting_id=meeting_id)
