"""`coop demo`: the sample, served on this machine alone."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from coop.bootstrap.places import instance_folder
from coop.bootstrap.words import _, say
from coop.kernel.clock import SystemClock
from coop.operations.running import alone
from coop.operations.sample import Sample, find_sample, make_sample
from coop.operations.serving.ports import answers, check_free
from coop.operations.serving.supervisor import Supervisor, Watched
from coop.operations.settings import demo_folder
from coop.operations.visit import Visitor

HOST = "127.0.0.1"
TERMINAL, PHONE = "/muestra/terminal", "/muestra/celular"
STALE = timedelta(days=6)


def demonstrate(*, port: int, fresh: bool, check: bool, browser: bool) -> int:
    """Serve the sample until Ctrl-C, or with `check` look at its main pages and stop.

    Returns:
        The exit code.
    """
    with alone(instance_folder(), "demo"), ExitStack() as held:
        check_free(HOST, port)
        address = f"http://{HOST}:{port}"
        os.environ.setdefault("COOP_ADDRESS", address)  # printed on papers; the processes inherit it
        sample = _sample(fresh=fresh)
        held.enter_context(alone(demo_folder()))
        python = [sys.executable, "-m", "coop"]
        supervisor = Supervisor(
            [
                Watched("web", [*python, "web", "--demo", "--port", str(port)]),
                Watched("worker", [*python, "worker", "--demo"]),
            ]
        )
        failures: list[str] = []

        def ready() -> bool:
            if not answers(address + "/salud"):
                return False
            if check:
                failures.extend(look_around(address, sample.accounts))
                supervisor.stopping.set()
            else:
                greet(address, sample)
                if browser and has_display():
                    webbrowser.open(address + TERMINAL)
            return True

        supervisor.run(ready)
    if check:
        say(
            _("the sample does not work: %(pages)s", pages=", ".join(failures))
            if failures
            else _("all is well.")
        )
    else:
        say(_("stopped."))
    return 1 if failures else 0


def _sample(*, fresh: bool) -> Sample:
    found = None if fresh else find_sample()
    if found is None:
        say(_("making the sample co-op, as of today; this takes a moment, once."))
        return make_sample()
    if SystemClock().now().date() - found.made_on > STALE:
        day = f"{found.made_on:%d/%m/%Y}"
        say(_("the sample was made on %(day)s; --fresh makes one as of today.", day=day))
    return found


def greet(address: str, sample: Sample) -> None:
    """Print where the sample is and who may sign in."""
    rows = [[_("No."), _("Name"), _("Office"), _("PIN"), _("Password")]]
    for account in sample.accounts:
        office = _(account["office"].capitalize()) if account["office"] else ""
        rows.append([str(account["number"]), account["name"], office, account["pin"], account["password"]])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print()
    print("  " + _("Sample co-op, all invented. It runs on this computer alone."))
    print("  " + _("As the terminal at the gate (PIN): %(address)s", address=address + TERMINAL))
    print("  " + _("As somebody's phone (password):    %(address)s", address=address + PHONE))
    print()
    for row in rows:
        print("  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    print()
    print("  " + _("Ctrl-C stops it."), flush=True)


def look_around(address: str, accounts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Look at the main pages, as a stranger and as each person of the sample.

    Returns:
        What did not answer as it should.
    """
    visitor = Visitor(address)
    seen = list(visitor.look())
    for account in accounts:
        seen += Visitor(address).sign_in(account["number"], account["password"])
    for path, status in seen:
        print(f"  {status}  {path}")
    return [f"{path} ({status})" for path, status in seen if status != 200]


def has_display() -> bool:
    """Whether somebody sits in front of a screen on which a browser can open."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
