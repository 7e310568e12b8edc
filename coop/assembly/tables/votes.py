"""Votes, what was said and counted in them, and what came of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.assembly.tables.meetings import OPEN
from coop.assembly.tables.urn import URN_COUNTED
from coop.store import Base, append_only, guard

DONE = (
    "EXISTS (SELECT 1 FROM assembly_result r JOIN assembly_vote w ON w.id = r.vote_id"
    " WHERE w.item_id = {item})"
)
UNDER_WAY = (
    "EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id"
    " JOIN assembly_meeting m ON m.id = i.meeting_id"
    f" WHERE v.id = NEW.vote_id AND i.set_aside_at IS NULL AND {OPEN}"
    " AND NOT EXISTS (SELECT 1 FROM assembly_preliminary p WHERE p.vote_id = v.id)"
    f" AND NOT {DONE.format(item='i.id')})"
)
"""The vote of a new row has no end yet."""


class VoteRow(Base):
    """A vote on an item: one, and a further round each time its count cannot stand.

    Attributes:
        about: "motion" (carried or lost), "election", or before it "amendment" and "choice".
        motion_id: the text that is voted; for a choice the one that stands.
        question: options, seats and rule of a choice or an election; empty otherwise.
        roll, present: votes on the roll and there, of people who may vote on it, when it began.
    """

    __tablename__ = "assembly_vote"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_meeting m ON m.id = i.meeting_id"
            f" WHERE i.id = NEW.item_id AND i.set_aside_at IS NULL AND {OPEN}"
            f" AND NOT {DONE.format(item='i.id')})",
            message="only an open assembly votes, and on each item once",
        ),
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("assembly_item.id"), index=True)
    about: Mapped[str]
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"))
    question: Mapped[dict[str, Any]]
    method: Mapped[str]
    round: Mapped[int]
    again_why: Mapped[str | None]
    roll: Mapped[int]
    present: Mapped[int]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        UniqueConstraint("item_id", "about", "motion_id", "round"),
        CheckConstraint("about IN ('motion', 'election', 'amendment', 'choice')", name="about"),
        CheckConstraint("method IN ('hands', 'roll-call', 'paper', 'slips')", name="method"),
    )


class VoterRow(Base):
    """Whose vote was there when a vote began, and whether it counts.

    Attributes:
        why: what keeps her from voting: "concerned", "office", "arrears"; None when she may vote.
        by_id: who votes for her by proxy; None when she is there herself.
    """

    __tablename__ = "assembly_voter"
    __guards__ = append_only()
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    may_vote: Mapped[bool]
    why: Mapped[str | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        UniqueConstraint("vote_id", "member_id"),
        CheckConstraint("may_vote = (why IS NULL)", name="why"),
    )


class CountRow(Base):
    """What one teller counted of hands or ballots for and against."""

    __tablename__ = "assembly_count"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NEW.in_favour + NEW.against + NEW.abstained + NEW.spoilt <="
            " (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)",
            message="more votes were counted than people who may vote are there",
        ),
        guard("insert", unless=UNDER_WAY, message="this vote is closed"),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    teller_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    spoilt: Mapped[int]
    at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("vote_id", "teller_id"),
        CheckConstraint(
            "in_favour >= 0 AND against >= 0 AND abstained >= 0 AND spoilt >= 0", name="not_negative"
        ),
    )


class BallotCountRow(Base):
    """What one teller counted of a choice or an election: the ballots, alike ones together.

    Attributes:
        ballots: `{"ballots": [[count, [rank, …]], …]}`, a rank being option numbers from 1, in one order.
        digest: of `ballots`, by which two counts are compared.
        cast: ballots in all, empty ones too.
    """

    __tablename__ = "assembly_ballot_count"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NEW.cast_votes BETWEEN 0 AND"
            " (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)",
            message="more ballots were counted than people who may vote are there",
        ),
        guard("insert", unless=UNDER_WAY, message="this vote is closed"),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    teller_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    ballots: Mapped[dict[str, Any]]
    digest: Mapped[str]
    cast_votes: Mapped[int]
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("vote_id", "teller_id"),)


class SaidRow(Base):
    """What one member said in a roll-call, once; her proxy's holder says it for her.

    Attributes:
        said: "in_favour", "against" or "abstained"; None in a choice or an election.
        ranks: option numbers from 1, best first, in a choice or an election.
        means: "own" (by herself, at a terminal or her device) or "called" (written down by the chair).
    """

    __tablename__ = "assembly_said"
    __guards__ = (
        *append_only(),
        guard("insert", unless=UNDER_WAY, message="this vote is closed"),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_voter o JOIN assembly_vote v ON v.id = o.vote_id"
            " WHERE o.vote_id = NEW.vote_id AND o.member_id = NEW.member_id AND o.may_vote"
            " AND v.method = 'roll-call')",
            message="who may not vote in this roll-call says nothing in it",
        ),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    said: Mapped[str | None]
    ranks: Mapped[dict[str, Any] | None]
    means: Mapped[str]
    at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    device_id: Mapped[int | None]
    __table_args__ = (
        UniqueConstraint("vote_id", "member_id"),
        CheckConstraint("said IN ('in_favour', 'against', 'abstained')", name="said"),
        CheckConstraint("(said IS NULL) <> (ranks IS NULL)", name="one_answer"),
        CheckConstraint("means IN ('own', 'called')", name="means"),
    )


class LotRow(Base):
    """A lot drawn openly because a count asked for it.

    Attributes:
        among: `{"options": […], "gives": …}`, between whom, and what it was about.
        drawn: the option that came out.
    """

    __tablename__ = "assembly_lot"
    __guards__ = (*append_only(), guard("insert", unless=UNDER_WAY, message="this vote is closed"))
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    place: Mapped[int]
    among: Mapped[dict[str, Any]]
    drawn: Mapped[int]
    at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (UniqueConstraint("vote_id", "place"),)


TELLERS = (
    "(SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id"
    " AND c.in_favour = NEW.in_favour AND c.against = NEW.against"
    " AND c.abstained = NEW.abstained AND c.spoilt = NEW.spoilt) >= 2"
)
BALLOT_TELLERS = (
    "EXISTS (SELECT 1 FROM assembly_ballot_count a JOIN assembly_ballot_count b ON b.vote_id = a.vote_id"
    " AND b.digest = a.digest AND b.teller_id <> a.teller_id WHERE a.vote_id = NEW.vote_id)"
)
CALLED = " AND ".join(
    f"(SELECT COUNT(*) FROM assembly_said s WHERE s.vote_id = NEW.vote_id AND s.said = '{said}') = NEW.{said}"
    for said in ("in_favour", "against", "abstained")
)
COUNTED = (
    "EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id AND CASE v.method"
    f" WHEN 'roll-call' THEN v.about IN ('choice', 'election') OR ({CALLED})"
    f" WHEN 'slips' THEN {URN_COUNTED}"
    f" ELSE CASE WHEN v.about IN ('choice', 'election') THEN {BALLOT_TELLERS} ELSE {TELLERS} END END)"
)
"""The numbers of a new row are those that two tellers counted, or that were said one by one."""


class PreliminaryRow(Base):
    """What came of a vote on an amendment or between alternatives: the text that goes on.

    Attributes:
        motion_id: the text as it stands from now on.
        outcome: "carried" or "lost" for an amendment, "chosen" for a choice.
    """

    __tablename__ = "assembly_preliminary"
    __guards__ = (
        *append_only(),
        guard("insert", unless=COUNTED, message="two different tellers must have counted the same"),
        guard("insert", unless=UNDER_WAY, message="this vote is closed"),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id"
            " AND v.about IN ('amendment', 'choice'))",
            message="a motion becomes a decision",
        ),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), unique=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"))
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    spoilt: Mapped[int]
    base: Mapped[int]
    needed: Mapped[int]
    outcome: Mapped[str]
    sentence: Mapped[dict[str, Any]]
    tally: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    announced_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (CheckConstraint("outcome IN ('carried', 'lost', 'chosen')", name="outcome"),)


class ResultRow(Base):
    """What came of a motion, and the decision it became.

    Attributes:
        in_favour: votes for; in an election, ballots that name somebody.
        tally: of an election its rule, who was elected and every stage; empty otherwise.
    """

    __tablename__ = "assembly_result"
    __guards__ = (
        *append_only(),
        guard("insert", unless=COUNTED, message="two different tellers must have counted the same"),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id"
            " AND d.outcome = NEW.outcome)",
            message="a result is a recorded decision",
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_vote v WHERE v.id = NEW.vote_id"
            " AND v.motion_id = NEW.motion_id AND v.about IN ('motion', 'election'))",
            message="a result belongs to the motion that was voted",
        ),
    )
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), unique=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), unique=True)
    serial: Mapped[int] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    spoilt: Mapped[int]
    base: Mapped[int]
    needed: Mapped[int]
    outcome: Mapped[str]
    sentence: Mapped[dict[str, Any]]
    tally: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    announced_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (CheckConstraint("outcome IN ('carried', 'lost')", name="outcome"),)
