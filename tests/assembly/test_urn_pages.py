"""The pages of the urn: printing, table, booth, count, board, and what they leave behind, on both engines."""

from __future__ import annotations

import io
import logging
import re
import time
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from coop.assembly import queries, urn
from coop.assembly.papers import slip_sheets
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.rules.counting import Ballot
from coop.assembly.rules.tellers import BallotCount
from coop.assembly.urn import Slip, new_slips
from coop.assembly.usecases import urn as box
from coop.store import Actor, UnitOfWork, writing
from coop.store.engine import db
from coop.web import guard
from coop.web import usecases as access
from tests.assembly.box import KEEPERS, PHRASES, Box, opened
from tests.assembly.hall import Hall, gathered
from tests.assembly.house import House, text_of
from tests.assembly.test_votes import election
from tests.cast import PIN, Browser

__all__ = ["election"]

TABLE = "/asamblea/votos/1/urna"
BOOTH = "/asamblea/cabina"


@pytest.fixture
def voting(held: House) -> House:
    """A vote by slips, begun by the chair."""
    answer = held.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="slips")
    assert answer.status_code == 303
    return held


@pytest.fixture
def terminal(held: House) -> Browser:
    """An enrolled terminal, nobody signed in."""
    with held.app.app_context(), writing(held.cast.actor("elsa")) as uow:
        token = access.enrol_device(uow, name="Comedor", confirmed_by=held.cast.ana)
    client = held.app.test_client()
    client.set_cookie(guard.DEVICE_COOKIE, token)
    return Browser(client)


@pytest.fixture
def ready(held: House, terminal: Browser) -> Box:
    """An open urn, and the terminal its booth."""
    with held.app.app_context(), writing() as uow:
        hall = Hall(uow, held.cast, held.clock, meeting_id=1)
        made = opened(hall)
        uow.actor = Actor(held.cast.irma, 1)
        box.make_booth(uow, made.vote_id)
    return made


def prepare(house: House, **changed: str) -> TestResponse:
    fields: dict[str, str] = {"spare": "3"}
    for n, (keeper, phrase) in enumerate(zip(KEEPERS, PHRASES, strict=True), 1):
        fields |= {f"keeper_{n}": str(getattr(house.cast, keeper))}
        fields |= {f"phrase_{n}": phrase, f"again_{n}": phrase}
    return house.irma.post(f"{TABLE}/fichas", **{**fields, **changed})


def fields_of(answer: TestResponse) -> dict[str, str]:
    """The fields of a booth page's first form, as its button would send them."""
    html = answer.get_data(as_text=True)
    form = html[html.index("<form", html.index("<main")) :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
    pairs = [(re.search(r'name="([^"]*)"', f), re.search(r'value="([^"]*)"', f)) for f in found]
    return {n[1]: v[1] for n, v in pairs if n and v}


def go_to_confirm(booth: Browser, code: str, **answer: str) -> TestResponse:
    first = fields_of(booth.get(BOOTH))
    chosen = booth.client.post(BOOTH, data={**first, "code": code})
    assert chosen.status_code == 200, text_of(chosen)
    return booth.client.post(BOOTH, data={**fields_of(chosen), **answer})


def vote(booth: Browser, code: str, **answer: str) -> TestResponse:
    """Type a code, choose, confirm."""
    confirm = go_to_confirm(booth, code, **answer)
    assert confirm.status_code == 200, text_of(confirm)
    return booth.client.post(BOOTH, data=fields_of(confirm))


def test_the_slips_come_as_a_paper_that_nothing_keeps(voting: House) -> None:
    answer = prepare(voting)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) == 2
        page = pdf.pages[0].Contents.read_bytes()
    assert len(re.findall(rb"\(\w{4} \w{4} \w{4}\) Tj", page)) == 10
    with voting.app.app_context(), writing() as uow:
        assert uow.session.scalar(text("SELECT COUNT(*) FROM documents_paper WHERE kind LIKE '%urn%'")) == 0
        assert uow.session.scalar(text("SELECT COUNT(*) FROM web_job WHERE kind LIKE '%urn%'")) == 0


def test_a_sheet_sent_twice_makes_no_second_slips(voting: House) -> None:
    hidden = voting.irma.hidden(f"{TABLE}/fichas")
    fields = {"spare": "3"}
    for n, (keeper, phrase) in enumerate(zip(KEEPERS, PHRASES, strict=True), 1):
        fields |= {f"keeper_{n}": str(getattr(voting.cast, keeper))}
        fields |= {f"phrase_{n}": phrase, f"again_{n}": phrase}
    first = voting.irma.client.post(f"{TABLE}/fichas", data={**hidden, **fields})
    assert first.mimetype == "application/pdf"
    second = voting.irma.client.post(f"{TABLE}/fichas", data={**hidden, **fields})
    assert second.status_code == 303


