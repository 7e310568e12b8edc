"""An assembly is called in two steps, called off, talked over by shifts, and asked for by members."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, rules, usecases
from coop.assembly.forms.convening import CallOffForm, ConveneForm, PetitionForm, PreMeetingForm, SaidForm
from coop.assembly.papers.calendar import ics_of
from coop.assembly.queries import Motion, Petition
from coop.assembly.rules.gathering import Slot
from coop.assembly.views.base import bp, title_of
from coop.kernel.clock import wall_time
from coop.kernel.errors import N_, Sentence
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page, submit
from coop.web.exports import file_answer
from coop.web.forms import minute_of
from coop.web.language import say


class Proposed:
    """A good hour, with what its link fills in."""

    def __init__(self, slot: Slot, zone: ZoneInfo) -> None:
        local = slot.at.astimezone(zone)
        self.at, self.sentence = slot.at, slot.sentence
        self.day, self.hour = local.date().isoformat(), f"{local:%H:%M}"


@bp.form("/convocar", access="assembly:meeting:convene")
def convene() -> ResponseReturnValue:
    """Call an assembly: first what, when and where; then it is said in full and confirmed."""
    with reading() as uow:
        today = uow.today()
        statute = queries.get_statute(uow, today)
        waiting = queries.waiting_motions(uow)
        forced = {m.id for m in waiting if queries.is_forced(uow, m.id)}
        asked = [p for p in queries.petitions(uow) if p.state == "reached"]
        coop = people.get_coop(uow)
        times = queries.good_times(uow)
        zone = uow.zone
    first = rules.first_lawful_day(statute, today)
    data: dict[str, Any] = {"place": f"{coop.address}, {coop.city}", "day": first}
    pairs = [(m.id, say(m.name)) for m in waiting]
    wanted = [(p.id, say(_petition_title(p))) for p in asked]
    if request.method == "GET" and "kind" in request.args:
        typed = ConveneForm(pairs, wanted, data={}, formdata=request.args, meta={"csrf": False})
        if typed.validate():
            return page(
                "assembly/confirm_call.html",
                title=N_("Call this assembly?"),
                form=ConveneForm(pairs, wanted, data={}, formdata=None),
                typed=typed,
                kind=rules.KINDS[typed.kind.data],
                at=wall_time(typed.day.data, minute_of(typed.hour.data), zone),
                last=rules.last_lawful_day(statute, typed.day.data),
                agenda=[m for m in waiting if str(m.id) in (typed.motions.data or ())],
                statute=statute,
                fields=list(request.args.items(multi=True)),
            )
        return page(
            "assembly/convene.html",
            title=N_("Call an assembly"),
            status=422,
            form=typed,
            **_around(statute, first, waiting, forced, times, zone),
        )
    data |= {key: request.args[key] for key in ("day", "hour") if key in request.args}
    return form_page(
        ConveneForm(pairs, wanted, data=_prefilled(data)),
        "assembly/convene.html",
        title=N_("Call an assembly"),
        action=lambda uow, form: usecases.convene(
            uow,
            kind=form.kind.data,
            day=form.day.data,
            minute=minute_of(form.hour.data),
            place=form.place.data,
            motion_ids=[int(key) for key in form.motions.data or ()],
            petition_id=int(form.petition.data) if "petition" in form and form.petition.data else None,
        ),
        done=lambda meeting_id: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("The assembly is called. Print the notice and put it on the wall."),
        **_around(statute, first, waiting, forced, times, zone),
    )


def _prefilled(data: dict[str, Any]) -> dict[str, Any]:
    """Day and hour from the address, where they are some."""
    found = dict(data)
    if isinstance(found.get("day"), str):
        found["day"] = _read(date.fromisoformat, found["day"])
    if isinstance(found.get("hour"), str):
        found["hour"] = _read(time.fromisoformat, found["hour"])
    return found


def _read(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError:
        return None


def _around(
    statute: rules.Statute,
    first: date,
    waiting: Sequence[Motion],
    forced: set[int],
    times: Sequence[Slot],
    zone: ZoneInfo,
) -> dict[str, Any]:
    return {
        "statute": statute,
        "first": first,
        "waiting": waiting,
        "forced": forced,
        "times": [Proposed(slot, zone) for slot in times],
    }


@bp.form("/<int:meeting_id>/suspender", access="assembly:meeting:convene")
def call_off(meeting_id: int) -> ResponseReturnValue:
    """Call an assembly off before it is opened."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
    return form_page(
        CallOffForm(),
        "assembly/call_off.html",
        title=N_("Call the assembly off"),
        action=lambda uow, form: usecases.call_off(uow, meeting_id, form.why.data),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("The assembly is called off and everybody is told. Its motions wait for another one."),
        meeting=meeting,
    )


