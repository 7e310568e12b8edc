"""Short forms for the tests: `2026-11-02 M` is a shift; kinds, workers, weeks."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from coop.kernel.ranges import Days, weeks_days
from coop.rota.rules import Checker, Duty, Place, Profile, RuleValue, ShiftKind
from coop.rota.solver.repair import WayOut
from coop.rota.solver.task import Mending

BUENOS_AIRES = ZoneInfo("America/Argentina/Buenos_Aires")
MONDAY = date(2026, 11, 2)
KINDS = {
    kind.code: kind
    for kind in (
        ShiftKind("M", "Morning", 360, 840),
        ShiftKind("T", "Afternoon", 840, 1320),
        ShiftKind("N", "Night", 1320, 1800),
        ShiftKind("n", "Short night", 1380, 1800),
        ShiftKind("L", "Long", 360, 1080),
        ShiftKind("D", "Day", 420, 900),
        ShiftKind("E", "Evening", 900, 1380),
        ShiftKind("V", "Factory night", 1380, 1860),
    )
}


def duty(text: str, *, member: int = 1, place: Place | None = None) -> Duty:
    """`2026-11-02 M`."""
    day, code = text.split()
    return Duty(member, date.fromisoformat(day), code, place or Place())


def mended(found: Mending, way: WayOut) -> list[Duty]:
    """The shifts of the free days as a way out has them."""
    moves = {(m.member_id, m.day): m for m in found.moves(way)}
    kept = [d for d in found.published if d.day in found.free and (d.member_id, d.day) not in moves]
    return kept + [m.new for m in moves.values() if m.new is not None]


def voted(values: dict[str, int], *, since: date = date(2026, 1, 1)) -> Profile:
    """The law with some values set by the assembly."""
    return Profile(tuple(RuleValue(code, value, None, since, "2026-001") for code, value in values.items()))


def checker(
    profile: Profile | None = None, *, zone: ZoneInfo = BUENOS_AIRES, days: Days | None = None
) -> Checker:
    """A judge of four weeks from MONDAY."""
    return Checker(KINDS, profile or Profile(), zone, days or weeks_days(MONDAY, 4))
