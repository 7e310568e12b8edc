"""An assembly for people's calendars."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from coop.assembly.queries import Meeting

LASTS = timedelta(hours=2)
"""How long a calendar keeps free; nobody knows when an assembly ends."""


def ics_of(meeting: Meeting, *, title: str, text: str, called_off: bool) -> bytes:
    """An assembly as an iCalendar file.

    Args:
        meeting: the assembly.
        title: what the calendar shows.
        text: the agenda.
        called_off: whether it is not held.

    References:
        RFC 5545.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//coop//assembly//ES")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"assembly-{meeting.number}@coop")
    event.add("dtstamp", meeting.called_for)
    event.add("dtstart", meeting.called_for)
    event.add("dtend", meeting.called_for + LASTS)
    event.add("summary", title)
    event.add("location", meeting.place)
    event.add("description", text)
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
