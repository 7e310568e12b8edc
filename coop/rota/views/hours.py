"""Attendance, and the confirmation of hours by the coordinator."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, rules, usecases
from coop.rota.forms import ConfirmForm, CorrectionForm, HoursForm
from coop.rota.rules import Proposal
from coop.rota.rules.errors import DaysTooLong, PeriodOpen
from coop.rota.views.base import HOURS, ONE, asked_day, bp, day_of, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing
from coop.web.language import day as said_day

MOST_DAYS = 366


def _days_over(uow: UnitOfWork, first: date, final: date) -> Days:
    over = queries.last_day_over(uow)
    if final > over:
        raise PeriodOpen(last=over)
    return _asked_days(first.isoformat(), final.isoformat())


def _asked_days(start: str, last: str) -> Days:
    first, final = day_of(start), day_of(last)
    if final < first or (final - first).days >= MOST_DAYS:
        raise DaysTooLong(most=MOST_DAYS)
    return Days(first, final + ONE)


@bp.page("/asistencia", access="rota:hours:list")
def attendance() -> ResponseReturnValue:
    """Who was planned and who came, by the day."""
    with reading(current.actor) as uow:
        first = asked_day("desde", uow.today() - ONE)
        last = asked_day("hasta", uow.today())
        days = Days(first, min(max(first, last), first + timedelta(days=30)) + ONE)
        rows, names = queries.proposals(uow, days), people.names(uow)
    return listing(
        "rota/attendance.html",
        rows,
        [
            Column("day", N_("Day"), "day"),
            Column("member", N_("Member"), value=lambda p: names[p.member_id]),
            Column("kind", N_("Shift")),
            Column("first", N_("Came"), "time"),
            Column("last", N_("Went"), "time"),
            Column("planned", N_("Planned"), "minutes"),
            Column("minutes", N_("Proposed"), "minutes"),
            Column("note", N_("Note"), value=lambda p: Sentence(rules.NOTES[p.note])),
        ],
        title=N_("Attendance"),
        name=f"asistencia-{days.start}",
        empty=N_("Nobody was planned and nobody clocked in on these days. Choose other days."),
        trail=trail(),
        days=days,
    )


@bp.page("/horas", access="rota:hours:list")
def list_confirmations() -> ResponseReturnValue:
    """The periods whose hours are confirmed."""
    with reading(current.actor) as uow:
        rows, names = queries.confirmations(uow), people.names(uow)
        every = [c.days for c in rows]
        whole = Days(min(d.start for d in every), max(d.end for d in every)) if every else None
        given = queries.solidarity_minutes(uow, whole) if whole else {}

    def link(c: queries.Confirmation) -> str:
        return url_for("rota.list_hours", start=c.days.start.isoformat(), last=c.days.last.isoformat())

    return listing(
        "rota/list_confirmations.html",
        rows,
        [
            Column("first", N_("First day"), "day", value=lambda c: c.days.start, link=link),
            Column("last", N_("Last day"), "day", value=lambda c: c.days.last),
            Column("minutes", N_("Hours"), "minutes"),
            Column(
                "solidarity",
                N_("Of them solidarity"),
                "minutes",
                value=lambda c: sum(minutes for day, minutes in given.items() if day in c.days),
            ),
            Column("at", N_("Confirmed"), "instant"),
            Column("by", N_("By"), value=lambda c: names.get(c.by or 0, "")),
        ],
        title=N_("Confirmed hours"),
        name="horas",
        empty=N_("No hours are confirmed yet. Confirm a period once its days are over: pay is made from it."),
        trail=trail(),
    )


@bp.page("/horas/<start>/<last>", access="rota:hours:list")
def list_hours(start: str, last: str) -> ResponseReturnValue:
    """Confirmed hours by day and member."""
    days = _asked_days(start, last)
    with reading(current.actor) as uow:
        rows, names = queries.worked(uow, days), people.names(uow)
    may = current.may("rota:hours:confirm")

    def link(w: queries.Worked) -> str | None:
        if not may:
            return None
        return url_for("rota.correct_hours", member_id=w.member_id, day=w.day.isoformat())

    return listing(
        "rota/list_hours.html",
        rows,
        [
            Column("day", N_("Day"), "day"),
            Column("member", N_("Member"), value=lambda w: names[w.member_id], link=link),
            Column("planned", N_("Planned"), "minutes"),
            Column("punched", N_("Clocked"), "minutes"),
            Column("minutes", N_("Confirmed"), "minutes"),
            Column("note", N_("Note"), value=lambda w: Sentence(rules.NOTES[w.note])),
            Column("reason", N_("Reason")),
        ],
        title=N_("Hours by day"),
        name=f"horas-{days.start}",
        empty=N_("Nobody worked on these days, or they are not confirmed yet."),
        trail=trail(HOURS),
        days=days,
    )


@bp.form("/horas/confirmar", access="rota:hours:confirm")
def choose_hours() -> ResponseReturnValue:
    """Choose the days whose hours are to be confirmed."""
    with reading(current.actor) as uow:
        last = queries.last_day_over(uow)
        first = min(queries.first_open_day(uow) or last, last)
    return form_page(
        ConfirmForm(data={"start": first, "last": last}),
        "rota/form.html",
        title=N_("Confirm hours"),
        action=lambda uow, form: _days_over(uow, form.start.data, form.last.data),
        done=lambda days: url_for(
            "rota.confirm_hours", start=days.start.isoformat(), last=days.last.isoformat()
        ),
        said=N_("Look at what is marked, then confirm."),
        back=url_for("rota.list_confirmations"),
        hint=None,
        button=N_("Go on"),
        trail=trail(HOURS),
    )


@dataclass(frozen=True, slots=True)
class MemberHours:
    """One member's days to confirm.

    Attributes:
        unclear: days to look at.
        clear: how many days are as planned.
        minutes: proposed, of all of them.
    """

    name: str
    unclear: tuple[Proposal, ...]
    clear: int
    minutes: int


def _per_member(found: Sequence[Proposal], names: Mapping[int, str]) -> list[MemberHours]:
    """By name; first those with days to look at."""
    own: dict[int, list[Proposal]] = defaultdict(list)
    for proposal in found:
        own[proposal.member_id].append(proposal)
    rows = []
    for member_id, days in own.items():
        unclear = tuple(p for p in days if p.note != "as planned")
        minutes = sum(p.minutes for p in days)
        rows.append(MemberHours(names[member_id], unclear, len(days) - len(unclear), minutes))
    return sorted(rows, key=lambda m: (not m.unclear, m.name))


@bp.form("/horas/confirmar/<start>/<last>", access="rota:hours:confirm")
def confirm_hours(start: str, last: str) -> ResponseReturnValue:
    """Confirm the hours of some days; what is not as planned can be set otherwise first."""
    days = _asked_days(start, last)
    with reading(current.actor) as uow:
        found, names = queries.proposals(uow, days), people.names(uow)
        asked = queries.open_amendments(uow, days)
    members = _per_member(found, names)
    unclear = [p for member in members for p in member.unclear]

    def label(proposal: Proposal) -> str:
        return f"{names[proposal.member_id]}, {said_day(proposal.day)}"

    def confirm(uow: UnitOfWork, form: HoursForm) -> int:
        typed = {(p.member_id, p.day): form.typed(p) for p in unclear}
        return usecases.confirm_hours(uow, days, changed=typed)

    return form_page(
        HoursForm.of(unclear, label),
        "rota/confirm_hours.html",
        title=N_("Confirm hours"),
        action=confirm,
        done=lambda _key: url_for("rota.list_hours", start=start, last=last),
        said=N_("The hours are confirmed. Single days can still be corrected, with a reason."),
        trail=trail(HOURS),
        days=days,
        members=members,
        notes=rules.NOTES,
        clear=len(found) - len(unclear),
        unclear=len(unclear),
        minutes=sum(p.minutes for p in found),
        asked=asked,
    )


@bp.form("/horas/corregir/<int:member_id>/<day>", access="rota:hours:confirm")
def correct_hours(member_id: int, day: str) -> ResponseReturnValue:
    """Correct the confirmed hours of one member and day."""
    of_day = day_of(day)
    with reading(current.actor) as uow:
        member = people.get_member(uow, member_id)
        now = queries.find_worked(uow, member_id, of_day)
    back = url_for("rota.list_hours", start=day, last=day)

    def correct(uow: UnitOfWork, form: CorrectionForm) -> int:
        assert form.hours.data is not None
        return usecases.correct_hours(
            uow, member_id, of_day, minutes=form.hours.data, reason=form.reason.data
        )

    return form_page(
        CorrectionForm(data={"hours": now.minutes if now else 0}),
        "rota/form.html",
        title=Sentence(N_("Hours of %(name)s on %(day)s"), {"name": member.name, "day": of_day}),
        action=correct,
        done=lambda _key: back,
        said=N_("Corrected. The old hours are taken back and the new ones written beside them."),
        back=back,
        hint=N_("The old row stays in the books; this writes one that takes it back, and a new one."),
        trail=trail(HOURS),
    )
