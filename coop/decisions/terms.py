"""The term of what a proposal gives to somebody: an office, a mandate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from coop.kernel.sentences import N_, Sentence

NEXT_DAY = timedelta(days=1)


def typed_term(since: date | None, last: date) -> dict[str, str | None]:
    """A term for a proposal.

    Args:
        since: first day; None for the day of the vote.
        last: last day (in it).
    """
    return {"since": since.isoformat() if since else None, "until": (last + NEXT_DAY).isoformat()}


def term_of(proposal: dict[str, Any], today: date) -> tuple[date, date]:
    """First day and first day after the term; a first day that has passed is today."""
    since = date.fromisoformat(proposal["since"]) if proposal["since"] else today
    return max(since, today), date.fromisoformat(proposal["until"])


def last_day(proposal: dict[str, Any]) -> date:
    """The last day of the term."""
    return date.fromisoformat(proposal["until"]) - NEXT_DAY


def refill_term(proposal: dict[str, Any]) -> dict[str, Any]:
    """A proposal about one member and a term as its form shows it."""
    return {
        **proposal,
        "member": str(proposal["member"]["id"]),
        "since": date.fromisoformat(proposal["since"]) if proposal["since"] else None,
        "last": last_day(proposal),
    }


def grounds(proposal: dict[str, Any]) -> Sentence:
    """Why somebody is to be recalled, or that it is not said."""
    if not proposal.get("why"):
        return Sentence(N_("No grounds were given."))
    return Sentence(N_("Grounds: %(why)s"), {"why": proposal["why"]})