@pytest.mark.parametrize(
    "changed",
    [{"again_2": "otra cosa distinta"}, {"phrase_1": "corta", "again_1": "corta"}, {"spare": "9999"}],
    ids=str,
)
def test_a_passphrase_is_typed_alike_twice_and_long(voting: House, changed: dict[str, str]) -> None:
    assert prepare(voting, **changed).status_code == 422


def test_one_person_keeps_one_passphrase(voting: House) -> None:
    answer = prepare(voting, keeper_2=str(voting.cast.irma))
    assert answer.status_code == 422
    assert "tres personas" in text_of(answer)


def test_only_tellers_print_open_close_and_count(voting: House) -> None:
    prepare(voting)
    for deed in ("abrir", "cerrar"):
        answer = voting.bruno.post(f"{TABLE}/{deed}", at=TABLE)
        assert answer.status_code == 403
    assert voting.irma.post(f"{TABLE}/abrir", at=TABLE).status_code == 303


def test_a_whole_vote_from_the_chair_to_the_result(voting: House, terminal: Browser) -> None:
    """By the pages alone; the slips are read from the sheet, as people do."""
    sheet = pikepdf.open(io.BytesIO(prepare(voting).data))
    page = sheet.pages[0].Contents.read_bytes()
    codes = [c.decode() for c in re.findall(rb"\((\w{4} \w{4} \w{4})\) Tj", page)]
    sheet.close()
    assert voting.irma.post(f"{TABLE}/abrir", at=TABLE).status_code == 303
    assert terminal.post(f"/quien/{voting.cast.numbers['irma']}", pin=PIN).status_code == 303
    answer = terminal.post(f"{TABLE}/cabina", at=TABLE)
    assert answer.headers["Location"] == BOOTH
    assert terminal.get("/").headers["Location"] == BOOTH
    for name, code, said in zip(
        ("ana", "bruno", "elsa", "gabi", "hugo", "irma", "juan"),
        codes,
        ["in_favour"] * 5 + ["against", "abstained"],
        strict=False,
    ):
        member = getattr(voting.cast, name)
        assert voting.hugo.post(f"{TABLE}/firmas/{member}", at=TABLE).status_code == 303
        cast = vote(terminal, code, said=said)
        assert cast.headers["Location"] == f"{BOOTH}?listo=1"
    assert "está en la urna" in text_of(terminal.get(f"{BOOTH}?listo=1"))
    assert voting.irma.post(f"{TABLE}/cerrar", at=TABLE).status_code == 303
    counted = voting.juan.post(
        f"{TABLE}/contar",
        second_urn=7,
        left=3,
        **{f"phrase_{voting.cast.irma}": PHRASES[0], f"phrase_{voting.cast.hugo}": PHRASES[2]},
    )
    assert counted.status_code == 303
    shown = text_of(voting.bruno.get(TABLE))
    assert "La urna está contada" in shown
    assert voting.gabi.post("/asamblea/1/votos/1/resultado", at="/asamblea/1/presidir").status_code == 303
    shown = text_of(voting.gabi.get("/asamblea/1"))
    assert "A favor 5 de 6" in shown
    board = text_of(voting.bruno.get("/asamblea/votos/1/tablero"))
    assert "solo los totales" in board


def test_a_wrong_passphrase_counts_nothing(held: House, ready: Box) -> None:
    held.irma.post(f"{TABLE}/cerrar", at=TABLE)
    wrong = {f"phrase_{held.cast.irma}": PHRASES[1], f"phrase_{held.cast.juan}": PHRASES[0]}
    answer = held.irma.post(f"{TABLE}/contar", second_urn=0, left=10, **wrong)
    assert answer.status_code == 409
    assert "La urna está cerrada" in text_of(held.irma.get(TABLE))


def test_who_has_signed_is_for_the_table_alone(held: House, ready: Box) -> None:
    held.hugo.post(f"{TABLE}/firmas/{held.cast.bruno}", at=TABLE)
    assert "Firmaron: Bruno" in text_of(held.hugo.get(TABLE))
    for page in (
        held.ana.get(TABLE),
        held.gabi.get("/asamblea/1/presidir"),
        held.ana.get("/asamblea/pantalla"),
    ):
        assert "Bruno" not in text_of(page).split("Moción")[0].replace("Bruno Benítez Salir", "")


def test_the_booth_asks_again_shows_the_choice_and_lets_one_go_back(terminal: Browser, ready: Box) -> None:
    code = ready.slips[0].code
    confirm = go_to_confirm(terminal, code, said="against")
    assert "En contra" in text_of(confirm)
    again = terminal.client.post(BOOTH, data={**fields_of(confirm), "step": "choose"})
    assert 'name="said"' in again.get_data(as_text=True)
    nothing = terminal.client.post(BOOTH, data=fields_of(again))
    assert nothing.status_code == 422


