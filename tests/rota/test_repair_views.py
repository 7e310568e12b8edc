"""The pages that mend the rota in force."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask

from coop.people import usecases as people
from coop.rota import queries
from coop.store import reading, writing
from coop.web import jobs
from tests.cast import Browser, Cast
from tests.rota.test_usecases import WEEK
from tests.rota.test_views import bruno, elsa, planned, shop, text

__all__ = ["bruno", "elsa", "shop"]
LIST = "/cronograma/arreglos"


def broken(app: Flask, cast: Cast) -> int:
    """A published rota with somebody away from one of its nights; returns who."""
    planned(app, cast, publish=True)
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        night = next(s for s in queries.shifts(uow, WEEK) if s.code == "N")
        people.add_absence(uow, night.member_id, "illness", night.day, night.day + timedelta(days=1))
    return night.member_id


def test_from_an_absence_to_the_mended_rota(app: Flask, elsa: Browser, shop: Cast) -> None:
    nobody = text(elsa.get(LIST))
    assert "vale como está" in nobody and "Alguien falta" not in nobody
    who = broken(app, shop)
    assert LIST in text(elsa.get("/cronograma/?desde=2026-11-09"))
    assert all(said in text(elsa.get(LIST)) for said in (f"{LIST}/miembro/{who}", "Alguien falta"))
    answer = elsa.post(f"{LIST}/miembro/{who}", at=LIST)
    assert answer.status_code == 303
    found = re.search(r"/trabajos/(\d+)\?next=(\S+)", answer.location)
    assert found is not None
    job_id, page = found.groups()
    assert page == f"{LIST}/{job_id}"
    waiting = elsa.get(page)
    assert waiting.status_code == 303 and f"/trabajos/{job_id}" in waiting.location
    with app.app_context():
        jobs.run_queued(app)
    shown = text(elsa.get(page))
    assert "La que más cubre" in shown and f"{page}/elegir/0" in shown
    with app.app_context(), reading() as uow:
        count = len(queries.plans(uow))
    assert elsa.post(f"{page}/elegir/7", at=page).status_code == 404
    chosen = elsa.post(f"{page}/elegir/0", at=page)
    assert chosen.status_code == 303 and "/cronograma/planes/" in chosen.location
    assert "/publicar" in text(elsa.get(chosen.location))
    with app.app_context(), reading() as uow:
        assert len(queries.plans(uow)) == count + 1
    people_away = text(elsa.get(LIST))
    assert f"{LIST}/miembro/{who}" in people_away  # nothing is in force until it is published
    assert elsa.post(f"{chosen.location}/publicar").status_code == 303
    assert "vale como está" in text(elsa.get(LIST))
    assert elsa.post(f"{page}/elegir/0", at=page).status_code == 409


def test_days_can_be_chosen_by_hand_and_absurd_ones_are_refused(
    app: Flask, elsa: Browser, shop: Cast
) -> None:
    broken(app, shop)
    good = {"start": "2026-11-09", "weeks": "1", "most": "2", "scope": "lost"}
    for wrong, status in (
        ({"start": "9999-12-31"}, 422),
        ({"start": "ayer"}, 422),
        ({"weeks": "0"}, 422),
        ({"weeks": "5"}, 422),
        ({"most": "0"}, 422),
        ({"most": "x"}, 422),
        ({"scope": "everything"}, 422),
        ({"start": "2027-03-01"}, 409),
    ):
        assert elsa.post(f"{LIST}/nuevo", **{**good, **wrong}).status_code == status, wrong
    assert elsa.get(f"{LIST}/nuevo?desde=nunca").status_code == 200
    assert elsa.post(f"{LIST}/nuevo", **good).status_code == 303
    assert elsa.get(f"{LIST}/99").status_code == 404


def test_a_member_reads_what_cannot_be_kept_and_mends_nothing(app: Flask, bruno: Browser, shop: Cast) -> None:
    who = broken(app, shop)
    shown = text(bruno.get(LIST))
    assert f"{LIST}/miembro/" not in shown
    assert bruno.post(f"{LIST}/miembro/{who}", at=LIST).status_code == 403
    assert bruno.get(f"{LIST}/nuevo").status_code == 403
    assert bruno.get(f"{LIST}/1").status_code == 403
