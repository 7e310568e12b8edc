"""Who makes which kind of paper; filled by `coop/wiring.py` from the modules' `PAPERS`."""

from __future__ import annotations

from coop.documents.rules import Maker

makers: dict[str, Maker] = {}
