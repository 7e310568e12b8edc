"""What this module writes into the record book, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from coop.kernel.offices import OFFICES
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.records.registry import EntryKind, Facts, member
from coop.store import UnitOfWork


def _founded(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    day = date.fromisoformat(facts["founded_on"])
    said = N_("%(name)s was founded on %(day)s (decision %(decision)s).")
    yield Sentence(said, {"name": facts["name"], "day": day, "decision": facts["decision"]})


def _person(said: str) -> Callable[[UnitOfWork, Facts], Iterator[Sentence]]:
    def describe(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
        day = date.fromisoformat(facts["day"])
        yield Sentence(said, {"who": member(facts["number"]), "day": day})
        if "decision" in facts:
            yield _by_decision(facts)

    return describe


def _given(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    term = Days(date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"]))
    yield Sentence(
        N_("%(office)s from %(since)s to %(last)s: %(who)s."),
        {
            "office": Sentence(OFFICES[facts["office"]]),
            "since": term.start,
            "last": term.last,
            "who": member(facts["member"]),
        },
    )
    yield _by_decision(facts)


def _ended(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("%(office)s no more from %(day)s on: %(who)s."),
        {
            "office": Sentence(OFFICES[facts["office"]]),
            "day": date.fromisoformat(facts["ended_on"]),
            "who": member(facts["member"]),
        },
    )
    yield _by_decision(facts)


def _by_decision(facts: Facts) -> Sentence:
    return Sentence(N_("By decision %(number)s of the assembly."), {"number": facts["decision"]})


def _resigned(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("%(office)s resigned on %(day)s: %(who)s."),
        {
            "office": Sentence(OFFICES[facts["office"]]),
            "day": date.fromisoformat(facts["ended_on"]),
            "who": member(facts["member"]),
        },
    )


def _seated(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    term = Days(date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"]))
    yield Sentence(
        N_("%(office)s as alternate from %(since)s to %(last)s: %(who)s."),
        {
            "office": Sentence(OFFICES[facts["office"]]),
            "since": term.start,
            "last": term.last,
            "who": member(facts["member"]),
        },
    )


ENTRIES = (
    EntryKind("people.founded", N_("Co-op founded"), _founded),
    EntryKind("people.admitted", N_("Member admitted"), _person(N_("On the roll from %(day)s on: %(who)s."))),
    EntryKind("people.trial", N_("Trial begun"), _person(N_("On trial from %(day)s on: %(who)s."))),
    EntryKind("people.left", N_("Member left"), _person(N_("No member any more from %(day)s on: %(who)s."))),
    EntryKind("people.mandate", N_("Mandate given"), _given),
    EntryKind("people.mandate_ended", N_("Mandate ended"), _ended),
    EntryKind("people.resigned", N_("Resignation from an office"), _resigned),
    EntryKind("people.alternate", N_("Alternate took an office"), _seated),
)
