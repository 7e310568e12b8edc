"""What follows a decision is given to somebody, and what became of it is written down."""

from __future__ import annotations

from datetime import date, timedelta

from coop.assembly import queries
from coop.assembly.tables import TaskRow, TaskStepRow
from coop.assembly.usecases.delegations import ask_for_report
from coop.kernel.errors import N_, CoopError, Forbidden, Invalid, Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork
from coop.web.notices import notify

KEEPERS = frozenset({"president", "secretary", "coordinator", "auditor"})
"""Offices that give out tasks and write down for anybody what became of them."""
FURTHEST = timedelta(days=3660)


class NotAKeeper(Forbidden):
    message = N_("The president, secretary, coordinator or auditor gives out tasks. Ask one of them.")


class NotYourTask(Forbidden):
    message = N_("Who has the task writes down what became of it, or the secretary does. Ask one of them.")


class NothingToDo(CoopError):
    message = N_("Decision %(number)s was lost: nothing follows from it.")


class NotThatDay(Invalid):
    message = N_("A task is due from today on and within ten years. Choose such a day.")


class NotAMember(Invalid):
    message = N_("%(name)s is not on the roll. Give the task to a member.")


class TaskOver(CoopError):
    message = N_("This task is over. If something is left to do, give out another one.")


def keeps_tasks(uow: UnitOfWork) -> bool:
    """Whether the actor gives out tasks."""
    actor = uow.actor.member_id
    return actor is not None and not KEEPERS.isdisjoint(people.offices_of(uow, actor, uow.today()))


def give_task(uow: UnitOfWork, decision_id: int, *, what: str, member_id: int, due_on: date) -> int:
    """Give somebody something to do because of a decision.

    Returns:
        The key of the task.

    Raises:
        NotAKeeper: the actor holds none of the offices for it.
        NothingToDo: the decision was lost.
        NotAMember: who should do it is not on the roll.
        NotThatDay: it is due before today, or far too late.
    """
    if not keeps_tasks(uow):
        raise NotAKeeper()
    decision = book.get_decision(uow, decision_id)
    if decision.outcome != "carried":
        raise NothingToDo(number=decision.number)
    if not uow.today() <= due_on <= uow.today() + FURTHEST:
        raise NotThatDay()
    person = people.get_member(uow, member_id)
    if member_id not in {m.id for m in people.roll(uow, uow.today())}:
        raise NotAMember(name=person.name)
    row = uow.add(
        TaskRow(
            decision_id=decision_id,
            what=what,
            member_id=member_id,
            due_on=due_on,
            noted_by=uow.actor.member_id,
            at=uow.now(),
        )
    )
    told = N_("You have a task from decision %(number)s, due on %(day)s: %(what)s")
    facts = {"number": decision.number, "day": due_on, "what": what}
    notify(uow, Sentence(told, facts), member_ids=[member_id], about="assembly")
    return row.id


def note_step(uow: UnitOfWork, task_id: int, *, way: str, text: str) -> None:
    """Write down what became of a task: it goes on, is done with its result, or is left undone and why.

    When a delegate has reported, the next report is asked for.

    Raises:
        NotYourTask: the actor neither has the task nor gives out tasks.
        TaskOver: it is done or dropped.
    """
    task = queries.get_task(uow, task_id)
    if task.member_id != uow.actor.member_id and not keeps_tasks(uow):
        raise NotYourTask()
    if task.is_over:
        raise TaskOver()
    uow.add(TaskStepRow(task_id=task_id, way=way, text=text, by_id=uow.actor.member_id, at=uow.now()))
    if task.delegation_id is not None and way != "note":
        ask_for_report(uow, task.delegation_id, after=max(task.due_on, uow.today()))
