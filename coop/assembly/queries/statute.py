"""The statute in force on a day, and how it came to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from coop.assembly import rules
from coop.assembly.rules.values import VALUES, Value, raw, said
from coop.assembly.tables import StatuteRow
from coop.kernel.canonical import fingerprint
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
        changed: name, old and new value of what changed, by key; empty for the founding act.
        digest: of every value.
    """

    id: int
    since: date
    decision_id: int
    decision: str
    changed: Mapping[str, tuple[Sentence, Sentence, Sentence]]
    digest: str
    statute: rules.Statute

    @property
    def fingerprint(self) -> str:
        """The beginning of the digest, as people compare it."""
        return fingerprint(self.digest)


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
        changed = {
            v.key: (v.name, said(v.key, raw(before, v.key)), said(v.key, raw(now, v.key)))
            for v in VALUES
            if before is not None and raw(before, v.key) != raw(now, v.key)
        }
        decision = book.get_decision(uow, row.decision_id)
        found.append(Version(row.id, row.since, row.decision_id, decision.number, changed, row.digest, now))
        before = now
    return tuple(found)


def value_lines(history: Sequence[Version]) -> tuple[ValueLine, ...]:
    """Every value of the last of some versions, with the decision that gave it."""
    statute = history[-1].statute
    lines = []
    for value in VALUES:
        last = next((v for v in reversed(history) if value.key in v.changed), history[0])
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


def values_now(uow: UnitOfWork, keys: Iterable[str]) -> dict[str, Any]:
    """Values in force as a proposal to change them would begin.

    Raises:
        NoSuchValue: one is not known.
        NotFounded: before the founding act.
    """
    statute = get_statute(uow, uow.today())
    now = {key: raw(statute, key) for key in dict.fromkeys(keys)}
    return {"changes": [{"key": key, "old": value, "new": value} for key, value in now.items()]}


def _row_on(uow: UnitOfWork, day: date) -> StatuteRow | None:
    return uow.session.scalar(
        select(StatuteRow)
        .where(StatuteRow.since <= day)
        .order_by(StatuteRow.since.desc(), StatuteRow.id.desc())
        .limit(1)
    )
