"""Members vote at once, and the power fails in the middle: each vote is there exactly once."""

from __future__ import annotations

import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from coop.kernel.clock import FrozenClock
from coop.store import reading
from tests.assembly.crowd import fill
from tests.cast import PASSWORD

ROOT = Path(__file__).parents[2]
ATTEMPTS = 8
CROWD = pytest.mark.parametrize("many", [20, pytest.param(100, marks=pytest.mark.slow)])
"""Members; the hundred come with --all."""
VOTE = 1
SAYS = ("in_favour", "against", "abstained")


class Member:
    """Somebody with her own device."""

    def __init__(self, number: int, port: int) -> None:
        self.number = number
        self.base = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _NoRedirect
        )

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of an answer."""
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.base + path, data, {"Referer": self.base + path})
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def hidden(self, path: str) -> dict[str, str]:
        """Hidden fields of a page."""
        _status, html = self.ask(path)
        fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', html)
        pairs = [(re.search(r'name="([^"]*)"', f), re.search(r'value="([^"]*)"', f)) for f in fields]
        return {name[1]: value[1] for name, value in pairs if name and value}

    def sign_in(self) -> None:
        fields = {**self.hidden("/entrar"), "number": str(self.number), "password": PASSWORD}
        status, _html = self.ask("/entrar", fields)
        assert status == 303, f"number {self.number} does not get in: {status}"

    def say(self, vote_id: int, member_id: int, said: str, key: str) -> int:
        """Say a vote; the status of the answer."""
        path = f"/asamblea/votos/{vote_id}/nominal/{member_id}"
        return self.ask(path, {**self.form, "said": said, "request_id": key})[0]

    def open_form(self, vote_id: int, member_id: int) -> None:
        self.form = self.hidden(f"/asamblea/votos/{vote_id}/nominal/{member_id}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


@contextmanager
def served(url: str, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server process; killed without warning at the end, like everything here."""
    command = [sys.executable, "-m", "tests.assembly.crowd", url, str(folder), str(port)]
    log = folder / f"log-{port}"
    with log.open("wb") as errors, subprocess.Popen(command, cwd=ROOT, stderr=errors) as process:
        for _try in range(600):
            assert process.poll() is None, log.read_text()
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/salud", timeout=5).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def said_rows(app: Flask) -> Counter[int]:
    """How many answers each member has in the database."""
    with app.app_context(), reading() as uow:
        rows = uow.session.execute(text("SELECT member_id, COUNT(*) FROM assembly_said GROUP BY member_id"))
        return Counter({int(member_id): int(many) for member_id, many in rows})


def ids(app: Flask) -> dict[int, int]:
    """Keys of the members by number."""
    with app.app_context(), reading() as uow:
        return {int(n): int(i) for i, n in uow.session.execute(text("SELECT id, number FROM people_member"))}


def gathered(app: Flask, ports: list[int]) -> tuple[dict[int, int], list[Member]]:
    """Keys of the members by number, and everybody signed in somewhere."""
    keys = ids(app)
    members = [Member(n, ports[n % len(ports)]) for n in keys]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(Member.sign_in, members))
        list(pool.map(lambda m: m.open_form(VOTE, keys[m.number]), members))
    return keys, members


@CROWD
def test_whoever_votes_eight_times_at_once_has_voted_once(
    app: Flask, clock: FrozenClock, tmp_path: Path, database_url: str, many: int
) -> None:
    fill(app, clock, many)
    ports = [free_port() for _n in range(3 if database_url.startswith("postgresql") else 1)]
    with ExitStack() as servers:
        for port in ports:
            servers.enter_context(served(database_url, tmp_path, port))
        keys, members = gathered(app, ports)
        attempts = [(m, n) for m in members for n in range(ATTEMPTS)]
        random.Random(2026).shuffle(attempts)

        def attempt(pair: tuple[Member, int]) -> tuple[int, int]:
            member, n = pair
            key = f"attempt-{member.number}-{n}-xxxxxxxxxx"
            return member.number, member.say(VOTE, keys[member.number], SAYS[n % 3], key)

        with ThreadPoolExecutor(16) as pool:
            answers = list(pool.map(attempt, attempts))
    assert len(answers) == ATTEMPTS * many
    taken = Counter(number for number, status in answers if status == 303)
    assert set(taken.values()) == {1} and len(taken) == many, "each member is told once that it is stored"
    assert {status for _n, status in answers} == {303, 403}
    assert said_rows(app) == Counter(keys.values())


def kills(app: Flask, clock: FrozenClock, folder: Path, url: str, *, many: int, times: int) -> None:
    """Vote while the server is killed again and again; whoever got no answer says it once more."""
    fill(app, clock, many)
    draw = random.Random(7)
    port = free_port()
    keys = ids(app)
    stored: set[int] = set()
    waiting = list(keys)
    killed = 0
    while waiting:
        with served(url, folder, port) as process:
            last = killed >= times
            limit = (
                len(waiting) if last else max(1, min(len(waiting) - (times - killed), draw.randint(2, 12)))
            )
            with ThreadPoolExecutor(4) as pool:
                futures = {n: pool.submit(_vote_once, n, port, keys[n]) for n in waiting[:limit]}
                if not last:
                    time.sleep(draw.uniform(0.05, 0.5))
                    process.kill()
                    killed += 1
                told = {n: future.result() for n, future in futures.items()}
        stored |= {n for n, status in told.items() if status == 303}
        rows = said_rows(app)
        assert all(rows[keys[n]] == 1 for n in stored), "what was confirmed is there"
        assert max(rows.values(), default=1) == 1, "nothing is there twice"
        # Who got no answer tries again; a vote that was stored unheard is refused then, and is there.
        waiting = [n for n in waiting if n not in stored and told.get(n) != 403]
    assert killed == times
    assert said_rows(app) == Counter(keys.values())


def _vote_once(number: int, port: int, member_id: int) -> int:
    """303 when it is confirmed, 403 when it was stored before, 0 when nobody answered."""
    member = Member(number, port)
    try:
        member.sign_in()
        member.open_form(VOTE, member_id)
        return member.say(VOTE, member_id, "in_favour", f"once-{number}-{time.monotonic_ns()}")
    except (OSError, AssertionError, HTTPException):
        return 0


@pytest.mark.parametrize(
    ("many", "times"), [(20, 3), pytest.param(100, 60, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_a_server_killed_in_the_middle_of_a_vote_loses_and_doubles_nothing(
    app: Flask, clock: FrozenClock, tmp_path: Path, database_url: str, many: int, times: int
) -> None:
    kills(app, clock, tmp_path, database_url, many=many, times=times)
