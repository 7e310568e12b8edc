"""PostgreSQL's own programs for dumps, called on the database of an installation."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from coop.bootstrap.needs import find_postgres
from coop.kernel.errors import N_, CoopError


class NoPrograms(CoopError):
    message = N_("The program %(program)s is missing: apt-get install postgresql-client")


class DumpFailed(CoopError):
    message = N_("%(program)s could not do its work and said: %(said)s")


def call(program: str, url: URL, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a database; the password does not show among processes.

    Raises:
        NoPrograms: it is not installed.
        DumpFailed: it ended with an error.
    """
    found = find_postgres(program) or shutil.which(program)
    if not found:
        raise NoPrograms(program=program)
    address = url.set(drivername="postgresql", password=None).render_as_string()
    env = dict(os.environ)
    if url.password:
        env["PGPASSWORD"] = str(url.password)
    done = subprocess.run(
        [str(found), "--dbname", address, *arguments], env=env, capture_output=True, text=True
    )
    if done.returncode:
        raise DumpFailed(program=program, said=" ".join(done.stderr.split())[-300:])


def dump(url: URL, target: Path) -> None:
    """Write the whole database into one file, as of one moment, and see that it can be read."""
    call("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--file", str(target))


def load(dumped: Path, url: URL) -> None:
    """Fill an empty database from a dump, wholly or not at all."""
    flags = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    call("pg_restore", url, *flags, str(dumped))
