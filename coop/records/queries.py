"""Reading the record book."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from coop.kernel.canonical import fingerprint
from coop.kernel.hooks import Hook
from coop.kernel.sentences import Sentence, from_json
from coop.records import registry, rules
from coop.records.tables import CheckpointRow, DecisionRow, EntryRow, SecretRow
from coop.store import UnitOfWork
from coop.store.unit_of_work import NoSuchThing
from coop.web.language import fold


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the book as it can be shown.

    Attributes:
        seq: its number, from 0.
        what: the kind in words.
        said: the facts in sentences.
        by: key of the member who acted, None for the program itself.
        line: the canonical text that is chained; `digest` is its SHA-256.
        personal: names of the personal values that stand in it as digests.
    """

    seq: int
    digest: str
    at: datetime
    by: int | None
    kind: str
    facts: dict[str, Any]
    what: Sentence
    said: tuple[Sentence, ...]
    line: str
    personal: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.digest)

    @property
    def gist(self) -> Sentence:
        """What an entry says in one sentence, for lists."""
        return self.said[0] if self.said else Sentence("")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the assembly.

    Attributes:
        kind: code of the motion kind.
        matter: which majority it needed.
        outcome: "carried" or "lost".
        subject: digest of the proposal that was voted.
        digest: SHA-256 of its entry in the book.
        state: "in force", "awaiting registration", "blocked" or "lost".
        obstacle: why a carried one has no effect.
    """

    id: int
    number: str
    kind: str
    matter: str
    outcome: str
    subject: str
    digest: str
    entry_seq: int
    decided_on: date
    state: str
    obstacle: Sentence | None

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.digest)

    @property
    def what(self) -> Sentence:
        """The kind of motion in words."""
        return Sentence(kind_title(self.kind))

    @property
    def state_said(self) -> Sentence:
        """The state in words."""
        return Sentence(rules.STATES[self.state])


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """A value in the book that can be erased.

    Attributes:
        seq: number of the entry it stands in.
        what: kind of entry.
        name: of the value, such as `dni`.
        matches: whether it is what was looked for; another value of the same entry otherwise.
        is_hers: whether it belongs, as far as the book knows, to the person looked for.
    """

    seq: int
    at: datetime
    what: Sentence
    name: str
    value: str
    matches: bool
    is_hers: bool

    @property
    def shown(self) -> str:
        """What was looked for; other values stay covered, for looking at them is written down elsewhere."""
        return self.value if self.matches else "····"


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """What anybody may know of a paper whose fingerprint she holds: nothing personal."""

    title: Sentence
    issued_on: date


find_paper: Hook[[UnitOfWork, str], PrintedPaper | None] = Hook(lambda _uow, _prefix: None)
"""A paper by the first 20 hex digits of its digest; answered by `documents`."""


kind_title: Hook[[str], str] = Hook(lambda code: code)
"""The English name of a kind of motion; answered by the assembly."""


def lines(uow: UnitOfWork) -> list[bytes]:
    """Every line of the book in order, without line ends."""
    return list(uow.session.scalars(select(EntryRow.line).order_by(EntryRow.seq)))


def size(uow: UnitOfWork) -> int:
    """How many entries there are."""
    return uow.session.scalar(select(func.count()).select_from(EntryRow)) or 0


def entries(uow: UnitOfWork, *, limit: int | None = None, offset: int = 0) -> tuple[Entry, ...]:
    """Entries, the newest first."""
    found = select(EntryRow).order_by(EntryRow.seq.desc()).limit(limit).offset(offset)
    return tuple(_entry(uow, row) for row in uow.session.scalars(found))


def get_entry(uow: UnitOfWork, seq: int) -> Entry:
    """One entry by its number.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.session.scalar(select(EntryRow).where(EntryRow.seq == seq))
    if row is None:
        raise NoSuchThing()
    return _entry(uow, row)


def facts_of(uow: UnitOfWork, kind: str) -> tuple[dict[str, Any], ...]:
    """The facts of every entry of a kind, the oldest first."""
    lines = uow.session.scalars(select(EntryRow.line).where(EntryRow.kind == kind).order_by(EntryRow.seq))
    return tuple(json.loads(line)["facts"] for line in lines)


