"""`.venv`: the libraries of this program, apart from the machine's own."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from coop.bootstrap.places import ROOT
from coop.bootstrap.words import N_, _, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NOTHING_LEFT = N_("nothing half-made is left; mend it and give the same command again.")
MIXED_LEFT = N_("the packages are half up to date and not used; mend it and give the same command again.")
NO_NETWORK = ("name resolution", "NewConnectionError", "Network is unreachable", "timed out", "ProxyError")


def is_inside() -> bool:
    """Whether this very Python is the one in `.venv`."""
    return Path(sys.prefix).resolve() == VENV.resolve()


def wanted() -> str:
    """What `.venv` must have been made from: the list of packages, this Python, this folder."""
    made_from = [
        (ROOT / "pyproject.toml").read_bytes(),
        (ROOT / "coop" / "constraints.txt").read_bytes(),
        f"{sys.version} {ROOT}".encode(),
    ]
    return hashlib.sha256(b"\0".join(made_from)).hexdigest()


def stamp(test: bool) -> Path:
    """The file that says `.venv` is whole, for running or for testing."""
    return VENV / f"coop-{'test' if test else 'run'}"


def is_ready(test: bool) -> bool:
    """Whether `.venv` is whole and made from what is wanted now."""
    mark = stamp(test)
    return PYTHON.exists() and mark.exists() and mark.read_text() == wanted()


def is_usable() -> bool:
    """Whether there is a `.venv` that packages can be installed into."""
    try:
        return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def make(test: bool) -> None:
    """Make `.venv` or bring it up to date; none that is half made is ever used.

    Raises:
        SystemExit: it could not be done; the reason was said.
    """
    with (ROOT / "pyproject.toml").open() as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)  # a second start waits for the first
        if is_ready(test):
            return
        fresh = not is_usable()
        say(_("preparing .venv with the Python packages; this takes a minute or two, once."))
        try:
            start = time.monotonic()
            forget()
            if fresh:
                shutil.rmtree(VENV, ignore_errors=True)
                run([sys.executable, "-m", "venv", str(VENV)])
            extra = f"{ROOT}[test]" if test else str(ROOT)
            constraints = str(ROOT / "coop" / "constraints.txt")
            pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
            run([*pip, "-c", constraints, "-e", extra])
            for mark in {stamp(False), stamp(test)}:
                mark.write_text(wanted())
        except BaseException as error:
            if fresh:
                shutil.rmtree(VENV, ignore_errors=True)
            if isinstance(error, KeyboardInterrupt):
                say(_("stopped."))
            if isinstance(error, OSError):
                explain([str(error)])
            say(_(NOTHING_LEFT if fresh else MIXED_LEFT))
            if isinstance(error, KeyboardInterrupt | OSError):
                sys.exit(130 if isinstance(error, KeyboardInterrupt) else 1)
            raise
        say(_("ready after %(seconds)s s.", seconds=round(time.monotonic() - start)))


def run(command: list[str]) -> None:
    """Run one step quietly, with its latest line as a sign of life on a terminal.

    Raises:
        SystemExit: it failed; says why in a plain sentence.
    """
    lines: list[str] = []
    start = time.monotonic()
    try:
        step = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as error:
        lines.append(str(error))
        code = 1
    else:
        with step:
            assert step.stdout is not None
            for line in step.stdout:
                lines.append(line.rstrip())
                if sys.stderr.isatty():
                    sign = f"{time.monotonic() - start:4.0f} s  {lines[-1].strip()}"
                    sys.stderr.write("\r\033[K" + sign[: shutil.get_terminal_size().columns - 1])
                    sys.stderr.flush()
        code = step.returncode
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
    if code:
        explain(lines)
        sys.exit(1)


def explain(lines: list[str]) -> None:
    """Say why a step failed.

    Args:
        lines: what the step printed.
    """
    everything = "\n".join(lines)
    if any(sign in everything for sign in NO_NETWORK):
        say(_("the Python packages could not be fetched: there is no network, or it does not answer."))
    elif "No space left on device" in everything:
        say(_("the disk is full: 2 GB are needed in %(folder)s.", folder=ROOT))
    elif "Permission denied" in everything:
        say(_("this folder cannot be written by you: %(folder)s.", folder=ROOT))
    else:
        say(_("the Python packages could not be installed. The last lines were:"))
        say(*("    " + line for line in [line for line in lines if line.strip()][-8:]))


def forget() -> None:
    """Let the next start look at `.venv` again."""
    for test in (False, True):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            stamp(test).unlink()


def hand_over(argv: list[str]) -> NoReturn:
    """Go on in the Python of `.venv`; does not return."""
    sys.stderr.flush()
    os.execve(PYTHON, [str(PYTHON), "-m", "coop", *argv], {**os.environ, "COOP_BOOTED": "1"})
