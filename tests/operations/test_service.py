"""`coop serve`, whole: tables made, pages served, processes watched, back-up taken, ended in order."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from coop.operations.backups.files import backups_in, check_digest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/salud", timeout=5) as response:
            return str(response.read().decode())
    except OSError:
        return ""


def wait_for_answer(port: int) -> None:
    end = time.monotonic() + 60
    while not answer(port):
        assert time.monotonic() < end, "the pages are not served"
        time.sleep(0.2)


def children(pid: int) -> dict[int, str]:
    """The processes below one, with their command lines."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            line = stat.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found[int(stat.parent.name)] = line
    return found


def web_process(pid: int) -> int | None:
    return next((p for p, line in children(pid).items() if "-m coop web" in line), None)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A new installation on each engine, with nothing in it."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    env |= {"COOP_INSTANCE": str(tmp_path / "data"), "COOP_BOOTED": "1", "COOP_LANGUAGE": "en"}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        name = server.create()
        yield {**env, "DATABASE_URL": server.url(name)}
        server.drop(name)
    else:
        yield env


def test_it_serves_mends_itself_backs_up_and_ends_in_order(
    environment: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    command = [sys.executable, "-m", "coop", "serve", "--host", "0.0.0.0", "--port", str(port)]
    errors = (tmp_path / "errors").open("w+")
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors)
    try:
        wait_for_answer(port)
        first = web_process(server.pid)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 60
        while web_process(server.pid) in (None, first) or not answer(port):
            assert time.monotonic() < end, "the web process was not started again"
            time.sleep(0.2)
        again = subprocess.run(
            [*command[:-1], str(free_port())], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert again.returncode == 1
        assert "Stop it first" in again.stderr
        folder = Path(environment["COOP_INSTANCE"]) / "backups"
        while not backups_in(folder):
            assert time.monotonic() < end, "no back-up was taken"
            time.sleep(0.2)
        check_digest(backups_in(folder)[0])
    finally:
        below = list(children(server.pid))
        server.send_signal(signal.SIGTERM)
        code = server.wait(40)
        errors.seek(0)
        said = errors.read()
        errors.close()
    assert code == 0, said
    assert f"serving on http://{socket.gethostname()}:{port}/" in said
    assert "DANGER: without HTTPS everybody on this network can read" in said
    assert re.search(r"the web process ended \(-9\)", said)
    assert "Traceback" not in said and "Fatal" not in said
    assert not any(Path(f"/proc/{pid}").exists() for pid in below)
