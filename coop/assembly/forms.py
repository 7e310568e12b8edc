"""The shape of what is typed in and around an assembly."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.widgets import CheckboxInput, ListWidget

from coop.assembly.rules import KINDS
from coop.kernel.sentences import N_
from coop.web.forms import (
    LONGEST_TEXT,
    CoopForm,
    Length,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
    choices,
    day_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _


class TextMotionForm(CoopForm):
    """A resolution in words."""

    title = text_field(N_("What it is about"), longest=120)
    text = TextAreaField(
        N_("The resolution, word for word as it is to be voted"),
        [needed(), Length(max=LONGEST_TEXT, message=N_("That is too long."))],
        filters=[lambda value: value.replace("\r\n", "\n").replace("\0", "").strip() if value else value],
    )


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


class DoorForm(CoopForm):
    """One person at the door: by number, or by pressing a name."""

    number = whole_field(N_("Member number"), low=1, required=False)
    come_in = whole_field(N_("Comes in"), low=1, required=False)
    go_out = whole_field(N_("Goes out"), low=1, required=False)


class CountForm(CoopForm):
    """What one teller counted."""

    in_favour = whole_field(N_("In favour"), high=100_000)
    against = whole_field(N_("Against"), high=100_000)
    abstained = whole_field(N_("Abstentions"), high=100_000)


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


class RegistrationForm(CoopForm):
    """What the authority answered."""

    registered_as = text_field(N_("Number and date of the registration"), longest=120)
