"""Promising papers in the transaction of their cause, and making them afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from coop.documents import queries, rules
from coop.documents.registry import makers
from coop.documents.rules import Draft
from coop.documents.tables import PaperRow, ReadingRow
from coop.kernel.errors import Sentence
from coop.kernel.sentences import to_json
from coop.store import UnitOfWork, reading, writing
from coop.web.jobs import enqueue

RENDER = "documents.render"
"""The kind of job that makes promised papers."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A paper to be made after the commit.

    Attributes:
        kind: known to the registry of makers.
        ref: what it is about; kind and ref together are unique.
        title: of the paper.
        issued_on: the date it bears.
        owner_id: whose personal paper it is; None for one of the whole co-op.
        permission: what others need to read it; the usual one when empty.
        decision_id: the decision it carries out.
    """

    kind: str
    ref: str
    title: Sentence
    issued_on: date
    owner_id: int | None = None
    permission: str = ""
    decision_id: int | None = None


def promise(uow: UnitOfWork, papers: Sequence[Promise]) -> int:
    """Write down papers that are to be made, and ask for the work in the same transaction.

    Returns:
        The key of the job that makes them.
    """
    uow.session.execute(
        insert(PaperRow),
        [
            {
                "kind": p.kind,
                "ref": p.ref,
                "title": to_json(p.title),
                "issued_on": p.issued_on,
                "owner_id": p.owner_id,
                "permission": p.permission or (rules.FOR_MEMBERS if p.owner_id is None else rules.PERSONAL),
                "decision_id": p.decision_id,
                "state": rules.PENDING,
                "promised_at": uow.now(),
            }
            for p in papers
        ],
    )
    return enqueue(uow, RENDER, {})


def render_pending(step: Callable[[int, int], None] = lambda _done, _whole: None) -> int:
    """Make every promised paper, each archived in a unit of its own; safe to call again.

    Args:
        step: told how many are done of how many.

    Returns:
        How many were made.
    """
    with reading() as uow:
        waiting = queries.pending(uow)
    for done, paper_id in enumerate(waiting):
        step(done, len(waiting))
        render_one(paper_id)
    step(len(waiting), len(waiting))
    return len(waiting)


def render_one(paper_id: int) -> None:
    """Make one promised paper; does nothing when it was made already.

    Raises:
        NobodyMakes: no module makes its kind.
        OutsideReached: it names an outside address.
    """
    from coop.documents.renderer import render

    with reading() as uow:
        paper = queries.get_paper(uow, paper_id)
        if paper.is_issued:
            return
        maker = makers.get(paper.kind)
        if maker is None:
            raise rules.NobodyMakes(kind=paper.kind)
        draft = Draft(*maker(uow, paper.ref))
    facts = rules.envelope(
        paper.kind, paper.ref, title=paper.title, issued_on=paper.issued_on, data=draft.attachment
    )
    pdf = render(
        draft.template,
        draft.context,
        language=draft.language,
        attachment=facts,
        issued_on=paper.issued_on,
        identifier=f"{paper.kind}/{paper.ref}",
    )
    with writing() as uow:
        row = uow.get(PaperRow, paper_id)
        if row.state == rules.PENDING:
            row.pdf, row.sha256 = pdf, hashlib.sha256(pdf).hexdigest()
            row.digest, row.issued_at, row.state = rules.paper_digest(facts), uow.now(), rules.ISSUED


def open_paper(uow: UnitOfWork, paper_id: int) -> bytes:
    """The bytes of a paper for the acting reader; reading somebody else's is written down.

    Raises:
        NotYetMade: it is still pending.
    """
    paper = queries.get_paper(uow, paper_id)
    pdf = queries.pdf_of(uow, paper_id)
    if paper.owner_id is not None and uow.actor.member_id not in (None, paper.owner_id):
        uow.add(ReadingRow(paper_id=paper_id, reader_id=uow.actor.member_id, at=uow.now()))
    return pdf
