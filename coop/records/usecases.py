"""Writing into the record book."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from coop.kernel.canonical import canonical
from coop.kernel.errors import Sentence
from coop.kernel.sentences import to_json
from coop.records.tables import DecisionRow, EntryRow, SecretRow
from coop.store import UnitOfWork

FIRST = "0" * 64
VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that was written: its place, counted from 0, and the SHA-256 of its bytes."""

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
    """Write a line into the book, chained to the one before.

    Args:
        uow: the unit of work.
        kind: `module.thing_done`.
        facts: what JSON can carry exactly; no floats, nothing personal.
        personal: values that must be erasable; the line holds sha256(salt + value) of each.
    """
    last = uow.session.execute(select(EntryRow.seq, EntryRow.digest).order_by(EntryRow.seq.desc()).limit(1)).first()
    seq, before = (last.seq + 1, last.digest) if last else (0, FIRST)
    salts = {name: secrets.token_bytes(16) for name in personal or {}}
    line: dict[str, object] = {
        "v": VERSION,
        "seq": seq,
        "prev": before,
        "at": uow.now(),
        "by": uow.actor.member_id,
        "kind": kind,
        "facts": dict(facts),
    }
    if personal:
        line["personal"] = {n: hashlib.sha256(salts[n] + v.encode()).hexdigest() for n, v in personal.items()}
    raw = canonical(line)
    row = uow.add(EntryRow(seq=seq, kind=kind, at=uow.now(), line=raw, digest=hashlib.sha256(raw).hexdigest()))
    for name, value in (personal or {}).items():
        uow.session.add(SecretRow(entry_id=row.id, name=name, salt=salts[name], value=value))
    return Entry(seq, row.digest)


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
        facts: counts, text, day and whatever the minutes say of it.
        state: of a carried one.
        obstacle: why a carried one could not be enacted.
    """
    entry = record(
        uow,
        "decision",
        {**facts, "number": number, "motion": kind, "matter": matter, "outcome": outcome, "subject": subject},
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
            state=state if outcome == "carried" else "lost",
            obstacle=to_json(obstacle) if obstacle else None,
        )
    )
    return Decision(row.id, number, entry.digest, entry)
