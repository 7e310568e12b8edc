"""After a vote: what could annul it, dissent, the authority, tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.assembly import queries, usecases
from coop.assembly.forms.after import WAYS, DissentForm, SentForm, StepForm, TaskForm
from coop.assembly.queries import Meeting, Motion, Result, Right, Task
from coop.assembly.queries import urn as urns
from coop.assembly.queries.followup import STATES
from coop.assembly.rules.dissent import days_left
from coop.assembly.views.base import bp, title_of
from coop.assembly.views.minutes import NotOpenedYet
from coop.kernel.canonical import canonical
from coop.kernel.errors import N_, NotFound, Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page
from coop.web.exports import file_answer


class NoBoard(NotFound):
    message = N_("Nothing is published of this vote, or it is not counted yet. Look at its urn.")


SENT_TITLES = {"notice": N_("Notice sent to the authority"), "minutes": N_("Copy sent to the authority")}
MARKS = {"done": "ok", "late": "bad"}
USUAL_TERM = timedelta(days=30)


def _decision_url(line: Task | Right) -> str:
    return url_for("records.decision", decision_id=line.decision_id)


def _motion_url(line: Right) -> str:
    return url_for("assembly.show_motion", motion_id=line.motion_id)


RIGHTS = (
    Column("decision", N_("Decision"), "code", link=_decision_url),
    Column(
        "title", N_("What was carried"), link=lambda r: url_for("assembly.show_motion", motion_id=r.motion_id)
    ),
    Column("number", N_("No."), "int"),
    Column("name", N_("Name")),
    Column("because", N_("Because she")),
    Column("reason", N_("Reason")),
    Column("exit_until", N_("Can leave until"), "day"),
    Column("exit_left", N_("Days left to leave"), "int"),
    Column("challenge_until", N_("Can challenge until"), "day"),
    Column("challenge_left", N_("Days left to challenge"), "int"),
)
TASKS = (
    Column("what", N_("Task"), link=lambda t: url_for("assembly.show_task", task_id=t.id)),
    Column("decision", N_("Decision"), "code", link=_decision_url),
    Column("name", N_("Who")),
    Column("due_on", N_("Until"), "day"),
    Column("state", N_("State"), value=lambda t: Sentence(STATES[t.state])),
    Column("last", N_("What became of it")),
)


def after_of(uow: UnitOfWork, motion: Motion, result: Result | None) -> dict[str, Any]:
    """What the page of a motion shows of dissent, deadlines and tasks."""
    found: dict[str, Any] = {
        "can_dissent": False,
        "dissents": (),
        "deadlines": (),
        "tasks": (),
        "states": STATES,
        "marks": MARKS,
    }
    if result is None or result.outcome != "carried":
        return found
    dates = queries.deadlines_of(uow, result)
    said = queries.dissents(uow, result.vote_id)
    asked = any(d.member_id == current.member_id for d in said)
    state = queries.meeting_of_result(uow, result).state
    late = state != "open" and (
        queries.was_there(uow, result.vote_id, current.member_id or 0)
        or dates is None
        or dates.last is None
        or uow.today() > dates.last
    )
    found["can_dissent"] = not asked and not late
    found["dissents"] = said
    found["tasks"] = queries.tasks(uow, result.decision_id)
    if dates is not None:
        lines = (
            (N_("To leave, who was there and did not vote in favour"), dates.exit_present),
            (N_("To leave, who was absent"), dates.exit_absent),
            (N_("To challenge it"), dates.challenge),
        )
        found["deadlines"] = [(label, day, days_left(day, uow.today())) for label, day in lines if day]
    return found


def opening_of(uow: UnitOfWork, meeting: Meeting, *, begun: bool, done: bool) -> dict[str, Any]:
    """What the chair's page shows around the votes: what became of decisions, and what fails before closing.

    Args:
        uow: the unit of work.
        meeting: the assembly.
        begun: whether something of its agenda was dealt with.
        done: whether all of it was.
    """
    return {
        "before": queries.what_became(uow, meeting) if not begun else (),
        "failing": sum(not c.holds for c in queries.nullity(uow, meeting)) if done else 0,
        "states_of_tasks": STATES,
        "marks_of_tasks": MARKS,
    }


@bp.page("/<int:meeting_id>/validez", access="assembly:meeting:list")
def nullity(meeting_id: int) -> ResponseReturnValue:
    """What could have the assembly annulled, point by point."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        if meeting.opened_at is None:
            raise NotOpenedYet()
        checks = queries.nullity(uow, meeting)
        notice = queries.sent(uow, queries.first_sitting(uow, meeting).id, "notice")
    return page(
        "assembly/nullity.html",
        title=title_of(meeting, N_("Does it hold?")),
        meeting=meeting,
        checks=checks,
        failing=sum(not c.holds for c in checks),
        notice=notice,
    )


