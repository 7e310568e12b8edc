"""Elections are counted as those who published them did, and nothing is lost on the way."""

from __future__ import annotations

import json
import re
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly.rules.counting import (
    RULES,
    UNIT,
    BadBlt,
    BadElection,
    Ballot,
    Election,
    Lot,
    LotNeeded,
    LotUnused,
    count_approval,
    count_irv,
    count_plurality,
    count_schulze,
    count_stv,
    read_blt,
    write_blt,
)
from tests.bench.count import count
from tests.elections import read_election


@pytest.fixture(scope="session")
def elections(shared_data: Path) -> Path:
    return shared_data / "elections"


def election(*ballots: tuple[int, ...], seats: int = 1, names: str = "ABCDE") -> Election:
    """Each ballot once, each rank one candidate."""
    made = tuple(Ballot(1, tuple((c,) for c in ballot)) for ballot in ballots)
    return Election("Election", tuple(names), seats, made)


# ---- published results


def test_every_scottish_ward_elects_whom_it_elected_in_that_order(elections: Path) -> None:
    wards = json.loads((elections / "scotland/expected.json").read_text("utf-8"))
    assert len(wards) == 16
    for path, known in wards.items():
        ward = read_election(elections / "scotland" / path)
        result = count_stv(ward)
        assert list(result.elected) == known["elected_in_order"], path
        assert (result.quota, result.valid) == (known["quota"], known["ballots"]), path


HELD = re.compile(r"\t(?:Elected|Pending|Hopeful): +(.+) \((\d+\.\d{5})\)$")


@pytest.mark.parametrize("ward", ["Calton-2007", "Greater-Pollock-2007"])
def test_every_cell_of_a_published_stage_table_is_met(elections: Path, ward: str) -> None:
    published = (elections / f"scotland/{ward}.droop-report.txt").read_text("utf-8")
    election = read_election(elections / f"scotland/{ward}.blt")
    names = [name.split() for name in election.candidates]
    result = count_stv(election)
    tables = [
        dict(m.groups() for line in action.splitlines() if (m := HELD.match(line)))
        for action in re.split(r"^Action: ", published, flags=re.MULTILINE)
        if action.startswith(("Begin Count", "Surplus transferred", "Transfer defeated"))
    ]
    seen = 0
    for stage, table in zip(result.stages, tables, strict=False):
        for name, votes in table.items():
            number = names.index(name.split()) + 1
            assert f"{stage.votes[number] / UNIT:.5f}" == votes, (stage.said, name)
            seen += 1
    assert len(tables) >= 5 and seen >= 40


def test_inverleith_2022_is_counted_as_published(elections: Path) -> None:
    ward = read_election(elections / "scotland/hard/edinburgh_2022_ward5.blt")
    result = count_stv(ward)
    bandel = [round(stage.votes[1] / UNIT) for stage in result.stages]
    assert bandel == [1714, 1740, 1740, 1741, 1752, 1768, 2222, 2380, 2384, 2959]
    at = {c: n for n, stage in enumerate(result.stages, 1) for c in stage.elected}
    assert {ward.name(c).split()[1]: n for c, n in at.items()} == {
        "OSLER": 1,
        "NICOLSON": 7,
        "MITCHELL": 7,
        "BANDEL": 10,
    }


