"""How long before its day an assembly must be called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from coop.assembly.rules.statute import Statute
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_

Kind = Literal["ordinary", "extraordinary"]
ORDINARY: Kind = "ordinary"
EXTRAORDINARY: Kind = "extraordinary"

KINDS: dict[str, str] = {
    ORDINARY: N_("Ordinary assembly"),
    EXTRAORDINARY: N_("Extraordinary assembly"),
}
CALLERS: dict[str, str] = {
    "council": N_("Called by the council"),
    "auditor": N_("Called by the auditor"),
    "petition": N_("Called because members asked for it"),
    "recess": N_("Continuation after a recess"),
}
"""By whom an assembly is called."""
DOORS_BEFORE = timedelta(hours=4)
"""How long before the set time people may sign the attendance book."""
LAPSES_AFTER = timedelta(hours=24)
"""How long after the set time an assembly that never opened can still be opened."""


class NoticeTooShort(Invalid):
    message = N_(
        "%(days)s days' notice are needed (%(article)s). Called today, the assembly can be held from "
        "%(first)s on; for the day you chose, the last day to call it was %(last)s. Choose a later day."
    )


class TooFarAhead(Invalid):
    message = N_("An assembly is not called so far ahead. Choose a day up to %(last)s.")


def first_lawful_day(statute: Statute, called_on: date, matters: Iterable[str] = ()) -> date:
    """The first day on which an assembly called on a day can be held."""
    return called_on + timedelta(days=_gap(statute, matters))


def last_lawful_day(statute: Statute, held_on: date, matters: Iterable[str] = ()) -> date:
    """The last day on which an assembly of a day can be called."""
    return held_on - timedelta(days=_gap(statute, matters))


def check_notice(
    statute: Statute, *, called_on: date, held_on: date, matters: frozenset[str] = frozenset()
) -> None:
    """Refuse a convocation that leaves too few days for the matters of its agenda, or far too many.

    Raises:
        TooFarAhead: more than the longest notice.
        NoticeTooShort: names the article, the first lawful day and the day that was missed.

    References:
        Ley 20.337 art. 48: fifteen days at least. UK worker co-operative articles: fourteen clear days,
        and twenty-one where a member or a director is to be removed.
    """
    furthest = called_on + timedelta(days=statute.notice_longest)
    if held_on > furthest:
        raise TooFarAhead(last=furthest)
    if held_on < first_lawful_day(statute, called_on, matters):
        raise NoticeTooShort(
            days=statute.notice_for(matters),
            article=statute.notice_article,
            first=first_lawful_day(statute, called_on, matters),
            last=last_lawful_day(statute, max(held_on, called_on), matters),
        )


def doors_are_open(called_for: datetime, now: datetime) -> bool:
    """Whether people may sign the attendance book of an assembly that is not closed."""
    return now >= called_for - DOORS_BEFORE


def has_lapsed(called_for: datetime, now: datetime) -> bool:
    """Whether an assembly that was never opened has been missed and must be called again."""
    return now >= called_for + LAPSES_AFTER


def _gap(statute: Statute, matters: Iterable[str]) -> int:
    # Clear days: neither the day of the call nor the day of the assembly is counted.
    return statute.notice_for(matters) + int(statute.clear_days)
