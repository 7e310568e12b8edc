"""The rota for the wall."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from flask import Flask

from coop.documents import queries as archive
from coop.documents import usecases as documents
from coop.kernel.ranges import Days
from coop.rota import papers, queries, usecases
from coop.store import UnitOfWork, reading, writing
from tests.cast import Cast
from tests.rota.test_usecases import MONDAY, Workshop

FOUR_WEEKS = Days(MONDAY, MONDAY + timedelta(days=28))


def test_publishing_makes_one_a3_page_across_for_the_wall(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with writing() as uow:
            plan_id = Workshop(uow, cast).published(FOUR_WEEKS)
            draft = papers.wall(uow, str(plan_id))
            placed = queries.get_plan(uow, plan_id).placed
        lines = [line for _sector, group in draft.context["groups"] for line in group]
        assert sum(bool(c) for line in lines for c in line.cells) == placed == 48
        assert all(len(line.cells) == 28 for line in lines)
        assert documents.render_pending().made == 1
        with reading() as uow:
            (paper,) = archive.papers(uow, owner_id=None)
            pdf = archive.pdf_of(uow, paper.id)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        left, bottom, right, top = (float(n) for n in document.pages[0].mediabox)
        assert len(document.attachments) == 1
    assert (round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)) == (420, 297)


def test_a_draft_does_not_hang_on_the_wall(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, FOUR_WEEKS)
    with pytest.raises(papers.OnlyPublished):
        papers.wall(uow, str(plan_id))
