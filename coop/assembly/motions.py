"""What the assembly decides in plain words, without a module that carries it out."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly.forms import TextMotionForm
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


KINDS = (
    _text("assembly.text", N_("Resolution"), "ordinary"),
    _text("assembly.accounts", N_("Annual report and accounts"), "accounts"),
    _text("assembly.rules", N_("Internal regulations"), "ordinary", needs_registration=True),
    _text("assembly.statute", N_("Reform of the statute"), "statute", needs_registration=True),
    _text(
        "assembly.purpose", N_("Change of purpose, merger or dissolution"), "purpose", needs_registration=True
    ),
)
"""Texts of each weight: the majority follows from the kind, so that no text slips through on a lower one.

References:
    Ley 20.337 arts. 12-13 (what waits for registration), 53-54, 58.
"""
