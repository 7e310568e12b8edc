"""Who becomes a member, holds an office, is away: on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from coop.decisions import DecisionProof
from coop.kernel.clock import FrozenClock
from coop.kernel.errors import CoopError, Invalid
from coop.kernel.ranges import Days, NoSuchYear, month_days
from coop.people import queries, rules, usecases
from coop.people.usecases import NewMandate, NewMember
from coop.people.usecases.absences import AlreadyAway, UnknownAbsence
from coop.people.usecases.coop import DayTaken, NameTaken, StillInUse, UnknownZone, YearOutOfRange
from coop.people.usecases.founding import AlreadyFounded, NobodyFounds, NotAFounder
from coop.people.usecases.leaving import LeavesInThePast, NotYetIn, OwnDecision
from coop.people.usecases.mandates import MandateOver
from coop.people.usecases.members import (
    HasLeft,
    IsMember,
    IsOnTrial,
    NotACandidate,
    NumberTaken,
    SamePerson,
    StillNeeded,
)
from coop.records import usecases as records
from coop.store import NOBODY, Actor, UnitOfWork
from coop.web import identity
from coop.web.notices import notices
from tests.cast import COOP, TERM, Cast, found, proof

TODAY = date(2026, 11, 3)
CBU = "2850590940090418135201"
DARIO = NewMember("Darío", "Díaz", dni="30.123.456", cuit="20-30123456-3", birth_on=date(1983, 5, 1))


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


def admission(uow: UnitOfWork, number: str) -> DecisionProof:
    return proof(uow, number=number, kind="people.admission")


def election(uow: UnitOfWork, number: str) -> DecisionProof:
    return proof(uow, number=number, kind="people.election")


def recall(uow: UnitOfWork, number: str) -> DecisionProof:
    return proof(uow, number=number, kind="people.recall")


# ---- the founding act


def test_the_founding_act_writes_down_the_coop_its_roll_and_its_mandates(uow: UnitOfWork) -> None:
    cast = found(uow)

    assert queries.get_coop(uow) == COOP
    assert [m.name for m in queries.roll(uow, TODAY)][:2] == ["Ana Acosta", "Bruno Benítez"]
    assert queries.offices_of(uow, cast.ana, TODAY) == {"treasurer"}
    assert [m.name for m in queries.holders(uow, "scrutineer", TODAY)] == ["Irma Ibáñez", "Juan Juárez"]
    assert uow.zone.key == "America/Argentina/Buenos_Aires"


def test_there_is_no_coop_before_it_is_founded(uow: UnitOfWork) -> None:
    assert queries.find_coop(uow) is None
    with pytest.raises(queries.NotFounded):
        queries.get_coop(uow)


def test_candidates_written_down_before_join_with_the_founding_act(uow: UnitOfWork) -> None:
    carla = usecases.add_candidate(uow, NewMember("Carla", "Castro"))

    keys = usecases.found_roll(
        uow,
        proof(uow, number="1", kind="assembly.founding"),
        coop=COOP,
        candidates=[carla],
        mandates=[NewMandate(1, "treasurer", TERM)],
    )

    assert keys == (carla,)
    assert queries.get_member(uow, carla).joined_on == COOP.founded_on
    assert queries.offices_of(uow, carla, TODAY) == {"treasurer"}


def test_a_coop_is_founded_once_by_people_and_among_themselves(uow: UnitOfWork, clock: FrozenClock) -> None:
    ana = NewMember("Ana", "Acosta", number=1, joined_on=date(2020, 1, 1))
    decision = proof(uow, number="1", kind="assembly.founding")
    with pytest.raises(NobodyFounds):
        usecases.found_roll(uow, decision, coop=COOP)
    with uow.savepoint() as _, pytest.raises(UnknownZone):
        usecases.found_roll(uow, decision, coop=replace(COOP, zone="Mars/Olympus"), members=[ana])
    usecases.found_roll(uow, decision, coop=COOP, members=[ana])
    assert queries.roll(uow, TODAY)[0].joined_on == date(2020, 1, 1)
    with pytest.raises(AlreadyFounded):
        usecases.found_roll(uow, decision, coop=COOP, members=[ana])


def test_an_office_goes_to_a_founder(uow: UnitOfWork) -> None:
    with pytest.raises(NotAFounder):
        usecases.found_roll(
            uow,
            proof(uow, number="1", kind="assembly.founding"),
            coop=COOP,
            members=[NewMember("Ana", "Acosta", number=1)],
            mandates=[NewMandate(9, "treasurer", TERM)],
        )


# ---- becoming a member


def test_a_candidate_is_on_no_roll_until_the_assembly_admits_her(uow: UnitOfWork, cast: Cast) -> None:
    assert queries.get_member(uow, cast.carla).status == "candidate"
    assert cast.carla not in {m.id for m in queries.roll(uow, TODAY)}

    usecases.admit_member(uow, admission(uow, "2"), cast.carla)

    carla = queries.get_member(uow, cast.carla)
    assert (carla.status, carla.joined_on) == ("member", TODAY)
    assert cast.carla in {m.id for m in queries.roll(uow, TODAY)}
    assert cast.carla not in {m.id for m in queries.roll(uow, TODAY - timedelta(days=1))}


def test_on_trial_she_works_and_does_not_count_for_the_quorum(uow: UnitOfWork, cast: Cast) -> None:
    usecases.start_trial(uow, admission(uow, "2"), cast.carla)

    assert queries.get_member(uow, cast.carla).status == "trial"
    assert cast.carla in {m.id for m in queries.workforce(uow, TODAY)}
    assert cast.carla not in {m.id for m in queries.roll(uow, TODAY)}
    assert cast.carla in {m.id for m in queries.candidates(uow)}
    with pytest.raises(IsOnTrial):
        usecases.start_trial(uow, admission(uow, "3"), cast.carla)

    usecases.admit_member(uow, admission(uow, "4"), cast.carla)
    assert queries.get_member(uow, cast.carla).status == "member"


def test_nobody_is_admitted_twice_after_leaving_or_under_age(uow: UnitOfWork, cast: Cast) -> None:
    decision = admission(uow, "2")
    with pytest.raises(IsMember):
        usecases.admit_member(uow, decision, cast.ana)
    uow.actor = cast.actor("bruno")
    usecases.leave_coop(uow, cast.bruno, TODAY)
    with pytest.raises(HasLeft):
        usecases.admit_member(uow, decision, cast.bruno)
    young = usecases.add_candidate(uow, NewMember("Nina", "Niz", birth_on=date(2008, 11, 4)))
    with pytest.raises(rules.TooYoung):
        usecases.admit_member(uow, decision, young)


def test_who_left_comes_back_as_a_new_candidate_with_the_same_papers(
    uow: UnitOfWork, cast: Cast, clock: FrozenClock
) -> None:
    first = usecases.add_candidate(uow, DARIO)
    usecases.admit_member(uow, admission(uow, "2"), first)
    uow.actor = Actor(member_id=first)
    usecases.leave_coop(uow, first, date(2026, 12, 1))
    with pytest.raises(SamePerson):
        usecases.add_candidate(uow, DARIO)
    clock.move(timedelta(days=30))

    second = usecases.add_candidate(uow, DARIO)
    usecases.admit_member(uow, admission(uow, "3"), second)

    old, new = queries.get_member(uow, first), queries.get_member(uow, second)
    assert (old.status, new.status) == ("left", "member")
    assert (old.dni, old.left_on) == (new.dni, date(2026, 12, 1)) and old.number != new.number
    usecases.change_member(uow, first, replace(DARIO, family_name="Díaz Paz"))
    with pytest.raises(SamePerson):
        usecases.add_candidate(uow, DARIO)


def test_numbers_are_given_in_order_and_belong_to_one_person(uow: UnitOfWork, cast: Cast) -> None:
    dario = usecases.add_candidate(uow, DARIO)

    found_ = queries.find_member_by_number(uow, 9)
    assert found_ is not None and found_.id == dario
    assert (found_.dni, found_.cuit) == ("30123456", "20301234563")
    with pytest.raises(NumberTaken):
        usecases.add_candidate(uow, NewMember("Eva", "Enz", number=1))
    for same in ({"dni": "30123456"}, {"cuit": "20301234563"}):
        with pytest.raises(SamePerson):
            usecases.add_candidate(uow, NewMember("Darío", "Otro", **same))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"dni": "12"},
        {"cuit": "20-30123456-4"},
        {"cbu": "1" * 22},
        {"cuit": "20301234563", "dni": "30123457"},
        {"birth_on": date(2027, 1, 1)},
        {"birth_on": date(1890, 1, 1)},
        {"household_size": 0},
        {"household_size": 31},
    ],
)
def test_a_number_or_day_that_cannot_be_right_is_refused(uow: UnitOfWork, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        usecases.add_candidate(uow, replace(NewMember("Darío", "Díaz"), **wrong))  # type: ignore[arg-type]
    assert queries.members(uow) == ()


def test_a_candidate_can_be_taken_off_and_her_key_is_never_used_again(uow: UnitOfWork, cast: Cast) -> None:
    welding = usecases.add_skill(uow, "Soldadura")
    usecases.set_skills(uow, cast.carla, [welding])

    usecases.withdraw_candidate(uow, cast.carla)

    assert queries.find_member_by_number(uow, 8) is None
    assert usecases.add_candidate(uow, NewMember("Eva", "Enz")) > cast.carla
    with pytest.raises(NotACandidate):
        usecases.withdraw_candidate(uow, cast.ana)


def test_a_candidate_on_whom_something_depends_stays(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = cast.actor("hugo")
    usecases.note_readings(uow, [cast.carla], "Personal data")
    key = usecases.add_absence(uow, cast.carla, "study", TODAY, TODAY + timedelta(1))
    with pytest.raises(StillNeeded):
        usecases.withdraw_candidate(uow, cast.carla)
    usecases.end_absence(uow, key)
    usecases.withdraw_candidate(uow, cast.carla)
    assert queries.find_member_by_number(uow, 8) is None


def test_a_member_changes_her_own_household_and_account(uow: UnitOfWork, cast: Cast) -> None:
    cbu = CBU
    usecases.choose_language(uow, cast.bruno, "pt_BR")
    usecases.change_own(uow, cast.bruno, household_size=4, cbu=cbu)

    bruno = queries.get_member(uow, cast.bruno)
    assert (bruno.language, bruno.household_size, bruno.cbu) == ("pt_BR", 4, cbu)
    with pytest.raises(rules.BadCbu):
        usecases.change_own(uow, cast.bruno, household_size=4, cbu="123")


def test_a_member_is_told_whenever_her_pay_goes_to_another_account(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = cast.actor("bruno")
    usecases.change_own(uow, cast.bruno, household_size=4, cbu=CBU)
    usecases.change_own(uow, cast.bruno, household_size=5, cbu=CBU)
    (own,) = notices(uow, cast.bruno)
    assert own.personal and own.sentence.message.startswith("You changed")

    uow.actor = cast.actor("hugo")
    usecases.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", cbu=None))
    usecases.change_member(uow, cast.carla, NewMember("Carla", "Castro", cbu=CBU))

    told, _own = notices(uow, cast.bruno)
    assert told.personal and told.sentence.facts == {"name": "Hugo Herrera"}
    assert notices(uow, cast.carla) == (), "who has no pay yet is not alarmed"


def test_the_secretary_corrects_an_entry_but_not_number_and_days(uow: UnitOfWork, cast: Cast) -> None:
    usecases.change_member(uow, cast.bruno, replace(DARIO, given_names="Bruno", family_name="Benítez Paz"))

    bruno = queries.get_member(uow, cast.bruno)
    assert (bruno.name, bruno.number, bruno.joined_on) == ("Bruno Benítez Paz", 2, COOP.founded_on)
    with pytest.raises(SamePerson):
        usecases.change_member(uow, cast.ana, DARIO)


# ---- leaving


def test_who_leaves_is_off_the_roll_and_out_of_office_the_same_day(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = cast.actor("ana")

    usecases.leave_coop(uow, cast.ana, TODAY)

    assert queries.get_member(uow, cast.ana).status == "left"
    assert cast.ana not in {m.id for m in queries.roll(uow, TODAY)}
    assert queries.offices_of(uow, cast.ana, TODAY) == frozenset()
    person = identity.find_person(uow.session, cast.ana)
    assert person is not None and not person.active
    assert cast.ana in {m.id for m in queries.roll(uow, TODAY - timedelta(days=1))}


def test_leaving_is_said_by_oneself_or_the_secretary_who_is_seen(uow: UnitOfWork, cast: Cast) -> None:
    for actor in (cast.actor("ana"), NOBODY):
        uow.actor = actor
        with pytest.raises(OwnDecision):
            usecases.leave_coop(uow, cast.bruno, TODAY)

    uow.actor = cast.actor("hugo")
    usecases.leave_coop(uow, cast.bruno, date(2026, 12, 1))

    assert queries.get_member(uow, cast.bruno).status == "member"
    (told,) = notices(uow, cast.bruno)
    assert told.personal and "secretary" in told.sentence.message


def test_nobody_leaves_in_the_past_twice_or_before_coming(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = cast.actor("bruno")
    with pytest.raises(LeavesInThePast):
        usecases.leave_coop(uow, cast.bruno, TODAY - timedelta(days=1))
    usecases.leave_coop(uow, cast.bruno, TODAY)
    with pytest.raises(NotYetIn):
        usecases.leave_coop(uow, cast.bruno, TODAY)
    uow.actor = cast.actor("carla")
    with pytest.raises(NotYetIn):
        usecases.leave_coop(uow, cast.carla, TODAY)


# ---- offices


def test_permissions_follow_a_mandate_and_end_with_its_recall_at_once(uow: UnitOfWork, cast: Cast) -> None:
    mandate = usecases.give_mandate(uow, election(uow, "2"), cast.bruno, "coordinator", date(2027, 11, 3))
    assert identity.offices_in_force(uow.session, cast.bruno, TODAY) == {"coordinator"}

    usecases.end_mandate(uow, recall(uow, "3"), mandate)

    assert identity.offices_in_force(uow.session, cast.bruno, TODAY) == frozenset()
    assert queries.get_mandate(uow, mandate).ends == TODAY
    (told,) = notices(uow, cast.bruno)
    assert told.sentence.facts["decision"] == "3"
    with pytest.raises(MandateOver):
        usecases.end_mandate(uow, recall(uow, "4"), mandate)


def test_a_term_runs_out_by_itself(uow: UnitOfWork, cast: Cast, clock: FrozenClock) -> None:
    mandate = usecases.give_mandate(uow, election(uow, "2"), cast.bruno, "coordinator", date(2027, 1, 1))

    assert queries.offices_of(uow, cast.bruno, date(2026, 12, 31)) == {"coordinator"}
    assert queries.offices_of(uow, cast.bruno, date(2027, 1, 1)) == frozenset()
    clock.move(timedelta(days=100))
    with pytest.raises(MandateOver):
        usecases.end_mandate(uow, recall(uow, "3"), mandate)


@pytest.mark.parametrize(
    ("who", "office", "until", "error"),
    [
        ("carla", "coordinator", TERM, rules.NotOnTheRoll),
        ("bruno", "treasurer", TERM, rules.OfficeTaken),
        ("elsa", "coordinator", TERM, rules.OfficeTaken),
        ("ana", "auditor", TERM, rules.OfficesClash),
        ("elsa", "auditor", TERM, rules.OfficesClash),
        ("hugo", "president", TERM, rules.OfficesClash),
        ("irma", "president", TERM, rules.OfficesClash),
        ("bruno", "king", TERM, rules.UnknownOffice),
        ("bruno", "coordinator", TODAY, rules.TermBackwards),
        ("bruno", "coordinator", date(2029, 11, 4), rules.TermTooLong),
    ],
)
def test_an_office_that_somebody_may_not_hold_is_refused(
    uow: UnitOfWork, cast: Cast, who: str, office: str, until: date, error: type[CoopError]
) -> None:
    before = queries.mandates(uow)
    with pytest.raises(error):
        usecases.give_mandate(uow, election(uow, "2"), getattr(cast, who), office, until)
    assert queries.mandates(uow) == before


def test_a_successor_is_elected_before_the_term_of_the_other_ends(uow: UnitOfWork, cast: Cast) -> None:
    usecases.give_mandate(uow, election(uow, "2"), cast.bruno, "treasurer", date(2029, 1, 1), since=TERM)

    assert [m.id for m in queries.holders(uow, "treasurer", TODAY)] == [cast.ana]
    assert [m.id for m in queries.holders(uow, "treasurer", TERM)] == [cast.bruno]


# ---- what the database itself refuses

MEMBER = (
    "INSERT INTO people_member (number, given_names, family_name, household_size, joined_on, decision_id) "
)
MANDATE = "INSERT INTO people_mandate (member_id, office, since, until, decision_id) "


FORBIDDEN = (
    MEMBER + "VALUES (99, 'X', 'Y', 1, '2026-01-01', NULL)",
    MEMBER + "VALUES (99, 'X', 'Y', 1, '2026-01-01', 12345)",
    MEMBER + "VALUES (99, 'X', 'Y', 1, NULL, 1)",
    "UPDATE people_member SET joined_on = '2026-01-01' WHERE number = 8",
    "UPDATE people_member SET joined_on = '2026-01-01', decision_id = 12345 WHERE number = 8",
    "UPDATE people_member SET joined_on = '2019-01-01' WHERE number = 1",
    "UPDATE people_member SET joined_on = NULL, decision_id = NULL WHERE number = 1",
    "UPDATE people_member SET trial_on = '2026-01-01' WHERE number = 8",
    "UPDATE people_member SET left_on = '2026-01-01' WHERE number = 8",
    "UPDATE people_member SET household_size = 99 WHERE number = 1",
    "DELETE FROM people_member WHERE number = 1",
    MANDATE + "VALUES (1, 'auditor', '2026-01-01', '2027-01-01', NULL)",
    MANDATE + "VALUES (1, 'auditor', '2026-01-01', '2027-01-01', 12345)",
    MANDATE + "VALUES (1, 'auditor', '2027-01-01', '2027-01-01', 1)",
    "UPDATE people_mandate SET office = 'auditor'",
    "UPDATE people_mandate SET until = '2099-01-01'",
    "UPDATE people_mandate SET member_id = 2",
    "UPDATE people_mandate SET ended_on = '2026-06-01'",
    "UPDATE people_mandate SET ended_on = '2026-06-01', ended_decision_id = 12345",
    "DELETE FROM people_mandate",
    "DELETE FROM people_coop",
    "UPDATE people_coop SET decision_id = NULL",
    "UPDATE people_coop SET founded_on = '2020-01-01'",
    "INSERT INTO people_coop (id, name, legal_name, address, city, province, currency, zone, founded_on, "
    "decision_id) VALUES (2, 'x', 'x', 'x', 'x', 'x', 'ARS', 'UTC', '2026-01-01', 1)",
)


def test_the_database_refuses_what_no_decision_carries(uow: UnitOfWork, cast: Cast) -> None:
    for statement in FORBIDDEN:
        try:
            with uow.savepoint():
                uow.session.execute(text(statement))
        except (IntegrityError, DatabaseError):
            continue
        pytest.fail(f"went through: {statement}")


def test_a_decision_that_was_lost_admits_nobody(uow: UnitOfWork, cast: Cast) -> None:
    lost = records.record_decision(
        uow,
        number="9",
        kind="people.admission",
        matter="admission",
        outcome="lost",
        subject="0" * 64,
        facts={},
    )
    assert cast.proof is not None
    with pytest.raises((IntegrityError, DatabaseError)), uow.savepoint():
        usecases.admit_member(uow, replace(cast.proof, decision_id=lost.id), cast.carla)
    with pytest.raises((IntegrityError, DatabaseError)), uow.savepoint():
        usecases.give_mandate(uow, replace(cast.proof, decision_id=lost.id), cast.bruno, "coordinator", TERM)


def test_a_decision_about_something_else_or_not_in_force_gives_nothing(uow: UnitOfWork, cast: Cast) -> None:
    text_motion = proof(uow, number="9", kind="assembly.text")
    waiting = records.record_decision(
        uow,
        number="10",
        kind="people.admission",
        matter="admission",
        outcome="carried",
        subject="0" * 64,
        facts={},
        state="awaiting registration",
    )
    mandate = usecases.give_mandate(uow, election(uow, "11"), cast.bruno, "coordinator", TERM)
    for act in (
        lambda: usecases.admit_member(uow, text_motion, cast.carla),
        lambda: usecases.admit_member(uow, replace(text_motion, decision_id=waiting.id), cast.carla),
        lambda: usecases.admit_member(uow, election(uow, "12"), cast.carla),
        lambda: usecases.start_trial(uow, text_motion, cast.carla),
        lambda: usecases.give_mandate(uow, text_motion, cast.irma, "coordinator", TERM),
        lambda: usecases.give_mandate(uow, admission(uow, "13"), cast.irma, "coordinator", TERM),
        lambda: usecases.end_mandate(uow, text_motion, mandate),
        lambda: usecases.end_mandate(uow, election(uow, "14"), mandate),
    ):
        with pytest.raises((IntegrityError, DatabaseError)), uow.savepoint():
            act()


def test_a_coop_begins_with_its_founding_act_alone(uow: UnitOfWork) -> None:
    with pytest.raises((IntegrityError, DatabaseError)), uow.savepoint():
        usecases.found_roll(
            uow, proof(uow, number="1"), coop=COOP, members=[NewMember("Ana", "Acosta", number=1)]
        )
    assert queries.find_coop(uow) is None


def test_a_mandate_ended_once_stays_ended(uow: UnitOfWork, cast: Cast) -> None:
    mandate = usecases.give_mandate(uow, election(uow, "2"), cast.bruno, "coordinator", TERM)
    usecases.end_mandate(uow, recall(uow, "3"), mandate)
    again = text("UPDATE people_mandate SET ended_on = NULL, ended_decision_id = NULL WHERE id = :id")

    with pytest.raises((IntegrityError, DatabaseError)), uow.savepoint():
        uow.session.execute(again, {"id": mandate})


# ---- absences, sectors, skills, holidays


def test_an_absence_has_days_half_open_and_does_not_overlap_another(uow: UnitOfWork, cast: Cast) -> None:
    key = usecases.add_absence(uow, cast.bruno, "illness", date(2026, 11, 10), date(2026, 11, 13))

    november = month_days(2026, 11)
    (absence,) = queries.absences(uow, november)
    assert (absence.member_id, absence.kind, len(absence.days)) == (cast.bruno, "illness", 3)
    with pytest.raises(AlreadyAway):
        usecases.add_absence(uow, cast.bruno, "holiday", date(2026, 11, 12), date(2026, 11, 20))
    usecases.add_absence(uow, cast.bruno, "holiday", date(2026, 11, 13), date(2026, 11, 20))
    usecases.add_absence(uow, cast.ana, "holiday", date(2026, 11, 12), date(2026, 11, 20))
    usecases.end_absence(uow, key)
    assert [a.kind for a in queries.absences(uow, november, member_id=cast.bruno)] == ["holiday"]
    assert queries.absences(uow, Days(date(2026, 11, 20), date(2026, 11, 30))) == ()


def test_an_absence_that_has_begun_ends_today(uow: UnitOfWork, cast: Cast) -> None:
    key = usecases.add_absence(uow, cast.bruno, "illness", date(2026, 11, 1), date(2026, 11, 13))

    usecases.end_absence(uow, key)

    assert queries.get_absence(uow, key).days == Days(date(2026, 11, 1), TODAY)


@pytest.mark.parametrize(
    ("kind", "start", "end", "error"),
    [
        ("party", TODAY, TODAY + timedelta(1), UnknownAbsence),
        ("illness", TODAY, TODAY, rules.AbsenceBackwards),
        ("illness", TODAY, TODAY - timedelta(1), rules.AbsenceBackwards),
        ("illness", TODAY, TODAY + timedelta(731), rules.AbsenceTooLong),
    ],
)
def test_an_absurd_absence_is_refused(
    uow: UnitOfWork, cast: Cast, kind: str, start: date, end: date, error: type[CoopError]
) -> None:
    with pytest.raises(error):
        usecases.add_absence(uow, cast.bruno, kind, start, end)


@pytest.mark.parametrize("absurd", [date(1, 1, 1), date(2200, 1, 1), date(9999, 12, 31)])
def test_no_day_that_breaks_calendars_is_stored(uow: UnitOfWork, cast: Cast, absurd: date) -> None:
    uow.actor = cast.actor("bruno")
    for act in (
        lambda: usecases.add_absence(uow, cast.bruno, "illness", absurd, absurd),
        lambda: usecases.add_holiday(uow, absurd, "Asueto"),
        lambda: usecases.leave_coop(uow, cast.bruno, absurd),
        lambda: usecases.give_mandate(
            uow, election(uow, f"{absurd}"), cast.bruno, "coordinator", absurd, since=absurd
        ),
    ):
        with pytest.raises(NoSuchYear), uow.savepoint():
            act()


def test_sectors_and_skills_have_one_name_and_stay_while_in_use(uow: UnitOfWork, cast: Cast) -> None:
    kiln, glaze = usecases.add_sector(uow, "Hornos"), usecases.add_sector(uow, "Esmaltes")
    welding = usecases.add_skill(uow, "Soldadura")
    usecases.set_skills(uow, cast.bruno, [welding])
    usecases.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", sector_id=kiln))

    assert [s.name for s in queries.sectors(uow)] == ["Esmaltes", "Hornos"]
    assert queries.skills_of(uow, [cast.ana, cast.bruno]) == {cast.ana: frozenset(), cast.bruno: {welding}}
    with pytest.raises(NameTaken):
        usecases.add_sector(uow, "hornos")
    with pytest.raises(NameTaken):
        usecases.rename_sector(uow, glaze, "Hornos")
    usecases.rename_sector(uow, glaze, "ESMALTES")
    with pytest.raises(StillInUse):
        usecases.remove_sector(uow, kiln)
    with pytest.raises(StillInUse):
        usecases.remove_skill(uow, welding)
    usecases.set_skills(uow, cast.bruno, [])
    usecases.remove_skill(uow, welding)
    usecases.remove_sector(uow, glaze)
    assert queries.skills(uow) == ()


def test_the_public_holidays_of_a_year_fill_an_editable_table(uow: UnitOfWork, cast: Cast) -> None:
    usecases.add_holiday(uow, date(2026, 5, 1), "Asueto propio")

    added = usecases.fill_holidays(uow, 2026)

    days = queries.holidays(uow, Days(date(2026, 1, 1), date(2027, 1, 1)))
    assert {date(2026, 1, 1), date(2026, 3, 24), date(2026, 7, 9), date(2026, 12, 25)} <= days
    assert added == len(days) - 1 and usecases.fill_holidays(uow, 2026) == 0
    (may,) = queries.list_holidays(uow, Days(date(2026, 5, 1), date(2026, 5, 2)))
    assert may.name == "Asueto propio"
    usecases.remove_holiday(uow, may.id)
    assert date(2026, 5, 1) not in queries.holidays(uow, month_days(2026, 5))
    with pytest.raises(DayTaken):
        usecases.add_holiday(uow, date(2026, 12, 25), "Navidad")
    with pytest.raises(YearOutOfRange):
        usecases.fill_holidays(uow, 1810)


def test_the_letterhead_is_corrected_and_a_wrong_cuit_refused(uow: UnitOfWork, cast: Cast) -> None:
    new = {
        "name": "Cerámica",
        "address": "Ruta 7",
        "city": "Zapala",
        "province": "Neuquén",
        "matricula": None,
    }

    usecases.change_coop(uow, **new, cuit="30-50001091-2")  # type: ignore[arg-type]

    assert queries.get_coop(uow).city == "Zapala"
    with pytest.raises(rules.BadCuit):
        usecases.change_coop(uow, **new, cuit="30-50001091-3")  # type: ignore[arg-type]


def test_the_letterhead_of_every_paper_names_the_town(uow: UnitOfWork, cast: Cast) -> None:
    head = queries.letterhead(uow)

    assert head.address == "Ruta 7 km 1, Neuquén, Neuquén"
    assert (head.legal_name, head.cuit) == (COOP.legal_name, COOP.cuit)


def test_who_reads_private_data_is_shown_to_the_owner(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = Actor(member_id=cast.hugo)

    usecases.note_readings(uow, [cast.bruno, cast.hugo], "Personal data")

    (reading,) = queries.readings_of(uow, cast.bruno)
    assert (reading.reader, reading.what) == ("Hugo Herrera", "Personal data")
    assert queries.readings_of(uow, cast.hugo) == ()
