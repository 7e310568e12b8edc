"""Forms of pay."""

from __future__ import annotations

from typing import Any

from flask import has_request_context, request

from coop.kernel.sentences import N_
from coop.payroll import queries, rules
from coop.store import reading
from coop.web.forms import (
    CoopForm,
    DateField,
    MoneyField,
    SelectField,
    choices,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _, money, month, say


class MonthForm(CoopForm):
    """A month to open."""

    year = whole_field(N_("Year"), low=2000, high=2199)
    month = whole_field(N_("Month, 1 to 12"), low=1, high=12)


class SourceForm(CoopForm):
    """A line of the pot."""

    kind = SelectField(N_("What it is"), [needed()])
    day = DateField(N_("Day of the statement, invoice or count"), [needed()])
    text = text_field(N_("Where it is seen"), description=N_("Such as: bank statement, invoice A-12"))
    amount = MoneyField(N_("Amount"), [needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = choices([(k, _(title)) for k, (title, _sign) in rules.KINDS.items()])


class SchemeForm(CoopForm):
    """How much of the pot is shared per head; the rest goes by hours."""

    head = whole_field(N_("Per cent shared equally per head (the rest by hours)"), low=0, high=100)


class PayForm(CoopForm):
    """That the month was paid."""

    day = DateField(N_("Day of payment"), [needed()])
    way = SelectField(N_("How"), [needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices([("bank", _("By bank")), ("cash", _("In cash"))])


class ReverseSlipForm(CoopForm):
    """Why a payslip is reversed."""

    reason = text_field(N_("Why it is reversed, and by which decision"))


class TitleForm(CoopForm):
    """What payslips are called."""

    title = text_field(
        N_("Title"), longest=60, description=N_("As printed at the head; a number follows by itself.")
    )


class SplitMotionForm(CoopForm):
    """Which frozen split is moved."""

    split = SelectField(N_("Split"), [needed()], description=N_("Frozen by the treasurer; still true today."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with reading() as uow:
            self.split.choices = choices([(p.subject, _label(p)) for p in queries.proposable(uow)])
        if has_request_context() and request.method == "GET":
            self.split.data = request.args.get("reparto", self.split.data)


def _label(proposed: queries.Proposed) -> str:
    split = proposed.frozen.split
    return f"{month(proposed.frozen.month.first)} · {say(split.scheme.sentence)} · {money(split.pot)}"
