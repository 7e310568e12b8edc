"""Tasks that follow from decisions, and what became of what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from coop.assembly.queries.meetings import Meeting, items, meetings
from coop.assembly.queries.motions import get_motion
from coop.assembly.queries.results import result_of
from coop.assembly.tables import ResultRow, TaskRow, TaskStepRow
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork

STATES = {
    "open": N_("To be done"),
    "late": N_("Late"),
    "done": N_("Done"),
    "dropped": N_("Left undone"),
}
REPORTS = N_("Report as delegate: %(words)s")


@dataclass(frozen=True, slots=True)
class Step:
    """What was written down about a task."""

    way: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done because of a decision.

    Attributes:
        delegation_id: of a delegate's report, the mandate; None for any other task.
        state: "open", "late", "done" or "dropped".
        steps: what was written down about it, in order.
    """

    id: int
    decision_id: int
    decision: str
    what: Sentence
    delegation_id: int | None
    member_id: int
    name: str
    due_on: date
    state: str
    steps: tuple[Step, ...]
    at: datetime

    @property
    def last(self) -> str:
        """The last thing written down; empty when there is none."""
        return self.steps[-1].text if self.steps else ""

    @property
    def is_over(self) -> bool:
        """Whether it is done or dropped."""
        return self.state in ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Became:
    """A decision and what became of it.

    Attributes:
        title: of what was decided.
        state: of the decision: "in force", "awaiting registration", "blocked".
    """

    decision_id: int
    number: str
    motion_id: int
    title: Sentence
    state: str
    obstacle: Sentence | None
    tasks: tuple[Task, ...]


def tasks(uow: UnitOfWork, decision_id: int | None = None) -> tuple[Task, ...]:
    """Tasks of one decision or of all, those still open and due first in front."""
    query = select(TaskRow).order_by(TaskRow.due_on, TaskRow.id)
    if decision_id is not None:
        query = query.where(TaskRow.decision_id == decision_id)
    names, numbers = people.names(uow), {d.id: d.number for d in book.decisions(uow)}
    found = [_task(uow, row, names, numbers) for row in uow.session.scalars(query)]
    return tuple(sorted(found, key=lambda t: t.is_over))


def get_task(uow: UnitOfWork, task_id: int) -> Task:
    """A task by its key.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(TaskRow, task_id)
    return _task(
        uow, row, people.names(uow), {row.decision_id: book.get_decision(uow, row.decision_id).number}
    )


def previous_meeting(uow: UnitOfWork, meeting: Meeting) -> Meeting | None:
    """The sitting that was held before, or None."""
    earlier = [
        m
        for m in meetings(uow)
        if m.state == "closed" and m.id != meeting.id and m.called_for < meeting.called_for
    ]
    return max(earlier, key=lambda m: m.called_for, default=None)


def what_became(uow: UnitOfWork, meeting: Meeting) -> tuple[Became, ...]:
    """What was carried in the sitting before, and earlier decisions with tasks not over by then."""
    before = previous_meeting(uow, meeting)
    if before is None:
        return ()
    all_tasks = tasks(uow)
    voted = [r.decision_id for item in items(uow, before.id) if (r := result_of(uow, item)) is not None]
    since = before.opened_at
    going_on = [
        t.decision_id
        for t in all_tasks
        if not t.is_over or (since is not None and t.steps and t.steps[-1].at > since)
    ]
    rows = uow.session.scalars(
        select(ResultRow)
        .where(
            ResultRow.decision_id.in_({*voted, *going_on}),
            ResultRow.outcome == "carried",
            ResultRow.at < (meeting.opened_at or meeting.called_for),
        )
        .order_by(ResultRow.serial)
    )
    found = []
    for row in rows:
        decision = book.get_decision(uow, row.decision_id)
        found.append(
            Became(
                decision_id=row.decision_id,
                number=row.number,
                motion_id=row.motion_id,
                title=get_motion(uow, row.motion_id).name,
                state=decision.state,
                obstacle=decision.obstacle,
                tasks=tuple(t for t in all_tasks if t.decision_id == row.decision_id),
            )
        )
    return tuple(found)


def _task(uow: UnitOfWork, row: TaskRow, names: dict[int, str], numbers: dict[int, str]) -> Task:
    rows = uow.session.scalars(
        select(TaskStepRow).where(TaskStepRow.task_id == row.id).order_by(TaskStepRow.id)
    )
    steps = tuple(Step(s.way, s.text, names.get(s.by_id or 0, ""), s.at) for s in rows)
    if steps and steps[-1].way != "note":
        state = steps[-1].way
    else:
        state = "late" if row.due_on < uow.today() else "open"
    return Task(
        id=row.id,
        decision_id=row.decision_id,
        decision=numbers[row.decision_id],
        what=Sentence(REPORTS if row.delegation_id else "%(words)s", {"words": row.what}),
        delegation_id=row.delegation_id,
        member_id=row.member_id,
        name=names[row.member_id],
        due_on=row.due_on,
        state=state,
        steps=steps,
        at=row.at,
    )
