"""What is fixed before the first vote, and what must agree before an envelope is opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coop.kernel.canonical import Json, digest


def opening_hash(
    *, definition: Mapping[str, Json], roll: Iterable[int], slips: Iterable[bytes], public_key: bytes
) -> str:
    """The SHA-256 of all that may not change once an urn is open; 64 hexadecimal digits.

    Args:
        definition: what is asked, of which assembly and item.
        roll: numbers of the members who may vote.
        slips: hashes of the codes that were printed.
        public_key: to which envelopes are sealed.
    """
    return digest(
        {
            "definition": definition,
            "roll": sorted(roll),
            "slips": sorted(one.hex() for one in slips),
            "key": public_key.hex(),
        }
    )


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The four numbers that must be one; if they are not, the vote is void.

    Attributes:
        printed: slips.
        signatures: members who signed and drew a slip.
        second_urn: used slips that the scrutineers counted in the second urn.
        burned: codes that were used in the booth.
        envelopes: envelopes in the urn; after opening, lines of the board.
        left: slips that the scrutineers counted in the hat.
    """

    printed: int
    signatures: int
    second_urn: int
    burned: int
    envelopes: int
    left: int

    @property
    def agrees(self) -> bool:
        """Whether signatures, used slips, burned codes and envelopes are the same number."""
        return self.signatures == self.second_urn == self.burned == self.envelopes

    @property
    def missing(self) -> int:
        """Slips that are neither in the second urn nor in the hat; negative when there are too many."""
        return self.printed - self.second_urn - self.left