def test_greater_pollok_2007_starts_from_the_published_first_preferences(elections: Path) -> None:
    ward = read_election(elections / "scotland/Greater-Pollock-2007.blt")
    stages = count_stv(ward).stages
    first = {ward.name(c).split()[-1]: v // UNIT for c, v in stages[0].votes.items()}
    known = {"Glass": 1637, "O'Rourke": 1296, "Morrison": 1180, "Sheridan": 630, "Baldassara": 591}
    assert {name: first[name] for name in known} == known


SMALL = {
    "maemo": ["juiceme", "mosen", "eekkelund"],
    "rational": ["LeftyGreenMario", "Dysk", "GrammarCommie", "RoninMacbeth"],
    "gnome_26": ["Day", "Soriano", "Gerasimova", "Quintero", "Sanchez", "Chimento", "McQueen"],
}


@pytest.mark.parametrize("name", SMALL)
def test_small_councils_are_those_that_were_elected(elections: Path, name: str) -> None:
    election = read_election(elections / f"small/{name}.blt")
    result = count(election, "scottish-stv")
    elected = [election.name(c) for c in result.elected]
    assert len(elected) == len(SMALL[name])
    assert all(any(known in one for one in elected) for known in SMALL[name])


DEBIAN = {
    2006: ("Anthony Towns", 421),
    2007: ("Sam Hocevar", 482),
    2020: ("Jonathan Carter", 339),
}


@pytest.mark.parametrize("year", DEBIAN)
def test_debian_elects_its_leader(elections: Path, year: int) -> None:
    election = read_election(elections / f"debian/leader{year}_tally.txt")
    leader, given_ = DEBIAN[year]
    result = count_schulze(election, default=len(election.candidates))
    assert [election.name(c) for c in result.elected] == [leader]
    assert election.given == given_


def test_towns_beats_mcintyre_190_to_184_because_the_unranked_stand_last(elections: Path) -> None:
    election = read_election(elections / "debian/leader2006_tally.txt")
    beats = count_schulze(election, default=8).beats
    assert beats is not None
    assert (beats[4, 3], beats[3, 4]) == (190, 184)


def test_burlington_2009_has_three_winners_by_three_rules(elections: Path) -> None:
    city = read_election(elections / "burlington/us_vt_btv_2009_03_mayor.normalized.csv")

    def votes(stage: Any) -> dict[str, int]:
        return {city.name(c).split()[-1]: v // UNIT for c, v in stage.votes.items()}

    run_off = count_irv(city)
    winners = [city.name(RULES[rule](city).elected[0]) for rule in ("plurality", "irv", "schulze")]
    assert winners == ["Kurt Wright", "Bob Kiss", "Andy Montroll"]
    assert votes(run_off.stages[0]) == {
        "Wright": 2951,
        "Kiss": 2585,
        "Montroll": 2063,
        "Smith": 1306,
        "Write-in": 36,
        "Simpson": 35,
    }
    last = votes(run_off.stages[-1])
    assert (last["Kiss"], last["Wright"]) == (4313, 4060)


# ---- ties and lots


def test_a_tie_for_the_last_seat_waits_for_a_lot_and_a_lot_too_many_is_refused() -> None:
    tied = election((1,), (1,), (2,), (3,), seats=2)
    with pytest.raises(LotNeeded) as error:
        count_plurality(tied)
    assert error.value.among == (2, 3)
    assert count_plurality(tied, [3]).elected == (1, 3)
    assert count_plurality(tied, [3]).lots == (Lot((2, 3), 3, "place"),)
    with pytest.raises(LotNeeded):
        count_plurality(tied, [5])
    with pytest.raises(LotUnused):
        count_plurality(tied, [3, 1])


def test_no_lot_is_drawn_where_all_who_are_alike_get_a_seat() -> None:
    assert set(count_plurality(election((1,), (2,), (3,), (3,), seats=3)).elected) == {1, 2, 3}


def test_a_run_off_looks_back_before_it_draws() -> None:
    # 2 and 3 are alike at the second stage, but 3 was behind at the first.
    ballots = [(1,)] * 5 + [(2,)] * 4 + [(3,)] * 3 + [(4, 3)] * 1
    result = count_irv(election(*ballots, names="ABCD"))
    assert [stage.excluded for stage in result.stages] == [(), (4,), (3,)]
    assert result.lots == ()


def test_a_circle_of_three_equals_needs_a_lot() -> None:
    circle = election((1, 2, 3), (2, 3, 1), (3, 1, 2), names="ABC")
    with pytest.raises(LotNeeded):
        count_schulze(circle)
    assert count_schulze(circle, [2]).elected == (2,)


def test_approval_counts_every_name_and_plurality_the_first_alone() -> None:
    ballots = election((1, 2), (1, 2), (3, 2), names="ABC")
    assert count_approval(ballots).elected == (2,)
    assert count_plurality(ballots).elected == (1,)


def test_two_on_the_first_rank_count_for_nobody_where_one_is_asked() -> None:
    ballots = (Ballot(3, ((1, 2),)), Ballot(1, ((3,),)))
    both = Election("", ("A", "B", "C"), 1, ballots)
    assert count_plurality(both).elected == (3,)
    assert count_irv(both).valid == 1
    assert count_schulze(both, [1]).valid == 4


def test_a_run_off_fills_one_seat() -> None:
    with pytest.raises(BadElection):
        count_irv(election((1,), seats=2))


# ---- files


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "number of candidates"),
        ("2,1\n1 1 0\n0\nA\nB\nT", 1, "number of candidates"),
        ("0 1\n0\n", 1, "from 1 to"),
        ("99999999 1\n0\n", 1, "from 1 to"),
        ("2 1\n1,1,2,0\n0\nA\nB\nT", 2, "no number of ballots"),
        ("2 1\n0.5 1 0\n0\nA\nB\nT", 2, "no number of ballots"),
        ("2 1\n-1 1 0\n0\nA\nB\nT", 2, "no candidate"),
        ("2 1\n0 1 0\n0\nA\nB\nT", 2, "no number of ballots"),
        ("2 1\n1 3 0\n0\nA\nB\nT", 2, "no candidate"),
        ("2 1\n1 ² 0\n0\nA\nB\nT", 2, "no candidate"),
        ("2 1\n1 1 1 0\n0\nA\nB\nT", 2, "twice"),
        ("2 1\n1 1 2\n0\nA\nB\nT", 2, "ends with 0"),
        ("2 1\n1 1 0\n", 2, "without a line that is 0"),
        ("2 1\n1 1 0\n0\nA\n", 4, "names and a title"),
        ("2 1\n1 1 0\n0\nA\nB\nT\nS\nX\n", 8, "names and a title"),
        ('2 1\n1 1 0\n0\n"A\nB\nT', 4, "quotation mark"),
        ("2 3\n1 1 0\n0\nA\nB\nT", 1, "more seats"),
        ("2 2\n-1\n1 2 0\n0\nA\nB\nT", 1, "more seats"),
    ],
)
def test_a_malformed_file_is_refused_with_line_and_reason(text: str, line: int, why: str) -> None:
    with pytest.raises(BadBlt) as error:
        read_blt(text)
    assert error.value.facts["line"] == line
    assert why in str(error.value.facts["why"])


