"""Promising papers in the transaction of their cause, and making them afterwards."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from coop.documents import queries, renderer, rules
from coop.documents.queries import Paper
from coop.documents.registry import makers
from coop.documents.rules import Draft
from coop.documents.tables import PaperRow, ReadingRow
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.sentences import to_json
from coop.store import UnitOfWork, reading, writing
from coop.web.jobs import enqueue
from coop.web.permissions import PERMISSIONS

log = logging.getLogger(__name__)
MISMADE = N_(
    "The program failed while making this paper (%(said)s). Show this to whoever looks after the program; "
    "then have it made again."
)
LONGEST_REASON = 200

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
        public_title: what anybody may know who holds the fingerprint, nothing personal; the title
            when the paper is the whole co-op's and this is absent.
    """

    kind: str
    ref: str
    title: Sentence
    issued_on: date
    owner_id: int | None = None
    permission: str = ""
    decision_id: int | None = None
    public_title: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """How a run over the promised papers went.

    Attributes:
        made: papers made by this run.
        failed: papers that still wait, each with its obstacle.
    """

    made: int
    failed: int


def promise(uow: UnitOfWork, papers: Sequence[Promise]) -> int:
    """Write down papers that are to be made, and ask for the work in the same transaction.

    A paper that was promised before is left as it is.

    Returns:
        The key of the job that makes them.
    """
    kinds = {p.kind for p in papers}
    earlier = uow.session.execute(select(PaperRow.kind, PaperRow.ref).where(PaperRow.kind.in_(kinds)))
    known = {(kind, ref) for kind, ref in earlier}
    rows = [_columns(uow, p) for p in papers if (p.kind, p.ref) not in known]
    if rows:
        uow.session.execute(insert(PaperRow), rows)
    return enqueue(uow, RENDER, {})


def archive(uow: UnitOfWork, paper: Promise, *, pdf: bytes, facts: Mapping[str, Any]) -> Paper:
    """Archive a paper that exists already, such as a signed one that was scanned.

    Args:
        uow: the unit of work.
        paper: what it is.
        pdf: its bytes; never changed again.
        facts: what it says, for machines; their digest is its fingerprint.

    Raises:
        AlreadyIssued: the paper of this kind and reference stands in the archive.
    """
    earlier = queries.find_paper(uow, paper.kind, paper.ref)
    if earlier is not None and earlier.is_issued:
        raise rules.AlreadyIssued()
    row = uow.get(PaperRow, earlier.id) if earlier else PaperRow(**_columns(uow, paper))
    whole = rules.envelope(paper.kind, paper.ref, title=paper.title, issued_on=paper.issued_on, data=facts)
    _issue(uow, row, pdf, whole)
    uow.add(row)
    return queries.get_paper(uow, row.id)


def render_pending(step: Callable[[int, int], None] = lambda _done, _whole: None) -> Made:
    """Make every promised paper, each archived in a unit of its own; safe to call again.

    A paper that cannot be made, whatever the reason, waits with that reason written on it; the
    others are made all the same.

    Args:
        step: told how many are done of how many; may raise to stop.
    """
    with reading() as uow:
        waiting = queries.pending(uow)
    made = failed = 0
    for done, paper_id in enumerate(waiting):
        step(done, len(waiting))
        try:
            made += render_one(paper_id)
        except CoopError as error:
            failed += 1
            _keep_waiting(paper_id, error.sentence)
        except Exception as error:  # the worker's edge: what is wrong with one paper is not with the others
            log.exception("paper %s cannot be made", paper_id)
            failed += 1
            said = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
            _keep_waiting(paper_id, Sentence(MISMADE, {"said": said}))
    step(len(waiting), len(waiting))
    return Made(made, failed)


def _keep_waiting(paper_id: int, why: Sentence) -> None:
    with writing() as uow:
        row = uow.get(PaperRow, paper_id)
        if row.state == rules.PENDING:
            row.obstacle = to_json(why)


def render_one(paper_id: int) -> bool:
    """Make one promised paper; does nothing and returns False when it was made already.

    Raises:
        NobodyMakes: no module makes its kind.
        OutsideReached: it names an outside address.
    """
    with reading() as uow:
        paper = queries.get_paper(uow, paper_id)
        if paper.is_issued:
            return False
        maker = makers.get(paper.kind)
        if maker is None:
            raise rules.NobodyMakes(kind=paper.kind)
        draft = Draft(*maker(uow, paper.ref))
    facts = rules.envelope(
        paper.kind, paper.ref, title=paper.title, issued_on=paper.issued_on, data=draft.attachment
    )
    pdf = renderer.render(
        draft.template,
        draft.context,
        language=draft.language,
        attachment=facts,
        issued_on=paper.issued_on,
        identifier=f"{paper.kind}/{paper.ref}",
    )
    with writing() as uow:
        row = uow.get(PaperRow, paper_id)
        if row.state == rules.ISSUED:  # another run was faster
            return False
        _issue(uow, row, pdf, facts)
    return True


def open_paper(uow: UnitOfWork, paper_id: int) -> bytes:
    """The bytes of a paper for the acting reader; reading somebody else's is written down.

    Raises:
        NotYetMade: it is still pending.
    """
    pdf = queries.pdf_of(uow, paper_id)
    note_reading(uow, paper_id)
    return pdf


def note_reading(uow: UnitOfWork, paper_id: int) -> None:
    """Write down that the acting reader saw what a paper says, if it is somebody else's personal one."""
    who = uow.actor
    if queries.get_paper(uow, paper_id).is_of_another(who.member_id) and who.member_id is not None:
        uow.add(ReadingRow(paper_id=paper_id, reader_id=who.member_id, device_id=who.device_id, at=uow.now()))


def _columns(uow: UnitOfWork, paper: Promise) -> dict[str, Any]:
    usual = rules.FOR_MEMBERS if paper.owner_id is None else rules.PERSONAL
    permission = paper.permission or usual
    if permission not in PERMISSIONS:
        raise KeyError(f"{permission} stands nowhere in coop/web/permissions.py")
    public = paper.public_title or (paper.title if paper.owner_id is None else rules.PAPER_OF_A_MEMBER)
    return {
        "kind": paper.kind,
        "ref": paper.ref,
        "title": to_json(paper.title),
        "public_title": to_json(public),
        "issued_on": paper.issued_on,
        "owner_id": paper.owner_id,
        "permission": permission,
        "decision_id": paper.decision_id,
        "state": rules.PENDING,
        "promised_at": uow.now(),
    }


def _issue(uow: UnitOfWork, row: PaperRow, pdf: bytes, facts: Mapping[str, Any]) -> None:
    row.pdf, row.sha256 = pdf, hashlib.sha256(pdf).hexdigest()
    row.digest, row.issued_at, row.state = rules.paper_digest(facts), uow.now(), rules.ISSUED
    row.obstacle = None
