"""What the machine and the installation have and lack, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coop.bootstrap import environment, needs
from coop.bootstrap.places import instance_folder, is_checkout
from coop.bootstrap.words import _
from coop.kernel.clock import SystemClock
from coop.kernel.errors import CoopError
from coop.operations import database, keys
from coop.operations.backups.files import backups_in
from coop.operations.backups.sealing import recipients_of
from coop.operations.backups.taking import check_sqlite
from coop.operations.serving.certificate import Certificates, NoOpenssl, runs_out_within
from coop.store.engine import SAFE_SQLITE, engine_options
from coop.store.keyring import Keyring

GOOD, WANTING, BAD = "✔", "–", "✘"
LEAST_FREE = 500 * 10**6
OLDEST_BACKUP = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table.

    Attributes:
        state: ✔ in order, – works without it, ✘ to be mended.
        what: what was looked at.
        found: what was seen.
        fix: what to do; empty when in order.
    """

    state: str
    what: str
    found: str
    fix: str = ""


def examine(make_app: Callable[[], Flask]) -> Iterator[Finding]:
    """Look at everything, the machine first.

    Args:
        make_app: makes the application; called once the machine was looked at.
    """
    yield from machine()
    yield from packages()
    try:
        app = make_app()
    except (CoopError, OSError) as error:
        yield Finding(BAD, _("Program"), str(error), _("mend what stands above, then look again"))
        return
    yield from data(app)
    yield from looking_after(app)


def machine() -> Iterator[Finding]:
    """Processor, memory, Python and room on the disk."""
    cores = os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    enough = cores >= 2 and memory >= 3.5
    yield Finding(
        GOOD if enough else WANTING,
        _("Machine"),
        _("%(cores)s cores, %(memory)s GB", cores=cores, memory=f"{memory:.0f}"),
        "" if enough else _("2 cores and 4 GB make it quick"),
    )
    yield Finding(GOOD, "Python", sys.version.split()[0])
    if is_checkout():
        ready = environment.is_ready(False) or environment.is_ready(True)
        fix = "" if ready else _("give any command as `python3 -m coop …`; it brings .venv up to date")
        yield Finding(GOOD if ready else WANTING, ".venv", str(environment.VENV), fix)
    folder = instance_folder()
    free = shutil.disk_usage(folder if folder.exists() else folder.anchor).free
    yield Finding(
        GOOD if free >= LEAST_FREE else BAD,
        _("Room on the disk"),
        _("%(free)s MB free", free=free // 10**6),
        "" if free >= LEAST_FREE else _("make room: 500 MB at least"),
    )


def packages() -> Iterator[Finding]:
    """Debian's packages: needed for papers, and for tests only."""
    for need in needs.OF_THE_MACHINE:
        there = need.there()
        for_tests = need.commands == needs.TESTS
        state = GOOD if there else WANTING if for_tests or not need.stops else BAD
        fix = "" if there else needs.install_line([need.package])
        yield Finding(state, need.package, _(need.why), fix)
    driver = engine_options("sqlite")["module"]
    safe = driver.sqlite_version_info >= SAFE_SQLITE
    yield Finding(
        GOOD if safe else BAD,
        "SQLite",
        driver.sqlite_version,
        "" if safe else _("older than 3.51.3, which can damage data: `pip install pysqlite3`"),
    )


def data(app: Flask) -> Iterator[Finding]:
    """The database: reachable, whole, up to date."""
    path = database.sqlite_file(app)
    kind = f"SQLite, {path}" if path else "PostgreSQL"
    if path and not path.exists():
        fix = _("`coop serve` makes it; `coop demo` shows a sample instead")
        yield Finding(WANTING, _("Database"), _("none yet"), fix)
        return
    try:
        if path:
            check_sqlite(path, path.name)
        at = database.revision(app)
        database.check_known(at)
    except (CoopError, SQLAlchemyError) as error:
        fix = _("bring the newest whole back-up back: `coop restore FILE`")
        yield Finding(BAD, _("Database"), " ".join(str(error).split())[:120], fix)
        return
    yield Finding(GOOD, _("Database"), kind)
    current = at == database.head()
    fix = "" if current else _("`coop db upgrade` (after a back-up), or simply `coop serve`")
    yield Finding(GOOD if current else BAD, _("Tables"), at or _("none yet"), fix)


def looking_after(app: Flask) -> Iterator[Finding]:
    """Keys, back-ups and the way in from other devices."""
    folder = Path(app.config["COOP_INSTANCE"])
    ring = Keyring(Path(app.config["KEYS"]))
    there = keys.listed(ring)
    safe = all(key.safe for key in there)
    fix = "" if safe else f"chmod 600 {ring.folder}/*.key"
    yield Finding(GOOD if safe else BAD, _("Keys"), ", ".join(k.name for k in there) or _("none yet"), fix)
    if there:
        saved = keys.is_backed_up(ring)
        found = _("all of them") if saved else _("not since a key was made")
        fix = "" if saved else _("`coop keys backup FILE`, then carry the file to another place")
        yield Finding(GOOD if saved else WANTING, _("Back-up of the keys"), found, fix)
    yield last_backup(folder / "backups", SystemClock().now())
    sealed = recipients_of(folder)
    fix = "" if sealed else _("`coop keys recipient FILE` makes a key to seal them with")
    found = _("to %(count)s people", count=len(sealed)) if sealed else _("no")
    yield Finding(GOOD if sealed else WANTING, _("Back-ups sealed"), found, fix)
    yield way_in(Certificates(folder / "certificates"))


def last_backup(folder: Path, now: datetime) -> Finding:
    """How old the newest back-up is."""
    there = backups_in(folder)
    if not there:
        return Finding(WANTING, _("Last back-up"), _("none yet"), "`coop backup`")
    newest = there[0]
    fresh = now - newest.taken_at <= OLDEST_BACKUP
    found = f"{newest.taken_at:%Y-%m-%d %H:%M} UTC, {newest.path.stat().st_size // 1000} kB"
    return Finding(GOOD if fresh else BAD, _("Last back-up"), found, "" if fresh else "`coop backup`")


def way_in(certificates: Certificates) -> Finding:
    """How other devices may reach the pages, and what browsers allow there.

    A browser keeps pages for the time without network, and uses its camera, only where it holds
    the page for secure: on this machine itself, or over HTTPS.
    """
    what = _("Other devices")
    if not certificates.there:
        found = _("this machine alone; over plain HTTP others get no page that works without network")
        return Finding(WANTING, what, found, _("`coop certificate NAME` for HTTPS, or a proxy"))
    try:
        ends = runs_out_within(certificates.server, 30)
    except NoOpenssl as error:
        return Finding(WANTING, what, "HTTPS", str(error))
    found = _("HTTPS; the certificate ends within 30 days") if ends else "HTTPS"
    return Finding(BAD if ends else GOOD, what, found, "`coop certificate NAME`" if ends else "")


def as_json(findings: list[Finding]) -> list[dict[str, Any]]:
    """The findings for another program."""
    return [asdict(f) for f in findings]