def test_comments_marks_and_bare_names_are_read() -> None:
    read = read_blt(
        '\ufeff# made by hand\n3 1\n-2\n2 1=3 0\n1 0\n0\nAna\n"Bruno ""el Zurdo"""\nCarla\nConsejo'
    )
    assert read == Election(
        "Consejo",
        ("Ana", 'Bruno "el Zurdo"', "Carla"),
        1,
        (Ballot(2, ((1, 3),)), Ballot(1, ())),
        frozenset({2}),
    )


# ---- properties

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12)


@st.composite
def any_elections(draw: st.DrawFn) -> Election:
    many = draw(st.integers(1, 6))
    everybody = list(range(1, many + 1))
    ballots = []
    for order in draw(st.lists(st.permutations(everybody), max_size=25)):
        named = order[: draw(st.integers(0, many))]
        cuts = sorted(draw(st.sets(st.integers(1, max(1, len(named))))))
        edges = [0, *(c for c in cuts if c < len(named)), len(named)]
        ranks = tuple(tuple(named[a:b]) for a, b in pairwise(edges) if a < b)
        ballots.append(Ballot(draw(st.integers(1, 9)), ranks))
    names = draw(st.lists(NAMES.map(str.strip).filter(bool), min_size=many, max_size=many))
    return Election(draw(NAMES), tuple(names), draw(st.integers(1, many)), tuple(ballots))


@given(any_elections())
def test_a_file_gives_back_what_was_written(election: Election) -> None:
    assert read_blt(write_blt(election)) == election


@given(any_elections(), st.sampled_from(sorted(RULES)), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_ballots_nor_their_bundling_matters(
    election: Election, rule: str, random: Any
) -> None:
    if rule == "irv":
        election = Election(election.title, election.candidates, 1, election.ballots)
    single = [Ballot(1, b.ranks) for b in election.ballots for _n in range(b.count)]
    random.shuffle(single)
    shuffled = Election(election.title, election.candidates, election.seats, tuple(single))
    assert count(shuffled, rule) == count(election, rule)


@given(any_elections(), st.sampled_from(["scottish-stv", "irv"]))
def test_no_vote_is_lost_or_made_at_any_stage(election: Election, rule: str) -> None:
    if rule == "irv":
        election = Election(election.title, election.candidates, 1, election.ballots)
    result = count(election, rule)
    assert len(result.elected) == election.seats
    assert sorted((*result.elected, *result.next)) == list(election.standing)
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.exhausted == result.valid * UNIT
        assert stage.exhausted >= 0 and min(stage.votes.values()) >= 0


@given(any_elections())
def test_whoever_beats_everybody_one_to_one_is_first(election: Election) -> None:
    result = count(Election("", election.candidates, 1, election.ballots), "schulze")
    beats = result.beats
    assert beats is not None
    for one in election.standing:
        if all(beats[a, b] > beats[b, a] for a, b in permutations(election.standing, 2) if a == one):
            assert result.elected == (one,)