def test_an_order_of_options_goes_into_the_urn(house: House, election: None) -> None:
    with house.app.app_context(), writing() as uow:
        hall = Hall(uow, house.cast, house.clock)
        hall.move("test.election", names=["Ana", "Bruno", "Elsa"], seats=1, alternates=0, rule="irv")
        made = opened(gathered(hall))
        uow.actor = house.cast.actor("elsa")
        token = access.enrol_device(uow, name="Comedor", confirmed_by=house.cast.ana)
        uow.actor = Actor(house.cast.irma, 1)
        box.make_booth(uow, made.vote_id)
    client = house.app.test_client()
    client.set_cookie(guard.DEVICE_COOKIE, token)
    booth = Browser(client)
    confirm = go_to_confirm(booth, made.slips[0].code, option_1="2", option_2="", option_3="1")
    assert "1. Elsa 2. Ana" in text_of(confirm)
    assert client.post(BOOTH, data=fields_of(confirm)).status_code == 303
    blank = go_to_confirm(booth, made.slips[1].code, option_1="", option_2="", option_3="")
    assert "En blanco" in text_of(blank)
    with house.app.app_context(), writing() as uow:
        made.hall.uow = uow
        for member in (house.cast.ana, house.cast.bruno):
            box.sign(made.hall.as_("hugo"), made.vote_id, member)
    assert client.post(BOOTH, data=fields_of(blank)).status_code == 303
    with house.app.app_context(), writing() as uow:
        made.hall.uow = uow
        made.close()
        assert made.count(2)
        counted = queries.tally_of(uow, queries.get_vote(uow, made.vote_id))
    assert isinstance(counted, BallotCount)
    assert counted.ballots == (Ballot(1, ()), Ballot(1, ((3,), (1,))))


@pytest.mark.parametrize("code", ["", "ABCD EFGH JKLM", "x" * 50, "ABCD\0EFGHJKLM"])
def test_a_code_of_no_slip_is_refused_with_what_to_do(terminal: Browser, ready: Box, code: str) -> None:
    answer = terminal.client.post(BOOTH, data={**fields_of(terminal.get(BOOTH)), "code": code})
    assert answer.status_code == 422
    assert "doce signos" in text_of(answer)


def test_a_used_slip_is_refused_and_shows_nothing_of_what_was_voted(terminal: Browser, ready: Box) -> None:
    code = ready.slips[0].code
    confirm = go_to_confirm(terminal, code, said="against")
    assert terminal.client.post(BOOTH, data=fields_of(confirm)).status_code == 303
    again = terminal.client.post(BOOTH, data=fields_of(confirm))
    assert again.status_code == 409
    assert "ya se usó" in text_of(again)
    assert "En contra" not in text_of(again)


def test_a_forged_form_is_refused(terminal: Browser, ready: Box) -> None:
    answer = terminal.client.post(
        BOOTH, data={"code": ready.slips[0].code, "step": "cast", "said": "against"}
    )
    assert answer.status_code == 422 or answer.status_code == 400


def test_a_booth_is_only_an_enrolled_terminal_in_booth_mode(held: House, terminal: Browser) -> None:
    assert terminal.get(BOOTH).status_code == 409
    assert held.bruno.get(BOOTH).status_code == 403
    assert Browser(held.app.test_client()).get(BOOTH).status_code == 302


def test_nobody_votes_while_somebody_is_signed_in_at_the_booth(
    held: House, terminal: Browser, ready: Box
) -> None:
    assert terminal.post(f"/quien/{held.cast.numbers['bruno']}", pin=PIN).status_code == 303
    answer = terminal.get(BOOTH)
    assert answer.status_code == 409
    assert "Salir" in text_of(answer)


def test_at_a_terminal_no_slips_are_printed(held: House, terminal: Browser, ready: Box) -> None:
    assert terminal.post(f"/quien/{held.cast.numbers['irma']}", pin=PIN).status_code == 303
    assert terminal.get(f"{TABLE}/fichas").status_code == 403


def test_the_booth_speaks_the_voters_language_and_forgets_it_for_the_next(
    terminal: Browser, ready: Box
) -> None:
    terminal.post("/aspecto", at=BOOTH, language="en", next=BOOTH)
    assert "The code of your slip" in text_of(terminal.get(BOOTH))
    vote(terminal, ready.slips[0].code, said="against")
    terminal.get(f"{BOOTH}?listo=1")
    assert "El código de tu ficha" in text_of(terminal.get(BOOTH))