@bp.page("/votos/<int:vote_id>/tablero/archivo", access="assembly:urn:see")
def board_file(vote_id: int) -> ResponseReturnValue:
    """The board of a counted urn for whoever adds it up: `coop assembly verify`."""
    with reading() as uow:
        vote = queries.get_vote(uow, vote_id)
        lines = urns.board(uow, vote_id)
        if not lines:
            raise NoBoard()
        result = next((r for r in queries.results_of_item(uow, vote.item_id) if r.vote_id == vote_id), None)
    found: dict[str, object] = {
        "question": vote.question.stored() or {"options": []},
        "board": [[line.tracker, line.answer] for line in lines],
    }
    if result is not None:
        found["result"] = {
            "in_favour": result.in_favour,
            "against": result.against,
            "abstained": result.abstained,
            "elected": result.tally.get("elected"),
            "lots": [lot["drawn"] for lot in result.tally.get("lots", [])],
        }
    return file_answer(canonical(found), name=f"tablero-{vote_id}.json", kind="application/json")


@bp.form("/<int:meeting_id>/enviado/<any(notice, minutes):what>", access="assembly:authority:send")
def note_sent(meeting_id: int, what: str) -> ResponseReturnValue:
    """Write down when a paper went to the authority."""
    with reading() as uow:
        meeting = queries.get_meeting(uow, meeting_id)
        today = uow.today()
    return form_page(
        SentForm(data={"sent_on": today}),
        "assembly/note_sent.html",
        title=title_of(meeting, SENT_TITLES[what]),
        action=lambda uow, form: usecases.note_sent(
            uow, meeting_id, what=what, sent_on=form.sent_on.data, how=form.how.data
        ),
        done=lambda _none: url_for("assembly.show_meeting", meeting_id=meeting_id),
        said=N_("Written down."),
        meeting=meeting,
        article=meeting.statute.notice_article if what == "notice" else meeting.statute.copy_article,
    )


@bp.form("/mociones/<int:motion_id>/salvar-el-voto", access="assembly:dissent:ask")
def note_dissent(motion_id: int) -> ResponseReturnValue:
    """Have dissent from a decision written down."""
    with reading(current.actor) as uow:
        motion = queries.get_motion(uow, motion_id)
        result = queries.find_result(uow, motion_id)
        others = []
        if result is not None:
            meeting = queries.meeting_of_result(uow, result)
            if usecases.may_write(uow, meeting):
                others = [(m.id, f"{m.number} · {m.name}") for m in queries.roll_of(uow, meeting)]
        mine = [(current.member_id or 0, current.name)]
    return form_page(
        DissentForm(others or mine, data={"member": str(current.member_id)}),
        "assembly/note_dissent.html",
        title=N_("Have dissent written down"),
        action=lambda uow, form: usecases.note_dissent(
            uow, motion_id, member_id=int(form.member.data), reason=form.reason.data
        ),
        done=lambda _none: url_for("assembly.show_motion", motion_id=motion_id),
        said=N_("The dissent is written down."),
        motion=motion,
    )


@bp.page("/disidencias", access="assembly:decision:list")
def list_rights() -> ResponseReturnValue:
    """Who may leave or challenge because of a decision, and until when."""
    with reading() as uow:
        rows = queries.rights_register(uow)
    return listing(
        "assembly/list_rights.html",
        rows,
        RIGHTS,
        title=N_("Dissent and deadlines"),
        name="disidencias",
        empty=N_(
            "Nobody is known to have been absent or not in favour of a decision. It fills by itself when an "
            "assembly is closed."
        ),
    )


@bp.page("/tareas", access="assembly:decision:list")
def list_tasks() -> ResponseReturnValue:
    """What follows from decisions, and what became of it."""
    with reading() as uow:
        rows = queries.tasks(uow)
    return listing(
        "assembly/list_tasks.html",
        rows,
        TASKS,
        title=N_("What follows from decisions"),
        name="seguimiento",
        empty=N_("No task was given out yet. Open a decision and give out what follows from it."),
    )


@bp.form("/decisiones/<int:decision_id>/tareas/nueva", access="assembly:task:give")
def give_task(decision_id: int) -> ResponseReturnValue:
    """Give somebody something to do because of a decision."""
    with reading() as uow:
        decision = book.get_decision(uow, decision_id)
        everybody = [(m.id, f"{m.number} · {m.name}") for m in people.roll(uow, uow.today())]
        due = uow.today() + USUAL_TERM
    return form_page(
        TaskForm(everybody, due=due),
        "assembly/give_task.html",
        title=N_("Give out a task"),
        action=lambda uow, form: usecases.give_task(
            uow,
            decision_id,
            what=form.what.data,
            member_id=int(form.member.data),
            due_on=form.due_on.data,
        ),
        done=lambda task_id: url_for("assembly.show_task", task_id=task_id),
        said=N_("The task is given out, and who has it is told."),
        decision=decision,
    )


@bp.form("/tareas/<int:task_id>", access="assembly:task:write")
def show_task(task_id: int) -> ResponseReturnValue:
    """A task, what was written down about it, and what became of it."""
    with reading(current.actor) as uow:
        task = queries.get_task(uow, task_id)
        may_note = not task.is_over and (task.member_id == current.member_id or usecases.keeps_tasks(uow))
    return form_page(
        StepForm(),
        "assembly/show_task.html",
        title=Sentence(N_("Task from decision %(number)s"), {"number": task.decision}),
        action=lambda uow, form: usecases.note_step(uow, task_id, way=form.way.data, text=form.text.data),
        done=lambda _none: url_for("assembly.show_task", task_id=task_id),
        said=N_("Written down."),
        task=task,
        may_note=may_note,
        state=STATES[task.state],
        mark=MARKS.get(task.state, ""),
        ways=WAYS,
    )
