"""The rota for the wall."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from coop.documents import queries as archive
from coop.documents import renderer
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


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext: apt-get install poppler-utils")
def test_no_page_of_a_long_rota_ends_with_the_name_of_a_sector(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    with app.app_context():
        with writing() as uow:
            draft = papers.wall(uow, str(Workshop(uow, cast).published(FOUR_WEEKS)))
        line = draft.context["groups"][0][1][0]
        printed = tmp_path / "rota.pdf"
        for first in (1, 2, 3):  # sectors of three rows: one of the three would end a page
            sizes = [first, *[2] * 60]
            groups = [(f"SECTOR {n}", [line] * size) for n, size in enumerate(sizes)]
            printed.write_bytes(
                renderer.render(
                    draft.template,
                    {**draft.context, "groups": groups},
                    language="es_AR",
                    attachment=None,
                    issued_on=MONDAY,
                    identifier="rota",
                )
            )
            text = subprocess.run(
                ["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True
            )
            pages = [page.split("\n") for page in text.stdout.split("\f") if page.strip()]
            assert len(pages) > 3
            for page in pages:
                rows = [row for row in page if line.name in row or "SECTOR" in row]
                assert not rows or "SECTOR" not in rows[-1]


def test_a_draft_does_not_hang_on_the_wall(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, FOUR_WEEKS)
    with pytest.raises(papers.OnlyPublished):
        papers.wall(uow, str(plan_id))
