"""Forms of pay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.kernel.sentences import N_
from coop.payroll import rules
from coop.web.forms import (
    CoopForm,
    MoneyField,
    SelectField,
    asked,
    choices,
    day_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _


class MonthForm(CoopForm):
    """A month to open."""

    year = whole_field(N_("Year"), low=2000, high=2199)
    month = whole_field(N_("Month, 1 to 12"), low=1, high=12)


class SourceForm(CoopForm):
    """A line of the pot."""

    kind = SelectField(N_("What it is"), [needed()])
    day = day_field(N_("Day of the statement, invoice or count"))
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

    day = day_field(N_("Day of payment"))
    way = SelectField(N_("How"), [needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.way.choices = choices([("bank", _("By bank")), ("cash", _("In cash"))])


class TitleForm(CoopForm):
    """What payslips are called."""

    title = text_field(
        N_("Title"), longest=60, description=N_("As printed at the head; a number follows by itself.")
    )


class SplitMotionForm(CoopForm):
    """Which frozen split is moved."""

    split = SelectField(N_("Split"), [needed()], description=N_("Frozen by the treasurer; still true today."))

    def __init__(self, splits: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.split.choices = choices(splits)
        self.split.data = asked("reparto") or self.split.data


class ReversalMotionForm(CoopForm):
    """Which payslip is to be reversed, and why."""

    slip = whole_field(N_("Number of the payslip"), low=1)
    reason = text_field(N_("Why it is to be reversed"), description=N_("It is read aloud with the motion."))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        number = asked("recibo") or ""
        if number.isdecimal():
            self.slip.data = int(number)
