"""Counting elections: pure, in whole numbers, every stage shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from coop.assembly.rules.counting.ballots import BadElection, Ballot, Election
from coop.assembly.rules.counting.blt import BadBlt, read_blt, write_blt
from coop.assembly.rules.counting.irv import count_irv
from coop.assembly.rules.counting.plurality import count_approval, count_plurality
from coop.assembly.rules.counting.results import GIVES, UNIT, Lot, LotNeeded, LotUnused, Result, Stage
from coop.assembly.rules.counting.schulze import count_schulze
from coop.assembly.rules.counting.stv import count_stv

RULES: Final[Mapping[str, Callable[..., Result]]] = MappingProxyType(
    {
        "plurality": count_plurality,
        "approval": count_approval,
        "scottish-stv": count_stv,
        "irv": count_irv,
        "schulze": count_schulze,
    }
)
"""Every rule by its name."""

__all__ = [
    "GIVES",
    "RULES",
    "UNIT",
    "BadBlt",
    "BadElection",
    "Ballot",
    "Election",
    "Lot",
    "LotNeeded",
    "LotUnused",
    "Result",
    "Stage",
    "count_approval",
    "count_irv",
    "count_plurality",
    "count_schulze",
    "count_stv",
    "read_blt",
    "write_blt",
]