def find_personal(uow: UnitOfWork, text: str) -> tuple[PersonalValue, ...]:
    """Personal values not yet erased, in every entry that holds what was looked for; the newest first.

    Args:
        uow: the unit of work.
        text: part of a name, a DNI or another value; accents, capitals and case do not matter.

    Raises:
        BookBroken: a value is not the one whose digest stands in the book.
    """
    sought = fold(text.strip())
    if not sought:
        return ()
    stored = uow.session.execute(
        select(
            EntryRow.seq,
            EntryRow.at,
            EntryRow.kind,
            EntryRow.line,
            SecretRow.name,
            SecretRow.salt,
            SecretRow.value,
        )
        .join(SecretRow, SecretRow.entry_id == EntryRow.id)
        .where(SecretRow.value.is_not(None))
        .order_by(EntryRow.seq.desc(), SecretRow.name)
    ).all()
    hits = {(row.seq, row.name) for row in stored if sought in fold(row.value)}
    entries_hit = {seq for seq, _name in hits}
    about = {seq for seq, name in hits if not name.startswith(rules.OBSTACLE)}
    found = []
    for row in stored:
        if row.seq in entries_hit:
            if json.loads(row.line)["personal"].get(row.name) != rules.salted(row.salt, row.value):
                raise rules.BookBroken(seq=row.seq)
            hit = (row.seq, row.name) in hits
            # An obstacle may name several people; every other entry is about one.
            chosen = hit or (row.seq in about and not row.name.startswith(rules.OBSTACLE))
            what = registry.title_of(row.kind)
            found.append(PersonalValue(row.seq, row.at, what, row.name, row.value, hit, chosen))
    return tuple(found)


def decisions(uow: UnitOfWork) -> tuple[Decision, ...]:
    """All decisions, the newest first."""
    rows = uow.session.scalars(select(DecisionRow).order_by(DecisionRow.entry_seq.desc()))
    return tuple(_decision(row) for row in rows)


def get_decision(uow: UnitOfWork, decision_id: int) -> Decision:
    """One decision by its key.

    Raises:
        NoSuchThing: there is none.
    """
    return _decision(uow.get(DecisionRow, decision_id))


def find_decision_by_fingerprint(uow: UnitOfWork, prefix: str) -> Decision | None:
    """One decision by the first 20 hex digits of its digest."""
    row = uow.session.scalar(
        select(DecisionRow).where(DecisionRow.digest.startswith(prefix, autoescape=True))
    )
    return _decision(row) if row else None


def newest_checkpoint(uow: UnitOfWork) -> rules.Checkpoint | None:
    """The last signed note."""
    row = uow.session.scalar(select(CheckpointRow).order_by(CheckpointRow.size.desc()).limit(1))
    return rules.Checkpoint(row.size, row.root, row.note) if row else None


def exported(uow: UnitOfWork) -> bytes:
    """The book as a file, up to the last signed note; `usecases.checkpoint` signs the newest entries.

    Raises:
        BookEmpty: nothing was signed yet.
    """
    checkpoint = newest_checkpoint(uow)
    if checkpoint is None:
        raise rules.BookEmpty()
    return rules.export(lines(uow)[: checkpoint.size], checkpoint.note)


def announced_key(uow: UnitOfWork) -> str | None:
    """The public key that the book announced last, base64."""
    newest = select(EntryRow.line).where(EntryRow.kind == rules.KEY).order_by(EntryRow.seq.desc()).limit(1)
    line = uow.session.scalar(newest)
    return json.loads(line)["facts"]["key"] if line is not None else None


def _entry(uow: UnitOfWork, row: EntryRow) -> Entry:
    line = json.loads(row.line)
    return Entry(
        seq=row.seq,
        digest=row.digest,
        at=row.at,
        by=line["by"],
        kind=row.kind,
        facts=line["facts"],
        what=registry.title_of(row.kind),
        said=registry.describe(uow, row.kind, line["facts"]),
        line=row.line.decode(),
        personal=tuple(sorted(line["personal"])),
    )


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        id=row.id,
        number=row.number,
        kind=row.kind,
        matter=row.matter,
        outcome=row.outcome,
        subject=row.subject,
        digest=row.digest,
        entry_seq=row.entry_seq,
        decided_on=row.decided_on,
        state=row.state,
        obstacle=from_json(row.obstacle) if row.obstacle else None,
    )
