"""Votes other than a show of hands on one text: roll-calls, paper, amendments, alternatives, elections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import queries, usecases
from coop.assembly.registry import registry
from coop.assembly.rules.counting import BadElection, Ballot, LotUnused
from coop.assembly.rules.outcomes import OneName, may_publish, outcome_of, published
from coop.assembly.rules.questions import Question
from coop.assembly.rules.tellers import UnreadableBallots, alike, as_json, from_json, read_lines
from coop.assembly.rules.values import with_value
from coop.assembly.tables import VariantRow
from coop.assembly.usecases import announcing, counting, sitting, voting
from coop.assembly.usecases.statute import adopt
from coop.kernel.clock import FrozenClock
from coop.kernel.counting import COUNTING
from coop.kernel.sentences import Sentence
from coop.records import usecases as records
from coop.store import UnitOfWork
from tests.assembly.hall import Hall, found, gathered, held
from tests.assembly.kinds import ELECTED, ELECTION
from tests.assembly.test_usecases import refused

CALLED = {"title": "Guardería", "text": "Se abre una guardería en el galpón 2."}
FURTHER = {"title": "Guardería", "text": "No se abre ninguna guardería; se paga una cuidadora por casa."}
NEARER = {"title": "Guardería", "text": "Se abre una guardería en el galpón 3."}


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return held(uow, clock)


def variant(hall: Hall, way: str, place: int, **proposal: Any) -> int:
    """Another text of the first item."""
    motion_id = usecases.propose(hall.as_("ana"), "assembly.text", proposal)
    hall.uow.add(VariantRow(item_id=hall.item(), motion_id=motion_id, way=way, place=place))
    return motion_id


def call_names(hall: Hall, vote_id: int, **said: str) -> None:
    for name, answer in said.items():
        usecases.answer(hall.as_(name), vote_id, getattr(hall.cast, name), said=answer)


# ---- roll-call


def test_in_a_roll_call_each_says_it_once_and_the_numbers_are_those_said(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    call_names(hall, vote_id, ana="in_favour", bruno="against", gabi="in_favour", hugo="in_favour")
    with pytest.raises(counting.NotYourVote):
        call_names(hall, vote_id, ana="against")
    usecases.answer(hall.as_("gabi"), vote_id, hall.cast.irma, said="in_favour")
    with pytest.raises(counting.NotYourVote):
        usecases.answer(hall.as_("bruno"), vote_id, hall.cast.juan, said="against")
    result = usecases.close_vote(hall.as_("gabi"), vote_id)
    # Who is silent abstains, and under the model statute does not count: 4 of 5, 3 needed.
    assert (result.in_favour, result.against, result.base, result.needed) == (4, 1, 5, 3)
    assert result.outcome == "carried"
    said = {s.member_id: (s.said, s.means) for s in queries.said_in(hall.uow, vote_id)}
    assert said[hall.cast.irma] == ("in_favour", "called")
    assert said[hall.cast.bruno] == ("against", "own")


def test_a_roll_call_is_not_announced_before_anybody_answered_nor_answered_afterwards(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    with pytest.raises(announcing.NobodyAnswered):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    call_names(hall, vote_id, ana="in_favour")
    usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(sitting.VoteOver):
        call_names(hall, vote_id, bruno="against")


def test_only_an_answer_that_there_is_can_be_given(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    for wrong in ("yes", None):
        with pytest.raises(counting.WhatWasSaid):
            usecases.answer(hall.as_("ana"), vote_id, hall.cast.ana, said=wrong)
    with pytest.raises(counting.WhatWasSaid):
        usecases.answer(hall.as_("ana"), vote_id, hall.cast.ana, said="against", ranks=[[1]])
    with pytest.raises(counting.OtherwiseVoted):
        hall.count(vote_id, "irma", 1, 0, 0)


def test_the_database_keeps_a_roll_call_to_one_answer_of_who_may_vote(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    call_names(hall, vote_id, ana="in_favour")
    say = "INSERT INTO assembly_said (vote_id, member_id, said, means, at) VALUES"
    when = "'2026-11-18 10:00:00'"
    refused(hall.uow, f"{say} ({vote_id}, {hall.cast.carla}, 'in_favour', 'own', {when})")
    refused(hall.uow, f"UPDATE assembly_said SET said = 'against' WHERE vote_id = {vote_id}")
    refused(hall.uow, f"DELETE FROM assembly_said WHERE vote_id = {vote_id}")


# ---- paper


def test_on_paper_spoilt_ballots_are_counted_and_carry_nothing(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="paper")
    for teller in ("irma", "juan"):
        usecases.enter_count(hall.as_(teller), vote_id, in_favour=3, against=2, abstained=0, spoilt=2)
    result = usecases.close_vote(hall.as_("gabi"), vote_id)
    assert (result.in_favour, result.spoilt, result.base, result.outcome) == (3, 2, 7, "lost")


def test_tellers_who_differ_may_have_it_taken_again_another_way(hall: Hall) -> None:
    first = usecases.open_vote(hall.as_("gabi"), hall.item())
    hall.count(first, "irma", 4, 3, 0)
    hall.count(first, "juan", 3, 4, 0)
    second = usecases.count_again(hall.as_("gabi"), first, method="roll-call")
    assert queries.get_vote(hall.uow, first).state == "counted again"
    assert queries.get_vote(hall.uow, second).method == "roll-call"
    with pytest.raises(voting.NothingToRecount):
        usecases.count_again(hall.as_("gabi"), second)
    third = usecases.count_again(hall.as_("gabi"), second, method="paper", why="Lo pidió la mitad")
    assert queries.get_vote(hall.uow, third).again_why == "Lo pidió la mitad"


# ---- amendments and alternatives


def test_amendments_are_voted_first_furthest_first_and_one_carried_ends_it(
    hall: Hall,
) -> None:
    nearer = variant(hall, "amendment", 2, **NEARER)
    further = variant(hall, "amendment", 1, **FURTHER)
    last = variant(hall, "amendment", 3, title="Guardería", text="Se abre en marzo.")
    first = hall.vote(2, 5, 0)
    assert (first.about, first.asked_id, first.outcome) == ("amendment", further, "lost")
    assert first.decision_id is None
    second = hall.vote(6, 1, 0)
    assert (second.about, second.asked_id, second.motion_id) == ("amendment", nearer, nearer)
    final = hall.vote(5, 2, 0)
    assert (final.about, final.motion_id, final.outcome) == ("motion", nearer, "carried")
    item = queries.get_item(hall.uow, hall.item())
    assert (item.motion.id, item.principal.id, item.state) == (nearer, hall.motion_ids[0], "carried")
    states = {m: queries.get_motion(hall.uow, m).state for m in (hall.motion_ids[0], further, last, nearer)}
    assert list(states.values()) == ["replaced", "replaced", "replaced", "carried"]
    assert queries.waiting_motions(hall.uow) == ()


def test_of_alternatives_one_is_chosen_and_then_voted(hall: Hall) -> None:
    other = variant(hall, "alternative", 1, **NEARER)
    variant(hall, "alternative", 2, **FURTHER)
    vote_id = hall.begin_vote()
    question = queries.get_vote(hall.uow, vote_id).question
    assert (question.about, len(question.options)) == ("choice", 3)
    for teller in ("irma", "juan"):
        usecases.enter_ballots(
            hall.as_(teller), vote_id, [Ballot(2, ((1,),)), Ballot(4, ((2,),)), Ballot(1, ())]
        )
    chosen = usecases.close_vote(hall.as_("gabi"), vote_id)
    assert (chosen.outcome, chosen.motion_id, chosen.in_favour) == ("chosen", other, 6)
    final = hall.vote(5, 2, 0)
    assert (final.motion_id, final.outcome) == (other, "carried")


def test_a_lot_decides_between_alternatives_that_are_alike(hall: Hall) -> None:
    other = variant(hall, "alternative", 1, **NEARER)
    vote_id = hall.begin_vote()
    for teller in ("irma", "juan"):
        usecases.enter_ballots(hall.as_(teller), vote_id, [Ballot(3, ((1,),)), Ballot(3, ((2,),))])
    with pytest.raises(announcing.DrawALot):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(counting.NotThatLot):
        usecases.draw_lot(hall.as_("gabi"), vote_id, 3)
    usecases.draw_lot(hall.as_("gabi"), vote_id, 2)
    with pytest.raises(counting.NoLot):
        usecases.draw_lot(hall.as_("gabi"), vote_id, 2)
    chosen = usecases.close_vote(hall.as_("gabi"), vote_id)
    assert chosen.motion_id == other
    assert chosen.tally["lots"] == [{"among": [1, 2], "drawn": 2, "gives": "place"}]


def test_another_text_is_of_the_same_kind_as_its_item(hall: Hall) -> None:
    wrong = usecases.propose(hall.as_("ana"), "assembly.rules", dict(NEARER))
    place = "INSERT INTO assembly_variant (item_id, motion_id, way, place) VALUES"
    refused(hall.uow, f"{place} ({hall.item()}, {wrong}, 'amendment', 1)")
    hall.vote(5, 2, 0)
    late = usecases.propose(hall.as_("ana"), "assembly.text", dict(NEARER))
    refused(hall.uow, f"{place} ({hall.item()}, {late}, 'amendment', 1)")


# ---- elections


@pytest.fixture
def election() -> Iterator[None]:
    """The kind of motion that puts a ballot."""
    ELECTED.clear()
    registry.add([ELECTION])
    yield
    registry._kinds.pop(ELECTION.code)


def standing(uow: UnitOfWork, clock: FrozenClock, rule: str, **more: int) -> Hall:
    hall = Hall(uow, found(uow), clock)
    proposal = {"names": ["Ana", "Bruno", "Elsa"], "seats": 1, "alternates": 0, "rule": rule, **more}
    hall.move("test.election", **proposal)
    return gathered(hall)


def test_an_election_names_the_elected_and_the_alternates_and_is_a_decision(
    uow: UnitOfWork, clock: FrozenClock, election: None
) -> None:
    hall = standing(uow, clock, "plurality", alternates=1)
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="paper")
    ballots = [Ballot(2, ((1,),)), Ballot(4, ((3,),)), Ballot(1, ())]
    usecases.enter_ballots(hall.as_("irma"), vote_id, ballots)
    usecases.enter_ballots(hall.as_("juan"), vote_id, ballots[::-1])
    result = usecases.close_vote(hall.as_("gabi"), vote_id)
    assert result.outcome == "carried"
    assert ELECTED == [(("elsa",), ("ana",))]
    assert (result.in_favour, result.abstained) == (6, 1)
    # Seven ballots of a secret vote would give voters away: totals only.
    assert "ballots" not in result.tally
    assert result.tally["stages"][0]["votes"] == {"1": 200_000, "2": 0, "3": 400_000}


def test_a_ranked_election_by_roll_call_shows_every_ballot(
    uow: UnitOfWork, clock: FrozenClock, election: None
) -> None:
    hall = standing(uow, clock, "irv")
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    for name, ranks in {"ana": [[1]], "bruno": [[2], [3]], "hugo": [[3]], "irma": [[3]], "gabi": []}.items():
        usecases.answer(hall.as_(name), vote_id, getattr(hall.cast, name), ranks=ranks)
    with pytest.raises(announcing.DrawALot):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    usecases.draw_lot(hall.as_("gabi"), vote_id, 1)
    usecases.close_vote(hall.as_("gabi"), vote_id)
    assert ELECTED == [(("elsa",), ())]
    assert queries.results(hall.uow)[0].tally["ballots"] == [[1, []], [1, [[1]]], [1, [[2], [3]]], [2, [[3]]]]


def test_nobody_is_elected_by_blank_ballots(uow: UnitOfWork, clock: FrozenClock, election: None) -> None:
    hall = standing(uow, clock, "plurality")
    vote_id = hall.begin_vote()
    for teller in ("irma", "juan"):
        usecases.enter_ballots(hall.as_(teller), vote_id, [Ballot(7, ())])
    assert usecases.close_vote(hall.as_("gabi"), vote_id).outcome == "lost"
    assert ELECTED == []


def test_ballots_that_cannot_be_are_refused(uow: UnitOfWork, clock: FrozenClock, election: None) -> None:
    hall = standing(uow, clock, "plurality")
    vote_id = hall.begin_vote()
    for ballots, error in (
        ([Ballot(1, ((4,),))], BadElection),
        ([Ballot(1, ((1,), (2,)))], OneName),
        ([Ballot(8, ((1,),))], counting.rules.MoreVotesThanPresent),
    ):
        with pytest.raises(error):
            usecases.enter_ballots(hall.as_("irma"), vote_id, ballots)
    with pytest.raises(counting.OtherwiseVoted):
        hall.count(vote_id, "irma", 1, 0, 0)


# ---- pure


def test_single_ballots_of_a_secret_vote_are_shown_only_when_they_give_nobody_away() -> None:
    def asks(many: int, rule: str) -> Question:
        return Question("election", 1, tuple((str(n), Sentence("x")) for n in range(many)), 1, 0, rule)

    assert may_publish(asks(9, "irv"), 2, "roll-call")
    assert not may_publish(asks(3, "irv"), 9, "paper")
    assert may_publish(asks(3, "irv"), 10, "slips")
    assert not may_publish(asks(4, "irv"), 10, "slips")
    assert may_publish(asks(4, "plurality"), 10, "paper")


RANKS = st.permutations(range(1, 5)).flatmap(
    lambda p: st.integers(0, 4).map(lambda n: tuple((c,) for c in p[:n]))
)
BALLOTS = st.lists(st.builds(Ballot, st.integers(1, 5), RANKS), max_size=12)


@given(BALLOTS)
def test_ballots_are_kept_and_their_order_tells_nothing(ballots: list[Ballot]) -> None:
    assert from_json(as_json(ballots)) == alike(ballots) == alike(ballots[::-1])
    assert sum(b.count for b in alike(ballots)) == sum(b.count for b in ballots)
    typed = "\n".join(f"{b.count}: {' '.join(str(r[0]) for r in b.ranks)}" for b in ballots)
    assert read_lines(typed, 4) == alike(ballots)


def test_a_lot_decides_who_is_elected_and_who_only_follows() -> None:
    options = tuple((str(n), Sentence("x")) for n in range(3))
    question = Question("election", 1, options, seats=1, alternates=2)
    ballots = [Ballot(3, ((1,),)), Ballot(3, ((2,),)), Ballot(1, ((3,),))]
    with pytest.raises(announcing.LotNeeded):
        outcome_of(question, ballots)
    outcome = outcome_of(question, ballots, [2])
    assert (outcome.elected, outcome.alternates) == ((2,), (1, 3))
    with pytest.raises(LotUnused):
        outcome_of(question, ballots, [2, 1])


@pytest.mark.parametrize("rule", COUNTING)
def test_between_two_alternates_who_are_alike_a_lot_decides_and_stays_in_the_count(rule: str) -> None:
    options = tuple((str(n), Sentence("x")) for n in range(4))
    question = Question("election", 1, options, 1, 2, rule)
    ballots = [Ballot(6, ((1,),)), Ballot(2, ((2,),)), Ballot(2, ((3,),))]
    with pytest.raises(announcing.LotNeeded) as needed:
        outcome_of(question, ballots)
    assert (needed.value.among, needed.value.gives) == ((2, 3), "place")
    outcome = outcome_of(question, ballots, [3])
    assert (outcome.elected, outcome.alternates) == ((1,), (3, 2))
    tally = published(question, outcome, ballots, "paper")
    assert tally["lots"] == [{"among": [2, 3], "drawn": 3, "gives": "place"}]
    again = outcome_of(question, ballots, [lot["drawn"] for lot in tally["lots"]])
    assert again == outcome


def test_who_comes_out_of_a_lot_in_a_ranked_count_drops_out_of_it() -> None:
    options = tuple((str(n), Sentence("x")) for n in range(3))
    question = Question("election", 1, options, 1, 0, "scottish-stv")
    ballots = [Ballot(3, ((1,),)), Ballot(3, ((2,),)), Ballot(1, ((3,),))]
    with pytest.raises(announcing.LotNeeded) as needed:
        outcome_of(question, ballots)
    assert (needed.value.among, needed.value.gives) == ((1, 2), "out")
    assert outcome_of(question, ballots, [1]).elected == (2,)


@given(BALLOTS, st.sampled_from(list(COUNTING)), st.integers(1, 3))
def test_whom_no_ballot_names_is_not_elected(ballots: list[Ballot], rule: str, seats: int) -> None:
    options = tuple((str(n), Sentence("x")) for n in range(4))
    question = Question("election", 1, options, 1 if rule == "irv" else seats, 1, rule)
    lots: list[int] = []
    while True:
        try:
            outcome = outcome_of(question, ballots, lots)
        except announcing.LotNeeded as lot:
            lots.append(lot.among[0])
            continue
        break
    named = {c for b in ballots for c in b.names}
    assert set(outcome.elected) <= named
    assert set(outcome.alternates) <= named - set(outcome.elected)
    assert len(outcome.elected) <= question.seats
    assert outcome.cast == sum(b.count for b in ballots)


@pytest.mark.parametrize("text", ["3 1 2", "x: 1", "0: 1", "1: 5", "1: 1 1", "1: a", "-1: 2"])
def test_a_line_of_ballots_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(UnreadableBallots) as caught:
        read_lines(f"2: 1\n{text}\n", 4)
    assert caught.value.facts["line"] == 2


# ---- what the statute asks


def voted_statute(hall: Hall, key: str, new: Any) -> None:
    """The statute with another value from today, as a decision would have changed it."""
    statute = with_value(queries.get_statute(hall.uow, hall.uow.today()), key, new)
    made = records.record_decision(
        hall.uow,
        number="2026-900",
        kind="assembly.statute_values",
        matter="statute",
        outcome="carried",
        subject="0" * 64,
        facts={},
    )
    adopt(hall.uow, statute, since=hall.uow.today(), decision_id=made.id)


def test_a_tie_is_lost_unless_the_statute_has_the_chair_decide(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.move(**NEARER)
    voted_statute(hall, "tie", "chair")
    gathered(hall)
    vote_id = hall.vote_until_agreed(3, 3, 1)
    vote = queries.get_vote(uow, vote_id)
    assert queries.decides_tie(uow, queries.get_meeting(uow, hall.meeting_id), vote)
    with pytest.raises(announcing.ChairDecides):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    result = usecases.close_vote(hall.as_("gabi"), vote_id, casting=True)
    assert (result.outcome, result.needed) == ("carried", 4)
    assert "the chair decides" in str(result.sentence)
    # A casting vote where there is no tie changes nothing.
    vote_id = hall.vote_until_agreed(3, 4, 0, position=2)
    assert usecases.close_vote(hall.as_("gabi"), vote_id, casting=True).outcome == "lost"


def test_under_the_model_statute_a_tie_is_lost(hall: Hall) -> None:
    vote_id = hall.vote_until_agreed(3, 3, 1)
    assert usecases.close_vote(hall.as_("gabi"), vote_id, casting=True).outcome == "lost"


@pytest.mark.parametrize(
    ("key", "method", "wrong", "error"),
    [
        ("secret_matters", "paper", "hands", voting.MustBeSecret),
        ("roll_call_matters", "roll-call", "paper", voting.MustBeByName),
    ],
)
def test_a_matter_is_voted_as_the_statute_asks(
    uow: UnitOfWork, clock: FrozenClock, key: str, method: str, wrong: str, error: type[Exception]
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    voted_statute(hall, key, ["ordinary"])
    gathered(hall)
    with pytest.raises(error):
        usecases.open_vote(hall.as_("gabi"), hall.item(), method=wrong)
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method=method)
    assert queries.get_vote(uow, vote_id).method == method
    statute = queries.get_meeting(uow, hall.meeting_id).statute
    assert method in queries.methods_for(statute, "ordinary")
    assert wrong not in queries.methods_for(statute, "ordinary")
