"""Forms of the rota: the shape of what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from wtforms import Field
from wtforms.validators import NumberRange, Regexp

from coop.kernel.sentences import N_
from coop.rota.rules import LONGEST_REASON, LONGEST_WHY, MOST_MINUTES, RULES, SAID, Change, Proposal
from coop.web.forms import (
    BooleanField,
    CoopForm,
    HoursField,
    Needed,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
    choices,
    day_field,
    needed,
    text_field,
    whole_field,
)
from coop.web.language import _

Pairs = Sequence[tuple[object, str]]

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
EFFORTS = {
    "20": N_("Quick: 20 seconds"),
    "60": N_("Good: 1 minute"),
    "240": N_("Thorough: 4 minutes"),
}
"""Seconds that the solver may think."""

LONGEST_WEEKS = 13
NOT_EMPTY = N_("Write the hours, or 0 when there were none.")
IN_A_DAY = N_("A day has from 0 to 24 hours.")


class KindForm(CoopForm):
    """A kind of shift."""

    code = text_field(
        N_("Letter"),
        longest=3,
        description=N_("One to three letters or digits, such as M. It stands in the table of the week."),
    )
    name = text_field(N_("Name"), longest=40)
    start = TimeField(N_("Begins at"), [needed()])
    end = TimeField(
        N_("Ends at"), [needed()], description=N_("An hour before the beginning is that of the next day.")
    )
    takes_orders = BooleanField(N_("The work of orders is done on this shift"))
    solidarity = BooleanField(
        N_("Solidarity shift"),
        description=N_(
            "Worked for another workplace or the neighbourhood. Its hours count and are paid like all "
            "others, without clocking in."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code.validators = (
            *self.code.validators,
            Regexp(r"^[^\W_]+$", message=N_("Use letters and digits only.")),
        )


class PostForm(CoopForm):
    """A fixed post."""

    name = text_field(N_("Name"), longest=60)
    kind = SelectField(N_("Shift"), coerce=int)
    sector = SelectField(N_("Only members of this sector"))
    skill = SelectField(N_("Only members with this skill"))
    weekdays = SelectMultipleField(N_("Days"), [needed()], coerce=int)
    people_needed = whole_field(N_("How many people"), low=1, high=200)
    since = day_field(N_("From"))
    on_holidays = BooleanField(N_("Also on holidays"))
    guard = BooleanField(N_("Guard: it must never stay empty"))
    hard = BooleanField(
        N_("Hard post"),
        description=N_("Heat, dust, noise, weight: turns at it are shared out evenly over the year."),
    )

    def __init__(self, kinds: Pairs, sectors: Pairs, skills: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = choices(kinds)
        self.sector.choices = choices(sectors, empty=_("Anybody"))
        self.skill.choices = choices(skills, empty=_("Anybody"))
        self.weekdays.choices = [(n, _(name)) for n, name in enumerate(WEEKDAYS)]


class AllowedForm(CoopForm):
    """Which kinds of shift a member may be planned on."""

    kinds = SelectMultipleField(
        N_("Shifts that she or he works"), coerce=int, description=N_("Without any mark: all of them.")
    )

    def __init__(self, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds.choices = list(kinds)


class WishForm(CoopForm):
    """What a member says beforehand about some shifts."""

    what = RadioField(N_("What do you want to say?"), [needed()])
    kind = SelectField(N_("About which shift"))
    start = day_field(N_("First day"))
    last = day_field(
        N_("Last day"),
        required=False,
        description=N_("Empty: that one day; with weekdays, until you withdraw it."),
    )
    weekdays = SelectMultipleField(
        N_("Only on these weekdays"), coerce=int, description=N_("Without any mark: every day.")
    )
    reason = text_field(
        N_("Why, if you want to say it"),
        required=False,
        longest=LONGEST_WHY,
        description=N_("Only you and the coordinator can read it."),
    )

    def __init__(self, kinds: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.what.choices = [(key, _(said)) for key, said in SAID.items()]
        self.kind.choices = choices(kinds, empty=_("Any shift"))
        self.weekdays.choices = [(n, _(name)) for n, name in enumerate(WEEKDAYS)]


class PlanForm(CoopForm):
    """Which days to plan, and how long to think."""

    start = day_field(N_("First day"), description=N_("Best a Monday."))
    weeks = whole_field(N_("How many weeks"), low=1, high=LONGEST_WEEKS)
    effort = RadioField(N_("How long may the computer think?"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.effort.choices = [(key, _(said)) for key, said in EFFORTS.items()]


class PublishForm(CoopForm):
    """The question before a rota is published: nothing is filled in."""


class MonthForm(CoopForm):
    """Whose month to print."""

    member = SelectField(N_("Member"), coerce=int)
    day = day_field(N_("Any day of the month"))

    def __init__(self, members: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.member.choices = choices(members)


class CalendarForm(CoopForm):
    """The press that makes a calendar's address: nothing is filled in."""


