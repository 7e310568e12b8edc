"""Pages of pay."""

from __future__ import annotations

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.documents import queries as documents
from coop.kernel.errors import N_, Forbidden, Sentence
from coop.kernel.money import ZERO, total
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import MonthForm, PayForm, ReverseSlipForm, SchemeForm, SourceForm
from coop.payroll.queries import Period, Slip
from coop.payroll.rules import Month, Source
from coop.people import queries as people
from coop.records import queries as records
from coop.store import UnitOfWork, reading
from coop.web import Column, Module, current, form_page, listing, page, submit
from coop.web.language import month

bp = Module("payroll", __name__, url_prefix="/retiros")

STATES = {
    "open": N_("open"),
    "proposed": N_("split proposed"),
    "voted": N_("voted"),
    "issued": N_("issued"),
    "paid": N_("paid"),
}
CHART = {"width": 320, "height": 120}


class NotYourSlip(Forbidden):
    message = N_("This payslip is personal. Its owner, or the treasurer and the auditor, can open it.")


def _title(period: Period) -> Sentence:
    return Sentence(N_("Pay of %(month)s"), {"month": month(period.first)})


@bp.page("/", access="payroll:period:list")
def periods() -> ResponseReturnValue:
    """The months of pay."""
    with reading(current.actor) as uow:
        rows = queries.periods(uow)
    return listing(
        "payroll/periods.html",
        rows,
        [
            Column(
                "first",
                N_("Month"),
                value=lambda p: month(p.first),
                link=lambda p: url_for("payroll.period", period_id=p.id),
            ),
            Column("pot", N_("Pot"), "money"),
            Column("state", N_("State"), value=lambda p: Sentence(STATES[p.state])),
        ],
        title=N_("Pay"),
        name="retiros",
        empty=N_("No month is open. The treasurer opens it and writes down what there is to share."),
    )


@bp.form("/nuevo", access="payroll:pot:write")
def open_period() -> ResponseReturnValue:
    """Open a month of pay."""
    return form_page(
        MonthForm(),
        "payroll/form.html",
        title=N_("Open a month"),
        action=lambda uow, form: usecases.open_period(uow, Month(form.year.data, form.month.data)),
        done=lambda key: url_for("payroll.period", period_id=key),
        said=N_("The month is open. Write down its pot."),
    )


@bp.page("/<int:period_id>", access="payroll:period:list")
def period(period_id: int) -> ResponseReturnValue:
    """A month: its pot, splits side by side, what is proposed, voted and issued."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        lines = queries.pot_lines(uow, period_id)
        splits = queries.splits_of(uow, period_id)
        compared, obstacle = _compare(uow, found, request.args.get("cabeza", type=int))
        slips = queries.slips_of_period(uow, period_id)
        decision = records.get_decision(uow, found.decision_id) if found.decision_id else None
    return page(
        "payroll/period.html",
        title=_title(found),
        period=found,
        state=Sentence(STATES[found.state]),
        lines=lines,
        splits=splits,
        compared=compared,
        obstacle=obstacle,
        slips=len([s for s in slips if s.reverses is None]),
        decision=decision,
        trail=[{"title": Sentence(N_("Pay")), "url": url_for("payroll.periods")}],
        chart=CHART,
    )


def _compare(
    uow: UnitOfWork, found: Period, wanted: int | None
) -> tuple[list[tuple[rules.Figures, tuple[rules.Bar, ...]]], Sentence | None]:
    heads = [100, 50, 0] if wanted is None or not 0 <= wanted <= 100 else [100, wanted, 0]
    try:
        splits = [queries.simulate(uow, found.id, rules.mixed(h)) for h in dict.fromkeys(heads)]
    except rules.CannotSplit as error:
        return [], error.sentence
    shown = rules.figures(splits, current.member_id)
    top = max(f.most for f in shown)
    return [
        (f, rules.bars(f.split, top=top, width=CHART["width"], height=CHART["height"])) for f in shown
    ], None


@bp.form("/<int:period_id>/fondo", access="payroll:pot:write")
def add_source(period_id: int) -> ResponseReturnValue:
    """Write a line of the pot."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        lines = queries.pot_lines(uow, period_id)
    return form_page(
        SourceForm(),
        "payroll/add_source.html",
        title=Sentence(N_("Pot of %(month)s"), {"month": month(found.first)}),
        action=lambda uow, form: usecases.add_source(
            uow, period_id, Source(form.kind.data, form.day.data, form.text.data, form.amount.data or ZERO)
        ),
        done=lambda _r: url_for("payroll.add_source", period_id=period_id),
        said=N_("Line added."),
        period=found,
        lines=lines,
    )


@bp.button("/fondo/<int:source_id>/quitar", access="payroll:pot:write")
def remove_source(source_id: int) -> ResponseReturnValue:
    """Take a line out of the pot."""
    return submit(
        lambda uow: usecases.remove_source(uow, source_id),
        done=lambda key: url_for("payroll.add_source", period_id=key),
        said=N_("Line taken out."),
    )


