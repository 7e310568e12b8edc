"""What this module writes into the record book, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.records.registry import EntryKind, Facts, by_key, marked
from coop.store import UnitOfWork


def _published(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    days = _days(facts)
    yield Sentence(
        N_("Rota from %(start)s to %(last)s, version %(version)s: %(shifts)s shifts."),
        {
            "start": days.start,
            "last": days.last,
            "version": str(facts["version"]),
            "shifts": facts["shifts"],
        },
    )
    yield Sentence(N_("Shifts that nobody covers: %(missing)s."), {"missing": facts["uncovered"]})
    if facts.get("late"):
        yield Sentence(N_("Shifts changed without the notice: %(late)s."), {"late": facts["late"]})
    yield Sentence(N_("Fingerprint of the shifts: %(mark)s."), {"mark": marked(facts["digest"])})


def _changed(uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    for one in facts["moves"]:
        for way, said in MOVES.items():
            if one[way] is not None:
                day, kind = one[way]
                yield Sentence(
                    said,
                    {"who": by_key(uow, one["who"]), "kind": kind, "day": date.fromisoformat(day)},
                )
    versions = ", ".join(str(v) for v in facts["versions"])
    yield Sentence(
        N_("Agreement %(number)s of members, versions of the rota: %(versions)s."),
        {"number": str(facts["exchange"]), "versions": versions},
    )
    yield Sentence(N_("Fingerprint of the shifts: %(mark)s."), {"mark": marked(facts["digest"])})


MOVES = {
    "gives": N_("Shift %(kind)s on %(day)s is no more that of %(who)s."),
    "takes": N_("Shift %(kind)s on %(day)s is worked by %(who)s."),
}
"""What changes for one person (message ids), by the key in the facts."""


def _confirmed(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    days = _days(facts)
    hours, rest = divmod(facts["minutes"], 60)
    yield Sentence(
        N_("Hours from %(start)s to %(last)s: %(hours)s altogether, of %(members)s people."),
        {
            "start": days.start,
            "last": days.last,
            "hours": Sentence("%(hours)s:%(rest)s", {"hours": hours, "rest": f"{rest:02d}"}),
            "members": facts["members"],
        },
    )
    yield Sentence(N_("Fingerprint of the hours: %(mark)s."), {"mark": marked(facts["digest"])})


def _corrected(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("Confirmed hours of one person were corrected, of %(day)s.")
    yield Sentence(said, {"day": date.fromisoformat(facts["day"])})


def _days(facts: Facts) -> Days:
    return Days(date.fromisoformat(facts["start"]), date.fromisoformat(facts["end"]))


ENTRIES = (
    EntryKind("rota.published", N_("Rota published"), _published),
    EntryKind("rota.changed", N_("Rota changed by agreement"), _changed),
    EntryKind("rota.hours_confirmed", N_("Hours confirmed"), _confirmed),
    EntryKind("rota.hours_corrected", N_("Hours corrected"), _corrected),
)
