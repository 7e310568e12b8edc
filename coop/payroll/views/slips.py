"""Payslips: issuing, paying, one's own, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.documents import queries as documents
from coop.kernel.errors import N_, Forbidden, Sentence
from coop.kernel.money import total
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import PayForm, TitleForm
from coop.payroll.queries import Slip
from coop.payroll.views.base import bp, trail
from coop.payroll.views.splits import Computed, explained
from coop.people import queries as people
from coop.people.queries import Member
from coop.people.usecases import note_readings
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, _, current, form_page, listing, page, submit
from coop.web.language import cuit, month


class NotYourSlip(Forbidden):
    message = N_("This payslip is personal. Its owner, or the treasurer and the auditor, can open it.")


@bp.form("/<int:period_id>/emitir", access="payroll:slip:issue")
def issue(period_id: int) -> ResponseReturnValue:
    """Issue the payslips of a month as voted, after asking; the page of the job shows the papers."""
    if request.method == "POST":
        onward = url_for("payroll.slips", period_id=period_id)
        return submit(
            lambda uow: usecases.issue(uow, period_id),
            done=lambda issued: url_for("web.job", job_id=issued.job_id, next=onward),
            said=lambda issued: Sentence(
                N_("%(count)s payslips issued and booked. The papers are being made."),
                {"count": issued.slips},
            ),
        )
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        voted, decision = usecases.to_issue(uow, found)
    return page(
        "payroll/issue.html",
        title=Sentence(N_("Issue the payslips of %(month)s"), {"month": month(found.first)}),
        period=found,
        split=voted.frozen.split,
        decision=decision,
        trail=trail(found),
    )


@dataclass(frozen=True, slots=True)
class Payment:
    """A row of the list to pay by and to sign."""

    slip: Slip
    member: Member


def note(of: Slip) -> Sentence | None:
    """What became of a slip, if anything."""
    if of.reverses is not None:
        return Sentence(N_("reverses %(number)s"), {"number": str(of.reverses)})
    if of.reversed_by is not None:
        return Sentence(N_("reversed by %(number)s"), {"number": str(of.reversed_by)})
    return None


@bp.page("/<int:period_id>/recibos", access="payroll:line:read")
def slips(period_id: int) -> ResponseReturnValue:
    """The payslips of a month: the list to pay and to sign; each member sees who read it."""
    with writing(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        members = {m.id: m for m in people.members(uow)}
        rows = [Payment(s, members[s.member_id]) for s in queries.slips_of_period(uow, period_id)]
        note_readings(uow, {row.member.id for row in rows}, N_("Payslips of a month"))
    return listing(
        "payroll/slips.html",
        rows,
        [
            Column(
                "number",
                N_("Receipt"),
                "int",
                value=lambda row: row.slip.number,
                link=lambda row: url_for("payroll.slip", slip_id=row.slip.id),
            ),
            Column("name", N_("Member"), value=lambda row: row.member.sorted_name),
            Column("cuit", "CUIT", value=lambda row: cuit(row.member.cuit)),
            Column("cbu", "CBU", value=lambda row: row.member.cbu),
            Column("amount", N_("Amount"), "money", value=lambda row: row.slip.amount),
            Column("note", N_("Note"), value=lambda row: note(row.slip)),
            Column("sign", N_("Signature"), value=lambda _row: None),
        ],
        title=Sentence(N_("Payslips of %(month)s"), {"month": month(found.first)}),
        name=f"pagos-{found.month}",
        empty=N_("No payslip of this month was issued yet. It needs a carried split."),
        period=found,
        sum=total([row.slip.amount for row in rows]),
        trail=trail(found),
    )


@bp.form("/<int:period_id>/pagar", access="payroll:slip:issue")
def pay(period_id: int) -> ResponseReturnValue:
    """Write down that a month was paid."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        today = uow.today()
    return form_page(
        PayForm(day=today),
        "payroll/form.html",
        title=Sentence(N_("Pay %(month)s"), {"month": month(found.first)}),
        action=lambda uow, form: usecases.pay(uow, period_id, day=form.day.data, way=form.way.data),
        done=lambda _r: url_for("payroll.period", period_id=period_id),
        said=N_("Written down and booked."),
        trail=trail(found),
    )


@bp.page("/mis-recibos", access="payroll:own:read")
def own_slips() -> ResponseReturnValue:
    """One's own payslips."""
    with reading(current.actor) as uow:
        rows = queries.slips_of_member(uow, current.member_id or 0)
    return listing(
        "payroll/own_slips.html",
        rows,
        [
            Column(
                "first",
                N_("Month"),
                value=lambda s: month(s.first),
                link=lambda s: url_for("payroll.slip", slip_id=s.id),
            ),
            Column("number", N_("Receipt"), "int"),
            Column("amount", N_("Amount"), "money"),
            Column("issued_on", N_("Issued"), "day"),
            Column("note", N_("Note"), value=note),
        ],
        title=N_("My payslips"),
        name="mis-recibos",
        empty=N_("No payslip of yours was issued yet. They come after the assembly has voted the split."),
        trail=trail(),
    )


@bp.page("/recibos/<int:slip_id>", access="payroll:own:read")
def slip(slip_id: int) -> ResponseReturnValue:
    """A payslip: how it was computed, and its paper. Reading somebody else's is written down first."""
    with reading(current.actor) as uow:
        found = queries.get_slip(uow, slip_id)
    if found.member_id != current.member_id:
        if not current.may("payroll:payslip:read"):
            raise NotYourSlip()
        with writing(current.actor) as uow:
            usecases.read_slip(uow, slip_id)
    with reading(current.actor) as uow:
        proposed = queries.get_split(uow, found.split_id)
        member = people.get_member(uow, found.member_id)
        paper = documents.find_paper(uow, usecases.PAYSLIP, str(slip_id))
        decision = queries.decision_of(uow, found)
        title = rules.receipt_title(
            found.number, reverses=found.reverses is not None, title=queries.payslip_title(uow)
        )
        way = _trail(uow, found)
    of = proposed.frozen.split
    (line,) = (each for each in of.lines if each.claim.member_id == found.member_id)
    return page(
        "payroll/slip.html",
        title=paper.title if paper else title,
        slip=found,
        member=member,
        split=of,
        row=Computed.of(of, line, member.name),
        steps=explained(of, line),
        paper=paper,
        decision=decision,
        trail=way,
    )


def _trail(uow: UnitOfWork, of: Slip) -> list[dict[str, str]]:
    """One's own payslip stands among one's own, somebody else's among those of its month."""
    if of.member_id == current.member_id:
        return [*trail(), {"title": _("My payslips"), "url": url_for("payroll.own_slips")}]
    period = queries.find_period(uow, of.month)
    return trail(period)


@bp.form("/titulo", access="payroll:title:write")
def title() -> ResponseReturnValue:
    """Choose what payslips are called."""
    with reading(current.actor) as uow:
        now = queries.payslip_title(uow) or _(rules.TITLE)
    return form_page(
        TitleForm(title=now),
        "payroll/form.html",
        title=N_("What payslips are called"),
        action=lambda uow, form: usecases.set_title(uow, form.title.data),
        done=lambda _r: url_for("payroll.periods"),
        said=N_("From the next issue on they are called so."),
        trail=trail(),
    )
