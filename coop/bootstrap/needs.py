"""What the machine must have before the program can run, and how it gets there."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coop.bootstrap.words import N_, _, say

EXIT_MISSING = 3
"""Exit code when something is missing that only an administrator can install."""


def has_library(name: str) -> bool:
    """Whether the loader finds a shared library, such as `libpangoft2-1.0.so.0`."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def can_make_environment() -> bool:
    """Whether this Python can make a virtual environment that has pip."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def find_chromium() -> str | None:
    """The browser for the tests; `COOP_CHROMIUM` names another one."""
    names = (os.environ.get("COOP_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def find_postgres(program: str = "initdb") -> Path | None:
    """A program of the newest PostgreSQL server installed, on the PATH or where Debian keeps it."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda p: float(p.parts[4]))
    if kept:
        return kept[-1]
    found = shutil.which(program)
    return Path(found) if found else None


@dataclass(frozen=True)
class Need:
    """Something the machine must have.

    Attributes:
        package: Debian's name for it.
        why: English, what for.
        there: looks for it.
        commands: the first words after `coop` that need it; empty = every one.
        stops: nothing goes on without it; else it is only worth having.
    """

    package: str
    why: str
    there: Callable[[], bool]
    commands: tuple[str, ...] = ()
    stops: bool = True


PAPERS = ("demo", "serve", "worker", "test")
TESTS = ("test",)
VENV = Need(
    f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",
    N_("to make the virtual environment"),
    can_make_environment,
)
PANGO = Need(
    "libpangoft2-1.0-0", N_("to make PDF files"), lambda: has_library("libpangoft2-1.0.so.0"), PAPERS
)
SUBSETS = Need(
    "libharfbuzz-subset0",
    N_("to keep PDF files small"),
    lambda: has_library("libharfbuzz-subset.so.0"),
    PAPERS,
    stops=False,
)
CHROMIUM = Need("chromium", N_("for the tests in a browser"), lambda: find_chromium() is not None, TESTS)
ATOMIC = Need("libatomic1", N_("for the tests in a browser"), lambda: has_library("libatomic.so.1"), TESTS)
POSTGRES = Need("postgresql", N_("for the tests on PostgreSQL"), lambda: find_postgres() is not None, TESTS)
OF_THE_MACHINE = (PANGO, SUBSETS, CHROMIUM, ATOMIC, POSTGRES)


def missing(command: str, *, environment: bool) -> list[Need]:
    """What a command needs and the machine lacks.

    Args:
        command: first word after `coop`.
        environment: `.venv` is there already, so nothing is needed to make it.
    """
    needs = [] if environment else [VENV]
    if sys.platform.startswith("linux"):
        needs += [need for need in OF_THE_MACHINE if command in need.commands]
    return [need for need in needs if not need.there()]


def provide(command: str, *, environment: bool) -> None:
    """Install what is missing, all at once, where that is allowed; else say the exact line.

    Raises:
        SystemExit: with code 3, something is missing without which nothing goes on.
    """
    lacking = missing(command, environment=environment)
    if not lacking:
        return
    for need in lacking:
        say(_("missing: %(package)s (%(why)s)", package=need.package, why=_(need.why)))
    prefix = apt_prefix()
    if prefix is not None:
        install(prefix, [need.package for need in lacking])
        lacking = missing(command, environment=environment)
        if not lacking:
            return
    packages = [need.package for need in lacking]
    if shutil.which("apt-get"):
        say(_("an administrator can install it with this line; then give the same command again:"))
        say("", "    " + install_line(packages), "")
    else:
        what = N_("install what Debian calls %(packages)s with this system's own tool; then try again.")
        say(_(what, packages=" ".join(packages)))
    if any(need.stops for need in lacking):
        sys.exit(EXIT_MISSING)
    say(_("going on without it."))


def apt_prefix() -> list[str] | None:
    """What to put before apt-get; None where it may not be called."""
    if not shutil.which("apt-get") or os.environ.get("COOP_NO_APT") == "1":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n"]
    return None


def install_line(packages: list[str]) -> str:
    """The line an administrator types; a bare Debian has `su` but no `sudo`."""
    names = " ".join(packages)
    if os.geteuid() == 0 or shutil.which("sudo"):
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {names}"
    return "su -c " + shlex.quote(f"apt-get update && apt-get install -y --no-install-recommends {names}")


def install(prefix: list[str], packages: list[str]) -> None:
    """Install Debian packages; the caller looks again whether they are there."""
    say(_("installing: %(packages)s", packages=" ".join(packages)))
    # An update of the system may hold the lock for a while after the machine was switched on.
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*prefix, *quiet, *step],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode and step[0] == "install":
            say(_("apt-get could not install it. Is there a network? It said:"))
            say(*("    " + line for line in done.stdout.strip().splitlines()[-5:]))
