"""Rows of assemblies: what was called, who was there, what was counted. Private to this module.

Everything said in an assembly is a row of its own, so that a power failure loses nothing, and
the database refuses to change it afterwards, whoever asks.
"""

from coop.assembly.tables.after import DissentRow, SentRow, TaskRow, TaskStepRow
from coop.assembly.tables.before import (
    AttachmentRow,
    PetitionRow,
    PetitionSignatureRow,
    PreMeetingRow,
    SupportRow,
)
from coop.assembly.tables.delegations import DelegationRow
from coop.assembly.tables.hall import ArrearsRow, GuestRow, ProxyRow, SpeakerRow
from coop.assembly.tables.meetings import AttendanceRow, ItemRow, MeetingRow
from coop.assembly.tables.minutes import ErratumRow, MinutesRow, NoteRow, SignedRow, SignerRow
from coop.assembly.tables.motions import MotionRow
from coop.assembly.tables.statute import StatuteRow
from coop.assembly.tables.urn import BoardRow, BoothRow, EnvelopeRow, SignatureRow, SlipRow, UrnRow
from coop.assembly.tables.variants import VariantRow
from coop.assembly.tables.votes import (
    BallotCountRow,
    CountRow,
    LotRow,
    PreliminaryRow,
    ResultRow,
    SaidRow,
    VoteRow,
    VoterRow,
)

__all__ = [
    "DelegationRow",
    "PetitionSignatureRow",
    "SupportRow",
    "PreMeetingRow",
    "PetitionRow",
    "AttachmentRow",
    "DissentRow",
    "ErratumRow",
    "NoteRow",
    "SentRow",
    "SignedRow",
    "SignerRow",
    "TaskRow",
    "TaskStepRow",
    "SpeakerRow",
    "ProxyRow",
    "GuestRow",
    "ArrearsRow",
    "BoardRow",
    "BoothRow",
    "EnvelopeRow",
    "SignatureRow",
    "SlipRow",
    "UrnRow",
    "VariantRow",
    "SaidRow",
    "PreliminaryRow",
    "LotRow",
    "BallotCountRow",
    "AttendanceRow",
    "CountRow",
    "ItemRow",
    "MeetingRow",
    "MinutesRow",
    "MotionRow",
    "ResultRow",
    "StatuteRow",
    "VoteRow",
    "VoterRow",
]
