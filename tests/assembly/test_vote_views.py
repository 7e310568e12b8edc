"""The pages of votes other than by hands, pressed as people press them."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from coop.assembly import queries, usecases
from coop.assembly.registry import registry
from coop.assembly.rules.counting import count_irv, read_blt
from coop.assembly.tables import VariantRow
from coop.store import reading, writing
from tests.assembly.hall import EVERYBODY, TEN, TEXT, Hall
from tests.assembly.house import House, text_of
from tests.assembly.kinds import ELECTION

LEAD = "/asamblea/1/presidir"


def begin(house: House, method: str) -> str:
    """Put the item at hand to the vote; what the chair then sees."""
    return text_of(house.gabi.post("/asamblea/1/puntos/1/votar", at=LEAD, method=method, follow=True))


def announce(house: House, vote_id: int = 1) -> str:
    return text_of(house.gabi.post(f"/asamblea/1/votos/{vote_id}/resultado", at=LEAD, follow=True))


def say(house: House, name: str, vote_id: int = 1, **answer: object) -> str:
    member_id = getattr(house.cast, name)
    url = f"/asamblea/votos/{vote_id}/nominal/{member_id}"
    return text_of(house.sign_in(name).post(url, follow=True, **answer))


def test_a_roll_call_is_said_on_phones_and_called_by_the_chair(held: House) -> None:
    chair = begin(held, "roll-call")
    assert "Nominal" in chair and "Llamar por nombre" in chair
    assert "Decir mi voto" in text_of(held.ana.get("/asamblea/1"))
    say(held, "ana", said="in_favour")
    assert "Decir mi voto" not in text_of(held.ana.get("/asamblea/1"))
    called = text_of(held.gabi.get("/asamblea/votos/1/nominal"))
    assert (
        "Falta llamar: 6" in called
        and "Bruno" in called
        and "Ana Acosta" not in called.split("Falta llamar")[1]
    )
    for name in ("bruno", "elsa"):
        url = f"/asamblea/votos/1/nominal/{getattr(held.cast, name)}"
        answer = held.gabi.post(url, at="/asamblea/votos/1/nominal", said="in_favour", follow=True)
        assert "voto anotado" in text_of(answer)
    screen = text_of(held.ana.get("/asamblea/pantalla"))
    assert "3 de 7" in screen and "A favor" not in screen
    assert "A favor 3 de 3" in announce(held)


def test_nobody_says_the_vote_of_somebody_else_in_a_roll_call(held: House) -> None:
    begin(held, "roll-call")
    url = f"/asamblea/votos/1/nominal/{held.cast.bruno}"
    assert held.ana.post(url, said="against").status_code == 403
    assert "Falta llamar" not in text_of(held.ana.get("/asamblea/votos/1/nominal"))


def test_on_paper_both_scrutineers_enter_spoilt_ballots_too(held: House) -> None:
    begin(held, "paper")
    assert "Nulas" in text_of(held.irma.get("/asamblea/votos/1"))
    for name in ("irma", "juan"):
        held.sign_in(name).post("/asamblea/votos/1", in_favour=5, against=1, abstained=0, spoilt=1)
    assert "Nulas: 1" in text_of(held.gabi.get(LEAD))
    assert "A favor 5 de 7" in announce(held)


def test_the_chair_takes_a_vote_again_another_way_with_the_reason(held: House) -> None:
    begin(held, "hands")
    again = held.gabi.post(
        "/asamblea/1/votos/1/repetir", method="paper", why="Lo pidieron cuatro", follow=True
    )
    assert "Secreta, en papel" in text_of(again)
    assert held.gabi.post("/asamblea/1/votos/2/repetir", method="paper", why="").status_code == 422


def test_of_alternatives_the_tellers_count_each_and_a_lot_decides(held: House) -> None:
    with held.app.app_context(), writing(held.cast.actor("ana")) as uow:
        other = usecases.propose(uow, "assembly.text", {**TEXT, "text": "Se abre en el galpón 3."})
        uow.add(VariantRow(item_id=1, motion_id=other, way="alternative", place=1))
    assert "Qué texto se vota" in begin(held, "hands")
    for name in ("irma", "juan"):
        page = text_of(held.sign_in(name).get("/asamblea/votos/1"))
        assert "galpón 3" in page
        held.sign_in(name).post("/asamblea/votos/1", option_1=3, option_2=3, blank=1)
    chair = text_of(held.gabi.get(LEAD))
    assert "Sortear" in chair and "Anunciar" not in chair
    drawn = held.gabi.post("/asamblea/votos/1/sorteo", drawn="2", follow=True)
    assert "El sorteo quedó anotado" in text_of(drawn)
    assert "Se eligió" in announce(held)
    assert "galpón 3" in text_of(held.gabi.get(LEAD))


@pytest.fixture
def election(called: House) -> Iterator[House]:
    """The assembly is to elect; everybody is there and it is open."""
    registry.add([ELECTION])
    with called.app.app_context(), writing() as uow:
        hall = Hall(uow, called.cast, called.clock)
        hall.move("test.election", names=["Ana", "Bruno", "Elsa"], seats=1, alternates=1, rule="irv")
        hall.convene()
    called.later(TEN)
    with called.app.app_context(), writing(called.cast.actor("hugo")) as uow:
        for name in EVERYBODY:
            usecases.check_in(uow, 2, getattr(called.cast, name))
    with called.app.app_context(), writing(called.cast.actor("gabi")) as uow:
        usecases.open_meeting(uow, 2)
        usecases.open_vote(uow, 2, method="roll-call")
    yield called
    registry._kinds.pop("test.election")


def test_a_ranked_election_is_answered_in_places(election: House) -> None:
    page = text_of(election.ana.get(f"/asamblea/votos/1/nominal/{election.cast.ana}"))
    assert "Elección" in page and "Bruno" in page
    say(election, "ana", option_1="", option_2="2", option_3="1")
    say(election, "bruno", option_1="", option_2="1", option_3="1")
    with election.app.app_context(), reading() as uow:
        said = {s.member_id: s.ranks for s in queries.said_in(uow, 1)}
    assert said == {election.cast.ana: ((3,), (2,)), election.cast.bruno: ((2, 3),)}


BLT = '3 1\n4 1 2 0\n2 2 0\n1 0\n0\n"Ana"\n"Bruno"\n"Elsa"\n"Escrutinio"\n'


def blt(text: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(text.encode()), "boletas.blt"


def test_ballots_come_in_as_a_file_and_go_out_as_one(election: House) -> None:
    at = "/asamblea/2/presidir"
    election.gabi.post("/asamblea/2/votos/1/repetir", method="hands", why="Lo pidieron", at=at)
    url = "/asamblea/votos/2"
    irma, juan = election.sign_in("irma"), election.sign_in("juan")
    other = BLT.replace('"Bruno"', '"Berta"')
    for lines, file, says in (
        ("", None, "una de las dos cosas"),
        ("7: 1", blt(BLT), "una de las dos cosas"),
        ("", blt(other), "«Berta»"),
        ("", blt("3 1\n4 1 7 0\n0\n"), "7"),
    ):
        assert says in text_of(irma.post(url, lines=lines, file=file)), says
    assert "Tu cuenta está cargada" in text_of(irma.post(url, lines="", file=blt(BLT), follow=True))
    juan.post(url, lines="4: 1 2\n2: 2\n1:")
    said = text_of(election.gabi.post("/asamblea/2/votos/2/resultado", at=at, follow=True))
    assert "Ana" in said and "Bruno" in said
    answer = election.ana.get("/asamblea/votos/2/boletas.blt")
    got = read_blt(answer.get_data(as_text=True))
    assert (got.candidates, got.seats, got.withdrawn) == (("Ana", "Bruno", "Elsa"), 1, frozenset({3}))
    assert sorted((b.count, b.ranks) for b in got.ballots) == [(1, ()), (2, ((2,),)), (4, ((1,), (2,)))]
    assert count_irv(got).elected == (1,)
    assert election.ana.get("/asamblea/votos/1/boletas.blt").status_code == 404
