"""What this module writes into the record book, in words."""

from __future__ import annotations

from collections.abc import Iterator

from coop.kernel.money import Money
from coop.kernel.sentences import N_, Sentence
from coop.payroll.rules.months import Month
from coop.records.registry import EntryKind, Facts, marked
from coop.store import UnitOfWork


def _proposed(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("Split of %(pot)s, the pot of %(month)s, fixed for the vote.")
    yield Sentence(said, {"pot": Money(facts["pot"]), "month": _month(facts)})
    yield Sentence(N_("Fingerprint of the split: %(mark)s."), {"mark": marked(facts["subject"])})


def _issued(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("%(slips)s payslips of %(month)s, %(paid)s altogether, by decision %(number)s.")
    paid = Money(facts["paid"])
    yield Sentence(
        said,
        {"slips": facts["slips"], "month": _month(facts), "paid": paid, "number": facts["decision"]},
    )
    yield Sentence(N_("The first is payslip No. %(first)s."), {"first": str(facts["first"])})


def _reversed(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("One payslip of %(month)s was reversed by decision %(number)s.")
    yield Sentence(said, {"month": _month(facts), "number": facts["decision"]})


def _month(facts: Facts) -> str:
    return Month.read(facts["period"]).said


ENTRIES = (
    EntryKind("payroll.split_proposed", N_("Split proposed"), _proposed),
    EntryKind("payroll.issued", N_("Payslips issued"), _issued),
    EntryKind("payroll.slip_reversed", N_("Payslip reversed"), _reversed),
)
