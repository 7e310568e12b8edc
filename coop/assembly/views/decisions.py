"""The register of decisions."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, rules, usecases
from coop.assembly.forms import RegistrationForm
from coop.assembly.queries import RegisterLine
from coop.assembly.views.base import STATES, bp
from coop.kernel.canonical import fingerprint
from coop.kernel.errors import N_, Sentence
from coop.records import queries as book
from coop.store import reading
from coop.web import Column, form_page, listing


def _motion_url(line: RegisterLine) -> str | None:
    return url_for("assembly.show_motion", motion_id=line.motion_id) if line.motion_id else None


def _proof_url(line: RegisterLine) -> str:
    return url_for("records.decision", decision_id=line.id)


COLUMNS = (
    Column("number", N_("No."), "code", link=_proof_url),
    Column("decided_on", N_("Day"), "day"),
    Column("title", N_("Decision"), link=_motion_url),
    Column("matter", N_("Matter"), value=lambda d: Sentence(rules.MATTERS[d.matter])),
    Column("state", N_("State"), value=lambda d: Sentence(STATES[d.state])),
    Column("sentence", N_("Votes")),
    Column("digest", N_("Fingerprint"), "code", value=lambda d: fingerprint(d.digest)),
)
OBSTACLE = Column("obstacle", N_("Obstacle"))
"""Shown when there is one."""


@bp.page("/decisiones", access="assembly:decision:list")
def list_decisions() -> ResponseReturnValue:
    """Every decision, the lost ones too."""
    with reading() as uow:
        rows = queries.register(uow)
    return listing(
        "assembly/list_decisions.html",
        rows,
        [*COLUMNS, OBSTACLE] if any(d.obstacle for d in rows) else COLUMNS,
        title=N_("Decisions"),
        name="decisiones",
        empty=N_("Nothing has been decided yet. The founding act is the first decision."),
        waiting=[d for d in rows if d.state == "awaiting registration"],
    )


@bp.form("/decisiones/<int:decision_id>/inscripcion", access="assembly:decision:register")
def enter_registration(decision_id: int) -> ResponseReturnValue:
    """Enter that the authority registered a decision."""
    with reading() as uow:
        decision = book.get_decision(uow, decision_id)
    return form_page(
        RegistrationForm(),
        "assembly/enter_registration.html",
        title=N_("Enter a registration"),
        action=lambda uow, form: usecases.enter_registration(uow, decision_id, form.registered_as.data),
        done=lambda _none: url_for("assembly.list_decisions"),
        said=N_("The registration is entered."),
        decision=decision,
    )
