"""The offices of a co-op: mandates that the assembly gives and takes away."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coop.kernel.sentences import N_

PRESIDENT: Final = "president"
SECRETARY: Final = "secretary"
TREASURER: Final = "treasurer"
AUDITOR: Final = "auditor"
COORDINATOR: Final = "coordinator"
SCRUTINEER: Final = "scrutineer"

OFFICES: Final[Mapping[str, str]] = MappingProxyType(
    {
        PRESIDENT: N_("President"),
        SECRETARY: N_("Secretary"),
        TREASURER: N_("Treasurer"),
        AUDITOR: N_("Auditor"),
        COORDINATOR: N_("Coordinator"),
        SCRUTINEER: N_("Scrutineer"),
    }
)
"""Every office with its title, in the order in which lists show them."""

COUNCIL: Final = frozenset({PRESIDENT, SECRETARY, TREASURER})
"""Offices of the council (consejo de administración)."""

MANAGEMENT: Final = COUNCIL | {COORDINATOR, AUDITOR}
"""Offices of administration and oversight (councillors, managers, síndico).

References:
    Ley 20.337 art. 54: they do not vote on their own management.
"""
