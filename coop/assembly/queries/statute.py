"""The statute in force on a day, and how it came to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coop.assembly import rules
from coop.assembly.rules.values import VALUES, Value, raw, said
from coop.assembly.tables import StatuteRow
from coop.kernel.errors import N_, CoopError
from coop.kernel.sentences import Sentence
from coop.records import queries as book
from coop.store import UnitOfWork


class NotFounded(CoopError):
    message = N_("No statute is in force yet. Enter the founding act first: coop assembly found FILE.toml")


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value of the statute as its page shows it.

    Attributes:
        says: the value in words.
        article: its source.
        since: the day since which it has this value.
        decision_id, decision: what gave it this value.
    """

    value: Value
    says: Sentence
    article: str
    since: date
    decision_id: int
    decision: str

    @property
    def label(self) -> Sentence:
        """What the value is."""
        return self.value.name


@dataclass(frozen=True, slots=True)
class Version:
    """A statute that was adopted or changed.

    Attributes:
        changed: label, old and new value of what changed; empty for the founding act.
        digest: of every value.
    """

    since: date
    decision_id: int
    decision: str
    changed: tuple[tuple[Sentence, Sentence, Sentence], ...]
    digest: str


def find_statute(uow: UnitOfWork, day: date) -> rules.Statute | None:
    """The statute in force on a day, or None before the founding."""
    row = _row_on(uow, day)
    return None if row is None else rules.statute_of(row.contents)


def get_statute(uow: UnitOfWork, day: date) -> rules.Statute:
    """The statute in force on a day.

    Raises:
        NotFounded: before the founding act.
    """
    found = find_statute(uow, day)
    if found is None:
        raise NotFounded()
    return found


def statute_id_on(uow: UnitOfWork, day: date) -> int:
    """The key of the row in force on a day.

    Raises:
        NotFounded: before the founding act.
    """
    row = _row_on(uow, day)
    if row is None:
        raise NotFounded()
    return row.id


def statute_of_row(uow: UnitOfWork, statute_id: int) -> rules.Statute:
    """A statute by the key of its row."""
    return rules.statute_of(uow.get(StatuteRow, statute_id).contents)


def versions(uow: UnitOfWork) -> tuple[Version, ...]:
    """Every statute that was in force, the first one first."""
    found: list[Version] = []
    before: rules.Statute | None = None
    for row in uow.session.scalars(select(StatuteRow).order_by(StatuteRow.id)):
        now = rules.statute_of(row.contents)
        changed = [
            (v.name, said(v.key, raw(before, v.key)), said(v.key, raw(now, v.key)))
            for v in VALUES
            if before is not None and raw(before, v.key) != raw(now, v.key)
        ]
        decision = book.get_decision(uow, row.decision_id)
        found.append(Version(row.since, row.decision_id, decision.number, tuple(changed), row.digest))
        before = now
    return tuple(found)


def value_lines(uow: UnitOfWork) -> tuple[ValueLine, ...]:
    """Every value in force, with the decision that gave it.

    Raises:
        NotFounded: before the founding act.
    """
    history = versions(uow)
    statute = get_statute(uow, uow.today())
    lines = []
    for value in VALUES:
        last = next((v for v in reversed(history) if any(c[0] == value.name for c in v.changed)), history[0])
        lines.append(
            ValueLine(
                value=value,
                says=said(value.key, raw(statute, value.key)),
                article=value.article(statute),
                since=last.since,
                decision_id=last.decision_id,
                decision=last.decision,
            )
        )
    return tuple(lines)


def _row_on(uow: UnitOfWork, day: date) -> StatuteRow | None:
    return uow.session.scalar(
        select(StatuteRow)
        .where(StatuteRow.since <= day)
        .order_by(StatuteRow.since.desc(), StatuteRow.id.desc())
        .limit(1)
    )
