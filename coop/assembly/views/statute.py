"""The statute: every value in force, where it stands, what changed it, and what held before."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries
from coop.assembly.queries import ValueLine
from coop.assembly.views.base import bp
from coop.kernel.errors import N_, Sentence
from coop.store import reading
from coop.store.unit_of_work import NoSuchThing
from coop.web import Column, listing


def _proof_url(line: ValueLine) -> str:
    return url_for("records.decision", decision_id=line.decision_id)


def _change_url(line: ValueLine) -> str:
    return url_for("assembly.move", code="assembly.statute_values", valor=line.value.key)


COLUMNS = (
    Column("label", N_("Value"), link=_change_url),
    Column("says", N_("In force")),
    Column("article", N_("Where it stands")),
    Column("since", N_("Since"), "day"),
    Column("decision", N_("Decision"), "code", link=_proof_url),
)
OLD_COLUMNS = (Column("label", N_("Value")), Column("says", N_("Was in force")), *COLUMNS[2:])


@bp.page("/estatuto", access="assembly:statute:list")
def show_statute() -> ResponseReturnValue:
    """Every value in force, with its source."""
    return _show(None)


@bp.page("/estatuto/<int:statute_id>", access="assembly:statute:list")
def show_old_statute(statute_id: int) -> ResponseReturnValue:
    """Every value as it was from one decision to the next."""
    return _show(statute_id)


def _show(statute_id: int | None) -> ResponseReturnValue:
    with reading() as uow:
        history = queries.versions(uow)
        if not history:
            raise queries.NotFounded()
    upto = history if statute_id is None else tuple(v for v in history if v.id <= statute_id)
    if statute_id is not None and (not upto or upto[-1].id != statute_id):
        raise NoSuchThing()
    later = history[len(upto)] if len(upto) < len(history) else None
    return listing(
        "assembly/show_statute.html",
        queries.value_lines(upto),
        OLD_COLUMNS if later else COLUMNS,
        title=N_("Statute as it was") if later else N_("Statute"),
        name="estatuto",
        empty=N_("No statute is in force yet. The founding act brings one."),
        began=Sentence(upto[0].statute.title),
        shown=upto[-1],
        later=later,
        history=tuple(reversed(history)),
    )
