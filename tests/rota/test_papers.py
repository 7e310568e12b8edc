"""The rota on paper: for the wall, for a sector, for one person's month."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coop.documents import queries as archive
from coop.documents import renderer
from coop.documents import usecases as documents
from coop.documents.rules import Draft
from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days, month_days
from coop.people import usecases as people
from coop.rota import papers, queries, usecases
from coop.rota.papers.grid import week_blocks
from coop.rota.rules import errors
from coop.store import UnitOfWork, reading, writing
from tests.cast import Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop

FOUR_WEEKS = Days(MONDAY, MONDAY + timedelta(days=28))
HOLIDAY = date(2026, 11, 23)

needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext: apt-get install poppler-utils"
)


def printed(draft: Draft, path: Path) -> Path:
    """A draft as a PDF."""
    pdf = renderer.render(
        draft.template,
        draft.context,
        language=draft.language,
        attachment={"title": "rota"},
        issued_on=MONDAY,
        identifier="rota",
    )
    path.write_bytes(pdf)
    return path


def pages_of(pdf: Path) -> list[list[str]]:
    """The lines of each page."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return [page.split("\n") for page in done.stdout.split("\f") if page.strip()]


def test_publishing_makes_one_a3_page_across_for_the_wall(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with writing() as uow:
            plan_id = Workshop(uow, cast).published(FOUR_WEEKS)
            draft = papers.wall(uow, str(plan_id))
            placed = queries.get_plan(uow, plan_id).placed
        (block,) = draft.context["blocks"]
        lines = [line for _sector, group in block.groups for line in group]
        assert sum(bool(c.code) for line in lines for c in line.cells) == placed == 48
        assert all(len(line.cells) == 28 for line in lines)
        assert {c.code for line in lines for c in line.cells if c.night} == {"N"}
        assert documents.render_pending().made == 1
        with reading() as uow:
            (paper,) = archive.papers(uow, owner_id=None)
            pdf = archive.pdf_of(uow, paper.id)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        left, bottom, right, top = (float(n) for n in document.pages[0].mediabox)
        assert len(document.attachments) == 1
    assert (round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)) == (420, 297)


