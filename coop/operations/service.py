"""`coop serve`: the real thing, day and night."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from coop.bootstrap.places import instance_folder
from coop.bootstrap.words import _, say
from coop.kernel.clock import SystemClock
from coop.operations.backups.files import backups_in
from coop.operations.running import alone
from coop.operations.serving.certificate import Certificates
from coop.operations.serving.ports import answers, check_free, is_this_machine_only
from coop.operations.serving.supervisor import Chore, Supervisor, Watched

BACKUP_EVERY = timedelta(hours=24)
LOOK_EVERY = 600.0
"""Seconds between two looks whether a back-up is due."""


def serve(*, host: str, port: int, plain: bool, proxied: bool, backups: Path) -> int:
    """Bring the database up to date and serve until SIGINT or SIGTERM.

    Args:
        host: address to listen on.
        port: where.
        plain: HTTP although there is a certificate.
        proxied: a proxy stands in front and speaks HTTPS.
        backups: where the daily back-up goes.

    Returns:
        The exit code.
    """
    folder = instance_folder()
    python = [sys.executable, "-m", "coop"]
    check_free(host, port)
    upgraded = subprocess.run([*python, "db", "upgrade", "--backups", str(backups)])
    if upgraded.returncode:
        return upgraded.returncode
    certificates = Certificates(folder / "certificates")
    local = is_this_machine_only(host)
    https = certificates.there and not (local or plain or proxied)
    web = [*python, "web", "--host", host, "--port", str(port)]
    if https:
        web += ["--certificate", str(certificates.server), "--key", str(certificates.server_key)]
    if proxied:
        web.append("--behind-proxy")
    if not (local or https or proxied):
        say(_("DANGER: without HTTPS everybody on this network can read PINs, passwords and pay."))
        say(_("Make a certificate with `coop certificate NAME`, or put a proxy in front (--behind-proxy)."))

    def backup_is_due() -> bool:
        there = backups_in(backups)
        return not there or SystemClock().now() - there[0].taken_at >= BACKUP_EVERY

    supervisor = Supervisor(
        [Watched("web", web), Watched("worker", [*python, "worker"])],
        [Chore([*python, "backup", "--to", str(backups)], backup_is_due, LOOK_EVERY)],
    )
    scheme = "https" if https else "http"
    shown = socket.gethostname() if host in ("0.0.0.0", "::") else host  # noqa: S104
    asked = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104

    os.environ.setdefault("COOP_ADDRESS", f"{scheme}://{shown}:{port}")  # printed on papers

    def ready() -> bool:
        trust = ssl.create_default_context(cafile=certificates.authority) if https else None
        if trust:
            trust.check_hostname = False
        if not answers(f"{scheme}://{asked}:{port}/salud", trust):
            return False
        say(_("serving on %(address)s (Ctrl-C stops)", address=f"{scheme}://{shown}:{port}/"))
        return True

    with alone(folder):
        supervisor.run(ready)
    say(_("stopped."))
    return 0
