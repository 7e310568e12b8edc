"""The secret vote by slip and urn: codes on paper, sealed envelopes, a key that takes two of three people.

Who has which slip is settled by a hat, not by this program: a member signs, draws a slip blind and types
its code in a booth where nobody is signed in. What she voted is sealed at once to a key of which the
program keeps only the public half; the other half lies sealed under every pair of three people's
passphrases. So whoever reads the database, its log or its back-ups finds neither a name beside an
envelope nor what is in it.

The tracker by which a voter finds her line on the board stands printed on her slip, beside the code, and
is derived from that code; it is never chosen at the booth. Two voters hold two pieces of paper, so they
cannot be shown the same tracker for one line, and the used slips in the second urn match the board one to
one. There is no stub to take home: a tracker noted from the slip proves nothing to others once every
tracker is public, a piece of paper would.

Pure: no database, no web. Randomness is the operating system's.
"""

from coop.assembly.urn.codes import ALPHABET, BadCode, Slip, grouped, hashed, new_slips, read_code, tracker_of
from coop.assembly.urn.envelopes import (
    Answer,
    BadEnvelope,
    Envelope,
    longest_for,
    open_envelope,
    seal,
    sealed_length,
)
from coop.assembly.urn.keepers import (
    KEEPERS,
    NEEDED,
    SHORTEST,
    BadKeepers,
    Locked,
    ShortPassphrase,
    TooFewKeepers,
    WrongPassphrase,
    lock,
    public_of,
    unlock,
)
from coop.assembly.urn.reconciling import Reconciliation, opening_hash

__all__ = [
    "ALPHABET",
    "KEEPERS",
    "NEEDED",
    "SHORTEST",
    "Answer",
    "BadCode",
    "BadEnvelope",
    "BadKeepers",
    "Envelope",
    "Locked",
    "Reconciliation",
    "ShortPassphrase",
    "Slip",
    "TooFewKeepers",
    "WrongPassphrase",
    "grouped",
    "hashed",
    "lock",
    "longest_for",
    "new_slips",
    "open_envelope",
    "opening_hash",
    "public_of",
    "read_code",
    "seal",
    "sealed_length",
    "tracker_of",
    "unlock",
]
