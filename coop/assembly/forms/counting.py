"""What is typed to count, and to answer a roll-call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field
from wtforms.widgets import CheckboxInput, ListWidget

from coop.assembly.rules.counting import Ballot
from coop.assembly.rules.questions import METHODS, YES_NO
from coop.kernel.sentences import N_
from coop.web.forms import (
    LONGEST_TEXT,
    CoopForm,
    Length,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
    choices,
    file_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _

MOST = 100_000


class CountForm(CoopForm):
    """What one teller counted of hands for and against."""

    in_favour = whole_field(N_("In favour"), high=MOST)
    against = whole_field(N_("Against"), high=MOST)
    abstained = whole_field(N_("Abstentions"), high=MOST)


class PaperCountForm(CoopForm):
    """What one scrutineer counted of ballots for and against."""

    in_favour = whole_field(N_("In favour"), high=MOST)
    against = whole_field(N_("Against"), high=MOST)
    abstained = whole_field(N_("Blank"), high=MOST)
    spoilt = whole_field(N_("Spoilt"), high=MOST)


class OptionCountForm(CoopForm):
    """What one teller counted where each names one option; made by `option_count_form`."""

    blank = whole_field(N_("Blank"), high=MOST)
    options: int = 0

    @property
    def ballots(self) -> list[Ballot]:
        """The numbers as ballots."""
        counted = {n: int(self[f"option_{n}"].data) for n in range(1, self.options + 1)}
        named = [Ballot(count, ((n,),)) for n, count in counted.items() if count]
        blank = int(self.blank.data)
        return [*named, Ballot(blank, ())] if blank else named


def option_count_form(names: Sequence[str]) -> OptionCountForm:
    """A form with one number for each option, in the order of the ballot."""
    fields: dict[str, Any] = {
        f"option_{n}": whole_field(f"{n}. {name}", high=MOST) for n, name in enumerate(names, start=1)
    }
    made: OptionCountForm = type("OptionCounts", (OptionCountForm,), {**fields, "options": len(names)})()
    return made


class BallotsForm(CoopForm):
    """Ballots that name several options, alike ones on one line."""

    lines = TextAreaField(
        N_("Ballots, alike ones on one line"),
        [Length(max=LONGEST_TEXT, message=N_("That is too long."))],
        description=N_(
            "Such as 3: 2 1, which is three ballots that put option 2 before option 1. "
            "Nothing behind the colon is a blank ballot."
        ),
    )
    file = file_field(
        N_("Or a BLT file of them"),
        required=False,
        description=N_("With the candidates in the order of the ballot."),
    )

    def validate_lines(self, field: Field) -> None:
        """One of the two, not both and not neither."""
        if bool(self.file.data) == bool((field.data or "").strip()):
            raise ValidationError(_("Type the ballots or choose a file: one of the two."))


class SayForm(CoopForm):
    """For or against, in a roll-call."""

    said = RadioField(N_("Vote"), [needed()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.said.choices = [(key, _(title)) for key, title in YES_NO.items()]

    @property
    def answer(self) -> dict[str, Any]:
        """For the use case."""
        return {"said": self.said.data}


class NameForm(CoopForm):
    """One option, or none, in a roll-call."""

    option = RadioField(N_("Vote"), [needed()])

    def __init__(self, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        numbered = [(str(n), name) for n, name in enumerate(names, start=1)]
        self.option.choices = [*numbered, ("0", _("Blank"))]

    @property
    def answer(self) -> dict[str, Any]:
        """For the use case."""
        chosen = int(self.option.data)
        return {"ranks": [[chosen]] if chosen else []}


class NamesForm(CoopForm):
    """As many options as one approves of, in a roll-call."""

    named = SelectMultipleField(
        N_("Vote"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )

    def __init__(self, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.named.choices = [(str(n), name) for n, name in enumerate(names, start=1)]

    @property
    def answer(self) -> dict[str, Any]:
        """For the use case."""
        return {"ranks": [[int(n)] for n in self.named.data or ()]}


class RankForm(CoopForm):
    """Options in order, in a roll-call; made by `rank_form`."""

    options: int = 0

    @property
    def answer(self) -> dict[str, Any]:
        """For the use case: options on one place share a rank."""
        places = [(int(self[f"option_{n}"].data or 0), n) for n in range(1, self.options + 1)]
        used = sorted({place for place, _n in places if place})
        return {"ranks": [[n for place, n in places if place == each] for each in used]}


def rank_form(names: Sequence[str]) -> RankForm:
    """A form with a place for each option, in the order of the ballot."""
    fields = {f"option_{n}": SelectField(f"{n}. {name}") for n, name in enumerate(names, start=1)}
    made: RankForm = type("Ranks", (RankForm,), {**fields, "options": len(names)})()
    places = choices([(place, f"{place}.º") for place in range(1, len(names) + 1)], empty="–")
    for name in fields:
        made[name].choices = places
    return made


class PutForm(CoopForm):
    """How an item is put to the vote, or a vote taken again."""

    method = RadioField(N_("How it is voted"), [needed()])

    def __init__(self, methods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.method.choices = [(method, _(METHODS[method])) for method in methods]


class AgainForm(PutForm):
    """A vote taken again for a reason."""

    why = text_field(N_("Reason, for the minutes"))


class LotForm(CoopForm):
    """Who came out of a lot."""

    drawn = RadioField(N_("Who came out"), [needed()])

    def __init__(self, among: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.drawn.choices = [(str(n), name) for n, name in among]
