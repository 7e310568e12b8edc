"""Which installation a command works on: the real one, or the sample."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from coop.bootstrap.places import instance_folder

TERMINAL_TOKEN = "DEMO_TERMINAL"  # noqa: S105
"""Configuration of the sample: the token of the terminal that stands at its gate."""


def demo_folder() -> Path:
    """Where the sample keeps its keys and queue."""
    return instance_folder() / "demo"


def demo_database() -> Path:
    """The sample's own database."""
    return instance_folder() / "demo.sqlite3"


def demo_config(database: Path | None = None) -> dict[str, Any]:
    """The configuration of the sample; nothing in it touches the real data.

    Args:
        database: another file while the sample is being made.
    """
    return {
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{database or demo_database()}",
        "COOP_INSTANCE": str(demo_folder()),
        "KEYS": str(demo_folder() / "keys"),
        "DEMO": True,
    }


def is_there() -> bool:
    """Whether there are data to work on; asking makes no file. A PostgreSQL is taken to be there."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance_folder() / 'coop.sqlite3'}"
    return not url.startswith("sqlite:///") or Path(url.removeprefix("sqlite:///")).exists()


def config(*, demo: bool) -> dict[str, Any]:
    """What to make the application with."""
    return demo_config() if demo else {}
