"""The shape of what is typed about the co-op and its people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms.widgets import CheckboxInput, ListWidget

from coop.kernel.counting import COUNTING
from coop.kernel.offices import OFFICES as OFFICE_TITLES
from coop.kernel.sentences import N_
from coop.people.rules import ABSENCES, OFFICES
from coop.web.forms import (
    BooleanField,
    CoopForm,
    Optional,
    SelectField,
    SelectMultipleField,
    choices,
    day_field,
    file_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import LANGUAGES, _

Pairs = Sequence[tuple[int, str]]


def many(label: str, description: str = "") -> SelectMultipleField:
    """Checkboxes for keys; the options are set by the form."""
    return SelectMultipleField(
        label,
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=description,
    )


def one_of(label: str, *, required: bool = True, description: str = "") -> SelectField:
    """A choice of one key; the options are set by the form."""
    return SelectField(label, [needed() if required else Optional()], description=description)


class NameForm(CoopForm):
    """The name of a sector or skill."""

    name = text_field(N_("Name"), longest=80)


class PersonForm(CoopForm):
    """What is written down about a person."""

    given_names = text_field(N_("Given names"), longest=100)
    family_name = text_field(N_("Family name"), longest=100)
    dni = text_field(N_("DNI"), required=False, longest=20)
    cuit = text_field(N_("CUIT"), required=False, longest=20)
    birth_on = day_field(N_("Day of birth"), required=False)
    cbu = text_field(N_("CBU (bank account)"), required=False, longest=40)
    household_size = whole_field(
        N_("People in the household"),
        low=1,
        high=30,
        description=N_("Everybody who lives on this income, the member included."),
    )
    sector = one_of(N_("Sector"), required=False)
    language = one_of(N_("Language"), required=False)
    skills = many(N_("Skills"))

    def __init__(self, sectors: Pairs, skills: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sector.choices = choices(sectors, empty=_("None"))
        self.skills.choices = list(skills)
        self.language.choices = choices(list(LANGUAGES.items()), empty=_("That of the workplace"))


class CandidateForm(PersonForm):
    """A new person."""

    number = whole_field(
        N_("Member number"),
        low=1,
        high=10_000_000,
        required=False,
        description=N_("Leave it empty to get the next free one."),
    )


class OwnForm(CoopForm):
    """What a member changes about herself."""

    household_size = whole_field(
        N_("People in the household"),
        low=1,
        high=30,
        description=N_(
            "Everybody who lives on this income, yourself included. You and the secretary see it."
        ),
    )
    cbu = text_field(
        N_("CBU (bank account)"),
        required=False,
        longest=40,
        description=N_("Where your pay goes. 22 digits; leave it empty to be paid in cash."),
    )


class LanguageForm(CoopForm):
    """The language in which the program speaks to a member."""

    language = one_of(N_("Language"), required=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.language.choices = choices(list(LANGUAGES.items()), empty=_("That of the workplace"))


class SkillsForm(CoopForm):
    """The skills of one member."""

    skills = many(N_("Skills"))

    def __init__(self, skills: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.skills.choices = list(skills)


class LeaveForm(CoopForm):
    """Leaving the co-op."""

    on = day_field(
        N_("First day no longer with the co-op"),
        description=N_("From that day on there is no pay, no vote and no office. It cannot be taken back."),
    )
    sure = BooleanField(N_("Yes, it is meant"), [needed()])


class AbsenceForm(CoopForm):
    """Days away."""

    kind = SelectField(
        N_("Reason"), [needed()], description=N_("Only the member and the secretary see the reason.")
    )
    start = day_field(N_("First day away"))
    last = day_field(N_("Last day away"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [(code, _(title)) for code, title in ABSENCES.items()]


class OthersAbsenceForm(AbsenceForm):
    """Days away of somebody."""

    member = one_of(N_("Member"))

    def __init__(self, members: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(members, empty=_("Choose"))


class CoopDataForm(CoopForm):
    """The letterhead."""

    name = text_field(N_("Short name"), longest=80)
    address = text_field(N_("Address"))
    city = text_field(N_("Town"), longest=80)
    province = text_field(N_("Province"), longest=80)
    cuit = text_field(N_("CUIT"), required=False, longest=20)
    matricula = text_field(N_("Registration number of the co-op"), required=False, longest=40)


class HolidayForm(CoopForm):
    """A day off."""

    day = day_field(N_("Day"))
    name = text_field(N_("Name"), longest=120)


class YearForm(CoopForm):
    """A year of public holidays."""

    year = whole_field(N_("Year"), low=2000, high=2100)


class UploadForm(CoopForm):
    """A file of people."""

    file = file_field(
        N_("File"),
        description=N_("XLSX or CSV, at most 5 MB and 2,000 rows, with headings in the first row."),
    )
    mapping = file_field(
        N_("Mapping file, if you have one"),
        required=False,
        description=N_("The TOML file that you kept from an earlier import."),
    )


class AdmissionForm(CoopForm):
    """Moving to admit somebody."""

    candidates = many(N_("Candidates"))
    trial = BooleanField(
        N_("On trial first"),
        description=N_("Who is on trial works and is paid, and is on no roll: no vote, no office."),
    )

    def __init__(self, candidates: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.candidates.choices = list(candidates)


class ElectionForm(CoopForm):
    """Moving to give somebody an office."""

    member = one_of(N_("Member"))
    office = SelectField(N_("Office"), [needed()])
    since = day_field(
        N_("First day in office"), required=False, description=N_("Leave it empty for the day of the vote.")
    )
    last = day_field(N_("Last day in office"), description=N_("At most three years after the first day."))

    def __init__(self, members: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(members, empty=_("Choose"))
        self.office.choices = [(code, _(OFFICE_TITLES[code])) for code in OFFICES]


class BallotForm(CoopForm):
    """Moving an election between candidates."""

    office = SelectField(N_("Office"), [needed()])
    candidates = SelectMultipleField(
        N_("Candidates"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        description=N_("They stand on the ballot in this order. Ask each of them first."),
    )
    seats = whole_field(N_("How many are elected"), low=1, high=20)
    alternates = whole_field(N_("How many alternates"), high=20)
    rule = SelectField(N_("How it is counted"), [needed()])
    since = day_field(
        N_("First day in office"), required=False, description=N_("Leave it empty for the day of the vote.")
    )
    last = day_field(N_("Last day in office"), description=N_("At most three years after the first day."))

    def __init__(self, members: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.candidates.choices = choices(members)
        self.office.choices = [(code, _(OFFICE_TITLES[code])) for code in OFFICES]
        self.rule.choices = [(code, _(title)) for code, title in COUNTING.items()]


class ResignForm(CoopForm):
    """Giving up one's own office."""

    why = text_field(N_("Why; it is read to the assembly"), longest=500)


class RecallForm(CoopForm):
    """Moving to end a mandate."""

    mandate = one_of(N_("Mandate"))
    why = text_field(
        N_("Grounds"),
        required=False,
        longest=500,
        description=N_("The assembly may recall without grounds; it is said when none are given."),
    )

    def __init__(self, mandates: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mandate.choices = choices(mandates, empty=_("Choose"))
