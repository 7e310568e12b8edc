"""A throw-away PostgreSQL server for the tests, also where they run as root."""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def programs() -> str | None:
    """The folder with initdb and postgres, the newest first."""
    for folder in sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: float(p.split("/")[4]), reverse=True
    ):
        if os.path.exists(f"{folder}/initdb"):
            return folder
    found = shutil.which("initdb")
    return os.path.dirname(os.path.realpath(found)) if found else None


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: whom to become."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            who = pwd.getpwnam(name)
            return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    raise RuntimeError("running as root and no account to drop to")


@contextlib.contextmanager
def temporary_server() -> Iterator[str]:
    """Run a server on a Unix socket in a fresh folder; yields the folder.

    Raises:
        RuntimeError: no PostgreSQL programs, or the server did not start (its log is shown).
    """
    folder = programs()
    if folder is None:
        raise RuntimeError("no PostgreSQL programs: apt-get install postgresql")
    who = _unprivileged()
    base = tempfile.mkdtemp(prefix="cpg", dir="/tmp")  # a socket path holds at most 107 bytes
    if who:
        os.chown(base, who["user"], who["group"])
    os.chmod(base, 0o755)
    env = {"PATH": f"{folder}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": base, "TZ": "UTC"}
    run: dict[str, Any] = {"cwd": base, "env": env, "stdin": subprocess.DEVNULL, **who}
    subprocess.run(
        [
            f"{folder}/initdb",
            "-D",
            f"{base}/data",
            "-U",
            "coop",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **run,
    )
    with open(f"{base}/data/postgresql.conf", "a") as conf:
        conf.write(
            f"listen_addresses = ''\nunix_socket_directories = '{base}'\nmax_connections = 60\n"
            "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"
        )
    log = Path(base, "log").open("wb")  # noqa: SIM115 -- closed with the server
    server = subprocess.Popen(
        [f"{folder}/postgres", "-D", f"{base}/data"], stdout=log, stderr=log, start_new_session=True, **run
    )
    try:
        limit = time.monotonic() + 30
        while subprocess.run([f"{folder}/pg_isready", "-q", "-h", base], env=env).returncode:
            if server.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(Path(base, "log").read_text())
            time.sleep(0.02)
        yield base
    finally:
        with contextlib.suppress(ProcessLookupError):
            server.send_signal(signal.SIGQUIT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(10)
        log.close()
        shutil.rmtree(base, ignore_errors=True)
