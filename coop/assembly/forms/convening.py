"""What is typed to call an assembly."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.widgets import CheckboxInput, ListWidget

from coop.assembly.rules import KINDS
from coop.kernel.sentences import N_
from coop.web.forms import (
    CoopForm,
    RadioField,
    SelectMultipleField,
    TimeField,
    choices,
    day_field,
    needed,
    text_field,
)
from coop.web.language import _


class ConveneForm(CoopForm):
    """Calling an assembly."""

    kind = RadioField(N_("Kind"), [needed()], default="extraordinary")
    day = day_field(N_("Day"))
    hour = TimeField(N_("Hour"), [needed()])
    place = text_field(N_("Place"))
    motions = SelectMultipleField(
        N_("Agenda"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=N_("In this order. It cannot be changed once the assembly is called."),
    )

    def __init__(self, motions: list[tuple[int, str]], *, place: str, first: date, **kwargs: Any) -> None:
        super().__init__(data={"place": place, "day": first}, **kwargs)
        self.kind.choices = [(code, _(title)) for code, title in KINDS.items()]
        self.motions.choices = choices(motions)
