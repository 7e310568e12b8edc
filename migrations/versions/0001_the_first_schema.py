"""The first schema."""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "books_account",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_account")),
        sa.UniqueConstraint("code", name=op.f("uq_books_account_code")),
    )
    op.create_table(
        "books_party",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cuit", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('client', 'supplier', 'both')", name=op.f("ck_books_party_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_party")),
        sa.UniqueConstraint("cuit", name=op.f("uq_books_party_cuit")),
        sa.UniqueConstraint("name", name=op.f("uq_books_party_name")),
    )
    op.create_table(
        "people_holiday",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_people_holiday_day")),
    )
    op.create_table(
        "people_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("mapping", sa.Text(), nullable=True),
        sa.Column("created", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("updated", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skipped", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bad", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uploaded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "uploaded_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column(
            "undone_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("undone_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("state IN ('uploaded', 'applied', 'undone')", name=op.f("ck_people_import_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_import")),
    )
    op.create_table(
        "people_sector",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_sector")),
        sa.UniqueConstraint("name", name=op.f("uq_people_sector_name")),
    )
    op.create_table(
        "people_skill",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_skill")),
        sa.UniqueConstraint("name", name=op.f("uq_people_skill_name")),
    )
    op.create_table(
        "records_checkpoint",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_checkpoint")),
        sa.UniqueConstraint("size", name=op.f("uq_records_checkpoint_size")),
    )
    op.create_table(
        "records_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("line", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_entry")),
        sa.UniqueConstraint("digest", name=op.f("uq_records_entry_digest")),
        sa.UniqueConstraint("seq", name=op.f("uq_records_entry_seq")),
    )
    with op.batch_alter_table("records_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_entry_kind"), ["kind"], unique=False)

    op.create_table(
        "rota_kind",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("end_minute", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("takes_orders", sa.Boolean(), nullable=False),
        sa.Column("solidarity", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("NOT (solidarity AND takes_orders)", name=op.f("ck_rota_kind_solidarity")),
        sa.CheckConstraint(
            "end_minute > start_minute AND end_minute <= start_minute + 1440", name=op.f("ck_rota_kind_end")
        ),
        sa.CheckConstraint("start_minute >= 0 AND start_minute < 1440", name=op.f("ck_rota_kind_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_rota_kind_code")),
    )
    op.create_table(
        "stock_place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_place")),
        sa.UniqueConstraint("code", name=op.f("uq_stock_place_code")),
    )
    op.create_table(
        "stock_unit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decimals", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("decimals BETWEEN 0 AND 3", name=op.f("ck_stock_unit_decimals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_stock_unit_code")),
    )
    op.create_table(
        "web_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("failures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "last_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_attempt")),
        sa.UniqueConstraint("member_id", "device_id", name=op.f("uq_web_attempt_member_id_device_id")),
    )
    op.create_table(
        "web_device",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("enrolled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "enrolled_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("ended_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("enrolled_by <> confirmed_by", name=op.f("ck_web_device_two_officers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_device")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_web_device_token_sha256")),
    )
    op.create_table(
        "web_job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("args", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("whole", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("attempts", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stop", sa.Boolean(), nullable=False),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "started_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("beat_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'stopped')", name=op.f("ck_web_job_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_job")),
    )
    with op.batch_alter_table("web_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_job_state"), ["state"], unique=False)

    op.create_table(
        "web_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_notice")),
    )
    with op.batch_alter_table("web_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_notice_member_id"), ["member_id"], unique=False)

    op.create_table(
        "web_secret",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hashed", sa.Text(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("issued_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("kind IN ('pin', 'password', 'badge', 'start')", name=op.f("ck_web_secret_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_secret")),
    )
    with op.batch_alter_table("web_secret", schema=None) as batch_op:
        batch_op.create_index("ix_web_secret_member_kind", ["member_id", "kind"], unique=False)

    op.create_table(
        "web_submission",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_submission")),
        sa.UniqueConstraint("key", name=op.f("uq_web_submission_key")),
    )
    op.create_table(
        "people_import_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('member', 'sector', 'skill')", name=op.f("ck_people_import_change_kind")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["people_import.id"], name=op.f("fk_people_import_change_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_import_change")),
    )
    with op.batch_alter_table("people_import_change", schema=None) as batch_op:
        batch_op.create_index("ix_people_import_change_import", ["import_id", "id"], unique=False)
        batch_op.create_index("ix_people_import_change_thing", ["kind", "key"], unique=False)

    op.create_table(
        "production_centre",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("rate >= 0", name=op.f("ck_production_centre_rate")),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["people_skill.id"], name=op.f("fk_production_centre_skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_centre")),
        sa.UniqueConstraint("code", name=op.f("uq_production_centre_code")),
    )
    op.create_table(
        "records_decision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("entry_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.Column("settled_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("outcome IN ('carried', 'lost')", name=op.f("ck_records_decision_outcome")),
        sa.CheckConstraint(
            "state IN ('in force', 'awaiting registration', 'blocked', 'lost') AND (outcome = 'carried') = (state <> 'lost')",
            name=op.f("ck_records_decision_state"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_seq"], ["records_entry.seq"], name=op.f("fk_records_decision_entry_seq")
        ),
        sa.ForeignKeyConstraint(
            ["settled_seq"], ["records_entry.seq"], name=op.f("fk_records_decision_settled_seq")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_decision")),
        sa.UniqueConstraint("digest", name=op.f("uq_records_decision_digest")),
        sa.UniqueConstraint("entry_seq", name=op.f("uq_records_decision_entry_seq")),
        sa.UniqueConstraint("number", name=op.f("uq_records_decision_number")),
    )
    op.create_table(
        "records_secret",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("erased_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["records_entry.id"], name=op.f("fk_records_secret_entry_id")),
        sa.ForeignKeyConstraint(
            ["erased_seq"], ["records_entry.seq"], name=op.f("fk_records_secret_erased_seq")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_records_secret")),
    )
    with op.batch_alter_table("records_secret", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_records_secret_entry_id"), ["entry_id"], unique=False)

    op.create_table(
        "rota_post",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("weekdays", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.Column("guard", sa.Boolean(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("people > 0", name=op.f("ck_rota_post_people")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_rota_post_until")),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 127", name=op.f("ck_rota_post_weekdays")),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_post_kind_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["people_sector.id"], name=op.f("fk_rota_post_sector_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["people_skill.id"], name=op.f("fk_rota_post_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_post")),
    )
    op.create_table(
        "stock_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("source IN ('make', 'buy')", name=op.f("ck_stock_item_source")),
        sa.ForeignKeyConstraint(["unit_id"], ["stock_unit.id"], name=op.f("fk_stock_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_item")),
        sa.UniqueConstraint("code", name=op.f("uq_stock_item_code")),
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "seen_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "device_id IS NOT NULL OR how NOT IN ('pin', 'badge')",
            name=op.f("ck_web_session_pin_and_badge_at_terminals"),
        ),
        sa.CheckConstraint("how IN ('pin', 'badge', 'password', 'start')", name=op.f("ck_web_session_how")),
        sa.ForeignKeyConstraint(["device_id"], ["web_device.id"], name=op.f("fk_web_session_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_web_session_token_sha256")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_member_id"), ["member_id"], unique=False)

    op.create_table(
        "assembly_statute",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_assembly_statute_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_statute")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_assembly_statute_decision_id")),
    )
    op.create_table(
        "documents_paper",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("public_title", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("permission", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column(
            "promised_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "issued_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("obstacle", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(state = 'issued') = (pdf IS NOT NULL AND sha256 IS NOT NULL AND digest IS NOT NULL AND issued_at IS NOT NULL)",
            name=op.f("ck_documents_paper_issued_whole"),
        ),
        sa.CheckConstraint("state IN ('pending', 'issued')", name=op.f("ck_documents_paper_state")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_documents_paper_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents_paper")),
        sa.UniqueConstraint("digest", name=op.f("uq_documents_paper_digest")),
        sa.UniqueConstraint("kind", "ref", name=op.f("uq_documents_paper_kind_ref")),
    )
    with op.batch_alter_table("documents_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_paper_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_documents_paper_state"), ["state"], unique=False)

    op.create_table(
        "people_coop",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=False),
        sa.Column("cuit", sa.Text(), nullable=True),
        sa.Column("matricula", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("province", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_people_coop_only_one")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_people_coop_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_coop")),
    )
    op.create_table(
        "people_member",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("given_names", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("trial_on", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("trial_decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cuit", sa.Text(), nullable=True),
        sa.Column("dni", sa.Text(), nullable=True),
        sa.Column("cbu", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("household_size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "(joined_on IS NULL) = (decision_id IS NULL)", name=op.f("ck_people_member_joined_by_decision")
        ),
        sa.CheckConstraint(
            "(trial_on IS NULL) = (trial_decision_id IS NULL)",
            name=op.f("ck_people_member_trial_by_decision"),
        ),
        sa.CheckConstraint("household_size BETWEEN 1 AND 30", name=op.f("ck_people_member_household")),
        sa.CheckConstraint(
            "left_on IS NULL OR joined_on IS NOT NULL OR trial_on IS NOT NULL",
            name=op.f("ck_people_member_left_after"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_people_member_number")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_people_member_decision_id")
        ),
        sa.ForeignKeyConstraint(["sector_id"], ["people_sector.id"], name=op.f("fk_people_member_sector_id")),
        sa.ForeignKeyConstraint(
            ["trial_decision_id"], ["records_decision.id"], name=op.f("fk_people_member_trial_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_member")),
        sa.UniqueConstraint("number", name=op.f("uq_people_member_number")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("people_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_member_sector_id"), ["sector_id"], unique=False)
        batch_op.create_index(
            "uq_people_member_cuit",
            ["cuit"],
            unique=True,
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )
        batch_op.create_index(
            "uq_people_member_dni",
            ["dni"],
            unique=True,
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )

    op.create_table(
        "production_bill_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("per", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=True),
        sa.CheckConstraint("product_id <> component_id", name=op.f("ck_production_bill_line_two_items")),
        sa.CheckConstraint("quantity > 0 AND per > 0", name=op.f("ck_production_bill_line_above_zero")),
        sa.CheckConstraint(
            "until_day IS NULL OR from_day < until_day", name=op.f("ck_production_bill_line_forwards")
        ),
        sa.ForeignKeyConstraint(
            ["component_id"], ["stock_item.id"], name=op.f("fk_production_bill_line_component_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["stock_item.id"], name=op.f("fk_production_bill_line_product_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["stock_unit.id"], name=op.f("fk_production_bill_line_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_bill_line")),
        sa.UniqueConstraint(
            "product_id",
            "component_id",
            "from_day",
            name=op.f("uq_production_bill_line_product_id_component_id_from_day"),
        ),
    )
    with op.batch_alter_table("production_bill_line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_production_bill_line_component_id"), ["component_id"], unique=False
        )

    op.create_table(
        "production_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("setup_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_per", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("members", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("members > 0", name=op.f("ck_production_step_members")),
        sa.CheckConstraint("run_per IS NULL OR run_per > 0", name=op.f("ck_production_step_run_per")),
        sa.CheckConstraint(
            "setup_minutes >= 0 AND run_minutes >= 0", name=op.f("ck_production_step_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["production_centre.id"], name=op.f("fk_production_step_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["stock_item.id"], name=op.f("fk_production_step_product_id")
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["people_skill.id"], name=op.f("fk_production_step_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_step")),
        sa.UniqueConstraint("product_id", "sequence", name=op.f("uq_production_step_product_id_sequence")),
    )
    op.create_table(
        "rota_rule",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("value IS NULL OR value >= 0", name=op.f("ck_rota_rule_value")),
        sa.CheckConstraint("weight IS NULL OR weight > 0", name=op.f("ck_rota_rule_weight")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_rota_rule_decision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_rule")),
        sa.UniqueConstraint("decision_id", "code", name=op.f("uq_rota_rule_decision_id_code")),
    )
    op.create_table(
        "stock_conversion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("numerator", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("denominator", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("numerator > 0 AND denominator > 0", name=op.f("ck_stock_conversion_above_zero")),
        sa.CheckConstraint("unit_id <> into_id", name=op.f("ck_stock_conversion_two_units")),
        sa.ForeignKeyConstraint(["into_id"], ["stock_unit.id"], name=op.f("fk_stock_conversion_into_id")),
        sa.ForeignKeyConstraint(["item_id"], ["stock_item.id"], name=op.f("fk_stock_conversion_item_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["stock_unit.id"], name=op.f("fk_stock_conversion_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_conversion")),
        sa.UniqueConstraint(
            "item_id", "unit_id", "into_id", name=op.f("uq_stock_conversion_item_id_unit_id_into_id")
        ),
    )
    op.create_table(
        "stock_lot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["stock_item.id"], name=op.f("fk_stock_lot_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_lot")),
        sa.UniqueConstraint("item_id", "code", name=op.f("uq_stock_lot_item_id_code")),
    )
    op.create_table(
        "assembly_arrears",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["people_member.id"], name=op.f("fk_assembly_arrears_ended_by")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_arrears_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people_member.id"], name=op.f("fk_assembly_arrears_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_arrears")),
    )
    with op.batch_alter_table("assembly_arrears", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_arrears_member_id"), ["member_id"], unique=False)

    op.create_table(
        "assembly_delegation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("limits", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("report_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("returned_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ended_decision_id IS NULL AND returned_why IS NULL)",
            name=op.f("ck_assembly_delegation_ended_by_somebody"),
        ),
        sa.CheckConstraint(
            "ended_decision_id IS NULL OR returned_why IS NULL", name=op.f("ck_assembly_delegation_one_end")
        ),
        sa.CheckConstraint("report_days >= 0", name=op.f("ck_assembly_delegation_report_days")),
        sa.CheckConstraint("since < until", name=op.f("ck_assembly_delegation_forwards")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_assembly_delegation_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_decision_id"],
            ["records_decision.id"],
            name=op.f("fk_assembly_delegation_ended_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_delegation_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_delegation")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_assembly_delegation_decision_id")),
    )
    with op.batch_alter_table("assembly_delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_delegation_member_id"), ["member_id"], unique=False)

    op.create_table(
        "assembly_motion",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("described", sa.Text(), nullable=False),
        sa.Column("needs_registration", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "proposed_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "withdrawn_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["people_member.id"], name=op.f("fk_assembly_motion_proposed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_motion")),
    )
    with op.batch_alter_table("assembly_motion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_motion_subject"), ["subject"], unique=False)

    op.create_table(
        "assembly_petition",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("motions", sa.Text(), nullable=False),
        sa.Column("started_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "started_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "reached_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["people_member.id"], name=op.f("fk_assembly_petition_started_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_petition")),
    )
    op.create_table(
        "books_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("veiled", sa.Boolean(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "day >= '1900-01-01' AND day < '2200-01-01'", name=op.f("ck_books_entry_sane_day")
        ),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_books_entry_by")),
        sa.ForeignKeyConstraint(["reverses_id"], ["books_entry.id"], name=op.f("fk_books_entry_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_books_entry_reverses_id")),
    )
    with op.batch_alter_table("books_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_books_entry_day"), ["day"], unique=False)

    op.create_table(
        "documents_reading",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("paper_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["documents_paper.id"], name=op.f("fk_documents_reading_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents_reading")),
    )
    with op.batch_alter_table("documents_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_documents_reading_paper_id"), ["paper_id"], unique=False)

    op.create_table(
        "payroll_period",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people_member.id"], name=op.f("fk_payroll_period_opened_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_period")),
        sa.UniqueConstraint("first", name=op.f("uq_payroll_period_first")),
    )
    op.create_table(
        "payroll_title",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_payroll_title_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_title")),
    )
    op.create_table(
        "people_absence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "noted_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.CheckConstraint("start_on < end_on", name=op.f("ck_people_absence_forwards")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_people_absence_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_absence")),
    )
    with op.batch_alter_table("people_absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_absence_member_id"), ["member_id"], unique=False)

    op.create_table(
        "people_alternate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seated_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_people_alternate_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_people_alternate_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_alternate")),
        sa.UniqueConstraint(
            "decision_id",
            "office",
            "member_id",
            name=op.f("uq_people_alternate_decision_id_office_member_id"),
        ),
        sa.UniqueConstraint(
            "decision_id", "office", "place", name=op.f("uq_people_alternate_decision_id_office_place")
        ),
    )
    op.create_table(
        "people_mandate",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("resigned_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ended_decision_id IS NULL AND resigned_why IS NULL)",
            name=op.f("ck_people_mandate_ended_by_decision"),
        ),
        sa.CheckConstraint(
            "ended_decision_id IS NULL OR resigned_why IS NULL", name=op.f("ck_people_mandate_one_end")
        ),
        sa.CheckConstraint("since < until", name=op.f("ck_people_mandate_forwards")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_people_mandate_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_decision_id"], ["records_decision.id"], name=op.f("fk_people_mandate_ended_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_people_mandate_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_mandate")),
    )
    with op.batch_alter_table("people_mandate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_mandate_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_people_mandate_office"), ["office"], unique=False)

    op.create_table(
        "people_member_skill",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_people_member_skill_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["people_skill.id"], name=op.f("fk_people_member_skill_skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_member_skill")),
        sa.UniqueConstraint("member_id", "skill_id", name=op.f("uq_people_member_skill_member_id_skill_id")),
    )
    with op.batch_alter_table("people_member_skill", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_member_skill_skill_id"), ["skill_id"], unique=False)

    op.create_table(
        "people_reading",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["people_member.id"], name=op.f("fk_people_reading_reader_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_reading")),
    )
    with op.batch_alter_table("people_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_reading_member_id"), ["member_id"], unique=False)

    op.create_table(
        "production_client_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "planned_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "cancelled_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("cancelled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('own', 'facon', 'gift')", name=op.f("ck_production_client_order_kind")),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_why IS NULL)",
            name=op.f("ck_production_client_order_cancelled_for_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by"], ["people_member.id"], name=op.f("fk_production_client_order_cancelled_by")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_production_client_order_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["people_member.id"], name=op.f("fk_production_client_order_taken_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_client_order")),
        sa.UniqueConstraint("number", name=op.f("uq_production_client_order_number")),
    )
    op.create_table(
        "production_import",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("created", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("updated", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skipped", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("bad", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uploaded_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "uploaded_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "applied_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column(
            "undone_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "state IN ('uploaded', 'applied', 'undone')", name=op.f("ck_production_import_state")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["people_member.id"], name=op.f("fk_production_import_uploaded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_import")),
    )
    op.create_table(
        "rota_allowed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_allowed_kind_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_allowed_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_allowed")),
        sa.UniqueConstraint("member_id", "kind_id", name=op.f("uq_rota_allowed_member_id_kind_id")),
    )
    op.create_table(
        "rota_calendar",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column(
            "made_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_calendar_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_calendar")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_rota_calendar_token_sha256")),
    )
    with op.batch_alter_table("rota_calendar", schema=None) as batch_op:
        batch_op.create_index(
            "uq_rota_calendar_living",
            ["member_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "rota_confirmation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("entry_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("start_on < end_on", name=op.f("ck_rota_confirmation_forwards")),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_rota_confirmation_by")),
        sa.ForeignKeyConstraint(
            ["entry_seq"], ["records_entry.seq"], name=op.f("fk_rota_confirmation_entry_seq")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_confirmation")),
    )
    op.create_table(
        "rota_exchange",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("to_all", sa.Boolean(), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("back_day", sa.Date(), nullable=True),
        sa.Column("back_kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("back_sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("back_skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("back_post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("until", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column(
            "begins_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "settled_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("(kind = 'fill') = (from_id IS NULL)", name=op.f("ck_rota_exchange_giver")),
        sa.CheckConstraint(
            "(kind = 'swap') = (back_day IS NOT NULL) AND (back_day IS NULL) = (back_kind_id IS NULL)",
            name=op.f("ck_rota_exchange_back"),
        ),
        sa.CheckConstraint("NOT (kind = 'swap' AND to_all)", name=op.f("ck_rota_exchange_to_all")),
        sa.CheckConstraint("kind IN ('swap', 'give', 'fill')", name=op.f("ck_rota_exchange_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'agreed', 'accepted', 'refused', 'withdrawn', 'void')",
            name=op.f("ck_rota_exchange_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('agreed', 'accepted') OR (taken_by IS NOT NULL AND settled_at IS NOT NULL)",
            name=op.f("ck_rota_exchange_taken"),
        ),
        sa.CheckConstraint("taken_by IS NULL OR taken_by <> from_id", name=op.f("ck_rota_exchange_other")),
        sa.CheckConstraint("until <= begins_at", name=op.f("ck_rota_exchange_times")),
        sa.ForeignKeyConstraint(
            ["back_kind_id"], ["rota_kind.id"], name=op.f("fk_rota_exchange_back_kind_id")
        ),
        sa.ForeignKeyConstraint(
            ["back_post_id"], ["rota_post.id"], name=op.f("fk_rota_exchange_back_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["back_sector_id"], ["people_sector.id"], name=op.f("fk_rota_exchange_back_sector_id")
        ),
        sa.ForeignKeyConstraint(
            ["back_skill_id"], ["people_skill.id"], name=op.f("fk_rota_exchange_back_skill_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_rota_exchange_by")),
        sa.ForeignKeyConstraint(["from_id"], ["people_member.id"], name=op.f("fk_rota_exchange_from_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_exchange_kind_id")),
        sa.ForeignKeyConstraint(["post_id"], ["rota_post.id"], name=op.f("fk_rota_exchange_post_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["people_sector.id"], name=op.f("fk_rota_exchange_sector_id")),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["people_member.id"], name=op.f("fk_rota_exchange_settled_by")
        ),
        sa.ForeignKeyConstraint(["skill_id"], ["people_skill.id"], name=op.f("fk_rota_exchange_skill_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["people_member.id"], name=op.f("fk_rota_exchange_taken_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_exchange")),
    )
    with op.batch_alter_table("rota_exchange", schema=None) as batch_op:
        batch_op.create_index("ix_rota_exchange_state", ["state", "until"], unique=False)

    op.create_table(
        "rota_punch",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("way IN ('in', 'out')", name=op.f("ck_rota_punch_way")),
        sa.ForeignKeyConstraint(["device_id"], ["web_device.id"], name=op.f("fk_rota_punch_device_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_punch_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_punch")),
    )
    with op.batch_alter_table("rota_punch", schema=None) as batch_op:
        batch_op.create_index("ix_rota_punch_at", ["at"], unique=False)
        batch_op.create_index("ix_rota_punch_member", ["member_id", "at"], unique=False)

    op.create_table(
        "rota_wish",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("weekdays", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "said_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("what IN ('want', 'rather_not', 'cannot')", name=op.f("ck_rota_wish_what")),
        sa.CheckConstraint("end_on IS NULL OR start_on < end_on", name=op.f("ck_rota_wish_forwards")),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 127", name=op.f("ck_rota_wish_weekdays")),
        sa.CheckConstraint("withdrawn_on IS NULL OR reason IS NULL", name=op.f("ck_rota_wish_reason")),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_wish_kind_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_wish_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_wish")),
    )
    with op.batch_alter_table("rota_wish", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_wish_member_id"), ["member_id"], unique=False)

    op.create_table(
        "stock_movement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("to_place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('receipt', 'issue', 'transfer', 'count', 'scrap')", name=op.f("ck_stock_movement_kind")
        ),
        sa.CheckConstraint(
            "quantity > 0 OR (quantity = 0 AND kind = 'count')", name=op.f("ck_stock_movement_quantity")
        ),
        sa.CheckConstraint("from_place_id <> to_place_id", name=op.f("ck_stock_movement_two_places")),
        sa.CheckConstraint(
            "from_place_id IS NOT NULL OR to_place_id IS NOT NULL", name=op.f("ck_stock_movement_some_place")
        ),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["stock_place.id"], name=op.f("fk_stock_movement_from_place_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["stock_item.id"], name=op.f("fk_stock_movement_item_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["stock_lot.id"], name=op.f("fk_stock_movement_lot_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_stock_movement_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["stock_place.id"], name=op.f("fk_stock_movement_to_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movement")),
    )
    with op.batch_alter_table("stock_movement", schema=None) as batch_op:
        batch_op.create_index("ix_stock_movement_in", ["item_id", "to_place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stock_movement_lot_id"), ["lot_id"], unique=False)
        batch_op.create_index("ix_stock_movement_out", ["item_id", "from_place_id"], unique=False)

    op.create_table(
        "assembly_attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_assembly_attachment_size")),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people_member.id"], name=op.f("fk_assembly_attachment_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_attachment_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_attachment")),
        sa.UniqueConstraint("motion_id", "digest", name=op.f("uq_assembly_attachment_motion_id_digest")),
    )
    with op.batch_alter_table("assembly_attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_attachment_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "assembly_meeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("continues_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("statute_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column(
            "called_for", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("called_as", sa.Text(), nullable=False),
        sa.Column("petition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("convened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "convened_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column(
            "called_off_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("called_off_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("called_off_why", sa.Text(), nullable=True),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_roll", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_present", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opened_sentence", sa.Text(), nullable=True),
        sa.Column("chair_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("teller_a_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("teller_b_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signer_a_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signer_b_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(petition_id IS NULL) = (called_as <> 'petition')", name=op.f("ck_assembly_meeting_petition")
        ),
        sa.CheckConstraint(
            "called_as IN ('council', 'auditor', 'petition', 'recess')",
            name=op.f("ck_assembly_meeting_called_as"),
        ),
        sa.CheckConstraint("kind IN ('ordinary', 'extraordinary')", name=op.f("ck_assembly_meeting_kind")),
        sa.CheckConstraint("signer_a_id <> signer_b_id", name=op.f("ck_assembly_meeting_two_signers")),
        sa.CheckConstraint("teller_a_id <> teller_b_id", name=op.f("ck_assembly_meeting_two_tellers")),
        sa.ForeignKeyConstraint(
            ["called_off_by"], ["people_member.id"], name=op.f("fk_assembly_meeting_called_off_by")
        ),
        sa.ForeignKeyConstraint(
            ["chair_id"], ["people_member.id"], name=op.f("fk_assembly_meeting_chair_id")
        ),
        sa.ForeignKeyConstraint(
            ["continues_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_meeting_continues_id")
        ),
        sa.ForeignKeyConstraint(
            ["convened_by"], ["people_member.id"], name=op.f("fk_assembly_meeting_convened_by")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people_member.id"], name=op.f("fk_assembly_meeting_opened_by")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["assembly_petition.id"], name=op.f("fk_assembly_meeting_petition_id")
        ),
        sa.ForeignKeyConstraint(
            ["signer_a_id"], ["people_member.id"], name=op.f("fk_assembly_meeting_signer_a_id")
        ),
        sa.ForeignKeyConstraint(
            ["signer_b_id"], ["people_member.id"], name=op.f("fk_assembly_meeting_signer_b_id")
        ),
        sa.ForeignKeyConstraint(
            ["statute_id"], ["assembly_statute.id"], name=op.f("fk_assembly_meeting_statute_id")
        ),
        sa.ForeignKeyConstraint(
            ["teller_a_id"], ["people_member.id"], name=op.f("fk_assembly_meeting_teller_a_id")
        ),
        sa.ForeignKeyConstraint(
            ["teller_b_id"], ["people_member.id"], name=op.f("fk_assembly_meeting_teller_b_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_meeting")),
        sa.UniqueConstraint("continues_id", name=op.f("uq_assembly_meeting_continues_id")),
        sa.UniqueConstraint("number", name=op.f("uq_assembly_meeting_number")),
        sa.UniqueConstraint("petition_id", name=op.f("uq_assembly_meeting_petition_id")),
    )
    op.create_table(
        "assembly_petition_signature",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("petition_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column(
            "withdrawn_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_petition_signature_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["petition_id"], ["assembly_petition.id"], name=op.f("fk_assembly_petition_signature_petition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_petition_signature")),
    )
    with op.batch_alter_table("assembly_petition_signature", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assembly_petition_signature_petition_id"), ["petition_id"], unique=False
        )

    op.create_table(
        "assembly_support",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_support_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_support_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_support")),
        sa.UniqueConstraint("motion_id", "member_id", name=op.f("uq_assembly_support_motion_id_member_id")),
    )
    with op.batch_alter_table("assembly_support", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_support_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "assembly_task",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("delegation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_assembly_task_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["assembly_delegation.id"], name=op.f("fk_assembly_task_delegation_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_assembly_task_member_id")),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_task_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_task")),
    )
    with op.batch_alter_table("assembly_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_task_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assembly_task_delegation_id"), ["delegation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assembly_task_member_id"), ["member_id"], unique=False)

    op.create_table(
        "books_posting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_books_posting_some_amount")),
        sa.CheckConstraint(
            "amount BETWEEN -1000000000000000 AND 1000000000000000", name=op.f("ck_books_posting_sane_amount")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["books_account.id"], name=op.f("fk_books_posting_account_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["books_entry.id"], name=op.f("fk_books_posting_entry_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_books_posting_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_books_posting")),
    )
    with op.batch_alter_table("books_posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_books_posting_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_books_posting_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_books_posting_member_id"), ["member_id"], unique=False)

    op.create_table(
        "payroll_payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("way IN ('cash', 'bank')", name=op.f("ck_payroll_payment_way")),
        sa.ForeignKeyConstraint(["entry_id"], ["books_entry.id"], name=op.f("fk_payroll_payment_entry_id")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["payroll_period.id"], name=op.f("fk_payroll_payment_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_payment")),
        sa.UniqueConstraint("period_id", name=op.f("uq_payroll_payment_period_id")),
    )
    op.create_table(
        "payroll_source",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "day >= '1900-01-01' AND day < '2200-01-01'", name=op.f("ck_payroll_source_sane_day")
        ),
        sa.CheckConstraint(
            "kind IN ('cash', 'receivable', 'obligation', 'reserve')", name=op.f("ck_payroll_source_kind")
        ),
        sa.CheckConstraint(
            "amount > 0 AND amount <= 1000000000000000", name=op.f("ck_payroll_source_sane_amount")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["payroll_period.id"], name=op.f("fk_payroll_source_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_source")),
    )
    with op.batch_alter_table("payroll_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payroll_source_period_id"), ["period_id"], unique=False)

    op.create_table(
        "payroll_split",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pot", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_payroll_split_by")),
        sa.ForeignKeyConstraint(
            ["period_id"], ["payroll_period.id"], name=op.f("fk_payroll_split_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_split")),
        sa.UniqueConstraint("subject", name=op.f("uq_payroll_split_subject")),
    )
    with op.batch_alter_table("payroll_split", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payroll_split_period_id"), ["period_id"], unique=False)

    op.create_table(
        "production_client_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_production_client_line_above_zero")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["stock_item.id"], name=op.f("fk_production_client_line_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["production_client_order.id"], name=op.f("fk_production_client_line_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_client_line")),
        sa.UniqueConstraint("order_id", "item_id", name=op.f("uq_production_client_line_order_id_item_id")),
    )
    with op.batch_alter_table("production_client_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_production_client_line_order_id"), ["order_id"], unique=False)

    op.create_table(
        "production_import_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["production_import.id"], name=op.f("fk_production_import_change_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_import_change")),
    )
    with op.batch_alter_table("production_import_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_production_import_change_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "production_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quantity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("client_order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "released_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("done_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True),
        sa.Column("good", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("scrap", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'done') = (done_at IS NOT NULL)", name=op.f("ck_production_order_done_when_done")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'released', 'done')", name=op.f("ck_production_order_state")
        ),
        sa.CheckConstraint("good >= 0 AND scrap >= 0", name=op.f("ck_production_order_result")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_production_order_above_zero")),
        sa.CheckConstraint("start_on <= due_on", name=op.f("ck_production_order_forwards")),
        sa.ForeignKeyConstraint(
            ["client_order_id"],
            ["production_client_order.id"],
            name=op.f("fk_production_order_client_order_id"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["stock_item.id"], name=op.f("fk_production_order_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_order")),
        sa.UniqueConstraint("number", name=op.f("uq_production_order_number")),
    )
    with op.batch_alter_table("production_order", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_production_order_client_order_id"), ["client_order_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_production_order_item_id"), ["item_id"], unique=False)
        batch_op.create_index("ix_production_order_open", ["state", "due_on"], unique=False)
        batch_op.create_index("ix_production_order_start", ["start_on"], unique=False)

    op.create_table(
        "rota_exchange_asked",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("exchange_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column(
            "answered_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("answer IN ('yes', 'no')", name=op.f("ck_rota_exchange_asked_answer")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_rota_exchange_asked_answered")
        ),
        sa.ForeignKeyConstraint(
            ["exchange_id"], ["rota_exchange.id"], name=op.f("fk_rota_exchange_asked_exchange_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_rota_exchange_asked_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_exchange_asked")),
        sa.UniqueConstraint(
            "exchange_id", "member_id", name=op.f("uq_rota_exchange_asked_exchange_id_member_id")
        ),
    )
    with op.batch_alter_table("rota_exchange_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_exchange_asked_member_id"), ["member_id"], unique=False)

    op.create_table(
        "rota_plan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("job_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "published_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("entry_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("exchange_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'published') = (version IS NOT NULL) AND (version IS NULL) = (entry_seq IS NULL)",
            name=op.f("ck_rota_plan_version"),
        ),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_rota_plan_state")),
        sa.CheckConstraint("start_on < end_on", name=op.f("ck_rota_plan_forwards")),
        sa.ForeignKeyConstraint(["entry_seq"], ["records_entry.seq"], name=op.f("fk_rota_plan_entry_seq")),
        sa.ForeignKeyConstraint(["exchange_id"], ["rota_exchange.id"], name=op.f("fk_rota_plan_exchange_id")),
        sa.ForeignKeyConstraint(["job_id"], ["web_job.id"], name=op.f("fk_rota_plan_job_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people_member.id"], name=op.f("fk_rota_plan_made_by")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people_member.id"], name=op.f("fk_rota_plan_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_plan")),
        sa.UniqueConstraint("version", name=op.f("uq_rota_plan_version")),
    )
    with op.batch_alter_table("rota_plan", schema=None) as batch_op:
        batch_op.create_index("ix_rota_plan_days", ["start_on", "end_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_rota_plan_exchange_id"), ["exchange_id"], unique=False)

    op.create_table(
        "rota_worked",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("planned", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("punched", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("minutes BETWEEN -2880 AND 2880", name=op.f("ck_rota_worked_minutes")),
        sa.CheckConstraint("planned >= 0 AND punched >= 0", name=op.f("ck_rota_worked_beside")),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_rota_worked_by")),
        sa.ForeignKeyConstraint(
            ["confirmation_id"], ["rota_confirmation.id"], name=op.f("fk_rota_worked_confirmation_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_worked_member_id")),
        sa.ForeignKeyConstraint(["reverses_id"], ["rota_worked.id"], name=op.f("fk_rota_worked_reverses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_worked")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_rota_worked_reverses_id")),
    )
    with op.batch_alter_table("rota_worked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_worked_confirmation_id"), ["confirmation_id"], unique=False)
        batch_op.create_index("ix_rota_worked_day", ["day", "member_id"], unique=False)

    op.create_table(
        "assembly_attendance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "means IN ('table', 'terminal', 'badge')", name=op.f("ck_assembly_attendance_means")
        ),
        sa.CheckConstraint("way IN ('in', 'out')", name=op.f("ck_assembly_attendance_way")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_attendance_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people_member.id"], name=op.f("fk_assembly_attendance_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_attendance")),
    )
    with op.batch_alter_table("assembly_attendance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assembly_attendance_meeting", ["meeting_id", "member_id", "id"], unique=False
        )

    op.create_table(
        "assembly_guest",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.Column(
            "came_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_guest_meeting_id")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_guest_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_guest")),
    )
    with op.batch_alter_table("assembly_guest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_guest_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "assembly_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "set_aside_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("set_aside_why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_item_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_item_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_item")),
        sa.UniqueConstraint("meeting_id", "motion_id", name=op.f("uq_assembly_item_meeting_id_motion_id")),
        sa.UniqueConstraint("meeting_id", "position", name=op.f("uq_assembly_item_meeting_id_position")),
    )
    with op.batch_alter_table("assembly_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_item_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "assembly_minutes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column(
            "fixed_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("fixed_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "returned_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("returned_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("returned_why", sa.Text(), nullable=True),
        sa.Column(
            "approved_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("entry_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("entry_digest", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (entry_seq IS NULL)", name=op.f("ck_assembly_minutes_approved_whole")
        ),
        sa.CheckConstraint(
            "(returned_at IS NULL) = (returned_why IS NULL)", name=op.f("ck_assembly_minutes_returned_whole")
        ),
        sa.CheckConstraint(
            "returned_at IS NULL OR approved_at IS NULL", name=op.f("ck_assembly_minutes_one_end")
        ),
        sa.ForeignKeyConstraint(
            ["fixed_by"], ["people_member.id"], name=op.f("fk_assembly_minutes_fixed_by")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_minutes_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"], ["people_member.id"], name=op.f("fk_assembly_minutes_returned_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_minutes")),
        sa.UniqueConstraint("meeting_id", "version", name=op.f("uq_assembly_minutes_meeting_id_version")),
    )
    op.create_table(
        "assembly_premeeting",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("whom", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("said_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_premeeting_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people_member.id"], name=op.f("fk_assembly_premeeting_noted_by")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["people_member.id"], name=op.f("fk_assembly_premeeting_said_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_premeeting")),
    )
    with op.batch_alter_table("assembly_premeeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_premeeting_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "assembly_proxy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("giver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("holder_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("seen_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint("giver_id <> holder_id", name=op.f("ck_assembly_proxy_two_people")),
        sa.ForeignKeyConstraint(["giver_id"], ["people_member.id"], name=op.f("fk_assembly_proxy_giver_id")),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["people_member.id"], name=op.f("fk_assembly_proxy_holder_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_proxy_meeting_id")
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["people_member.id"], name=op.f("fk_assembly_proxy_seen_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_proxy")),
    )
    with op.batch_alter_table("assembly_proxy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_proxy_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "assembly_sent",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint("what IN ('notice', 'minutes')", name=op.f("ck_assembly_sent_what")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_sent_meeting_id")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_sent_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_sent")),
        sa.UniqueConstraint("meeting_id", "what", name=op.f("uq_assembly_sent_meeting_id_what")),
    )
    op.create_table(
        "assembly_task_step",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("task_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint("way IN ('note', 'done', 'dropped')", name=op.f("ck_assembly_task_step_way")),
        sa.ForeignKeyConstraint(["by_id"], ["people_member.id"], name=op.f("fk_assembly_task_step_by_id")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["assembly_task.id"], name=op.f("fk_assembly_task_step_task_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_task_step")),
    )
    with op.batch_alter_table("assembly_task_step", schema=None) as batch_op:
        batch_op.create_index("ix_assembly_task_step_task", ["task_id", "id"], unique=False)

    op.create_table(
        "payroll_award",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("split_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_payroll_award_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["payroll_period.id"], name=op.f("fk_payroll_award_period_id")
        ),
        sa.ForeignKeyConstraint(["split_id"], ["payroll_split.id"], name=op.f("fk_payroll_award_split_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_award")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_payroll_award_decision_id")),
        sa.UniqueConstraint("period_id", name=op.f("uq_payroll_award_period_id")),
        sa.UniqueConstraint("split_id", name=op.f("uq_payroll_award_split_id")),
    )
    op.create_table(
        "payroll_carry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("split_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_payroll_carry_member_id")),
        sa.ForeignKeyConstraint(["split_id"], ["payroll_split.id"], name=op.f("fk_payroll_carry_split_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_carry")),
        sa.UniqueConstraint("member_id", name=op.f("uq_payroll_carry_member_id")),
    )
    op.create_table(
        "payroll_line",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("split_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("odd", sa.Boolean(), nullable=False),
        sa.Column("owed", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_payroll_line_not_below_zero")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_payroll_line_member_id")),
        sa.ForeignKeyConstraint(["split_id"], ["payroll_split.id"], name=op.f("fk_payroll_line_split_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_line")),
        sa.UniqueConstraint("split_id", "member_id", name=op.f("uq_payroll_line_split_id_member_id")),
    )
    with op.batch_alter_table("payroll_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payroll_line_member_id"), ["member_id"], unique=False)

    op.create_table(
        "production_operation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("order_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("centre_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_production_operation_minutes")),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["production_centre.id"], name=op.f("fk_production_operation_centre_id")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["production_order.id"], name=op.f("fk_production_operation_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["skill_id"], ["people_skill.id"], name=op.f("fk_production_operation_skill_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_operation")),
        sa.UniqueConstraint("order_id", "sequence", name=op.f("uq_production_operation_order_id_sequence")),
    )
    op.create_table(
        "rota_amendment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "start_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("end_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column(
            "settled_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("settled_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("worked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (settled_at IS NULL)", name=op.f("ck_rota_amendment_settled")
        ),
        sa.CheckConstraint("state <> 'refused' OR answer IS NOT NULL", name=op.f("ck_rota_amendment_answer")),
        sa.CheckConstraint(
            "state IN ('asked', 'accepted', 'refused', 'withdrawn')", name=op.f("ck_rota_amendment_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR (settled_by IS NOT NULL AND settled_by <> member_id)",
            name=op.f("ck_rota_amendment_not_by_herself"),
        ),
        sa.CheckConstraint("worked_id IS NULL OR state = 'accepted'", name=op.f("ck_rota_amendment_worked")),
        sa.CheckConstraint("start_at < end_at", name=op.f("ck_rota_amendment_forwards")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_rota_amendment_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["people_member.id"], name=op.f("fk_rota_amendment_settled_by")
        ),
        sa.ForeignKeyConstraint(["worked_id"], ["rota_worked.id"], name=op.f("fk_rota_amendment_worked_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_amendment")),
    )
    with op.batch_alter_table("rota_amendment", schema=None) as batch_op:
        batch_op.create_index("ix_rota_amendment_day", ["day"], unique=False)
        batch_op.create_index(
            "uq_rota_amendment_asked",
            ["member_id", "day"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    op.create_table(
        "rota_duty",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "start_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("end_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("night", sa.Boolean(), nullable=False),
        sa.Column("weekend_on", sa.Date(), nullable=True),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_rota_duty_minutes")),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_duty_kind_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_rota_duty_member_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["rota_plan.id"], name=op.f("fk_rota_duty_plan_id")),
        sa.ForeignKeyConstraint(["post_id"], ["rota_post.id"], name=op.f("fk_rota_duty_post_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["people_sector.id"], name=op.f("fk_rota_duty_sector_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["people_skill.id"], name=op.f("fk_rota_duty_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_duty")),
        sa.UniqueConstraint("plan_id", "member_id", "day", name=op.f("uq_rota_duty_plan_id_member_id_day")),
    )
    with op.batch_alter_table("rota_duty", schema=None) as batch_op:
        batch_op.create_index("ix_rota_duty_plan", ["plan_id", "day"], unique=False)

    op.create_table(
        "rota_need",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("plan_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sector_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("skill_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("people", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("ck_rota_need_people")),
        sa.ForeignKeyConstraint(["kind_id"], ["rota_kind.id"], name=op.f("fk_rota_need_kind_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["rota_plan.id"], name=op.f("fk_rota_need_plan_id")),
        sa.ForeignKeyConstraint(["post_id"], ["rota_post.id"], name=op.f("fk_rota_need_post_id")),
        sa.ForeignKeyConstraint(["sector_id"], ["people_sector.id"], name=op.f("fk_rota_need_sector_id")),
        sa.ForeignKeyConstraint(["skill_id"], ["people_skill.id"], name=op.f("fk_rota_need_skill_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_need")),
    )
    with op.batch_alter_table("rota_need", schema=None) as batch_op:
        batch_op.create_index("ix_rota_need_plan", ["plan_id", "day"], unique=False)

    op.create_table(
        "assembly_erratum",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("entry_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entry_digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people_member.id"], name=op.f("fk_assembly_erratum_by_id")),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["assembly_minutes.id"], name=op.f("fk_assembly_erratum_minutes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_erratum")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_assembly_erratum_minutes_id_number")),
    )
    op.create_table(
        "assembly_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint("(part = 'said') = (item_id IS NOT NULL)", name=op.f("ck_assembly_note_item")),
        sa.CheckConstraint("part IN ('said', 'general', 'place')", name=op.f("ck_assembly_note_part")),
        sa.ForeignKeyConstraint(["by_id"], ["people_member.id"], name=op.f("fk_assembly_note_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_item.id"], name=op.f("fk_assembly_note_item_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_note_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_note")),
    )
    with op.batch_alter_table("assembly_note", schema=None) as batch_op:
        batch_op.create_index(
            "ix_assembly_note_meeting", ["meeting_id", "part", "item_id", "id"], unique=False
        )

    op.create_table(
        "assembly_signed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.CheckConstraint("(means = 'none') = (why IS NOT NULL)", name=op.f("ck_assembly_signed_why")),
        sa.CheckConstraint(
            "means IN ('password', 'pin', 'badge', 'ink', 'none')", name=op.f("ck_assembly_signed_means")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_signed_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["assembly_minutes.id"], name=op.f("fk_assembly_signed_minutes_id")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_signed_noted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_signed")),
        sa.UniqueConstraint("minutes_id", "member_id", name=op.f("uq_assembly_signed_minutes_id_member_id")),
    )
    op.create_table(
        "assembly_signer",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("minutes_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_signer_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["assembly_minutes.id"], name=op.f("fk_assembly_signer_minutes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_signer")),
        sa.UniqueConstraint("minutes_id", "member_id", name=op.f("uq_assembly_signer_minutes_id_member_id")),
    )
    op.create_table(
        "assembly_speaker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("guest_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "asked_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "began_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column(
            "ended_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.CheckConstraint(
            "(member_id IS NULL) <> (guest_id IS NULL)", name=op.f("ck_assembly_speaker_one_speaker")
        ),
        sa.ForeignKeyConstraint(
            ["guest_id"], ["assembly_guest.id"], name=op.f("fk_assembly_speaker_guest_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_item.id"], name=op.f("fk_assembly_speaker_item_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["assembly_meeting.id"], name=op.f("fk_assembly_speaker_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_speaker_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people_member.id"], name=op.f("fk_assembly_speaker_noted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_speaker")),
    )
    with op.batch_alter_table("assembly_speaker", schema=None) as batch_op:
        batch_op.create_index("ix_assembly_speaker_meeting", ["meeting_id", "id"], unique=False)

    op.create_table(
        "assembly_variant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "way IN ('amendment', 'alternative', 'candidates')", name=op.f("ck_assembly_variant_way")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_item.id"], name=op.f("fk_assembly_variant_item_id")),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_variant_motion_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_variant")),
        sa.UniqueConstraint("item_id", "motion_id", name=op.f("uq_assembly_variant_item_id_motion_id")),
    )
    with op.batch_alter_table("assembly_variant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_variant_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assembly_variant_motion_id"), ["motion_id"], unique=False)

    op.create_table(
        "assembly_vote",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("round", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("again_why", sa.Text(), nullable=True),
        sa.Column("roll", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("present", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("opened_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "about IN ('motion', 'election', 'amendment', 'choice')", name=op.f("ck_assembly_vote_about")
        ),
        sa.CheckConstraint(
            "method IN ('hands', 'roll-call', 'paper', 'slips')", name=op.f("ck_assembly_vote_method")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["assembly_item.id"], name=op.f("fk_assembly_vote_item_id")),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_vote_motion_id")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["people_member.id"], name=op.f("fk_assembly_vote_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_vote")),
        sa.UniqueConstraint(
            "item_id",
            "about",
            "motion_id",
            "round",
            name=op.f("uq_assembly_vote_item_id_about_motion_id_round"),
        ),
    )
    with op.batch_alter_table("assembly_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_vote_item_id"), ["item_id"], unique=False)

    op.create_table(
        "payroll_slip",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("split_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("reverses_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("(reverses_id IS NULL) = (reason IS NULL)", name=op.f("ck_payroll_slip_reason")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_payroll_slip_decision_id")
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["books_entry.id"], name=op.f("fk_payroll_slip_entry_id")),
        sa.ForeignKeyConstraint(["line_id"], ["payroll_line.id"], name=op.f("fk_payroll_slip_line_id")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_payroll_slip_member_id")),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["payroll_slip.id"], name=op.f("fk_payroll_slip_reverses_id")
        ),
        sa.ForeignKeyConstraint(["split_id"], ["payroll_split.id"], name=op.f("fk_payroll_slip_split_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_slip")),
        sa.UniqueConstraint("number", name=op.f("uq_payroll_slip_number")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_payroll_slip_reverses_id")),
    )
    with op.batch_alter_table("payroll_slip", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payroll_slip_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payroll_slip_split_id"), ["split_id"], unique=False)
        batch_op.create_index(
            "uq_payroll_slip_line",
            ["line_id"],
            unique=True,
            sqlite_where=sa.text("reverses_id IS NULL"),
            postgresql_where=sa.text("reverses_id IS NULL"),
        )

    op.create_table(
        "assembly_ballot_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("teller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ballots", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("cast_votes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["teller_id"], ["people_member.id"], name=op.f("fk_assembly_ballot_count_teller_id")
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_ballot_count_vote_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_ballot_count")),
        sa.UniqueConstraint("vote_id", "teller_id", name=op.f("uq_assembly_ballot_count_vote_id_teller_id")),
    )
    op.create_table(
        "assembly_board",
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("tracker", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_board_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "key", name=op.f("pk_assembly_board")),
        info={"unsampled": True},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assembly_booth",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_booth_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_booth")),
    )
    with op.batch_alter_table("assembly_booth", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assembly_booth_device_id"), ["device_id"], unique=False)

    op.create_table(
        "assembly_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("teller_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("in_favour", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("against", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("abstained", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spoilt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.CheckConstraint(
            "in_favour >= 0 AND against >= 0 AND abstained >= 0 AND spoilt >= 0",
            name=op.f("ck_assembly_count_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["teller_id"], ["people_member.id"], name=op.f("fk_assembly_count_teller_id")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_count_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_count")),
        sa.UniqueConstraint("vote_id", "teller_id", name=op.f("uq_assembly_count_vote_id_teller_id")),
    )
    op.create_table(
        "assembly_dissent",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("was IN ('present', 'absent')", name=op.f("ck_assembly_dissent_was")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_dissent_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["people_member.id"], name=op.f("fk_assembly_dissent_noted_by")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_dissent_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_dissent")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_assembly_dissent_vote_id_member_id")),
    )
    op.create_table(
        "assembly_envelope",
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_envelope_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "key", name=op.f("pk_assembly_envelope")),
        info={"unsampled": True},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assembly_lot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("among", sa.Text(), nullable=False),
        sa.Column("drawn", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_lot_noted_by")),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_lot_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_lot")),
        sa.UniqueConstraint("vote_id", "place", name=op.f("uq_assembly_lot_vote_id_place")),
    )
    op.create_table(
        "assembly_preliminary",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("in_favour", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("against", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("abstained", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spoilt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("base", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("needed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("announced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('carried', 'lost', 'chosen')", name=op.f("ck_assembly_preliminary_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["announced_by"], ["people_member.id"], name=op.f("fk_assembly_preliminary_announced_by")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_preliminary_motion_id")
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_preliminary_vote_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_preliminary")),
        sa.UniqueConstraint("vote_id", name=op.f("uq_assembly_preliminary_vote_id")),
    )
    op.create_table(
        "assembly_result",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("motion_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("serial", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("in_favour", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("against", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("abstained", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spoilt", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("base", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("needed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("announced_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("outcome IN ('carried', 'lost')", name=op.f("ck_assembly_result_outcome")),
        sa.ForeignKeyConstraint(
            ["announced_by"], ["people_member.id"], name=op.f("fk_assembly_result_announced_by")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["records_decision.id"], name=op.f("fk_assembly_result_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["motion_id"], ["assembly_motion.id"], name=op.f("fk_assembly_result_motion_id")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_result_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_result")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_assembly_result_decision_id")),
        sa.UniqueConstraint("motion_id", name=op.f("uq_assembly_result_motion_id")),
        sa.UniqueConstraint("number", name=op.f("uq_assembly_result_number")),
        sa.UniqueConstraint("serial", name=op.f("uq_assembly_result_serial")),
        sa.UniqueConstraint("vote_id", name=op.f("uq_assembly_result_vote_id")),
    )
    op.create_table(
        "assembly_said",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("ranks", sa.Text(), nullable=True),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("noted_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("device_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("means IN ('own', 'called')", name=op.f("ck_assembly_said_means")),
        sa.CheckConstraint(
            "said IN ('in_favour', 'against', 'abstained')", name=op.f("ck_assembly_said_said")
        ),
        sa.CheckConstraint("(said IS NULL) <> (ranks IS NULL)", name=op.f("ck_assembly_said_one_answer")),
        sa.ForeignKeyConstraint(["member_id"], ["people_member.id"], name=op.f("fk_assembly_said_member_id")),
        sa.ForeignKeyConstraint(["noted_by"], ["people_member.id"], name=op.f("fk_assembly_said_noted_by")),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_said_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_said")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_assembly_said_vote_id_member_id")),
    )
    op.create_table(
        "assembly_signature",
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_signature_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_signature_vote_id")
        ),
        sa.PrimaryKeyConstraint("vote_id", "member_id", name=op.f("pk_assembly_signature")),
        info={"unsampled": True},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assembly_slip",
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hashed", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_slip_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "hashed", name=op.f("pk_assembly_slip")),
        info={"unsampled": True},
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assembly_urn",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("longest", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("printed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opening_hash", sa.Text(), nullable=False),
        sa.Column("keepers", sa.Text(), nullable=False),
        sa.Column(
            "prepared_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False
        ),
        sa.Column("prepared_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "opened_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column(
            "closed_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column(
            "outcome_at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=True
        ),
        sa.Column("signatures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("second_urn", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("burned", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("envelopes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("remaining", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("in_favour", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("against", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("abstained", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("ballots", sa.Text(), nullable=True),
        sa.Column("is_public", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "outcome <> 'counted' OR (signatures = second_urn AND second_urn = burned AND burned = envelopes)",
            name=op.f("ck_assembly_urn_reconciled"),
        ),
        sa.CheckConstraint("outcome IN ('counted', 'void')", name=op.f("ck_assembly_urn_outcome")),
        sa.ForeignKeyConstraint(
            ["prepared_by"], ["people_member.id"], name=op.f("fk_assembly_urn_prepared_by")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_urn_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_urn")),
        sa.UniqueConstraint("vote_id", name=op.f("uq_assembly_urn_vote_id")),
    )
    op.create_table(
        "assembly_voter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vote_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("may_vote", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("may_vote = (why IS NULL)", name=op.f("ck_assembly_voter_why")),
        sa.ForeignKeyConstraint(["by_id"], ["people_member.id"], name=op.f("fk_assembly_voter_by_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["people_member.id"], name=op.f("fk_assembly_voter_member_id")
        ),
        sa.ForeignKeyConstraint(["vote_id"], ["assembly_vote.id"], name=op.f("fk_assembly_voter_vote_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_voter")),
        sa.UniqueConstraint("vote_id", "member_id", name=op.f("uq_assembly_voter_vote_id_member_id")),
    )
    op.create_table(
        "payroll_reversal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slip_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite"), nullable=False),
        sa.Column("by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["people_member.id"], name=op.f("fk_payroll_reversal_by")),
        sa.ForeignKeyConstraint(["slip_id"], ["payroll_slip.id"], name=op.f("fk_payroll_reversal_slip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payroll_reversal")),
        sa.UniqueConstraint("subject", name=op.f("uq_payroll_reversal_subject")),
    )
    with op.batch_alter_table("payroll_reversal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payroll_reversal_slip_id"), ["slip_id"], unique=False)
    for statement in guards():
        op.get_bind().exec_driver_sql(statement)


def guards() -> list[str]:
    """The triggers of this revision, as they were; the models may have others by now."""
    dialect = op.get_bind().dialect.name
    return Path(__file__).with_name(f"0001_guards.{dialect}.sql").read_text("utf-8").split("\n--;\n")


def downgrade() -> None:
    with op.batch_alter_table("payroll_reversal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payroll_reversal_slip_id"))

    op.drop_table("payroll_reversal")
    op.drop_table("assembly_voter")
    op.drop_table("assembly_urn")
    op.drop_table("assembly_slip")
    op.drop_table("assembly_signature")
    op.drop_table("assembly_said")
    op.drop_table("assembly_result")
    op.drop_table("assembly_preliminary")
    op.drop_table("assembly_lot")
    op.drop_table("assembly_envelope")
    op.drop_table("assembly_dissent")
    op.drop_table("assembly_count")
    with op.batch_alter_table("assembly_booth", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_booth_device_id"))

    op.drop_table("assembly_booth")
    op.drop_table("assembly_board")
    op.drop_table("assembly_ballot_count")
    with op.batch_alter_table("payroll_slip", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_payroll_slip_line",
            sqlite_where=sa.text("reverses_id IS NULL"),
            postgresql_where=sa.text("reverses_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_payroll_slip_split_id"))
        batch_op.drop_index(batch_op.f("ix_payroll_slip_member_id"))

    op.drop_table("payroll_slip")
    with op.batch_alter_table("assembly_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_vote_item_id"))

    op.drop_table("assembly_vote")
    with op.batch_alter_table("assembly_variant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_variant_motion_id"))
        batch_op.drop_index(batch_op.f("ix_assembly_variant_item_id"))

    op.drop_table("assembly_variant")
    with op.batch_alter_table("assembly_speaker", schema=None) as batch_op:
        batch_op.drop_index("ix_assembly_speaker_meeting")

    op.drop_table("assembly_speaker")
    op.drop_table("assembly_signer")
    op.drop_table("assembly_signed")
    with op.batch_alter_table("assembly_note", schema=None) as batch_op:
        batch_op.drop_index("ix_assembly_note_meeting")

    op.drop_table("assembly_note")
    op.drop_table("assembly_erratum")
    with op.batch_alter_table("rota_need", schema=None) as batch_op:
        batch_op.drop_index("ix_rota_need_plan")

    op.drop_table("rota_need")
    with op.batch_alter_table("rota_duty", schema=None) as batch_op:
        batch_op.drop_index("ix_rota_duty_plan")

    op.drop_table("rota_duty")
    with op.batch_alter_table("rota_amendment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rota_amendment_asked",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index("ix_rota_amendment_day")

    op.drop_table("rota_amendment")
    op.drop_table("production_operation")
    with op.batch_alter_table("payroll_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payroll_line_member_id"))

    op.drop_table("payroll_line")
    op.drop_table("payroll_carry")
    op.drop_table("payroll_award")
    with op.batch_alter_table("assembly_task_step", schema=None) as batch_op:
        batch_op.drop_index("ix_assembly_task_step_task")

    op.drop_table("assembly_task_step")
    op.drop_table("assembly_sent")
    with op.batch_alter_table("assembly_proxy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_proxy_meeting_id"))

    op.drop_table("assembly_proxy")
    with op.batch_alter_table("assembly_premeeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_premeeting_meeting_id"))

    op.drop_table("assembly_premeeting")
    op.drop_table("assembly_minutes")
    with op.batch_alter_table("assembly_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_item_motion_id"))

    op.drop_table("assembly_item")
    with op.batch_alter_table("assembly_guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_guest_meeting_id"))

    op.drop_table("assembly_guest")
    with op.batch_alter_table("assembly_attendance", schema=None) as batch_op:
        batch_op.drop_index("ix_assembly_attendance_meeting")

    op.drop_table("assembly_attendance")
    with op.batch_alter_table("rota_worked", schema=None) as batch_op:
        batch_op.drop_index("ix_rota_worked_day")
        batch_op.drop_index(batch_op.f("ix_rota_worked_confirmation_id"))

    op.drop_table("rota_worked")
    with op.batch_alter_table("rota_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rota_plan_exchange_id"))
        batch_op.drop_index("ix_rota_plan_days")

    op.drop_table("rota_plan")
    with op.batch_alter_table("rota_exchange_asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rota_exchange_asked_member_id"))

    op.drop_table("rota_exchange_asked")
    with op.batch_alter_table("production_order", schema=None) as batch_op:
        batch_op.drop_index("ix_production_order_start")
        batch_op.drop_index("ix_production_order_open")
        batch_op.drop_index(batch_op.f("ix_production_order_item_id"))
        batch_op.drop_index(batch_op.f("ix_production_order_client_order_id"))

    op.drop_table("production_order")
    with op.batch_alter_table("production_import_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_production_import_change_import_id"))

    op.drop_table("production_import_change")
    with op.batch_alter_table("production_client_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_production_client_line_order_id"))

    op.drop_table("production_client_line")
    with op.batch_alter_table("payroll_split", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payroll_split_period_id"))

    op.drop_table("payroll_split")
    with op.batch_alter_table("payroll_source", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payroll_source_period_id"))

    op.drop_table("payroll_source")
    op.drop_table("payroll_payment")
    with op.batch_alter_table("books_posting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_books_posting_member_id"))
        batch_op.drop_index(batch_op.f("ix_books_posting_entry_id"))
        batch_op.drop_index(batch_op.f("ix_books_posting_account_id"))

    op.drop_table("books_posting")
    with op.batch_alter_table("assembly_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_task_member_id"))
        batch_op.drop_index(batch_op.f("ix_assembly_task_delegation_id"))
        batch_op.drop_index(batch_op.f("ix_assembly_task_decision_id"))

    op.drop_table("assembly_task")
    with op.batch_alter_table("assembly_support", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_support_motion_id"))

    op.drop_table("assembly_support")
    with op.batch_alter_table("assembly_petition_signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_petition_signature_petition_id"))

    op.drop_table("assembly_petition_signature")
    op.drop_table("assembly_meeting")
    with op.batch_alter_table("assembly_attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_attachment_motion_id"))

    op.drop_table("assembly_attachment")
    with op.batch_alter_table("stock_movement", schema=None) as batch_op:
        batch_op.drop_index("ix_stock_movement_out")
        batch_op.drop_index(batch_op.f("ix_stock_movement_lot_id"))
        batch_op.drop_index("ix_stock_movement_in")

    op.drop_table("stock_movement")
    with op.batch_alter_table("rota_wish", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rota_wish_member_id"))

    op.drop_table("rota_wish")
    with op.batch_alter_table("rota_punch", schema=None) as batch_op:
        batch_op.drop_index("ix_rota_punch_member")
        batch_op.drop_index("ix_rota_punch_at")

    op.drop_table("rota_punch")
    with op.batch_alter_table("rota_exchange", schema=None) as batch_op:
        batch_op.drop_index("ix_rota_exchange_state")

    op.drop_table("rota_exchange")
    op.drop_table("rota_confirmation")
    with op.batch_alter_table("rota_calendar", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_rota_calendar_living",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("rota_calendar")
    op.drop_table("rota_allowed")
    op.drop_table("production_import")
    op.drop_table("production_client_order")
    with op.batch_alter_table("people_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_reading_member_id"))

    op.drop_table("people_reading")
    with op.batch_alter_table("people_member_skill", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_member_skill_skill_id"))

    op.drop_table("people_member_skill")
    with op.batch_alter_table("people_mandate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_mandate_office"))
        batch_op.drop_index(batch_op.f("ix_people_mandate_member_id"))

    op.drop_table("people_mandate")
    op.drop_table("people_alternate")
    with op.batch_alter_table("people_absence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_absence_member_id"))

    op.drop_table("people_absence")
    op.drop_table("payroll_title")
    op.drop_table("payroll_period")
    with op.batch_alter_table("documents_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_reading_paper_id"))

    op.drop_table("documents_reading")
    with op.batch_alter_table("books_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_books_entry_day"))

    op.drop_table("books_entry")
    op.drop_table("assembly_petition")
    with op.batch_alter_table("assembly_motion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_motion_subject"))

    op.drop_table("assembly_motion")
    with op.batch_alter_table("assembly_delegation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_delegation_member_id"))

    op.drop_table("assembly_delegation")
    with op.batch_alter_table("assembly_arrears", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assembly_arrears_member_id"))

    op.drop_table("assembly_arrears")
    op.drop_table("stock_lot")
    op.drop_table("stock_conversion")
    op.drop_table("rota_rule")
    op.drop_table("production_step")
    with op.batch_alter_table("production_bill_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_production_bill_line_component_id"))

    op.drop_table("production_bill_line")
    with op.batch_alter_table("people_member", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_people_member_dni",
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )
        batch_op.drop_index(
            "uq_people_member_cuit",
            sqlite_where=sa.text("left_on IS NULL"),
            postgresql_where=sa.text("left_on IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_people_member_sector_id"))

    op.drop_table("people_member")
    op.drop_table("people_coop")
    with op.batch_alter_table("documents_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_documents_paper_state"))
        batch_op.drop_index(batch_op.f("ix_documents_paper_owner_id"))

    op.drop_table("documents_paper")
    op.drop_table("assembly_statute")
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_session_member_id"))

    op.drop_table("web_session")
    op.drop_table("stock_item")
    op.drop_table("rota_post")
    with op.batch_alter_table("records_secret", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_records_secret_entry_id"))

    op.drop_table("records_secret")
    op.drop_table("records_decision")
    op.drop_table("production_centre")
    with op.batch_alter_table("people_import_change", schema=None) as batch_op:
        batch_op.drop_index("ix_people_import_change_thing")
        batch_op.drop_index("ix_people_import_change_import")

    op.drop_table("people_import_change")
    op.drop_table("web_submission")
    with op.batch_alter_table("web_secret", schema=None) as batch_op:
        batch_op.drop_index("ix_web_secret_member_kind")

    op.drop_table("web_secret")
    with op.batch_alter_table("web_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_notice_member_id"))

    op.drop_table("web_notice")
    with op.batch_alter_table("web_job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_job_state"))

    op.drop_table("web_job")
    op.drop_table("web_device")
    op.drop_table("web_attempt")
    op.drop_table("stock_unit")
    op.drop_table("stock_place")
    op.drop_table("rota_kind")
    with op.batch_alter_table("records_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_records_entry_kind"))

    op.drop_table("records_entry")
    op.drop_table("records_checkpoint")
    op.drop_table("people_skill")
    op.drop_table("people_sector")
    op.drop_table("people_import")
    op.drop_table("people_holiday")
    op.drop_table("books_party")
    op.drop_table("books_account")
    if op.get_bind().dialect.name == "postgresql":
        for name in re.findall(r"CREATE FUNCTION (\w+)", "\n".join(guards())):
            op.get_bind().exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}()")
