"""A systemd unit, so that the machine serves after every start without anybody typing."""

from __future__ import annotations

import getpass
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

UNIT = """\
# Save as /etc/systemd/system/coop.service, then: systemctl enable --now coop
[Unit]
Description=coop
Wants=network-online.target
After=network-online.target postgresql.service

[Service]
User={user}
WorkingDirectory={instance}
Environment=COOP_INSTANCE={instance}
ExecStart={command}
Restart=always
RestartSec=5
KillMode=mixed
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={writable}

[Install]
WantedBy=multi-user.target
"""


def unit(instance: Path, arguments: Sequence[str], *, writable: Sequence[Path]) -> str:
    """The text of a unit that serves an installation.

    Args:
        instance: its folder.
        arguments: what stands after `coop serve`.
        writable: folders besides that it writes to; must exist when the unit starts.
    """
    command = [sys.executable, "-m", "coop", "serve", *arguments]
    folders = " ".join(str(p) for p in dict.fromkeys([instance, *writable]))
    return UNIT.format(
        user=getpass.getuser(), instance=instance, command=shlex.join(command), writable=folders
    )