def everything(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with house.app.app_context(), writing() as uow:
        return {
            name: sorted((tuple(row) for row in uow.session.execute(text(f"SELECT * FROM {name}"))), key=repr)
            for name in db.metadata.tables
        }


def test_a_vote_in_the_booth_leaves_nothing_but_a_burned_slip_and_an_envelope(
    held: House, terminal: Browser, ready: Box, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    code = ready.slips[0].code
    terminal.get(BOOTH)
    before, files = everything(held), {p: p.stat().st_mtime for p in tmp_path.rglob("*") if p.is_file()}
    caplog.set_level(logging.DEBUG)
    with caplog.at_level(logging.DEBUG):
        assert vote(terminal, code, said="against").status_code == 303
        assert terminal.client.post(BOOTH, data={"code": code}).status_code in (400, 409)
    after = everything(held)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"assembly_slip", "assembly_envelope"}
    new = {p for p in tmp_path.rglob("*") if p.is_file()} - set(files)
    assert {p.name.rpartition("-")[2] for p in new} <= {"shm", "wal", "sqlite3.lock", "coop.sqlite3.lock"}
    said = "\n".join(record.getMessage() for record in caplog.records)
    for secret in (code, urn.grouped(code), ready.slips[0].tracker, "against"):
        assert secret not in said
    with terminal.client.session_transaction() as session:
        assert code not in str(dict(session))
        assert "against" not in str(dict(session))


def test_an_ordinary_form_does_leave_a_trace(held: House, ready: Box) -> None:
    """The comparison above sees what is written where nothing was done against it."""
    before = everything(held)
    held.hugo.post(f"{TABLE}/firmas/{held.cast.bruno}", at=TABLE)
    after = everything(held)
    assert {n for n in before if before[n] != after[n]} >= {"assembly_signature", "web_submission"}


def test_an_error_in_the_booth_writes_no_vote_into_the_log(
    held: House,
    terminal: Browser,
    ready: Box,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held.app.config["PROPAGATE_EXCEPTIONS"] = False
    sealed: list[box.Sealed] = []

    def unburned(uow: UnitOfWork, vote_id: int, one: box.Sealed) -> None:
        sealed.append(one)
        uow.session.execute(
            text("INSERT INTO assembly_envelope VALUES (:v, :k, :s)"),
            {"v": vote_id, "k": b"k" * 16, "s": one.envelope},
        )

    monkeypatch.setattr(box, "cast", unburned)
    assert vote(terminal, ready.slips[0].code, said="against").status_code == 500
    assert "a page failed" in caplog.text
    assert repr(sealed[0].envelope[:8])[2:-1] not in caplog.text
    assert sealed[0].envelope.hex()[:16] not in caplog.text
    assert "hidden due to hide_parameters" in caplog.text


def test_everybody_reads_the_board_and_takes_it_along(held: House) -> None:
    with held.app.app_context(), writing() as uow:
        hall = Hall(uow, held.cast, held.clock, meeting_id=1)
        made = opened(hall)
        for name in ("ana", "bruno", "elsa", "gabi", "hugo", "irma", "juan"):
            made.vote(name, "in_favour")
        made.close()
        # Seven are few; the board is published as if they were ten.
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("coop.assembly.rules.outcomes.FEWEST_TO_PUBLISH", 5)
            assert made.count(7)
        trackers = sorted(line.tracker for line in urns.board(uow, made.vote_id))
    shown = held.bruno.get("/asamblea/votos/1/tablero")
    assert [t.replace(" ", "") for t in re.findall(r">([A-Z2-9]{3} [A-Z2-9]{3})<", shown.text)] == trackers
    taken = held.bruno.get("/asamblea/votos/1/tablero?format=csv-plain")
    assert taken.text.count("A favor") == 7


# ---- the sheets


def words(question: str = "Guardería (con patio) \\ y más") -> slip_sheets.Words:
    return slip_sheets.Words(
        "Asamblea 7", question, "Código", "Marca", "Votá.", "Apertura", ["Fichas: 3", *rules.LIMITS], "Fiscal"
    )


def test_every_code_is_printed_once(tmp_path: Path) -> None:
    slips = new_slips(40, b"k" * 32)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(slip_sheets.sheets(slips, words()))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 4 + 1
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        assert "/Info" not in pdf.trailer or "/CreationDate" not in pdf.trailer.Info
    for slip in slips:
        assert content.count(urn.grouped(slip.code).encode()) == 1
        assert content.count(urn.grouped(slip.tracker, 3).encode()) == 1


def test_a_long_question_does_not_run_into_the_code(tmp_path: Path) -> None:
    made = slip_sheets.sheets([Slip("ABCDEFGHJKLM", "ABC234")], words("¿" + "Se abre una guardería? " * 40))
    assert made.startswith(b"%PDF")


def test_five_hundred_slips_are_drawn_while_one_waits() -> None:
    """Sheets are made inside a request; were they slow, they would have to be a job."""
    slips = new_slips(525, b"k" * 32)
    begun = time.perf_counter()
    slip_sheets.sheets(slips, words())
    assert time.perf_counter() - begun < 10
