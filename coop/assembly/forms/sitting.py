"""What is typed while an assembly sits: at the door, at the table."""

from __future__ import annotations

from typing import Any

from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    SelectField,
    choices,
    text_field,
    whole_field,
)
from coop.web.language import _


class DoorForm(CoopForm):
    """One person at the door: by number or badge, or by pressing a name."""

    who = text_field(N_("Member number or badge"), longest=200, required=False)
    come_in = whole_field(N_("Comes in"), low=1, required=False)
    go_out = whole_field(N_("Goes out"), low=1, required=False)


class OfficersForm(CoopForm):
    """Whom the assembly chose to chair, count and sign."""

    chair = SelectField(N_("Chair"))
    teller_a = SelectField(N_("First teller"))
    teller_b = SelectField(N_("Second teller"))
    signer_a = SelectField(N_("First member who signs the minutes"))
    signer_b = SelectField(N_("Second member who signs the minutes"))

    def __init__(self, here: list[tuple[int, str]], *, is_open: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        nobody_new = N_("Whoever chairs it now") if is_open else N_("The president")
        self.chair.choices = choices(here, empty=_(nobody_new))
        for field in (self.teller_a, self.teller_b):
            field.choices = choices(here, empty=_("The scrutineers"))
        for field in (self.signer_a, self.signer_b):
            field.choices = choices(here, empty=_("Not chosen yet"))


class SetAsideForm(CoopForm):
    """Why an item is left without a vote."""

    why = text_field(N_("Reason, for the minutes"))
