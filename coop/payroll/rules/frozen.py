"""A split as it is voted: one digest that stands for every line, and opens none of them.

Each line has a salted digest. The proposal carries the digest of the list of those, beside what
everybody may see. A member who holds her line, its salt and the list of line digests can prove
with any SHA-256 program that her payslip is the one that was voted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError
from coop.payroll.rules.months import Month
from coop.payroll.rules.pot import Source
from coop.payroll.rules.split import Line, Split

FORMAT = 1


class Tampered(CoopError):
    message = N_(
        "The stored split does not match its fingerprint. Do not pay; call the auditor and check the backup."
    )


@dataclass(frozen=True, slots=True)
class Frozen:
    """A split that can no longer change.

    Attributes:
        salts: one per line, 32 hex digits; what keeps a line from being guessed by its digest.
    """

    month: Month
    sources: tuple[Source, ...]
    split: Split
    salts: tuple[str, ...]

    def leaves(self) -> list[str]:
        """The digest of each line, in the order of the roll."""
        return [digest(leaf(line, salt)) for line, salt in zip(self.split.lines, self.salts, strict=True)]


def leaf(line: Line, salt: str) -> dict[str, Any]:
    """The canonical form of a line. Exact fractions and weights are text: JSON has no room for them."""
    return {
        "member": line.claim.number,
        "days": line.claim.days,
        "minutes": line.claim.minutes,
        "weight": str(line.weight),
        "amount": line.amount,
        "odd": line.odd,
        "owed": str(line.owed),
        "salt": salt,
    }


def proposal_of(frozen: Frozen, leaves: Sequence[str] | None = None) -> dict[str, Any]:
    """What is voted. The digest of this structure is the digest of the split.

    Args:
        frozen: the split.
        leaves: its line digests, when they are known already.
    """
    return {
        "v": FORMAT,
        "period": str(frozen.month),
        "pot": frozen.split.pot.minor,
        "sources": digest([[s.kind, s.day, s.text, s.amount] for s in frozen.sources]),
        "scheme": frozen.split.scheme.plain(),
        "weight": str(frozen.split.weight),
        "members": len(frozen.split.lines),
        "minutes": frozen.split.minutes,
        "lines": digest(list(leaves) if leaves is not None else frozen.leaves()),
    }
