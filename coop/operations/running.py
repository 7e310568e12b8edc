"""Only one program at a time serves, or replaces the database of, an installation."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from coop.kernel.errors import N_, CoopError


class AlreadyRunning(CoopError):
    message = N_(
        "`coop serve` or `coop demo` is running on the data in %(folder)s. "
        "Stop it first, then give this command again."
    )


@contextlib.contextmanager
def alone(folder: Path, name: str = "serve") -> Iterator[None]:
    """Hold an installation, or the sample in it, for oneself.

    Raises:
        AlreadyRunning: another program holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(folder=folder) from error
        yield
