"""One's shifts in the calendar of one's phone, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import papers, queries, usecases
from coop.rota.queries import Feed
from coop.rota.tables import CalendarRow
from coop.store import Actor, UnitOfWork, writing
from coop.store.unit_of_work import NoSuchThing
from tests.cast import COOP, Cast, found
from tests.rota.test_usecases import MONDAY, WEEK, Workshop


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def with_nights(shop: Workshop, *days: date, plan: Days = WEEK) -> int:
    """A published plan in which Ana has the gate on some nights."""
    plan_id = usecases.draft_plan(shop.uow, plan)
    for day in days:
        usecases.set_duty(shop.uow, plan_id, shop.cast.ana, day, kind="N", place=shop.at_gate)
    usecases.publish_plan(shop.uow, plan_id)
    return plan_id


def events(feed: Feed) -> list[dict[str, object]]:
    """The events as another program reads them."""
    calendar = Calendar.from_ical(papers.ics_of(feed, title="Turnos"))
    return [
        {
            "uid": str(e["uid"]),
            "start": e.decoded("dtstart"),
            "end": e.decoded("dtend"),
            "name": str(e["summary"]),
            "place": str(e.get("location", "")),
            "sequence": int(e["sequence"]),
        }
        for e in calendar.walk("VEVENT")
    ]


def test_a_calendar_holds_the_shifts_in_instants_and_nothing_else_of_a_person(shop: Workshop) -> None:
    with_nights(shop, MONDAY)
    token = usecases.make_calendar(shop.uow, shop.cast.ana)
    feed = queries.feed(shop.uow, token)
    (event,) = events(feed)
    assert event["start"] == datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
    assert event["end"] == datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    assert (event["name"], event["place"], event["sequence"]) == ("N", "Portería", 1)
    said = papers.ics_of(feed, title="Turnos").decode()
    assert "Ana" not in said and "Acosta" not in said and token not in said
    assert all(len(line.encode()) <= 75 for line in said.split("\r\n"))


def test_a_new_version_moves_the_event_and_keeps_its_name_for_programs(
    shop: Workshop, clock: FrozenClock
) -> None:
    uow, ana = shop.uow, shop.cast.ana
    plan_id = with_nights(shop, MONDAY, MONDAY + timedelta(days=2))
    token = usecases.make_calendar(uow, ana)
    before = {e["start"]: e["uid"] for e in events(queries.feed(uow, token))}
    clock.move(timedelta(hours=1))
    copy = usecases.copy_plan(uow, plan_id)
    usecases.set_duty(uow, copy, ana, MONDAY + timedelta(days=2), kind=None)
    usecases.set_duty(uow, copy, ana, MONDAY, kind="M", place=shop.at_oven)
    assert len(events(queries.feed(uow, token))) == 2  # a draft tells nobody anything
    usecases.publish_plan(uow, copy)
    feed = queries.feed(uow, token)
    (event,) = events(feed)
    assert (event["name"], event["sequence"]) == ("M", 2)
    assert event["uid"] == before[datetime(2026, 11, 10, 2, 0, tzinfo=UTC)]
    assert feed.events[0].at == clock.now()
    again = usecases.make_calendar(uow, ana)
    assert [e["uid"] for e in events(queries.feed(uow, again))] == [event["uid"]]
    other = usecases.make_calendar(uow, shop.cast.bruno)
    assert events(queries.feed(uow, other)) == []


def test_over_a_change_of_the_clock_the_calendar_keeps_the_true_hours(
    app: Flask, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = ZoneInfo("America/Santiago")
    monkeypatch.setattr("tests.cast.COOP", replace(COOP, zone=zone.key))
    with app.app_context(), writing() as uow:
        cast = found(uow)
    with app.app_context(), writing() as uow:
        changed, usual = _nights_around_the_change(Workshop(uow, cast), clock)
    assert (changed["end"] - changed["start"], usual["end"] - usual["start"]) == (  # type: ignore[operator]
        timedelta(hours=6),
        timedelta(hours=7),
    )
    for event in (changed, usual):
        start, end = (event[k].astimezone(zone) for k in ("start", "end"))  # type: ignore[attr-defined]
        assert (start.hour, end.hour) == (23, 6)


def _nights_around_the_change(shop: Workshop, clock: FrozenClock) -> list[dict[str, object]]:
    clock.set(datetime(2027, 8, 31, 12, tzinfo=UTC))
    forward = date(2027, 9, 4)  # at midnight after it the clock goes forward by an hour
    days = Days(forward - timedelta(days=1), forward + timedelta(days=6))
    with_nights(shop, forward, forward + timedelta(days=2), plan=days)
    token = usecases.make_calendar(shop.uow, shop.cast.ana)
    return events(queries.feed(shop.uow, token))


def test_a_new_address_ends_the_old_one_in_the_same_second(shop: Workshop) -> None:
    uow, ana = shop.uow, shop.cast.ana
    first = usecases.make_calendar(uow, ana)
    assert queries.calendar_since(uow, ana) == uow.now()
    second = usecases.make_calendar(uow, ana)
    assert first != second and queries.feed(uow, second).events == ()
    with pytest.raises(NoSuchThing):
        queries.feed(uow, first)
    usecases.end_calendar(uow, ana)
    usecases.end_calendar(uow, ana)
    assert queries.calendar_since(uow, ana) is None
    for dead in (second, "", "x" * 5000, "' OR 1=1"):
        with pytest.raises(NoSuchThing):
            queries.feed(uow, dead)


def test_the_database_keeps_hashes_and_one_living_address_a_member(shop: Workshop) -> None:
    uow, ana = shop.uow, shop.cast.ana
    token = usecases.make_calendar(uow, ana)
    stored = uow.session.execute(text("SELECT token_sha256 FROM rota_calendar")).scalar_one()
    assert token not in stored and len(stored) == 64
    for statement in ("DELETE FROM rota_calendar", "UPDATE rota_calendar SET token_sha256 = 'x'"):
        with pytest.raises(IntegrityError), uow.savepoint():
            uow.session.execute(text(statement))
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.add(CalendarRow(member_id=ana, token_sha256="y", made_at=uow.now(), ended_at=None))


def test_whoever_left_the_coop_gets_no_shifts_any_more(shop: Workshop) -> None:
    uow, bruno = shop.uow, shop.cast.bruno
    token = usecases.make_calendar(uow, bruno)
    assert queries.feed(uow, token).events == ()
    uow.actor = Actor(bruno)
    people.leave_coop(uow, bruno, uow.today())
    with pytest.raises(NoSuchThing):
        queries.feed(uow, token)


def test_a_calendar_reaches_a_month_back_and_a_year_ahead(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    with_nights(shop, MONDAY)
    token = usecases.make_calendar(uow, shop.cast.ana)
    clock.move(timedelta(days=41))
    assert len(queries.feed(uow, token).events) == 1
    clock.move(timedelta(days=1))
    assert queries.feed(uow, token).events == ()