@bp.page("/<int:meeting_id>/calendario", access="assembly:meeting:list")
def calendar(meeting_id: int) -> ResponseReturnValue:
    """The assembly for one's calendar."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        agenda = [f"{i.position}. {say(i.motion.name)}" for i in queries.items(uow, meeting_id)]
    file = ics_of(
        meeting,
        title=say(meeting.title),
        text="\n".join(agenda),
        called_off=meeting.state == "called off",
    )
    return file_answer(file, name=f"asamblea-{meeting.number}.ics", kind="text/calendar")


@bp.form("/<int:meeting_id>/turnos", access="assembly:meeting:convene")
def premeetings(meeting_id: int) -> ResponseReturnValue:
    """Shifts and sectors talk the agenda over."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        found = queries.premeetings(uow, meeting_id)
    return form_page(
        PreMeetingForm(data={"place": meeting.place}),
        "assembly/premeetings.html",
        title=title_of(meeting, N_("Meetings of the shifts")),
        action=lambda uow, form: usecases.call_premeeting(
            uow,
            meeting_id,
            whom=form.whom.data,
            day=form.day.data,
            minute=minute_of(form.hour.data),
            place=form.place.data,
        ),
        done=lambda _id: url_for("assembly.premeetings", meeting_id=meeting_id),
        said=N_("Written down, and everybody is told."),
        meeting=meeting,
        premeetings=found,
    )


@bp.form("/<int:meeting_id>/turnos/<int:premeeting_id>", access="assembly:meeting:convene")
def write_what_was_said(meeting_id: int, premeeting_id: int) -> ResponseReturnValue:
    """Write down what a shift said."""
    return form_page(
        SaidForm(),
        "assembly/form.html",
        title=N_("What the shift said"),
        action=lambda uow, form: usecases.write_what_was_said(uow, premeeting_id, form.said.data),
        done=lambda _none: url_for("assembly.premeetings", meeting_id=meeting_id),
        said=N_("Written down; it goes into the minutes."),
        back=url_for("assembly.premeetings", meeting_id=meeting_id),
    )


PETITION_STATES = {
    "collecting": N_("Signatures are collected"),
    "reached": N_("Enough have signed: it must be called"),
    "called for": N_("The assembly was called"),
}


def _petition_title(petition: Petition) -> Sentence:
    return Sentence(N_("Petition %(id)s: %(why)s"), {"id": str(petition.id), "why": petition.why})


def _petition_url(petition: Petition) -> str:
    return url_for("assembly.show_petition", petition_id=petition.id)


PETITIONS = (
    Column("id", N_("No."), "int", link=_petition_url),
    Column("why", N_("Why")),
    Column("signed", N_("Signatures"), "int"),
    Column("needed", N_("Needed"), "int"),
    Column("state", N_("State"), value=lambda p: Sentence(PETITION_STATES[p.state])),
    Column("deadline", N_("To be held by"), "day"),
)


@bp.page("/pedidos-de-asamblea", access="assembly:petition:list")
def list_petitions() -> ResponseReturnValue:
    """Every petition of members for an assembly."""
    with reading() as uow:
        rows = queries.petitions(uow)
        statute = queries.get_statute(uow, uow.today())
    return listing(
        "assembly/list_petitions.html",
        rows,
        PETITIONS,
        title=N_("Petitions for an assembly"),
        name="pedidos-de-asamblea",
        empty=N_("Nobody has asked for an assembly. Any member can start a petition for motions that wait."),
        statute=statute,
    )


@bp.form("/pedidos-de-asamblea/nuevo", access="assembly:petition:sign")
def start_petition() -> ResponseReturnValue:
    """Ask for an assembly."""
    with reading() as uow:
        waiting = queries.waiting_motions(uow)
    return form_page(
        PetitionForm([(m.id, say(m.name)) for m in waiting]),
        "assembly/form.html",
        title=N_("Ask for an assembly"),
        action=lambda uow, form: usecases.start_petition(
            uow, why=form.why.data, motion_ids=[int(key) for key in form.motions.data or ()]
        ),
        done=lambda petition_id: url_for("assembly.show_petition", petition_id=petition_id),
        said=N_("The petition is open, and you signed it first."),
        back=url_for("assembly.list_petitions"),
    )


@bp.page("/pedidos-de-asamblea/<int:petition_id>", access="assembly:petition:list")
def show_petition(petition_id: int) -> ResponseReturnValue:
    """A petition, who signs it, and how long the council has."""
    with reading() as uow:
        petition = queries.get_petition(uow, petition_id)
        names = people.names(uow)
        statute = queries.get_statute(uow, uow.today())
    return page(
        "assembly/show_petition.html",
        title=_petition_title(petition),
        petition=petition,
        state=PETITION_STATES[petition.state],
        signers=[names[s] for s in petition.signer_ids],
        i_sign=current.member_id in petition.signer_ids,
        statute=statute,
    )


@bp.button("/pedidos-de-asamblea/<int:petition_id>/firmar", access="assembly:petition:sign")
def sign_petition(petition_id: int) -> ResponseReturnValue:
    """Sign a petition."""
    return _back_to(petition_id, usecases.sign_petition, N_("You signed the petition."))


@bp.button("/pedidos-de-asamblea/<int:petition_id>/retirar", access="assembly:petition:sign")
def withdraw_signature(petition_id: int) -> ResponseReturnValue:
    """Take one's signature back."""
    return _back_to(petition_id, usecases.withdraw_signature, N_("Your signature is withdrawn."))


def _back_to(petition_id: int, verb: Callable[[UnitOfWork, int], None], said: str) -> ResponseReturnValue:
    return submit(
        lambda uow: verb(uow, petition_id),
        done=lambda _none: url_for("assembly.show_petition", petition_id=petition_id),
        said=said,
    )