class DutyForm(CoopForm):
    """What a member does on one day of a draft."""

    shift = RadioField(N_("Shift on that day"))

    def __init__(self, options: Pairs, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shift.choices = choices(options)


SCOPES = {
    "lost": N_("Only the shifts that somebody cannot keep"),
    "open": N_("Also the shifts that nobody covered before"),
    "now": N_("What the posts and orders need as of today"),
}
"""What a repair has to cover."""


class RepairForm(CoopForm):
    """Which days of the rota in force to mend, and how much may change."""

    start = day_field(N_("First day"), description=N_("From tomorrow on; what lies before stays as it is."))
    weeks = whole_field(N_("How many weeks"), low=1, high=4)
    most = whole_field(
        N_("People to touch, at most"),
        low=1,
        high=20,
        description=N_("For the way with few people; the others may ask more."),
    )
    scope = RadioField(N_("What is to be covered?"), default="lost")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scope.choices = [(key, _(said)) for key, said in SCOPES.items()]


class ConfirmForm(CoopForm):
    """Which days' hours to confirm."""

    start = day_field(N_("First day"))
    last = day_field(N_("Last day"))


class HoursForm(CoopForm):
    """The hours of some days: what is proposed, and the reason where something else is written.

    Fields are named by member and day, so that what was typed for one is never read as another's.
    """

    @classmethod
    def of(cls, proposals: Iterable[Proposal], label: Callable[[Proposal], str]) -> HoursForm:
        """A form with two fields for each proposal.

        Args:
            proposals: what is asked about, filled with what is proposed.
            label: whom and which day it is about, as shown.
        """
        fields: dict[str, object] = {}
        for proposal in proposals:
            name = _key(proposal)
            fields[f"hours_{name}"] = HoursField(
                label(proposal),
                [Needed(NOT_EMPTY), NumberRange(0, MOST_MINUTES, IN_A_DAY)],
                default=proposal.minutes,
            )
            fields[f"reason_{name}"] = text_field(
                N_("Reason, if it is not what is proposed"), required=False, longest=LONGEST_REASON
            )
        made: HoursForm = type("HoursForm", (cls,), fields)()
        return made

    def fields_of(self, proposal: Proposal) -> tuple[Field, Field]:
        """The hours and the reason of a proposal."""
        name = _key(proposal)
        return self[f"hours_{name}"], self[f"reason_{name}"]

    def typed(self, proposal: Proposal) -> Change:
        """What was written about a proposal."""
        hours, reason = self.fields_of(proposal)
        return Change(hours.data, reason.data)


def _key(proposal: Proposal) -> str:
    return f"{proposal.member_id}_{proposal.day:%Y%m%d}"


class CorrectionForm(CoopForm):
    """The hours of one day, corrected."""

    hours = HoursField(N_("Hours"), [needed()], description=N_("Such as 7:30; 0 when there were none."))
    reason = text_field(N_("Reason"), longest=LONGEST_REASON)


class AmendmentForm(CoopForm):
    """A day as it was, instead of as it was clocked."""

    day = day_field(N_("Day"))
    came = TimeField(N_("When I came"), [needed()])
    went = TimeField(
        N_("When I went"), [needed()], description=N_("An hour before the beginning is that of the next day.")
    )
    why = text_field(
        N_("What happened"), longest=LONGEST_REASON, description=N_("Such as: forgot to clock out.")
    )


class AmendmentAnswerForm(CoopForm):
    """The answer to a request about hours."""

    accept = RadioField(N_("Is it put right?"), [needed()])
    answer = text_field(
        N_("Reason"), required=False, longest=LONGEST_REASON, description=N_("Needed if it is not put right.")
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.accept.choices = [("yes", _("Yes, it counts as she says.")), ("no", _("No, it stays as it is."))]


class RuleForm(CoopForm):
    """A rule of the rota, put to the vote."""

    rule = SelectField(N_("Rule"))
    hours = HoursField(N_("Hours, for rules that count hours"), description=N_("Such as 11:00."))
    days = whole_field(N_("Days or nights, for rules that count them"), high=28, required=False)
    answer = RadioField(N_("Yes or no, for rules that ask for it"), default="")
    no_limit = BooleanField(N_("No limit at all"))
    strict = RadioField(N_("How strictly"), default="hard")
    since = day_field(N_("From"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule.choices = [(r.code, _(r.title)) for r in RULES.values() if r.votable]
        self.answer.choices = [("", _("it is no such rule")), ("yes", _("yes")), ("no", _("no"))]
        self.strict.choices = [
            ("hard", _("It is never broken.")),
            (
                "weight",
                _("It is kept where possible; a shift that nobody could cover otherwise goes before it."),
            ),
        ]
