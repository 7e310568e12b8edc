"""What is typed about delegates and their mandates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coop.assembly.forms.minutes import long_field
from coop.assembly.rules.delegations import MOST_DAYS
from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    SelectField,
    asked,
    choices,
    day_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _


class DelegationForm(CoopForm):
    """Moving to send a delegate with a mandate."""

    member = SelectField(N_("Who is sent"), [needed()])
    purpose = text_field(
        N_("Where, or to what"),
        longest=120,
        description=N_("For example a federation, a negotiation, the assembly of the quarter."),
    )
    words = long_field(N_("What the delegate is to say and do"))
    limits = long_field(
        N_("What the delegate may not do without asking the assembly"),
        required=False,
        description=N_("For example sign, spend more than an amount, agree to a price."),
    )
    since = day_field(
        N_("First day"), required=False, description=N_("Leave it empty for the day of the vote.")
    )
    last = day_field(N_("Last day"), description=N_("At most three years after the first day."))
    report_days = whole_field(
        N_("Days between two reports"),
        high=MOST_DAYS,
        description=N_("0 for one report, on the last day. Every report is a task with its day."),
    )

    def __init__(self, members: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(members, empty=_("Choose"))


class DelegationRecallForm(CoopForm):
    """Moving to recall a delegate."""

    mandate = SelectField(N_("Delegate"), [needed()])
    why = text_field(
        N_("Grounds"),
        required=False,
        longest=500,
        description=N_("The assembly may recall without grounds; it is said when none are given."),
    )

    def __init__(self, delegates: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mandate.choices = choices(delegates, empty=_("Choose"))
        self.mandate.data = asked("mandato") or self.mandate.data


class GiveBackForm(CoopForm):
    """Giving up one's own mandate as delegate."""

    why = text_field(N_("Why; it is read to the assembly"), longest=500)
