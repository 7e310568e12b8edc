"""The second half of the walk: pot, splits, assembly, payslips, papers, record book, journal."""

from __future__ import annotations

from coop.assembly import queries as assembly
from coop.assembly import rules as assembly_rules
from coop.books import queries as books
from coop.books import rules as accounts
from coop.demo import sitting
from coop.documents import queries as papers
from coop.documents import usecases as documents
from coop.kernel.money import Money, total
from coop.payroll import queries as pay
from coop.payroll import rules as pay_rules
from coop.payroll import usecases as payroll
from coop.payroll.rules import Source
from coop.people import queries as people
from coop.records import queries as records
from coop.records import rules as record_rules
from coop.records import usecases as recording
from coop.records import verifier
from coop.store import reading, writing
from coop.store.keyring import keyring
from tests.bench.walk import DAY, Walk

POT = (
    ("cash", "Extracto del banco", 39_812_407_733),
    ("receivable", "Facturas a cobrar este mes", 4_985_550_075),
    ("obligation", "Energía, gas y alquiler", 6_034_411_231),
    ("obligation", "Acero, aluminio y pintura", 3_612_309_944),
    ("reserve", "Reserva para la línea de pintura", 2_500_000_000),
)
"""Kind, text and centavos of the pot's lines; what remains leaves odd centavos to deal out."""

SPLITS = (100, 50)
"""Per cent per head of the two splits, in the order of the agenda: the first falls, the second wins."""


def write_pot(walk: Walk) -> int:
    """The treasurer opens the month of pay and writes what there is to split.

    Returns:
        Key of the month of pay.
    """
    walk.at(walk.month.days.end + DAY, 10)
    with walk.step("pot"), writing(walk.office("treasurer")) as uow:
        period_id = payroll.open_period(uow, walk.month)
        for kind, text, minor in POT:
            payroll.add_source(uow, period_id, Source(kind, uow.today(), text, Money(minor)))
        walk.found["pot_minor"] = pay.get_period(uow, period_id).pot.minor
    return period_id


def freeze_splits(walk: Walk, period_id: int) -> list[sitting.Moved]:
    """Two splits over the same data: per head alone, and half of it by hours.

    Returns:
        What is moved in the assembly.
    """
    moved = []
    with walk.step("splits"):
        for percent in SPLITS:
            with writing(walk.office("treasurer")) as uow:
                split_id = payroll.freeze(uow, period_id, pay_rules.mixed(percent))
                moved.append((payroll.SPLIT, pay.get_split(uow, split_id).proposal))
    return moved


def hold_assembly(walk: Walk, moved: list[sitting.Moved]) -> int:
    """Two members of three come; they refuse the first split and carry the second.

    Returns:
        Key of the assembly.
    """
    with walk.step("assembly"):
        with writing(walk.office("secretary")) as uow:
            treasurer = people.holders(uow, "treasurer", uow.today())[0].id
            motions = [(treasurer, each) for each in moved]
            meeting_id = sitting.convene(uow, motions, day=uow.today() + sitting.NOTICE)
            come = [m.id for n, m in enumerate(people.roll(uow, uow.today())) if n % 3 < 2]
        against = [len(come) * 2 // 3, len(come) // 10]
        sitting.hold(walk.clock, meeting_id, present=lambda _roll: come, against=against, abstained=2)
    with reading() as uow:
        facts = assembly.get_minutes(uow, meeting_id).facts
    walk.found["present"] = facts["present"]
    walk.found["votes"] = [
        {name: item["vote"][name] for name in ("outcome", "in_favour", "against", "abstained", "needed")}
        for item in facts["items"]
    ]
    return meeting_id


def issue(walk: Walk, period_id: int) -> None:
    """Payslips as decided, booked, and paid by bank; what left the bank is what was paid."""
    with walk.step("payslips"):
        with writing(walk.office("treasurer")) as uow:
            payroll.issue(uow, period_id)
        with writing(walk.office("treasurer")) as uow:
            payroll.pay(uow, period_id, day=uow.today(), way="bank")
    with reading() as uow:
        decision_id = pay.get_period(uow, period_id).decision_id
        assert decision_id is not None
        decision = records.get_decision(uow, decision_id)
        (bank,) = [b for b in books.trial_balance(uow) if b.code == accounts.BANK]
    walk.found["paid_minor"] = bank.credit.minor
    walk.found["decision"] = {
        "number": decision.number,
        "outcome": decision.outcome,
        "state": decision.state,
        "fingerprint": decision.fingerprint,
    }


def make_papers(walk: Walk, period_id: int, meeting_id: int) -> None:
    """Every promised paper becomes a PDF: the rota, the notice, the minutes, all payslips."""
    with walk.step("papers"):
        walk.found["papers"] = documents.render_pending().made
    with reading() as uow:
        minutes = papers.find_paper(uow, assembly_rules.MINUTES, str(meeting_id))
        slips = [
            papers.find_paper(uow, payroll.PAYSLIP, str(slip.id))
            for slip in pay.slips_of_period(uow, period_id)
        ]
        made = [p for p in [*slips, *papers.papers(uow, owner_id=None)] if p is not None and p.is_issued]
        pdfs = [papers.pdf_of(uow, paper.id) for paper in made]
        walk.found["papers_waiting"] = len(papers.pending(uow))
    assert all(pdf.startswith(b"%PDF-") for pdf in pdfs)
    walk.found["payslips"] = sum(paper in made for paper in slips)
    walk.found["minutes"] = minutes in made
    walk.found["pdf_bytes"] = sum(map(len, pdfs))


def verify_records(walk: Walk) -> None:
    """The book is signed and exported; the file alone, with the public key, is checked."""
    with walk.step("records"):
        with writing() as uow:
            recording.checkpoint(uow)
        with reading() as uow:
            book, size = records.exported(uow), records.size(uow)
        key = record_rules.public_key(keyring().get(recording.SIGNING_KEY))
        verdict = verifier.verify(book, key=key)
    walk.found["records_entries"] = size
    walk.found["records_verified"] = verdict.problem is None and verdict.entries == size


def check_journal(walk: Walk) -> None:
    """Every entry sums to zero, and so do all accounts together."""
    with walk.step("journal"), reading() as uow:
        even = not total([balance.balance for balance in books.trial_balance(uow)])
        walk.found["journal_balanced"] = even and books.journal_balanced(uow)
