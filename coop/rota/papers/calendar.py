"""A member's shifts as an iCalendar file that her phone fetches by itself."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from coop.rota.queries import Feed

FETCHED_EVERY = timedelta(hours=4)
"""How often a phone is asked to look for a new rota."""


def ics_of(feed: Feed, *, title: str) -> bytes:
    """A calendar of shifts, in instants of UTC: no phone can get a change of the clock wrong.

    Args:
        feed: the shifts.
        title: name of the calendar.

    References:
        RFC 5545; RFC 7986 (name and refresh interval).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//coop//rota//ES")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", FETCHED_EVERY, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    for one in feed.events:
        event = Event()
        event.add("uid", one.uid)
        event.add("sequence", one.version)
        event.add("dtstamp", one.at)
        event.add("last-modified", one.at)
        event.add("dtstart", one.start_at)
        event.add("dtend", one.end_at)
        event.add("summary", one.name)
        if one.place:
            event.add("location", one.place)
        event.add("status", "CONFIRMED")
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
