"""The hall: guests, proxies, arrears, speakers, recesses."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms.hall import ArrearsForm, GuestForm, ProxyForm, RecessForm, SpeakerForm
from coop.assembly.queries import Arrears
from coop.assembly.views.base import bp, title_of
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.people.queries import Member
from coop.store import reading
from coop.web import Column, current, form_page, listing, submit
from coop.web.forms import minute_of


@bp.form("/<int:meeting_id>/invitados", access="assembly:door:keep")
def guests(meeting_id: int) -> ResponseReturnValue:
    """Who is there and does not vote."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        there = queries.guests(uow, meeting_id)
    return form_page(
        GuestForm(),
        "assembly/guests.html",
        title=title_of(meeting, N_("Guests")),
        action=lambda uow, form: usecases.add_guest(
            uow, meeting_id, name=form.name.data, capacity=form.capacity.data
        ),
        done=lambda _id: url_for("assembly.guests", meeting_id=meeting_id),
        said=N_("Written down. Guests speak and do not vote."),
        meeting=meeting,
        guests=there,
    )


@bp.button("/<int:meeting_id>/invitados/<int:guest_id>/se-va", access="assembly:door:keep")
def see_guest_off(meeting_id: int, guest_id: int) -> ResponseReturnValue:
    """Write down that a guest went."""
    return submit(
        lambda uow: usecases.see_guest_off(uow, guest_id),
        done=lambda _none: url_for("assembly.guests", meeting_id=meeting_id),
        said=N_("Written down."),
    )


@bp.form("/<int:meeting_id>/poderes", access="assembly:door:keep")
def proxies(meeting_id: int) -> ResponseReturnValue:
    """Who votes for whom."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        here = queries.present_members(uow, meeting)
        ids = {m.id for m in here}
        away = [m for m in queries.roll_of(uow, meeting) if m.id not in ids]
        given = queries.proxies(uow, meeting_id)
    return form_page(
        ProxyForm(_pairs(away), _pairs(here)),
        "assembly/proxies.html",
        title=title_of(meeting, N_("Proxies")),
        action=lambda uow, form: usecases.give_proxy(
            uow, meeting_id, giver_id=int(form.giver.data), holder_id=int(form.holder.data)
        ),
        done=lambda _id: url_for("assembly.proxies", meeting_id=meeting_id),
        said=N_("The proxy is written down. Keep the signed paper with the minutes."),
        meeting=meeting,
        proxies=given,
    )


@bp.button("/<int:meeting_id>/poderes/<int:proxy_id>/terminar", access="assembly:door:keep")
def end_proxy(meeting_id: int, proxy_id: int) -> ResponseReturnValue:
    """End a proxy."""
    return submit(
        lambda uow: usecases.end_proxy(uow, proxy_id),
        done=lambda _none: url_for("assembly.proxies", meeting_id=meeting_id),
        said=N_("The proxy ended."),
    )


def _member_url(line: Arrears) -> str:
    return url_for("people.show_member", member_id=line.member_id)


ARREARS = (
    Column("number", N_("No."), "int"),
    Column("name", N_("Name"), link=_member_url),
    Column("why", N_("What is owed")),
    Column("since", N_("Since"), "day"),
    Column("ended_on", N_("Until"), "day"),
)


@bp.page("/mora", access="assembly:arrears:list")
def list_arrears() -> ResponseReturnValue:
    """Members in arrears, and who was."""
    with reading() as uow:
        rows = queries.arrears(uow)
        statute = queries.get_statute(uow, uow.today())
    return listing(
        "assembly/list_arrears.html",
        rows,
        ARREARS,
        title=N_("Members in arrears"),
        name="mora",
        empty=N_("Nobody is in arrears."),
        statute=statute,
        owing=[line for line in rows if line.ended_on is None],
    )


@bp.form("/mora/nueva", access="assembly:arrears:write")
def note_arrears() -> ResponseReturnValue:
    """Write down that a member is in arrears."""
    with reading() as uow:
        today = uow.today()
        roll = _pairs(people.roll(uow, today))
    return form_page(
        ArrearsForm(roll, data={"since": today}),
        "assembly/form.html",
        title=N_("Write down arrears"),
        action=lambda uow, form: usecases.note_arrears(
            uow, int(form.member.data), since=form.since.data, why=form.why.data
        ),
        done=lambda _id: url_for("assembly.list_arrears"),
        said=N_("Written down; she was told."),
        back=url_for("assembly.list_arrears"),
    )


@bp.button("/mora/<int:arrears_id>/terminar", access="assembly:arrears:write")
def end_arrears(arrears_id: int) -> ResponseReturnValue:
    """Write down that a member owes nothing more."""
    return submit(
        lambda uow: usecases.end_arrears(uow, arrears_id),
        done=lambda _none: url_for("assembly.list_arrears"),
        said=N_("Written down; she votes again."),
    )


@bp.button("/<int:meeting_id>/palabra", access="assembly:word:ask")
def ask_for_the_word(meeting_id: int) -> ResponseReturnValue:
    """Put oneself on the list of speakers."""
    return submit(
        lambda uow: usecases.ask_for_the_word(uow, meeting_id, member_id=current.member_id or 0),
        done=lambda _id: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("You are on the list of speakers."),
    )


@bp.form("/<int:meeting_id>/palabra/otra", access="assembly:meeting:lead")
def add_speaker(meeting_id: int) -> ResponseReturnValue:
    """Put somebody who raised a hand on the list of speakers."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        here = [(f"m{m.id}", f"{m.number} · {m.name}") for m in queries.present_members(uow, meeting)]
        here += [(f"g{g.id}", g.name) for g in queries.guests(uow, meeting_id) if g.left_at is None]
    return form_page(
        SpeakerForm(here),
        "assembly/form.html",
        title=N_("Whose hand is up"),
        action=lambda uow, form: usecases.ask_for_the_word(
            uow,
            meeting_id,
            member_id=int(form.who.data[1:]) if form.who.data[0] == "m" else None,
            guest_id=int(form.who.data[1:]) if form.who.data[0] == "g" else None,
        ),
        done=lambda _id: url_for("assembly.lead", meeting_id=meeting_id),
        said=N_("On the list of speakers."),
        back=url_for("assembly.lead", meeting_id=meeting_id),
    )


