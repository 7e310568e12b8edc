"""What is typed to call an assembly."""

from __future__ import annotations

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
    file_field,
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

    petition = SelectField(N_("Members asked for it"))

    def __init__(
        self,
        motions: list[tuple[int, str]],
        petitions: list[tuple[int, str]],
        *,
        data: dict[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(data=data, **kwargs)
        self.petition.choices = choices(petitions, empty=_("No"))
        if not petitions:
            del self.petition
        self.kind.choices = [(code, _(title)) for code, title in KINDS.items()]
        self.motions.choices = choices(motions)


class CallOffForm(CoopForm):
    """Why a called assembly is not held."""

    why = text_field(N_("Why it is not held; everybody is told"))


class PetitionForm(CoopForm):
    """Members ask for an assembly."""

    why = text_field(N_("Why it cannot wait"), longest=500)
    motions = SelectMultipleField(
        N_("What it is to vote"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def __init__(self, motions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.motions.choices = choices(motions)


class NominationForm(CoopForm):
    """Naming a candidate."""

    member = SelectField(N_("Who"), [needed()])

    def __init__(self, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(members, empty=_("Choose"))


class PreMeetingForm(CoopForm):
    """A shift talks the agenda over."""

    whom = text_field(N_("Which shift or sector"), longest=120)
    day = day_field(N_("Day"))
    hour = TimeField(N_("Hour"), [needed()])
    place = text_field(N_("Place"))


class SaidForm(CoopForm):
    """What a shift said."""

    said = TextAreaField(
        N_("What was said, for the minutes"),
        [needed(), Length(max=LONGEST_TEXT, message=N_("That is too long."))],
    )


class PaperForm(CoopForm):
    """A paper for a motion."""

    file = file_field(N_("PDF, photo, or text or sheet of an office program; 5 MB at most"))
