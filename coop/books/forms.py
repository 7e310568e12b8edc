"""Forms of the books."""

from __future__ import annotations

from coop.books.rules import CHART
from coop.kernel.sentences import N_
from coop.web.forms import CoopForm, DateField, MoneyField, SelectField, choices, needed, text_field

ACCOUNTS = choices([(a.code, f"{a.code} {a.name}") for a in CHART])


class EntryForm(CoopForm):
    """An entry of two lines: the everyday case."""

    day = DateField(N_("Day"), [needed()])
    text = text_field(N_("What happened"))
    debit = SelectField(N_("Where it goes (debit)"), [needed()], choices=ACCOUNTS)
    credit = SelectField(N_("Where it comes from (credit)"), [needed()], choices=ACCOUNTS)
    amount = MoneyField(N_("Amount"), [needed()])


class ReverseForm(CoopForm):
    """Why an entry is undone."""

    reason = text_field(N_("Why it is reversed"))