@bp.button("/<int:meeting_id>/palabra/<int:speaker_id>/dar", access="assembly:meeting:lead")
def give_the_word(meeting_id: int, speaker_id: int) -> ResponseReturnValue:
    """Let somebody speak."""
    return submit(
        lambda uow: usecases.give_the_word(uow, speaker_id),
        done=lambda _none: url_for("assembly.lead", meeting_id=meeting_id),
        said="",
    )


@bp.button("/<int:meeting_id>/palabra/<int:speaker_id>/terminar", access="assembly:word:ask")
def end_speech(meeting_id: int, speaker_id: int) -> ResponseReturnValue:
    """End a speech, or take a name off the list."""
    with reading() as uow:
        leads = queries.is_chair(uow, queries.get_meeting(uow, meeting_id), current.member_id)
    return submit(
        lambda uow: usecases.end_speech(uow, speaker_id),
        done=lambda _none: url_for(
            "assembly.lead" if leads else "assembly.show_meeting", meeting_id=meeting_id
        ),
        said="",
    )


@bp.form("/<int:meeting_id>/cuarto-intermedio", access="assembly:meeting:lead")
def take_recess(meeting_id: int) -> ResponseReturnValue:
    """End this sitting; what is left goes on another day."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
    return form_page(
        RecessForm(data={"place": meeting.place}),
        "assembly/take_recess.html",
        title=N_("Recess"),
        action=lambda uow, form: usecases.take_recess(
            uow, meeting_id, day=form.day.data, minute=minute_of(form.hour.data), place=form.place.data
        ),
        done=lambda next_id: url_for("assembly.show_meeting", meeting_id=next_id),
        said=lambda _id: Sentence(N_("This sitting is over and its minutes are fixed. Here it goes on.")),
        meeting=meeting,
    )


def _pairs(members: tuple[Member, ...] | list[Member]) -> list[tuple[int, str]]:
    return [(m.id, f"{m.number} · {m.name}") for m in members]
