"""The count of an urn: reconciled, opened, shuffled, written anew in one transaction, its traces removed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import delete, insert, select, update

from coop.assembly import queries
from coop.assembly.queries import Vote
from coop.assembly.queries import urn as urns
from coop.assembly.queries.urn import Urn
from coop.assembly.rules import outcomes
from coop.assembly.rules import urn as rules
from coop.assembly.rules.tellers import Count, as_json
from coop.assembly.tables import BoardRow, EnvelopeRow, SignatureRow, SlipRow, UrnRow
from coop.assembly.urn import Envelope, Reconciliation, open_envelope, public_of
from coop.assembly.usecases.urn.handling import destroy_key, for_teller, get_urn
from coop.kernel.errors import N_, CoopError
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.store.engine import db, forget_deleted

REWRITTEN = tuple(row.__tablename__ for row in (SlipRow, SignatureRow, EnvelopeRow))


class NotClosed(CoopError):
    message = N_("Close the urn first: nobody votes any more while it is counted.")


class WrongKey(CoopError):
    message = N_("That key belongs to another urn.")


def count_urn(uow: UnitOfWork, vote_id: int, *, secret_key: bytes, second_urn: int, left: int) -> bool:
    """Open an urn if its numbers agree; if they do not, no envelope is opened and the vote is void.

    Either way the envelopes and the key are gone afterwards, and slips, signatures and board are written
    anew in this one transaction, so that nothing in the files tells in which order they came.

    Args:
        uow: the unit of work.
        vote_id: a vote whose urn is closed.
        secret_key: from `urn.unlock`, with two of three passphrases.
        second_urn: used slips that the tellers counted in the second urn.
        left: unused slips that they counted in the hat.

    Returns:
        Whether the vote stands. If not, the chair has it taken again.

    Raises:
        NotAScrutineer, NotHere, VoteOver, NoUrn: see `prepare_urn`.
        NotClosed: people still vote.
        WrongKey: the key is of another urn.
    """
    vote, meeting = for_teller(uow, vote_id)
    urn = get_urn(uow, vote_id)
    if urn.state != "closed":
        raise NotClosed()
    if public_of(secret_key) != urn.public_key:
        raise WrongKey()
    found = urns.reconciliation(uow, urn, second_urn=second_urn, left=left)
    opened = _opened(uow, vote, secret_key) if found.agrees else None
    if opened is None:
        outcome: dict[str, Any] = {"outcome": "void"}
    else:
        outcome = _tally(vote, opened)
    _rewrite(uow, urn, opened if outcome.get("is_public") and opened else ())
    _conclude(uow, urn, found, outcome)
    records.record(
        uow,
        "assembly.urn_counted",
        {
            "assembly": meeting.number,
            "item": queries.get_item(uow, vote.item_id).position,
            "round": vote.round,
            "opening": urn.opening_hash,
            "outcome": outcome["outcome"],
            "printed": found.printed,
            "signatures": found.signatures,
            "second_urn": found.second_urn,
            "burned": found.burned,
            "envelopes": found.envelopes,
            "left": found.left,
        },
    )
    uow.after_commit(partial(destroy_key, urn))
    uow.after_commit(lambda: forget_deleted(db.engine, REWRITTEN))
    return opened is not None


def _opened(uow: UnitOfWork, vote: Vote, secret_key: bytes) -> list[Envelope] | None:
    """What is in the envelopes, shuffled; None when one of them is not a vote of this urn."""
    sealed = uow.session.scalars(select(EnvelopeRow.sealed).where(EnvelopeRow.vote_id == vote.id))
    try:
        found = [open_envelope(one, secret_key) for one in sealed]
        for envelope in found:
            rules.check_answer(vote.question, envelope.answer)
    except CoopError:
        return None
    if len({envelope.tracker for envelope in found}) != len(found):
        return None
    secrets.SystemRandom().shuffle(found)
    return found


def _tally(vote: Vote, opened: Sequence[Envelope]) -> dict[str, Any]:
    counted = rules.counted(vote.question, [envelope.answer for envelope in opened])
    found: dict[str, Any] = {
        "outcome": "counted",
        "is_public": outcomes.may_publish(vote.question, len(opened), vote.method),
    }
    if isinstance(counted, Count):
        return found | {
            "in_favour": counted.in_favour,
            "against": counted.against,
            "abstained": counted.abstained,
        }
    return found | {"ballots": as_json(counted.ballots)}


def _rewrite(uow: UnitOfWork, urn: Urn, lines: Sequence[Envelope]) -> None:
    session, vote_id = uow.session, urn.vote_id
    slips = session.execute(
        select(SlipRow.hashed, SlipRow.used).where(SlipRow.vote_id == vote_id).order_by(SlipRow.hashed)
    ).all()
    signed = sorted(urns.signed_ids(uow, vote_id))
    for row in (EnvelopeRow, SlipRow, SignatureRow):  # all three go and come back in another order
        session.execute(
            delete(row).where(row.vote_id == vote_id).execution_options(synchronize_session=False)
        )
    if slips:
        session.execute(
            insert(SlipRow), [{"vote_id": vote_id, "hashed": h, "used": used} for h, used in slips]
        )
    if signed:
        session.execute(insert(SignatureRow), [{"vote_id": vote_id, "member_id": m} for m in signed])
    if lines:
        keys = sorted(secrets.token_bytes(16) for _ in lines)
        session.execute(
            insert(BoardRow),
            [
                {
                    "vote_id": vote_id,
                    "key": key,
                    "tracker": line.tracker,
                    "answer": urns.stored_answer(line.answer),
                }
                for key, line in zip(keys, lines, strict=True)
            ],
        )


def _conclude(uow: UnitOfWork, urn: Urn, found: Reconciliation, outcome: dict[str, Any]) -> None:
    uow.session.execute(
        update(UrnRow)
        .where(UrnRow.vote_id == urn.vote_id)
        .values(
            outcome_at=uow.now(),
            signatures=found.signatures,
            second_urn=found.second_urn,
            burned=found.burned,
            envelopes=found.envelopes,
            remaining=found.left,
            **outcome,
        )
    )
