"""The steps before the first command runs."""

from __future__ import annotations

import os
import sys

from coop.bootstrap import environment, needs
from coop.bootstrap.places import is_checkout
from coop.bootstrap.words import _, say


def prepare(argv: list[str]) -> None:
    """Make sure of what a command needs, then go on inside `.venv`.

    Returns only where there is nothing to prepare: inside `.venv`, or installed from a wheel.

    Raises:
        SystemExit: something is missing (code 3) or failed (code 1); it was said what to do.
    """
    if os.environ.get("COOP_BOOTED") == "1" or not is_checkout():
        return
    command = argv[0] if argv else ""
    test = command == "test"
    inside = environment.is_inside()
    needs.provide(command, environment=inside or environment.is_ready(test))
    if inside:
        return
    if not environment.is_ready(test):
        environment.make(test)
    environment.hand_over(argv)


def mend(error: ModuleNotFoundError) -> None:
    """When a library is gone from `.venv`, have it made again by the next start.

    Raises:
        SystemExit: it was a library; returns when a module of our own is not there.
    """
    if (error.name or "").partition(".")[0] == "coop" or not is_checkout():
        return
    environment.forget()
    say(_("%(name)s is gone from .venv; give the same command again and it is mended.", name=error.name))
    sys.exit(1)
