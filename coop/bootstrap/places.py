"""Where the program and its data lie."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
SITE = ROOT if (ROOT / "pyproject.toml").exists() else PACKAGE / "_site"
"""Where templates, static files and migrations lie: the checkout, or inside the wheel."""


def is_checkout() -> bool:
    """Whether the program runs from its source folder; an installed wheel needs no preparation."""
    return SITE == ROOT


def instance_folder() -> Path:
    """Where the database, keys and queue live: COOP_INSTANCE, the checkout, or the home folder."""
    if chosen := os.environ.get("COOP_INSTANCE"):
        return Path(chosen).resolve()
    return ROOT / "instance" if is_checkout() else Path.home() / ".local" / "share" / "coop"
