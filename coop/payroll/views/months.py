"""Months of pay, their pots, and splits side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.money import ZERO
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import MonthForm, SourceForm
from coop.payroll.queries import Basis, Proposed
from coop.payroll.rules import Month, Scheme, Source
from coop.payroll.views.base import STATES, bp, trail
from coop.records import queries as records
from coop.store import reading
from coop.web import Column, _, charts, current, form_page, listing, page, submit
from coop.web.language import money, month


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
        name="retribuciones",
        empty=N_("No month is open. The treasurer opens it and writes down what there is to share."),
    )


@bp.form("/nuevo", access="payroll:pot:write")
def open_period() -> ResponseReturnValue:
    """Open a month of pay."""
    with reading(current.actor) as uow:
        today = uow.today()
    return form_page(
        MonthForm(year=today.year, month=today.month),
        "payroll/form.html",
        title=N_("Open a month"),
        action=lambda uow, form: usecases.open_period(uow, Month(form.year.data, form.month.data)),
        done=lambda key: url_for("payroll.add_source", period_id=key),
        said=N_("The month is open. Write down its pot."),
        trail=trail(),
    )


@bp.page("/<int:period_id>", access="payroll:period:list")
def period(period_id: int) -> ResponseReturnValue:
    """A month: its pot, splits side by side, what is proposed, voted and issued."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        lines = queries.pot_lines(uow, period_id)
        splits = queries.splits_of(uow, period_id)
        today = queries.basis(uow, period_id) if found.split_id is None else None
        issued = [s for s in queries.slips_of_period(uow, period_id) if s.reverses is None]
        decision = records.get_decision(uow, found.decision_id) if found.decision_id else None
    return page(
        "payroll/period.html",
        title=Sentence(N_("Pay of %(month)s"), {"month": month(found.first)}),
        period=found,
        state=Sentence(STATES[found.state]),
        lines=lines,
        splits=splits,
        comparison=_compare(today, splits, request.args.get("cabeza", type=int)) if today else None,
        issued=len(issued),
        mine=next((s for s in issued if s.member_id == current.member_id), None),
        decision=decision,
        trail=trail(),
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Splits side by side.

    Attributes:
        rows: figures of each split.
        chart: what the reader would get by each; None when she has no line.
        obstacle: why nothing can be compared yet.
        wanted: percentage per head that is asked for, or the usual one.
        proposed: rule -> key of the split that is proposed by it and still true.
        outside: how many people have hours and no part in the pot.
    """

    rows: tuple[rules.Figures, ...]
    chart: charts.Chart | None
    obstacle: Sentence | None
    wanted: int
    proposed: dict[str, int]
    outside: int


HALF = 50
"""The percentage per head that is shown while nothing is proposed and nobody asks for another."""


def _compare(today: Basis, frozen: Sequence[Proposed], asked: int | None) -> Comparison:
    """The two pure rules with those that are proposed, and the one asked for, between them."""
    standing = {each.frozen.split.scheme: each.id for each in frozen if not each.reasons}
    middle = {scheme.percent(rules.Key.HEAD) for scheme in standing}
    if asked is not None or not middle:
        middle.add(HALF if asked is None else min(100, max(0, asked)))
    splits, obstacle = [], None
    for head in dict.fromkeys((100, *sorted(middle, reverse=True), 0)):
        try:
            splits.append(today.split(rules.mixed(head)))
        except rules.CannotSplit as error:
            obstacle = error.sentence
    shown = rules.figures(splits, current.member_id)
    mine = [(_label(f.split.scheme), f.mine.minor, money(f.mine)) for f in shown if f.mine is not None]
    return Comparison(
        rows=shown,
        chart=charts.bars(_("What you would get"), mine) if mine else None,
        obstacle=obstacle,
        wanted=HALF if asked is None else min(100, max(0, asked)),
        proposed={scheme.code: split_id for scheme, split_id in standing.items()},
        outside=len(today.outside),
    )


def _label(scheme: Scheme) -> str:
    return _("%(head)s %% per head", head=scheme.percent(rules.Key.HEAD))


@bp.form("/<int:period_id>/fondo", access="payroll:pot:write")
def add_source(period_id: int) -> ResponseReturnValue:
    """Write a line of the pot."""
    with reading(current.actor) as uow:
        found = queries.get_period(uow, period_id)
        lines = queries.pot_lines(uow, period_id)
        standing = queries.has_standing_split(uow, period_id)
        today = uow.today()
    return form_page(
        SourceForm(day=today),
        "payroll/add_source.html",
        title=Sentence(N_("Pot of %(month)s"), {"month": month(found.first)}),
        action=lambda uow, form: usecases.add_source(
            uow, period_id, Source(form.kind.data, form.day.data, form.text.data, form.amount.data or ZERO)
        ),
        done=lambda _r: url_for("payroll.add_source", period_id=period_id),
        said=N_("Line added."),
        period=found,
        lines=lines,
        standing=standing,
        trail=trail(found),
    )


@bp.form("/fondo/<int:source_id>/quitar", access="payroll:pot:write")
def remove_source(source_id: int) -> ResponseReturnValue:
    """Take a line out of the pot, after asking."""
    if request.method == "POST":
        return submit(
            lambda uow: usecases.remove_source(uow, source_id),
            done=lambda key: url_for("payroll.add_source", period_id=key),
            said=N_("Line taken out."),
        )
    with reading(current.actor) as uow:
        line = queries.get_pot_line(uow, source_id)
        found = queries.get_period(uow, line.period_id)
        standing = queries.has_standing_split(uow, found.id)
    return page(
        "payroll/remove_source.html",
        title=N_("Take a line out of the pot"),
        line=line,
        period=found,
        standing=standing,
        trail=trail(found),
    )
