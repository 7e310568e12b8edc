"""What is typed about who is in the hall: guests, proxies, arrears, speakers, recesses."""

from __future__ import annotations

from typing import Any

from coop.kernel.sentences import N_
from coop.web.forms import CoopForm, SelectField, TimeField, choices, day_field, needed, text_field

Pairs = list[tuple[int, str]]


class GuestForm(CoopForm):
    """Somebody who may speak and does not vote."""

    name = text_field(N_("Name"), longest=120)
    capacity = text_field(N_("As what: adviser, neighbour, member of another co-op"), longest=120)


class ProxyForm(CoopForm):
    """Who votes for whom."""

    giver = SelectField(N_("Who is not here"), [needed()])
    holder = SelectField(N_("Who votes for her"), [needed()])

    def __init__(self, away: Pairs, here: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.giver.choices = choices(away, empty="")
        self.holder.choices = choices(here, empty="")


class ArrearsForm(CoopForm):
    """Who owes what, since when."""

    member = SelectField(N_("Member"), [needed()])
    since = day_field(N_("Since"))
    why = text_field(N_("What is owed"))

    def __init__(self, roll: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(roll, empty="")


class SpeakerForm(CoopForm):
    """Whose hand is up; keys are `m12` for a member and `g3` for a guest."""

    who = SelectField(N_("Whose hand is up"), [needed()])

    def __init__(self, here: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.who.choices = choices(here, empty="")


class RecessForm(CoopForm):
    """When and where an interrupted assembly goes on."""

    day = day_field(N_("Day"))
    hour = TimeField(N_("Hour"), [needed()])
    place = text_field(N_("Place"))
