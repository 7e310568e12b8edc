"""What is typed after a vote: dissent, what went to the authority, tasks."""

from __future__ import annotations

from datetime import date
from typing import Any

from coop.assembly.forms.minutes import long_field
from coop.kernel.sentences import N_
from coop.web.forms import CoopForm, RadioField, SelectField, choices, day_field, needed, text_field
from coop.web.language import _

WAYS = {
    "note": N_("It goes on"),
    "done": N_("It is done"),
    "dropped": N_("It is left undone"),
}


class DissentForm(CoopForm):
    """Who is not for a decision, and why."""

    member = SelectField(N_("Who"))
    reason = long_field(N_("Reason, in her words, as it is to stand in the minutes"))

    def __init__(self, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(people)


class SentForm(CoopForm):
    """When a paper went to the authority."""

    sent_on = day_field(N_("Sent on"))
    how = text_field(N_("Number of the procedure, or how it was handed in"))


class TaskForm(CoopForm):
    """Something to be done because of a decision."""

    what = text_field(N_("What is to be done"))
    member = SelectField(N_("Who does it"))
    due_on = day_field(N_("Until"))

    def __init__(self, people: list[tuple[int, str]], *, due: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(people)
        if self.due_on.data is None:
            self.due_on.data = due


class StepForm(CoopForm):
    """What became of a task."""

    way = RadioField(N_("How it stands"), [needed()], default="note")
    text = text_field(N_("What was done, or why not"), longest=1000)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.way.choices = [(key, _(title)) for key, title in WAYS.items()]
