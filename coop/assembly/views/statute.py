"""The statute: every value in force, where it stands, and what changed it."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries
from coop.assembly.queries import ValueLine
from coop.assembly.views.base import bp
from coop.kernel.errors import N_, Sentence
from coop.store import reading
from coop.web import Column, listing


def _proof_url(line: ValueLine) -> str:
    return url_for("records.decision", decision_id=line.decision_id)


def _change_url(line: ValueLine) -> str:
    return url_for("assembly.move", code="assembly.statute_value", valor=line.value.key)


COLUMNS = (
    Column("label", N_("Value"), link=_change_url),
    Column("says", N_("In force")),
    Column("article", N_("Where it stands")),
    Column("since", N_("Since"), "day"),
    Column("decision", N_("Decision"), "code", link=_proof_url),
)


@bp.page("/estatuto", access="assembly:statute:list")
def show_statute() -> ResponseReturnValue:
    """Every value, with its source."""
    with reading() as uow:
        lines = queries.value_lines(uow)
        changes = [version for version in reversed(queries.versions(uow)) if version.changed]
        statute = queries.get_statute(uow, uow.today())
    return listing(
        "assembly/show_statute.html",
        lines,
        COLUMNS,
        title=N_("Statute"),
        name="estatuto",
        empty=N_("No statute is in force yet. The founding act brings one."),
        began=Sentence(statute.title),
        changes=changes,
    )
