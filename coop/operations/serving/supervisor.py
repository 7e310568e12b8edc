"""Keeps processes running: starts them, starts them again when they die, ends them together.

Uses little memory and no library, so that there is next to nothing in it that could fail.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from coop.bootstrap.words import N_, _, say

WATCH_EVERY = 0.2
LONG_LIFE = 60.0
"""A process that lived this many seconds before it died is started again at once."""
LONGEST_WAIT = 30.0
PATIENCE = 15.0
"""Seconds that a process has to end by itself before it is killed."""
SUPERVISED = "COOP_SUPERVISED"


@dataclass
class Watched:
    """One process that is to run all the time.

    Attributes:
        name: for messages.
        command: what to start.
        wait: seconds until it is started again; doubles while it dies young.
    """

    name: str
    command: Sequence[str]
    wait: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        # The pipe is the string that ties it to us: when we are gone, however, it reads an end.
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            env={**os.environ, SUPERVISED: "1", "COOP_BOOTED": "1"},
            start_new_session=True,  # Ctrl-C reaches us alone; we end the others in order
        )

    def look(self) -> None:
        """Start it when it is not running and its time has come."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.wait = 0.0 if now - self.started > LONG_LIFE else min(LONGEST_WAIT, self.wait * 2 or 1.0)
            self.close()
            self.start_at = now + self.wait
            what = N_("the %(name)s process ended (%(code)s); it is started again in %(wait)s s.")
            say(_(what, name=self.name, code=code, wait=round(self.wait)))
        if now >= self.start_at:
            self.start()

    def close(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_for_end(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.close()


@dataclass
class Chore:
    """Something done again and again in a process of its own.

    Attributes:
        command: what to run.
        is_due: whether it is time; asked every `every` seconds.
    """

    command: Sequence[str]
    is_due: Callable[[], bool]
    every: float
    next_look: float = 0.0
    process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        now = time.monotonic()
        if now >= self.next_look:
            self.next_look = now + self.every
            if self.is_due():
                self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)


@dataclass
class Supervisor:
    """Watches over processes until it is told to stop by SIGINT or SIGTERM.

    Attributes:
        watched: run all the time.
        chores: run when they are due.
    """

    watched: Sequence[Watched]
    chores: Sequence[Chore] = ()
    stopping: threading.Event = field(default_factory=threading.Event)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def run(self, ready: Callable[[], bool] = lambda: False) -> None:
        """Start everything and come back when it has ended.

        Args:
            ready: called while it runs, about five times a second, until it returns True.
        """
        before = {s: signal.signal(s, self._stop) for s in (signal.SIGINT, signal.SIGTERM)}
        told = False
        try:
            while not self.stopping.is_set():
                for watched in self.watched:
                    watched.look()
                for chore in self.chores:
                    chore.look()
                told = told or ready()
                self.stopping.wait(WATCH_EVERY)
        finally:
            for watched in self.watched:
                watched.end()
            until = time.monotonic() + PATIENCE
            for watched in self.watched:
                watched.wait_for_end(until)
            for number, handler in before.items():
                signal.signal(number, handler)


def leave_with_the_supervisor() -> None:
    """In a watched process: end when the supervisor is gone, even if it was killed."""
    if os.environ.get(SUPERVISED) != "1":
        return

    def hold_the_string() -> None:
        while os.read(0, 1):  # not sys.stdin: its lock would be held when the process ends
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=hold_the_string, daemon=True).start()
