"""Writing into the record book."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from coop.kernel.errors import Sentence
from coop.kernel.sentences import from_json, to_json
from coop.records import queries, rules
from coop.records.tables import CheckpointRow, DecisionRow, EntryRow, SecretRow
from coop.store import UnitOfWork
from coop.store.keyring import keyring
from coop.web import usecases as access

SIGNING_KEY = "records"

Place = tuple[int, str]
"""Where a personal value stands: the number of the entry, and the name of the value in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that was written: its number, counted from 0, and the SHA-256 of its bytes."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was written down."""

    id: int
    number: str
    digest: str
    entry: Entry


def record(
    uow: UnitOfWork, kind: str, facts: Mapping[str, object], personal: Mapping[str, str] | None = None
) -> Entry:
    """Write an entry into the book, chained to the one before.

    Args:
        uow: the unit of work.
        kind: `module.thing_done`.
        facts: what JSON can carry exactly; no floats, nothing personal.
        personal: values that must be erasable; the entry holds sha256(salt + value) of each.

    Raises:
        NotRecordable: a number beyond 2**53 or text that is not Unicode.
    """
    newest = select(EntryRow.seq, EntryRow.digest).order_by(EntryRow.seq.desc()).limit(1)
    last = uow.session.execute(newest).first()
    seq, prev = (last.seq + 1, last.digest) if last else (0, rules.FIRST)
    values = dict(personal or {})
    salts = {name: secrets.token_bytes(rules.SALT) for name in values}
    now = uow.now()
    line = rules.compose(
        seq=seq,
        prev=prev,
        at=now,
        by=uow.actor.member_id,
        kind=kind,
        facts=facts,
        personal={name: rules.salted(salts[name], value) for name, value in values.items()},
    )
    row = uow.add(EntryRow(seq=seq, prev=prev, kind=kind, at=now, line=line.data, digest=line.digest))
    for name, value in values.items():
        uow.session.add(SecretRow(entry_id=row.id, name=name, salt=salts[name], value=value))
    uow.session.flush()
    return Entry(seq, line.digest)


def record_decision(
    uow: UnitOfWork,
    *,
    number: str,
    kind: str,
    matter: str,
    outcome: Literal["carried", "lost"],
    subject: str,
    facts: Mapping[str, object],
    state: Literal["in force", "awaiting registration", "blocked"] = "in force",
    obstacle: Sentence | None = None,
) -> Decision:
    """Write down what the assembly decided.

    Args:
        uow: the unit of work.
        number: its number on paper.
        kind: code of the motion kind.
        matter: which majority it needed.
        outcome: carried or lost.
        subject: digest of the proposal that was voted.
        facts: counts, text, day and whatever the minutes say of it; nothing personal.
        state: of a carried one.
        obstacle: why a carried one could not be enacted; what it says of people stands as digests.
    """
    why = to_json(obstacle) if obstacle else None
    final = state if outcome == "carried" else rules.LOST
    entry = record(
        uow,
        rules.DECISION,
        {
            "number": number,
            "kind": kind,
            "matter": matter,
            "outcome": outcome,
            "state": final,
            "obstacle": obstacle.message if obstacle else None,
            "subject": subject,
            "facts": facts,
        },
        rules.texts_of(obstacle) if obstacle else None,
    )
    row = uow.add(
        DecisionRow(
            number=number,
            kind=kind,
            matter=matter,
            outcome=outcome,
            subject=subject,
            digest=entry.digest,
            entry_seq=entry.seq,
            decided_on=uow.today(),
            state=final,
            obstacle=why,
        )
    )
    return Decision(row.id, number, entry.digest, entry)


def settle_decision(
    uow: UnitOfWork,
    decision_id: int,
    *,
    state: Literal["in force", "blocked"],
    facts: Mapping[str, object],
    obstacle: Sentence | None = None,
) -> Entry:
    """Write down what became of a decision that waited for its registration.

    Args:
        uow: the unit of work.
        decision_id: which one.
        state: in force, or blocked by a rule.
        facts: number and day of the registration.
        obstacle: the rule that blocks it.

    Raises:
        NotAwaiting: it does not wait for a registration.
    """
    row = uow.get(DecisionRow, decision_id)
    if row.state != rules.AWAITING:
        raise rules.NotAwaiting(number=row.number)
    said = obstacle.message if obstacle else None
    entry = record(
        uow,
        rules.SETTLED,
        {"number": row.number, "decision": row.digest, "state": state, "obstacle": said, "facts": facts},
        rules.texts_of(obstacle) if obstacle else None,
    )
    row.state, row.settled_seq = state, entry.seq
    row.obstacle = to_json(obstacle) if obstacle else None
    uow.session.flush()
    return entry


def erase(uow: UnitOfWork, places: Collection[Place], *, why: str, confirmed_by: int) -> Entry:
    """Forget personal values for ever: their digests stay in the chain and say nothing any more.

    Args:
        uow: the unit of work; its actor is an officer.
        places: numbers of entries, each with the name of a value in it; see `queries.find_personal`.
        why: one of `rules.REASONS`.
        confirmed_by: the second officer.

    Returns:
        The entry that records the erasure.

    Raises:
        SameOfficer, NotAnOfficer: two different officers are needed.
        UnknownReason: there is no such reason.
        NothingToErase: nothing was chosen, or one of the values is not there (any more).

    References:
        Ley 25.326, art. 16.
    """
    first = access.check_two_officers(uow, confirmed_by)
    if why not in rules.REASONS:
        raise rules.UnknownReason()
    chosen: dict[int, list[str]] = {}
    for seq, name in sorted(set(places)):
        chosen.setdefault(seq, []).append(name)
    found = uow.session.execute(
        select(SecretRow, EntryRow.seq)
        .join(EntryRow, EntryRow.id == SecretRow.entry_id)
        .where(EntryRow.seq.in_(chosen), SecretRow.value.is_not(None))
    )
    rows = {(seq, row.name): row for row, seq in found if row.name in chosen[seq]}
    if not chosen or rows.keys() != set(places):
        raise rules.NothingToErase()
    entry = record(
        uow,
        rules.ERASED,
        {
            "why": why,
            "by": [first, confirmed_by],
            "erased": [{"seq": seq, "names": names} for seq, names in chosen.items()],
        },
    )
    for row in rows.values():
        row.salt, row.value, row.erased_seq = None, None, entry.seq
    for seq, names in chosen.items():
        _blank_obstacle(uow, seq, names)
    uow.session.flush()
    return entry


def _blank_obstacle(uow: UnitOfWork, seq: int, names: Collection[str]) -> None:
    """What is erased from an entry about a decision is not said by the register of decisions either."""
    row = uow.session.scalar(
        select(DecisionRow).where((DecisionRow.entry_seq == seq) | (DecisionRow.settled_seq == seq))
    )
    if row is not None and row.obstacle is not None:
        row.obstacle = to_json(rules.without(from_json(row.obstacle), names))


def checkpoint(uow: UnitOfWork) -> rules.Checkpoint:
    """Sign the book as it stands; announces the key in the book first when it is a new one.

    Returns:
        The signed note; the last one again when nothing was written since.
    """
    seed = keyring().get(SIGNING_KEY)
    key = rules.public_key(seed)
    if queries.announced_key(uow) != key:
        record(uow, rules.KEY, {"key": key})
    last = queries.newest_checkpoint(uow)
    lines = queries.lines(uow)
    if last is not None and last.size == len(lines):
        return last
    made = rules.checkpoint(lines, seed)
    uow.add(CheckpointRow(size=made.size, root=made.root, note=made.note, at=uow.now()))
    return made
