"""What the assembly decides in plain words, without a module that carries it out."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly import queries
from coop.assembly.forms import TextMotionForm
from coop.assembly.forms.statute import StatuteValueForm
from coop.assembly.rules.values import get_value, raw, said
from coop.assembly.usecases import statute
from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.errors import N_, Invalid
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork


class NothingSaid(Invalid):
    message = N_("A resolution needs its words. Write what is to be voted.")


def _propose(_uow: UnitOfWork, form: TextMotionForm) -> Proposal:
    return {"title": form.title.data, "text": form.text.data}


def _describe(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    # Members' own words are facts, never message ids.
    return [Sentence("%(words)s", {"words": proposal[key]}) for key in ("title", "text")]


def _check(_uow: UnitOfWork, proposal: Proposal) -> None:
    if not proposal.get("title") or not proposal.get("text"):
        raise NothingSaid()


def _enact(_uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    """The words are in force with the decision; nothing else happens."""


def _text(code: str, title: str, matter: str, *, needs_registration: bool = False) -> MotionKind:
    return MotionKind(
        code=code,
        title=title,
        matter=matter,
        form=TextMotionForm,
        propose=_propose,
        describe=_describe,
        check=_check,
        enact=_enact,
        needs_registration=needs_registration,
    )


def _propose_value(uow: UnitOfWork, form: StatuteValueForm) -> Proposal:
    old = raw(queries.get_statute(uow, uow.today()), form.value.key)
    return {"key": form.value.key, "old": old, "new": form.new}


def _describe_value(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    key = proposal["key"]
    return [
        Sentence(
            N_("%(what)s: %(new)s, instead of %(old)s."),
            {
                "what": get_value(key).name,
                "new": said(key, proposal["new"]),
                "old": said(key, proposal["old"]),
            },
        )
    ]


def _check_value(uow: UnitOfWork, proposal: Proposal) -> None:
    statute.check_change(uow, proposal["key"], proposal["old"], proposal["new"])


def _enact_value(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    statute.change_value(uow, proof, proposal["key"], proposal["old"], proposal["new"])


KINDS = (
    _text("assembly.text", N_("Resolution"), "ordinary"),
    _text("assembly.accounts", N_("Annual report and accounts"), "accounts"),
    _text("assembly.rules", N_("Internal regulations"), "ordinary", needs_registration=True),
    MotionKind(
        code="assembly.statute_value",
        title=N_("Change of a value of the statute"),
        matter="statute",
        form=StatuteValueForm,
        propose=_propose_value,
        describe=_describe_value,
        check=_check_value,
        enact=_enact_value,
        needs_registration=True,
    ),
    _text("assembly.statute", N_("Reform of the statute"), "statute", needs_registration=True),
    _text(
        "assembly.purpose", N_("Change of purpose, merger or dissolution"), "purpose", needs_registration=True
    ),
)
"""Texts of each weight: the majority follows from the kind, so that no text slips through on a lower one.

References:
    Ley 20.337 arts. 12-13 (what waits for registration), 53-54, 58.
"""
