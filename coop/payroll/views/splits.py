"""Frozen splits: what they come to, and the arithmetic to check them by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.decisions import find_motion
from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money
from coop.payroll import queries, rules, usecases
from coop.payroll.forms import SchemeForm
from coop.payroll.rules import Line, Split
from coop.payroll.views.base import bp, trail
from coop.people import queries as people
from coop.people.usecases import note_readings
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, current, form_page, listing
from coop.web.language import month


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
        trail=trail(found),
    )


@dataclass(frozen=True, slots=True)
class Computed:
    """A line with the arithmetic of its amount.

    Attributes:
        name: of the member.
        exact: her exact share of this pot.
        owed: what earlier splits owed her, in centavos.
        floor: both together, rounded down to whole centavos.
        extra: the odd centavo that brings the sum of all lines up to the pot: 0 or 1.
        owed_after: what is owed to her after this split, in centavos.
    """

    line: Line
    name: str
    exact: Sentence
    owed: Sentence
    floor: Money
    extra: int
    owed_after: Sentence

    @classmethod
    def of(cls, split: Split, line: Line, name: str) -> Computed:
        """The arithmetic of one line."""
        exact = split.exact(line)
        whole = exact + line.owed if line.weight else exact
        floor = Money(whole.numerator // whole.denominator)
        return cls(
            line=line,
            name=name,
            exact=rules.exact_amount(exact),
            owed=rules.fraction_text(line.owed),
            floor=floor,
            extra=(line.amount - floor).minor,
            owed_after=rules.fraction_text(split.owed_after(line)),
        )


@bp.page("/repartos/<int:split_id>", access="payroll:period:list")
def split(split_id: int) -> ResponseReturnValue:
    """A frozen split with the arithmetic of one's own line; every line for the officers, who are seen."""
    every = current.may("payroll:line:read")
    with writing(current.actor) if every else reading(current.actor) as uow:
        found = queries.get_split(uow, split_id)
        period = queries.get_period(uow, found.period_id)
        motion_id = find_motion(uow, found.subject)
        rows = _computed(uow, found.frozen.split)
        if every:
            _note(uow, rows)
    of = found.frozen.split
    mine = next((row for row in rows if row.line.claim.member_id == current.member_id), None)
    (figures,) = rules.figures([of], current.member_id)
    return listing(
        "payroll/split.html",
        rows if every else [row for row in rows if row is mine],
        [
            Column("number", N_("No."), "int", value=lambda row: row.line.claim.number),
            Column("name", N_("Member")),
            Column("days", N_("Days"), "int", value=lambda row: row.line.claim.days),
            Column("minutes", N_("Hours"), "minutes", value=lambda row: row.line.claim.minutes),
            Column("amount", N_("Amount"), "money", value=lambda row: row.line.amount),
            Column("odd", N_("Odd centavo"), "bool", value=lambda row: row.line.odd),
        ],
        title=Sentence(N_("Split of %(month)s"), {"month": month(period.first)}),
        name=f"reparto-{period.month}",
        empty=N_("You have no line in this split."),
        proposed=found,
        period=period,
        motion_id=motion_id,
        figures=figures,
        mine=mine,
        steps=explained(of, mine.line) if mine else [],
        trail=trail(period),
    )


@bp.page("/repartos/<int:split_id>/cuenta", access="payroll:line:read")
def arithmetic(split_id: int) -> ResponseReturnValue:
    """The whole arithmetic of a split, line by line, to be checked with pencil or spreadsheet."""
    with writing(current.actor) as uow:
        found = queries.get_split(uow, split_id)
        period = queries.get_period(uow, found.period_id)
        rows = _computed(uow, found.frozen.split)
        _note(uow, rows)
    return listing(
        "payroll/arithmetic.html",
        rows,
        [
            Column("number", N_("No."), "int", value=lambda row: row.line.claim.number),
            Column("name", N_("Member")),
            Column("days", N_("Days"), "int", value=lambda row: row.line.claim.days),
            Column("minutes", N_("Minutes"), "int", value=lambda row: row.line.claim.minutes),
            Column("weight", N_("Weight"), value=lambda row: str(row.line.weight)),
            Column("exact", N_("Exact share")),
            Column("owed", N_("Owed from before (centavos)")),
            Column("floor", N_("Rounded down"), "money"),
            Column("extra", N_("Odd centavo"), "int"),
            Column("amount", N_("Amount"), "money", value=lambda row: row.line.amount),
            Column("owed_after", N_("Owed afterwards (centavos)")),
        ],
        title=Sentence(N_("How the split of %(month)s was computed"), {"month": month(period.first)}),
        name=f"cuenta-{period.month}",
        empty=N_("This split has no lines."),
        split=found.frozen.split,
        days=found.frozen.split.total(rules.Key.HEAD),
        floors=sum((row.floor for row in rows), Money(0)),
        extras=sum(row.extra for row in rows),
        proposed=found,
        trail=trail(period),
    )


def explained(of: Split, line: Line) -> list[tuple[rules.Step, Sentence]]:
    """The parts of a member's exact share, each with its amount."""
    return [(step, rules.exact_amount(step.exact)) for step in rules.steps(of, line)]


def _note(uow: UnitOfWork, rows: Sequence[Computed]) -> None:
    """Show each member who read her line."""
    note_readings(uow, {row.line.claim.member_id for row in rows}, N_("Lines of a split"))


def _computed(uow: UnitOfWork, of: Split) -> list[Computed]:
    names = people.names(uow)
    return [Computed.of(of, line, names[line.claim.member_id]) for line in of.lines]
