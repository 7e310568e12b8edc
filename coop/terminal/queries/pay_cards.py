"""What pay asks of the treasurer, and who looked at one's own papers."""

from __future__ import annotations

from datetime import timedelta

from coop.documents import queries as documents
from coop.kernel.sentences import N_, Sentence
from coop.payroll import queries as payroll
from coop.people import queries as people
from coop.store import UnitOfWork
from coop.terminal.queries.card import Card, Way
from coop.web.identity import Identity
from coop.web.language import month

NEXT_STEP = {
    "open": (N_("Its pot is being written down. Compare the splits and propose one."), N_("Pot and splits")),
    "proposed": (N_("A split is proposed. The assembly votes it."), N_("See the split")),
    "voted": (N_("The assembly has voted the split. The payslips can be issued."), N_("Issue the payslips")),
    "issued": (
        N_("The payslips are issued. Pay them, and write down that they are paid."),
        N_("Write down that they are paid"),
    ),
}
"""What comes next for a month of pay, by its state."""
WAITS_FOR_US = ("open", "voted", "issued")
RECENT = timedelta(days=30)


def pay_cards(uow: UnitOfWork, who: Identity) -> list[Card]:
    """The months of pay that are not done, and readings of one's own data."""
    found = []
    if who.may("payroll:pot:write"):
        for period in payroll.periods(uow):
            if period.state in NEXT_STEP:
                text, link = NEXT_STEP[period.state]
                found.append(
                    Card(
                        Sentence(N_("Pay of %(month)s"), {"month": month(period.first)}),
                        Sentence(text),
                        Way("payroll.period", {"period_id": period.id}),
                        Sentence(link),
                        asks=period.state in WAITS_FOR_US,
                    )
                )
    return [*found, *_readings(uow, who)]


def _readings(uow: UnitOfWork, who: Identity) -> list[Card]:
    since = uow.now() - RECENT
    member_id = who.member_id or 0
    data = [r for r in people.readings_of(uow, member_id) if r.at >= since]
    papers = [r for r in documents.readings_of(uow, member_id) if r.at >= since]
    found = []
    if data:
        found.append(
            Card(
                Sentence(N_("Who looked at my data")),
                Sentence(N_("In the last 30 days, by duty of office.")),
                Way("people.own"),
                Sentence(N_("See who")),
                figure=len(data),
            )
        )
    if papers:
        found.append(
            Card(
                Sentence(N_("Who opened my papers")),
                Sentence(N_("In the last 30 days, by duty of office.")),
                Way("documents.readings"),
                Sentence(N_("See who")),
                figure=len(papers),
            )
        )
    return found
