"""What modules write into the book, in words; filled by `coop/wiring.py` from the modules' `ENTRIES`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coop.kernel.canonical import fingerprint
from coop.kernel.errors import CoopError
from coop.kernel.sentences import N_, Sentence
from coop.records import rules
from coop.store import UnitOfWork
from coop.web import identity

Facts = Mapping[str, Any]
"""The facts of an entry as they stand in the book: what JSON carries."""


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind of entry.

    Attributes:
        code: `module.thing_done`, unique.
        title: what it is called, English message id.
        describe: its facts in sentences, the most important one first. Members are told by their
            number: no page of the book names anybody.
    """

    code: str
    title: str
    describe: Callable[[UnitOfWork, Facts], Iterable[Sentence]]


_kinds: dict[str, EntryKind] = {}


def add(kinds: Iterable[EntryKind]) -> None:
    """Make kinds known.

    Raises:
        ValueError: a code is taken by another kind.
    """
    for kind in kinds:
        if _kinds.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"two kinds of entries are called {kind.code}")


def title_of(code: str) -> Sentence:
    """What a kind is called; the code itself when nobody named it."""
    return Sentence(_kinds[code].title if code in _kinds else code)


def describe(uow: UnitOfWork, code: str, facts: Facts) -> tuple[Sentence, ...]:
    """The facts of an entry in sentences.

    What nobody has sentences for, and what another version of the program wrote in another form,
    is said fact by fact: an entry stands for ever and must stay readable.
    """
    if code in _kinds:
        try:
            return tuple(_kinds[code].describe(uow, facts))
        except (CoopError, LookupError, TypeError, ValueError, AttributeError):
            pass
    return plainly(facts)


def by_key(uow: UnitOfWork, member_id: int | None) -> Sentence:
    """Who acted, by number on the roll; the program itself when it was nobody."""
    if member_id is None:
        return Sentence(N_("the program"))
    person = identity.find_person(uow.session, member_id)
    return member(person.number) if person else Sentence(N_("somebody unknown"))


def member(number: int) -> Sentence:
    """A member as the book tells of one."""
    return Sentence(N_("member No. %(number)s"), {"number": str(number)})


def marked(digest: str) -> str:
    """A digest as people compare it."""
    return fingerprint(digest)


LABELS = {
    "amount": N_("Amount"),
    "by": N_("By"),
    "day": N_("Day"),
    "decision": N_("Decision"),
    "dni": N_("DNI"),
    "kind": N_("Kind"),
    "member": N_("Member"),
    "minutes": N_("Minutes of work"),
    "before": N_("Minutes of work before"),
    "name": N_("Name"),
    "number": N_("Number"),
    rules.OBSTACLE: N_("Obstacle"),
    "place": N_("Place"),
    "reason": N_("Reason"),
    "slip": N_("Payslip"),
    "state": N_("State"),
    "why": N_("Why"),
}
"""What the facts and personal values of entries are called, where no sentence says them."""


def label_of(name: str) -> str:
    """What a fact or personal value is called, English message id; a part of an obstacle like the whole."""
    key = name.partition(".")[0]
    return LABELS.get(key, key.replace("_", " "))


def plainly(facts: Mapping[str, object]) -> tuple[Sentence, ...]:
    """Facts one by one, each with its name; for entries that nobody has sentences for."""
    return tuple(
        Sentence("%(name)s: %(value)s", {"name": Sentence(label_of(name)), "value": _typed(value)})
        for name, value in _flat(facts)
    )


def _flat(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, str(key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _flat(inner, name)
    elif value is not None:
        yield name, value


def _typed(value: object) -> object:
    """A day, an instant or a digest as people read it."""
    if not isinstance(value, str):
        return value
    if re.fullmatch("[0-9a-f]{64}", value):
        return fingerprint(value)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}(Z|[+-]\d\d:\d\d)", value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    return value