@needs_pdftotext
def test_a_month_of_thirty_five_people_with_gaps_is_one_sheet_for_the_wall(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    month = month_days(2026, 11)
    with app.app_context():
        with writing() as uow:
            Workshop(uow, cast)
            people.add_holiday(uow, HOLIDAY, "Día de la Soberanía Nacional")
            plan_id = usecases.draft_plan(uow, Days(date(2026, 11, 9), date(2026, 12, 1)))
            usecases.set_duty(
                uow,
                plan_id,
                cast.ana,
                MONDAY,
                kind="M",
                place=queries.plan_needs(uow, plan_id)[0].place,
            )
            usecases.publish_plan(uow, plan_id)
            draft = papers.wall(uow, str(plan_id))
        (block,) = draft.context["blocks"]
        assert dict(block.missing)["N"] == (1,) * 22
        assert sum(g.missing for g in block.open) == 22 + 14  # the oven but for Ana's day and the holiday
        line, cell = block.groups[0][1][0], block.groups[0][1][0].cells[0]
        head = block.heads[0]
        heads = tuple(replace(head, day=d, rest=d.weekday() >= 5, monday=d.weekday() == 0) for d in month)
        lines = tuple(replace(line, name=f"Apellido, Persona {n}", cells=(cell,) * 30) for n in range(35))
        groups = tuple((f"SECTOR {n}", lines[n * 6 : n * 6 + 6]) for n in range(6))
        missing = (("N", (1,) * 30),)
        whole = replace(block, days=month, heads=heads, groups=groups, missing=missing, open=block.open[:20])
        pdf = printed(draft._replace(context={**draft.context, "blocks": [whole]}), tmp_path / "wall.pdf")
    (page,) = pages_of(pdf)
    said = "\n".join(page)
    assert "Persona 34" in said and "SECTOR 5" in said
    assert "FER. lun 23: Día de la Soberanía Nacional" in re.sub(r"\s+", " ", said)
    assert "Falta gente: N" in said and "Portería" in said and "Huella" in said


@needs_pdftotext
def test_no_page_of_a_long_rota_ends_with_the_name_of_a_sector(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    with app.app_context():
        with writing() as uow:
            shop = Workshop(uow, cast)
            plan_id = usecases.draft_plan(uow, WEEK)
            usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
            usecases.publish_plan(uow, plan_id)
            draft = papers.wall(uow, str(plan_id))
        (block,) = draft.context["blocks"]
        line = block.groups[0][1][0]
        line = replace(line, cells=line.cells[:3])
        block = replace(block, heads=block.heads[:3], missing=())
        for first in (1, 2, 3):  # sectors of three rows: one of the three would end a page
            sizes = [first, *[2] * 60]
            long = replace(
                block, groups=tuple((f"SECTOR {n}", (line,) * size) for n, size in enumerate(sizes))
            )
            pages = pages_of(
                printed(draft._replace(context={**draft.context, "blocks": [long]}), tmp_path / "rota.pdf")
            )
            assert len(pages) > 3
            for page in pages:
                rows = [row for row in page if line.name in row or "SECTOR" in row]
                assert not rows or "SECTOR" not in rows[-1]
                assert not rows or any(row.split()[:1] == ["Nombre"] for row in page)  # the heads again


def test_a_draft_does_not_hang_on_the_wall(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, FOUR_WEEKS)
    with pytest.raises(papers.OnlyPublished):
        papers.wall(uow, str(plan_id))
    with pytest.raises(papers.OnlyPublished):
        usecases.print_sector(uow, plan_id, None)


@given(
    start=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    length=st.integers(1, 92),
    most=st.integers(1, 6),
)
def test_blocks_are_whole_weeks_and_hold_every_day_once(start: date, length: int, most: int) -> None:
    days = Days(start, start + timedelta(days=length))
    found = week_blocks(days, most)
    assert [d for part in found for d in part] == list(days)
    assert all(part.start.weekday() == 0 for part in found[1:])
    assert all(0 < len(part) <= 7 * most for part in found)


def test_a_sector_has_its_people_and_its_gaps_on_a4(app: Flask, cast: Cast, tmp_path: Path) -> None:
    with app.app_context():
        with writing() as uow:
            shop = Workshop(uow, cast)
            ovens = people.add_sector(uow, "Hornos")
            people.change_member(uow, cast.ana, people.NewMember("Ana", "Acosta", number=1, sector_id=ovens))
            usecases.add_post(
                uow,
                "Horno 2",
                kind_id=shop.kinds["T"],
                weekdays=[0],
                people_needed=1,
                since=MONDAY,
                sector_id=ovens,
            )
            plan_id = usecases.draft_plan(uow, WEEK)
            usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
            usecases.set_duty(uow, plan_id, cast.bruno, WEEK.last, kind="N", place=shop.at_gate)
            usecases.publish_plan(uow, plan_id)
            asked = usecases.print_sector(uow, plan_id, ovens)
            assert asked.job_id is not None
            draft = papers.sector(uow, papers.sector_ref(plan_id, ovens))
        (block,) = draft.context["blocks"]
        assert [line.name for _sector, group in block.groups for line in group] == ["Acosta, Ana"]
        assert {(g.place, g.kind.code) for g in block.open} == {
            ("Horno 2 · Hornos", "T"),
            ("Portería", "N"),  # anybody's
            ("Horno 1 · Horno", "M"),  # Ana can do it
        }
        assert documents.render_pending().failed == 0
        with writing() as uow:
            assert usecases.print_sector(uow, plan_id, ovens) == usecases.Asked(asked.paper_id, None)
            pdf = archive.pdf_of(uow, asked.paper_id)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (page,) = document.pages
        assert round((float(page.mediabox[2]) - float(page.mediabox[0])) * 25.4 / 72) == 297


def test_one_s_month_is_a_personal_paper_of_the_rota_as_it_stood(
    app: Flask, cast: Cast, clock: FrozenClock
) -> None:
    with app.app_context():
        with writing() as uow:
            shop = Workshop(uow, cast)
            with pytest.raises(errors.NoRotaThen):
                usecases.print_month(uow, cast.ana, MONDAY)
            plan_id = usecases.draft_plan(uow, WEEK)
            usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
            usecases.publish_plan(uow, plan_id)
            asked = usecases.print_month(uow, cast.ana, MONDAY)
            copy = usecases.copy_plan(uow, plan_id)
            usecases.set_duty(uow, copy, cast.ana, MONDAY, kind=None)
            usecases.set_duty(uow, copy, cast.bruno, MONDAY, kind="N", place=shop.at_gate)
            usecases.publish_plan(uow, copy)
            later = usecases.print_month(uow, cast.ana, MONDAY)
            assert later.paper_id != asked.paper_id
            drafts = [papers.month(uow, papers.month_ref(cast.ana, MONDAY, version)) for version in (1, 2)]
        assert documents.render_pending().failed == 0
        with reading() as uow:
            paper = archive.get_paper(uow, asked.paper_id)
    assert (paper.owner_id, paper.permission, paper.is_issued) == (cast.ana, "rota:plan:write", True)
    assert [[s.day for s, _place, _holiday, _rest in d.context["rows"]] for d in drafts] == [[MONDAY], []]
    assert (drafts[0].context["nights"], drafts[0].context["minutes"]) == (1, 420)
    assert "Ana" not in str(paper.public_title)


def test_the_gaps_of_the_rota_in_force_are_those_of_the_newest_version(cast: Cast, uow: UnitOfWork) -> None:
    shop = Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
    usecases.publish_plan(uow, plan_id)
    assert sum(g.missing for g in queries.open_shifts(uow, WEEK)) == 11
    copy = usecases.copy_plan(uow, plan_id)
    usecases.set_duty(uow, copy, cast.bruno, MONDAY, kind="M", place=shop.at_oven)
    usecases.publish_plan(uow, copy)
    found = queries.open_shifts(uow, Days(MONDAY, MONDAY + timedelta(days=1)))
    assert found == ()
    assert sum(g.missing for g in queries.open_shifts(uow, WEEK)) == 10
    assert queries.newest_version(uow, WEEK) == 2
    assert queries.newest_version(uow, Days(WEEK.end, WEEK.end + timedelta(days=1))) is None
    at = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)
    assert [s.start_at < at for s in queries.shifts(uow, WEEK, upto=1)] == [False]
