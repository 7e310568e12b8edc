"""Delegates, what binds them and what they reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coop.assembly.queries.followup import Task, tasks
from coop.assembly.queries.statute import find_statute
from coop.assembly.tables import DelegationRow
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Delegation:
    """A member sent by the assembly with a mandate that binds her.

    Attributes:
        purpose: where or to what she is sent.
        words: what she is to say and do.
        limits: what she may not do without asking; empty for no limits of its own.
        since: first day.
        until: first day after the term (half-open).
        report_days: days between two reports; 0 for the last day alone.
        decision: number of the decision that sent her.
        ended: number of the decision that recalled her; empty when none did.
        state: "not begun", "in force", "over", "recalled" or "given back".
        reports: what she is to report and reported, in the order in which it is due.
    """

    id: int
    member_id: int
    name: str
    purpose: str
    words: str
    limits: str
    since: date
    until: date
    report_days: int
    decision_id: int
    decision: str
    ended_on: date | None
    ended: str
    returned_why: str | None
    state: str
    reports: tuple[Task, ...]

    @property
    def ends(self) -> date:
        """First day no longer a delegate, however it ends."""
        return min(self.until, self.ended_on) if self.ended_on else self.until

    @property
    def due(self) -> Task | None:
        """The report that she owes next."""
        return next((r for r in self.reports if not r.is_over), None)


def delegations(uow: UnitOfWork) -> tuple[Delegation, ...]:
    """Every delegate ever sent, those in force first, the latest before the others."""
    rows = uow.session.scalars(
        select(DelegationRow).order_by(DelegationRow.since.desc(), DelegationRow.id.desc())
    )
    names, numbers = people.names(uow), {d.id: d.number for d in book.decisions(uow)}
    roll = {m.id for m in people.roll(uow, uow.today())}
    reports = [t for t in tasks(uow) if t.delegation_id is not None]
    found = (
        Delegation(
            id=r.id,
            member_id=r.member_id,
            name=names[r.member_id],
            purpose=r.purpose,
            words=r.words,
            limits=r.limits,
            since=r.since,
            until=r.until,
            report_days=r.report_days,
            decision_id=r.decision_id,
            decision=numbers[r.decision_id],
            ended_on=r.ended_on,
            ended=numbers[r.ended_decision_id] if r.ended_decision_id else "",
            returned_why=r.returned_why,
            state=_state(r, uow.today(), is_member=r.member_id in roll),
            reports=tuple(sorted((t for t in reports if t.delegation_id == r.id), key=lambda t: t.due_on)),
        )
        for r in rows
    )
    return tuple(sorted(found, key=lambda d: d.state != "in force"))


def get_delegation(uow: UnitOfWork, delegation_id: int) -> Delegation:
    """A delegate's mandate by its key.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(DelegationRow, delegation_id)
    return next(d for d in delegations(uow) if d.id == delegation_id)


def rotation(uow: UnitOfWork) -> tuple[int, str]:
    """Terms in a row that the statute allows, and its article; answers `people` (`mandates.rotation`)."""
    statute = find_statute(uow, uow.today())
    return (statute.rotation_terms, statute.rotation_article) if statute else (0, "")


def _state(row: DelegationRow, today: date, *, is_member: bool) -> str:
    if row.ended_on is not None:
        return "given back" if row.returned_why is not None else "recalled"
    if today >= row.until or not is_member:
        return "over"
    return "in force" if today >= row.since else "not begun"
