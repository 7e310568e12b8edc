"""Freezing a split for the assembly, and taking its vote."""

from __future__ import annotations

import secrets

from sqlalchemy import insert

from coop.decisions import DecisionProof, subject_of
from coop.kernel.errors import N_, CoopError, Sentence
from coop.payroll import queries, rules
from coop.payroll.queries import Proposed
from coop.payroll.rules import Frozen, Scheme
from coop.payroll.tables import AwardRow, LineRow, SplitRow
from coop.payroll.usecases.pots import check_open
from coop.records import usecases as records
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.web.notices import notify

SPLIT = "payroll.split"
"""Code of the motion kind."""


class NotOverYet(CoopError):
    message = N_(
        "%(month)s is not over. Split its pot once its last day has passed and the hours are confirmed."
    )


class HoursMissing(CoopError):
    message = N_("The hours of the month are not all confirmed. The coordinator confirms them first.")


class Outdated(CoopError):
    message = N_("This split is no longer true: %(reasons)s. Propose it anew over today's data.")


class NoSuchSplit(CoopError):
    message = N_("The split that was voted is not stored here. Propose it anew.")


def freeze(uow: UnitOfWork, period_id: int, scheme: Scheme) -> int:
    """Freeze a split over today's data, to be moved in the assembly.

    Returns:
        The key of the split. The same split over the same data is frozen once.

    Raises:
        NotOverYet: the month has days to come.
        HoursMissing: hours of the month are not confirmed.
        VotedAlready: the month was voted.
        CannotSplit: the pot or the people do not allow it.
    """
    check_open(uow, period_id)
    today = queries.basis(uow, period_id)
    if uow.today() < today.month.days.end:
        raise NotOverYet(month=today.month.said)
    if not rota.hours_confirmed(uow, today.month.days):
        raise HoursMissing()
    found = today.split(scheme)
    for other in queries.splits_of(uow, period_id):
        if not other.reasons and other.frozen.split.scheme == scheme:
            return other.id
    salts = tuple(secrets.token_hex(16) for _line in found.lines)
    frozen = Frozen(today.month, today.sources, found, salts)
    split_id = _store(uow, period_id, frozen)
    notify(
        uow,
        Sentence(
            N_("A split of the pot of %(month)s is proposed: %(rule)s. See what it means for you under Pay."),
            {"month": today.month.said, "rule": scheme.sentence},
        ),
        about="split",
        key=split_id,
    )
    return split_id


def _store(uow: UnitOfWork, period_id: int, frozen: Frozen) -> int:
    proposal = rules.proposal_of(frozen)
    split = frozen.split
    lines = [
        {"kind": s.kind, "day": s.day.isoformat(), "text": s.text, "amount": s.amount.minor}
        for s in frozen.sources
    ]
    row = uow.add(
        SplitRow(
            period_id=period_id,
            pot=split.pot,
            scheme={"parts": split.scheme.plain()},
            sources={"lines": lines},
            proposal=proposal,
            subject=subject_of(SPLIT, proposal),
            at=uow.now(),
            by=uow.actor.member_id,
        )
    )
    uow.session.execute(
        insert(LineRow),
        [
            {
                "split_id": row.id,
                "member_id": line.claim.member_id,
                "number": line.claim.number,
                "days": line.claim.days,
                "minutes": line.claim.minutes,
                "weight": str(line.weight),
                "amount": line.amount,
                "odd": line.odd,
                "owed": str(line.owed),
                "salt": salt,
            }
            for line, salt in zip(split.lines, frozen.salts, strict=True)
        ],
    )
    facts = {"period": str(frozen.month), "subject": row.subject, "pot": split.pot}
    records.record(uow, "payroll.split_proposed", facts)
    return row.id


def check_split(uow: UnitOfWork, subject: str) -> Proposed:
    """See that a frozen split can be voted or carried out now.

    Raises:
        NoSuchSplit: it is not stored here.
        Tampered: its stored lines are not those of its digest.
        VotedAlready: a split of its month was voted.
        Outdated: the data changed since; says what.
    """
    found = queries.find_split(uow, subject)
    if found is None:
        raise NoSuchSplit()
    check_whole(found)
    check_open(uow, found.period_id)
    if found.reasons:
        raise Outdated(reasons=list(found.reasons))
    return found


def check_whole(found: Proposed) -> None:
    """See that the stored lines of a frozen split are those of its digest.

    Raises:
        Tampered: they are not.
    """
    if rules.proposal_of(found.frozen) != found.proposal:
        raise rules.Tampered()


def award(uow: UnitOfWork, proof: DecisionProof) -> None:
    """Write down that the assembly carried a split.

    Raises:
        CoopError: see `check_split`.
    """
    found = check_split(uow, proof.subject)
    uow.add(AwardRow(period_id=found.period_id, split_id=found.id, decision_id=proof.decision_id))
