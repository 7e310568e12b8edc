"""Pages of minutes, validity, dissent, the authority and tasks."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from coop.assembly import queries
from coop.documents import usecases as press
from coop.store import Actor, reading, writing
from coop.web import usecases as access
from coop.web.guard import DEVICE_COOKIE
from tests.assembly.hall import Hall
from tests.assembly.house import House, text_of
from tests.cast import PASSWORD, PIN, Browser

ACTA = "/asamblea/1/acta"


@pytest.fixture
def voted(held: House) -> House:
    """The open assembly with its one motion carried and its signers chosen."""
    with held.app.app_context(), writing() as uow:
        hall = Hall(uow, held.cast, held.clock, meeting_id=1)
        hall.vote(5, 1, 1)
        hall.choose_signers()
    return held


@pytest.fixture
def fixed(voted: House) -> House:
    """The same, closed, its minutes out for signing."""
    with voted.app.app_context(), writing() as uow:
        hall = Hall(uow, voted.cast, voted.clock, meeting_id=1)
        hall.close()
        hall.fix()
    return voted


@pytest.fixture
def approved(fixed: House) -> House:
    """The same, signed by all, its papers made."""
    with fixed.app.app_context():
        with writing() as uow:
            Hall(uow, fixed.cast, fixed.clock, meeting_id=1).sign()
        press.render_pending()
    return fixed


def test_an_assembly_that_was_not_opened_has_no_minutes(called: House) -> None:
    assert called.ana.get(ACTA).status_code == 404
    assert called.ana.get("/asamblea/1/validez").status_code == 404
    assert "/acta" not in called.ana.get("/asamblea/1").get_data(as_text=True)


def test_the_secretary_writes_while_the_assembly_is_open(voted: House) -> None:
    assert 'href="/asamblea/1/acta/puntos/1"' in voted.hugo.get(ACTA).get_data(as_text=True)
    assert "/acta/puntos/1" not in voted.ana.get(ACTA).get_data(as_text=True)
    page = voted.hugo.post(
        "/asamblea/1/acta/puntos/1", text="Habló <b>Bruno</b>.\nContestó Ana.", follow=True
    )
    assert "Habló &lt;b&gt;Bruno&lt;/b&gt;." in page.get_data(as_text=True)
    assert voted.bruno.post("/asamblea/1/acta/puntos/1", text="x").status_code == 403
    voted.hugo.post("/asamblea/1/acta/puntos/1", text="Habló Bruno.")
    versions = text_of(voted.hugo.get("/asamblea/1/acta/puntos/1"))
    assert "Contestó Ana." in versions, "every version is kept"
    assert "Comedor" in text_of(voted.hugo.get("/asamblea/1/acta/partes/place"))
    moved = voted.gabi.post("/asamblea/1/acta/partes/place", text="Galpón 2", follow=True)
    assert "Se había convocado en otro lugar: Comedor." in text_of(moved)
    assert voted.hugo.get("/asamblea/1/acta/partes/otra").status_code == 404
    assert voted.hugo.get("/asamblea/1/acta/puntos/99").status_code == 404


def test_the_chair_sees_what_could_annul_it_before_closing(voted: House) -> None:
    leading = text_of(voted.gabi.get("/asamblea/1/presidir"))
    assert "Hay 1 punto por el que la asamblea podría anularse." in leading
    checks = text_of(voted.gabi.get("/asamblea/1/validez"))
    assert "Nadie anotó que se mandó la convocatoria" in checks
    assert "Ley 20.337 art. 48" in checks
    sent = {"sent_on": "2026-11-03", "how": "Trámite 12"}
    assert voted.ana.post("/asamblea/1/enviado/notice", **sent).status_code == 403
    assert voted.hugo.post("/asamblea/1/enviado/notice", **sent).status_code == 303
    assert "Se cumplen todos los puntos." in text_of(voted.gabi.get("/asamblea/1/validez"))


def test_each_signs_with_her_own_secret_and_nobody_for_another(fixed: House) -> None:
    sign = "/asamblea/1/acta/firmar"
    assert "Falta que firmen" in text_of(fixed.irma.get(ACTA))
    assert fixed.irma.post(sign, secret=PASSWORD).status_code == 403
    assert fixed.ana.post(sign, secret="otra cosa").status_code == 401
    assert fixed.ana.post(sign, secret=PASSWORD, digest="0" * 64).status_code == 409
    assert fixed.ana.post(sign, secret=PASSWORD).status_code == 303
    assert fixed.ana.post(sign, secret=PASSWORD, request_id="x" * 20).status_code == 409
    with fixed.app.app_context(), writing(Actor(member_id=fixed.cast.hugo)) as uow:
        token = access.enrol_device(uow, name="Comedor", confirmed_by=fixed.cast.gabi)
    client = fixed.app.test_client()
    client.set_cookie(DEVICE_COOKIE, token)
    terminal = Browser(client)
    terminal.post(f"/quien/{fixed.cast.numbers['bruno']}", pin=PIN)
    page = text_of(terminal.get(sign))
    assert "Mi PIN, o acercar mi credencial al lector" in page
    assert terminal.post(sign, secret="000000").status_code == 401
    assert terminal.post(sign, secret="badge-ana").status_code == 401, "somebody else's badge"
    assert terminal.post(sign, secret="badge-bruno").status_code == 303
    assert "en una terminal, con credencial" in text_of(fixed.ana.get(ACTA))
    ink = fixed.hugo.post("/asamblea/1/acta/tinta", member=fixed.cast.gabi, follow=True)
    assert "con tinta en el papel" in text_of(ink)


def test_a_signer_sends_them_back_and_the_secretary_sees_why(fixed: House) -> None:
    assert fixed.irma.post("/asamblea/1/acta/devolver", why="No.").status_code == 403
    assert fixed.ana.post("/asamblea/1/acta/devolver", why=" ").status_code == 422
    fixed.ana.post("/asamblea/1/acta/devolver", why="Falta lo de Elsa.")
    page = text_of(fixed.hugo.get(ACTA))
    assert "Ana Acosta la devolvió: Falta lo de Elsa." in page
    assert "Fijar el acta y pasarla a la firma" in page


def test_approved_minutes_have_errata_and_a_copy(approved: House) -> None:
    page = approved.hugo.get(ACTA).get_data(as_text=True)
    assert "Firmada y aprobada" in page
    assert "La copia va a la autoridad hasta el" in text_of(approved.hugo.get(ACTA))
    assert approved.ana.get("/asamblea/1/copia").status_code == 403
    copy = approved.hugo.get("/asamblea/1/copia")
    with zipfile.ZipFile(io.BytesIO(copy.get_data())) as archive:
        assert "acta.pdf" in archive.namelist()
    approved.hugo.post("/asamblea/1/enviado/minutes", sent_on="2026-11-18", how="Trámite 13")
    assert "La copia se mandó a la autoridad el" in text_of(approved.hugo.get(ACTA))
    url = "/asamblea/1/acta/fe-de-erratas"
    assert approved.ana.post(url, text="x", reason="y").status_code == 403
    approved.hugo.post(url, text="Donde dice 10 dice 11.", reason="Error de tipeo.")
    with approved.app.app_context():
        press.render_pending()
    page = approved.hugo.get(ACTA).get_data(as_text=True)
    assert "Donde dice 10 dice 11." in page
    papers = re.findall(r'href="(/papeles/\d+[^"]*)"', page)
    assert len(papers) == 2
    assert all(approved.ana.get(p).get_data().startswith(b"%PDF-") for p in papers)


def test_dissent_is_asked_for_on_the_page_of_the_decision(voted: House) -> None:
    motion = "/asamblea/mociones/1"
    assert "Salvar mi voto" in text_of(voted.bruno.get(motion))
    asked = voted.bruno.post(
        f"{motion}/salvar-el-voto", member=voted.cast.bruno, reason="Es caro.", follow=True
    )
    assert "Bruno Benítez: Es caro." in text_of(asked)
    assert "Salvar mi voto" not in text_of(asked)
    only_me = voted.irma.post(f"{motion}/salvar-el-voto", member=voted.cast.elsa, reason="x")
    assert only_me.status_code == 422, "she can choose herself only"
    voted.hugo.post(f"{motion}/salvar-el-voto", member=voted.cast.elsa, reason="No alcanza.")
    assert "Elsa Escobar: No alcanza." in text_of(voted.ana.get(motion))
    with voted.app.app_context(), writing() as uow:
        Hall(uow, voted.cast, voted.clock, meeting_id=1).close()
    register = text_of(voted.ana.get("/asamblea/disidencias"))
    assert "Bruno Benítez" in register and "Es caro." in register
    assert "Para impugnarla" in text_of(voted.ana.get(motion))
    assert "Elsa" not in text_of(voted.ana.get("/asamblea/disidencias?q=bruno"))


def test_a_task_is_given_out_done_and_shown_to_the_next_assembly(approved: House) -> None:
    with approved.app.app_context(), reading() as uow:
        result = queries.find_result(uow, 1)
    assert result is not None
    url = f"/asamblea/decisiones/{result.decision_id}/tareas/nueva"
    fields = {"what": "Pedir precios", "member": approved.cast.bruno, "due_on": "2026-11-30"}
    assert approved.bruno.post(url, **fields).status_code == 403
    assert approved.elsa.post(url, **{**fields, "due_on": "2026-11-01"}).status_code == 422
    assert "Pedir precios" in text_of(approved.elsa.post(url, **fields, follow=True))
    assert approved.ana.post("/asamblea/tareas/1", way="done", text="x").status_code == 403
    done = approved.bruno.post("/asamblea/tareas/1", way="done", text="Tres precios.", follow=True)
    assert "Tres precios." in text_of(done)
    assert "Tres precios." in text_of(approved.ana.get("/asamblea/tareas"))
    with approved.app.app_context(), writing() as uow:
        hall = Hall(uow, approved.cast, approved.clock)
        hall.move(title="Otra", text="Otra cosa.")
        hall.convene(day=uow.today().replace(day=28, month=12))
    opening = text_of(approved.gabi.get("/asamblea/2/presidir"))
    assert "Qué se decidió antes y qué pasó con eso" in opening
    assert "Tres precios." in opening


@pytest.mark.parametrize("url", [ACTA, "/asamblea/1/validez", "/asamblea/disidencias", "/asamblea/tareas"])
def test_every_member_reads_it_and_nobody_who_is_not_signed_in(approved: House, url: str) -> None:
    assert approved.bruno.get(url).status_code == 200
    assert approved.app.test_client().get(url).status_code in (302, 401)


def test_a_signer_is_told(fixed: House) -> None:
    assert "El acta de la asamblea 1 espera tu firma." in text_of(fixed.ana.get("/"))
