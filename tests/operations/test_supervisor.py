"""Processes that die are started again; when the supervisor goes, by whatever way, they go too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coop.operations.serving.supervisor import Chore, Supervisor, Watched

ROOT = Path(__file__).parents[2]
WORKER = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # as the web process does
from coop.operations.serving.supervisor import leave_with_the_supervisor
leave_with_the_supervisor()
with open(sys.argv[1], "a") as log:
    log.write(f"{os.getpid()}\\n")
time.sleep(60)
"""


def until(true: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def pids(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def command(log: Path) -> list[str]:
    return [sys.executable, "-c", WORKER, str(log)]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "pids"
    yield path
    for pid in pids(path):
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)


def run(supervisor: Supervisor) -> threading.Thread:
    """Run it beside the test, without the signals that only a main thread may set."""

    def watch() -> None:
        while not supervisor.stopping.is_set():
            for watched in supervisor.watched:
                watched.look()
            time.sleep(0.05)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_what_dies_is_started_again_and_its_neighbour_is_left_alone(tmp_path: Path, log: Path) -> None:
    other = tmp_path / "other"
    supervisor = Supervisor([Watched("one", command(log)), Watched("two", command(other))])
    thread = run(supervisor)
    try:
        until(lambda: len(pids(log)) == 1 and len(pids(other)) == 1)
        os.kill(pids(log)[0], signal.SIGKILL)
        until(lambda: len(pids(log)) == 2)
        assert is_alive(pids(log)[1])
        assert len(pids(other)) == 1 and is_alive(pids(other)[0])
    finally:
        supervisor.stopping.set()
        thread.join()
        for watched in supervisor.watched:
            watched.end()
            watched.wait_for_end(time.monotonic() + 5)
    assert not any(is_alive(pid) for pid in pids(log) + pids(other))


def test_what_dies_young_again_and_again_is_started_ever_more_slowly() -> None:
    watched = Watched("broken", [sys.executable, "-c", "raise SystemExit(1)"])
    waits = []
    for _ in range(4):
        watched.start_at = 0
        watched.look()
        assert watched.process is not None
        watched.process.wait()
        watched.look()
        waits.append(watched.wait)
        watched.close()
    assert waits == [1.0, 2.0, 4.0, 8.0]


STARTER = """
import sys
from coop.operations.serving.supervisor import Supervisor, Watched
Supervisor([Watched("one", [sys.executable, "-c", sys.argv[1], sys.argv[2]])]).run()
print("ended in order")
"""


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_ends_everything_in_order(log: Path, sent: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", STARTER, WORKER, str(log)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: len(pids(log)) == 1)
    process.send_signal(sent)
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (0, "ended in order\n", "")
    assert not is_alive(pids(log)[0])


def test_killed_outright_it_still_leaves_nobody_behind(log: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", STARTER, WORKER, str(log)], cwd=ROOT)
    until(lambda: len(pids(log)) == 1)
    process.kill()
    process.wait()
    until(lambda: not is_alive(pids(log)[0]))


def test_a_chore_runs_when_it_is_due_and_not_twice_at_once(log: Path) -> None:
    due = [True]
    chore = Chore(command(log), lambda: due[0], every=0)
    chore.look()
    until(lambda: len(pids(log)) == 1)
    chore.look()
    assert chore.process is not None
    chore.process.kill()
    chore.process.wait()
    assert len(pids(log)) == 1
    due[0] = False
    chore.look()
    assert chore.process.poll() is not None
