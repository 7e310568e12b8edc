"""Rules by which a ballot between options can be counted, in words; `coop/assembly` counts by them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coop.kernel.sentences import N_

COUNTING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plurality": N_("One name a ballot, most votes win"),
        "approval": N_("As many names as one likes, most votes win"),
        "scottish-stv": N_("Ranked, single transferable vote"),
        "irv": N_("Ranked, the last one drops out until one has more than half"),
        "schulze": N_("Ranked, each against each (Schulze)"),
    }
)
"""Rules by which a ballot is counted."""
