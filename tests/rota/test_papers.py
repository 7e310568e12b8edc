"""The rota for the wall."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pytest

from coop.documents import renderer
from coop.kernel.ranges import Days
from coop.rota import papers, queries, usecases
from coop.store import UnitOfWork
from tests.cast import Cast
from tests.rota.test_usecases import MONDAY, Workshop

FOUR_WEEKS = Days(MONDAY, MONDAY + timedelta(days=28))


def test_the_wall_rota_is_one_a3_page_across_with_everybody_on_it(cast: Cast, uow: UnitOfWork) -> None:
    shop = Workshop(uow, cast)
    plan_id = shop.published(FOUR_WEEKS)
    draft = papers.wall(uow, str(plan_id))
    lines = [line for _sector, group in draft.context["groups"] for line in group]
    placed = queries.get_plan(uow, plan_id).placed
    assert sum(bool(c) for line in lines for c in line.cells) == placed == 48
    assert all(len(line.cells) == 28 for line in lines)
    title = papers.title_of(queries.get_plan(uow, plan_id))
    pdf = renderer.render(
        draft.template,
        {"title": title, "coop": {"name": "C", "legal_name": "", "cuit": "", "matricula": "", "address": ""}}
        | dict(draft.context),
        language="es_AR",
        attachment=None,
        issued_on=date(2026, 11, 3),
        identifier=f"rota/{plan_id}",
    )
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        left, bottom, right, top = (float(n) for n in document.pages[0].mediabox)
    assert (round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)) == (420, 297)


def test_a_draft_does_not_hang_on_the_wall(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, FOUR_WEEKS)
    with pytest.raises(papers.OnlyPublished):
        papers.wall(uow, str(plan_id))