@bp.form("/<int:period_id>/proponer", access="payroll:split:propose")
def freeze(period_id: int) -> ResponseReturnValue:
    """Freeze a split, to be moved in the assembly."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
    return form_page(
        SchemeForm(),
        "payroll/form.html",
        title=Sentence(N_("Propose a split of %(month)s"), {"month": month(found.first)}),
        action=lambda uow, form: usecases.freeze(uow, period_id, rules.mixed(form.head.data)),
        done=lambda key: url_for("payroll.split", split_id=key),
        said=N_("Frozen. Move it now as a motion; any change of the data makes it void."),
    )


@bp.page("/repartos/<int:split_id>", access="payroll:period:list")
def split(split_id: int) -> ResponseReturnValue:
    """A frozen split with the arithmetic of one's own line; every line for the officers."""
    with reading(current.actor) as uow:
        found = queries.get_split(uow, split_id)
        names = people.names(uow)
    of = found.frozen.split
    mine = of.find(current.member_id)
    steps = [(s, round(s.exact)) for s in rules.steps(of, mine)] if mine else []
    (figures,) = rules.figures([of], current.member_id)
    sees_all = current.may("payroll:line:read")
    rows = of.lines if sees_all else tuple(line for line in of.lines if line is mine)
    return listing(
        "payroll/split.html",
        rows,
        [
            Column("number", N_("No."), "int", value=lambda line: line.claim.number),
            Column("name", N_("Member"), value=lambda line: names[line.claim.member_id]),
            Column("days", N_("Days"), "int", value=lambda line: line.claim.days),
            Column("minutes", N_("Hours"), "minutes", value=lambda line: line.claim.minutes),
            Column("amount", N_("Amount"), "money"),
            Column("odd", N_("Odd centavo"), "bool"),
        ],
        title=Sentence(N_("Split of %(month)s"), {"month": month(found.frozen.month.first)}),
        name=f"reparto-{found.frozen.month}",
        empty=N_("You have no line in this split."),
        proposed=found,
        figures=figures,
        mine=mine,
        steps=steps,
        exact=round(of.exact(mine)) if mine else 0,
        sees_all=sees_all,
        trail=[
            {"title": Sentence(N_("Pay")), "url": url_for("payroll.periods")},
            {
                "title": Sentence(str(found.frozen.month)),
                "url": url_for("payroll.period", period_id=found.period_id),
            },
        ],
    )


@bp.button("/<int:period_id>/emitir", access="payroll:slip:issue")
def issue(period_id: int) -> ResponseReturnValue:
    """Issue the payslips of a month as the assembly voted."""
    return submit(
        lambda uow: usecases.issue(uow, period_id),
        done=lambda _n: url_for("payroll.slips", period_id=period_id),
        said=lambda n: Sentence(
            N_("%(count)s payslips issued and booked. The papers are being made."), {"count": n}
        ),
    )


@bp.page("/<int:period_id>/recibos", access="payroll:line:read")
def slips(period_id: int) -> ResponseReturnValue:
    """The payslips of a month: the list to pay and to sign."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        rows = queries.slips_of_period(uow, period_id)
        members = {m.id: m for m in people.members(uow)}
    return listing(
        "payroll/slips.html",
        rows,
        [
            Column("number", N_("Receipt"), "int", link=lambda s: url_for("payroll.slip", slip_id=s.id)),
            Column("member", N_("Member"), value=lambda s: members[s.member_id].name),
            Column("cuit", "CUIT", value=lambda s: members[s.member_id].cuit or ""),
            Column("cbu", "CBU", value=lambda s: members[s.member_id].cbu or ""),
            Column("amount", N_("Amount"), "money"),
            Column("sign", N_("Signature"), value=lambda _s: ""),
        ],
        title=Sentence(N_("Payslips of %(month)s"), {"month": month(found.first)}),
        name=f"pagos-{found.month}",
        empty=N_("No payslip of this month was issued yet. It needs a carried split."),
        period=found,
        sum=total([s.amount for s in rows]),
    )


@bp.form("/<int:period_id>/pagar", access="payroll:slip:issue")
def pay(period_id: int) -> ResponseReturnValue:
    """Write down that a month was paid."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
    return form_page(
        PayForm(),
        "payroll/form.html",
        title=Sentence(N_("Pay %(month)s"), {"month": month(found.first)}),
        action=lambda uow, form: usecases.pay(uow, period_id, day=form.day.data, way=form.way.data),
        done=lambda _r: url_for("payroll.period", period_id=period_id),
        said=N_("Written down and booked."),
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
        ],
        title=N_("My payslips"),
        name="mis-recibos",
        empty=N_("No payslip of yours was issued yet. They come after the assembly has voted the split."),
    )


def _slip_for_reader(uow: UnitOfWork, slip_id: int) -> Slip:
    found = queries.get_slip(uow, slip_id)
    if found.member_id != current.member_id and not current.may("payroll:payslip:read"):
        raise NotYourSlip()
    return found


@bp.page("/recibos/<int:slip_id>", access="payroll:own:read")
def slip(slip_id: int) -> ResponseReturnValue:
    """A payslip: how it was computed, and its paper."""
    with reading(current.actor) as uow:
        found = _slip_for_reader(uow, slip_id)
        proposed = queries.get_split(uow, found.split_id)
        member = people.get_member(uow, found.member_id)
        paper = documents.find_paper(uow, usecases.PAYSLIP, str(slip_id))
        decision = queries.decision_of(uow, found)
    of = proposed.frozen.split
    line = of.find(found.member_id)
    return page(
        "payroll/slip.html",
        title=Sentence(N_("Receipt %(number)s"), {"number": f"{found.number:06d}"}),
        slip=found,
        member=member,
        split=of,
        line=line,
        steps=[(s, round(s.exact)) for s in rules.steps(of, line)] if line else [],
        paper=paper,
        decision=decision,
    )


@bp.form("/recibos/<int:slip_id>/revertir", access="payroll:slip:reverse")
def reverse_slip(slip_id: int) -> ResponseReturnValue:
    """Correct a payslip by its opposite."""
    return form_page(
        ReverseSlipForm(),
        "payroll/form.html",
        title=N_("Reverse a payslip"),
        action=lambda uow, form: usecases.reverse_slip(uow, slip_id, form.reason.data),
        done=lambda key: url_for("payroll.slip", slip_id=key),
        said=N_("Reversed. Both payslips stay and add up to nothing."),
    )
