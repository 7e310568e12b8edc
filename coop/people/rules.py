"""Who is a member when, who may hold which office, and which identity numbers are right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final, Literal

from stdnum.ar import cbu as stdnum_cbu
from stdnum.ar import cuit as stdnum_cuit
from stdnum.ar import dni as stdnum_dni
from stdnum.exceptions import ValidationError

from coop.kernel import offices
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.ranges import Days

Status = Literal["candidate", "trial", "member", "left"]
STATUS_TITLES: Final[dict[str, str]] = {
    "candidate": N_("Candidate"),
    "trial": N_("On trial"),
    "member": N_("On the roll"),
    "left": N_("Left"),
}

OFFICES: Final = tuple(offices.OFFICES)
"""Every office, in the order in which lists show them."""
SINGLE: Final = offices.COUNCIL
"""Offices that one person holds at a time for the whole co-op, and of which she holds one only."""
LONGEST_TERM: Final = 3
"""Years an office may be given for."""

ABSENCES: Final[dict[str, str]] = {
    "holiday": N_("Annual leave"),
    "illness": N_("Illness"),
    "care": N_("Care of a relative"),
    "study": N_("Study"),
    "union": N_("Representing the co-op"),
    "other": N_("Other reason"),
}
ADULT: Final = 18
"""Years of age from which a person may be a member without a legal representative."""
LONGEST_ABSENCE: Final = 730
"""Days one absence may last."""


class BadCuit(Invalid):
    message = N_(
        "%(value)s is not a CUIT. It has eleven digits and the last one checks the others; look it up again."
    )


class BadDni(Invalid):
    message = N_("%(value)s is not a DNI. It has seven or eight digits.")


class BadCbu(Invalid):
    message = N_(
        "%(value)s is not a CBU. It has 22 digits, two of which check the others; copy it from the bank."
    )


class CuitNotOfDni(Invalid):
    message = N_(
        "The CUIT %(cuit)s contains another DNI than %(dni)s. One of the two is wrong; look both up."
    )


class NotInThePast(Invalid):
    message = N_("The day of birth %(day)s cannot be right. Write the day, month and year of birth.")


class HouseholdSize(Invalid):
    message = N_(
        "A household of %(size)s cannot be right. Count everybody who lives on this income, from 1 to 30."
    )


class TooYoung(CoopError):
    message = N_(
        "%(name)s is not 18 yet and needs the signature of a legal representative. Admit on paper for now."
    )


class NotOnTheRoll(CoopError):
    message = N_(
        "%(name)s is not a member on %(day)s, and only members hold an office. Admit first, then elect."
    )


class RotationDue(CoopError):
    message = N_(
        "%(name)s has had all the terms in a row that the statute allows: %(terms)s (%(article)s). "
        "Choose somebody else; after a pause as long as the last term it can be %(name)s again."
    )


class UnknownOffice(Invalid):
    message = N_("There is no office called %(office)s. Choose one from the list.")


class OfficeTaken(CoopError):
    message = N_("%(holder)s holds this office already. End that mandate first, or choose another office.")


class OfficesClash(CoopError):
    message = N_(
        "%(name)s is %(held)s already, which does not go together with %(office)s. End that mandate first."
    )


class TermTooLong(Invalid):
    message = N_("An office is given from %(since)s for at most three years. Choose a day before %(limit)s.")


class TermBackwards(Invalid):
    message = N_("The last day of the mandate lies before its first. Choose a later day.")


class AbsenceBackwards(Invalid):
    message = N_("The absence ends before it starts. Choose a later last day.")


class AbsenceTooLong(Invalid):
    message = N_("An absence of %(days)s days is too long to write down at once. Two years are the most.")


def plain_cuit(value: str) -> str:
    """The eleven digits of a CUIT or CUIL.

    Raises:
        BadCuit: wrong length, kind or check digit.

    References:
        AFIP/ARCA; algorithm as in python-stdnum `stdnum.ar.cuit`.
    """
    try:
        return str(stdnum_cuit.validate(value))
    except ValidationError as wrong:
        raise BadCuit(value=value) from wrong


def plain_dni(value: str) -> str:
    """The seven or eight digits of a DNI.

    Raises:
        BadDni: wrong length, or something else than digits and dots.
    """
    try:
        return str(stdnum_dni.validate(value))
    except ValidationError as wrong:
        raise BadDni(value=value) from wrong


def plain_cbu(value: str) -> str:
    """The 22 digits of a bank account number (CBU).

    Raises:
        BadCbu: wrong length or check digits.

    References:
        Banco Central de la República Argentina, Com. A 2622; `stdnum.ar.cbu`.
    """
    try:
        return str(stdnum_cbu.validate(value))
    except ValidationError as wrong:
        raise BadCbu(value=value) from wrong


def check_cuit_of_dni(cuit: str | None, dni: str | None) -> None:
    """Refuse a CUIT whose middle digits are another person's DNI.

    Raises:
        CuitNotOfDni: the two contradict each other.
    """
    if cuit and dni and cuit[2:10] != dni.zfill(8):
        raise CuitNotOfDni(cuit=cuit, dni=dni)


def check_birth(day: date | None, today: date) -> None:
    """Refuse a day of birth in the future or more than 120 years ago.

    Raises:
        NotInThePast: the day cannot be right.
    """
    if day is not None and (day > today or day.year < today.year - 120):
        raise NotInThePast(day=day)


def check_household(size: int) -> None:
    """Refuse an absurd household.

    Args:
        size: persons who live on the income, the member included.

    Raises:
        HouseholdSize: outside 1 to 30.
    """
    if not 1 <= size <= 30:
        raise HouseholdSize(size=size)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 1 March where that year has no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def check_age(name: str, birth_on: date | None, day: date) -> None:
    """Refuse to admit somebody known to be under 18.

    Raises:
        TooYoung: under 18 on that day. An unknown day of birth is not refused.

    References:
        Ley 20.337 art. 17.
    """
    if birth_on is not None and years_after(birth_on, ADULT) > day:
        raise TooYoung(name=name)


def status_on(day: date, *, trial_on: date | None, joined_on: date | None, left_on: date | None) -> Status:
    """What somebody is on a day.

    Args:
        day: the day asked about.
        trial_on: first day on trial.
        joined_on: first day as a full member.
        left_on: first day no longer with the co-op (half-open).
    """
    if left_on is not None and day >= left_on:
        return "left"
    if joined_on is not None and day >= joined_on:
        return "member"
    if trial_on is not None and day >= trial_on:
        return "trial"
    return "candidate"


def check_term(since: date, until: date) -> None:
    """Refuse an empty or too long term of office.

    Args:
        since: first day in office.
        until: first day no longer in office (half-open).

    Raises:
        TermBackwards: no day in between.
        TermTooLong: longer than three years.

    References:
        Ley 20.337 art. 63 (council) and 76 (auditors): at most three financial years.
    """
    if until <= since:
        raise TermBackwards()
    limit = years_after(since, LONGEST_TERM)
    if until > limit:
        raise TermTooLong(since=since, limit=limit)


def terms_in_a_row(held: Iterable[Days], since: date) -> int:
    """How many terms somebody has held something, one after the other, when another would begin.

    A pause as long as the term before it ends the row; terms that go on or meet are in a row.

    Args:
        held: the days of each term, in any order.
        since: first day of the other one.
    """
    terms = 0
    for term in sorted(held, key=lambda t: t.start, reverse=True):
        if term.start >= since:
            continue
        if (since - term.end).days >= len(term):
            break
        terms, since = terms + 1, term.start
    return terms


def clashing(office: str, held: Collection[str]) -> str | None:
    """An office already held that does not go together with a further one.

    The auditor watches the council and sits on nothing else; the council has at least three
    members, so that one person holds one of its offices; nobody counts the votes and presides.

    Raises:
        UnknownOffice: there is no such office.

    References:
        Ley 20.337 art. 63 (three councillors at least), 76 and 77 (auditors).
    """
    if office not in OFFICES:
        raise UnknownOffice(office=office)
    for other in sorted(held):
        if other == office:
            continue
        if offices.AUDITOR in (office, other):
            return other
        if office in offices.COUNCIL and other in offices.COUNCIL:
            return other
        if {office, other} == {offices.SCRUTINEER, offices.PRESIDENT}:
            return other
    return None


def check_absence(start: date, end: date) -> Days:
    """The days of an absence.

    Args:
        start: first day away.
        end: first day back (half-open).

    Raises:
        AbsenceBackwards: no day in between.
        AbsenceTooLong: more than two years.
    """
    if end <= start:
        raise AbsenceBackwards()
    days = Days(start, end)
    if len(days) > LONGEST_ABSENCE:
        raise AbsenceTooLong(days=len(days))
    return days
