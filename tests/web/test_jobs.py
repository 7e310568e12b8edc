"""Long work: progress, stopping, and being found again after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from coop.kernel.clock import FrozenClock
from coop.kernel.errors import Invalid
from coop.kernel.sentences import Sentence
from coop.store import reading, writing
from coop.web import jobs
from coop.web.jobs import kinds
from coop.web.tables import Job
from tests.cast import Browser, Cast

ran: list[int] = []


class Broken(Invalid):
    message = "Broken on purpose."


def count(progress: jobs.Progress, args: dict[str, Any]) -> dict[str, Any]:
    for n in range(args["to"]):
        progress.step(n + 1, args["to"], Sentence("Counting"))
        ran.append(n)
        if n == args.get("break_at"):
            raise Broken()
    return {"counted": args["to"]}


@pytest.fixture(autouse=True)
def counting(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    ran.clear()
    monkeypatch.setattr(kinds, "REPORT_EVERY", 0)
    jobs.register(jobs.JobKind("test.count", "Count", count))
    yield
    kinds.KINDS.pop("test.count")


def ask(app: Flask, **args: Any) -> int:
    with app.app_context(), writing() as uow:
        return jobs.enqueue(uow, "test.count", args)


def look(app: Flask, job_id: int) -> jobs.JobView:
    with app.app_context(), reading() as uow:
        return jobs.get_job(uow, job_id)


def test_work_runs_once_and_tells_how_far_it_is(app: Flask) -> None:
    job_id = ask(app, to=3)
    assert look(app, job_id).state == "queued"
    assert jobs.run_queued(app) == 1
    assert jobs.run_queued(app) == 0
    done = look(app, job_id)
    assert (done.state, done.done, done.whole, done.percent) == ("done", 3, 3, 100)
    assert done.result == {"counted": 3}
    assert ran == [0, 1, 2]


def test_work_whose_cause_was_undone_never_runs(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuntimeError), writing() as uow:
        jobs.enqueue(uow, "test.count", {"to": 3})
        raise RuntimeError
    assert jobs.run_queued(app) == 0


def test_a_refusal_and_an_unknown_kind_end_as_failed_with_a_sentence(app: Flask) -> None:
    broken = ask(app, to=3, break_at=1)
    with app.app_context(), writing() as uow:
        unknown = jobs.enqueue(uow, "test.unknown", {})
    jobs.run_queued(app)
    assert look(app, broken).state == "failed"
    assert str(look(app, broken).message) == "Broken on purpose."
    assert look(app, unknown).state == "failed"


def test_work_stops_at_the_next_step(app: Flask, browser: Browser, cast: Cast) -> None:
    job_id = ask(app, to=3)
    with app.app_context(), writing() as uow:
        uow.session.execute(update(Job).values(stop=True))
    jobs.run_queued(app)
    assert look(app, job_id).state == "stopped"
    assert ran == []


def test_what_a_dead_worker_left_is_run_again_but_not_for_ever(app: Flask, clock: FrozenClock) -> None:
    job_id = ask(app, to=1)
    for attempt in range(1, 4):
        with app.app_context(), writing() as uow:
            uow.session.execute(update(Job).values(state="running", beat_at=uow.now(), attempts=attempt))
        clock.move(timedelta(seconds=30))
        assert jobs.run_queued(app) == 0
        clock.move(timedelta(seconds=31))
        if attempt < 3:
            assert jobs.run_queued(app) == 1
    assert jobs.run_queued(app) == 0
    assert look(app, job_id).state == "failed"


def test_an_officer_stops_waiting_work_by_a_button(app: Flask, browser: Browser, cast: Cast) -> None:
    job_id = ask(app, to=1)
    browser.sign_in(cast.numbers["bruno"])
    assert browser.get(f"/trabajos/{job_id}").status_code == 200
    assert browser.post(f"/trabajos/{job_id}/detener", at="/trabajos").status_code == 403
    browser.sign_in(cast.numbers["elsa"])
    assert browser.post(f"/trabajos/{job_id}/detener", at=f"/trabajos/{job_id}").status_code == 303
    assert look(app, job_id).state == "stopped"
    assert jobs.run_queued(app) == 0
