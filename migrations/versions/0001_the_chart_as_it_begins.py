"""The chart as it begins: every table, and the triggers that let nobody change what was said or recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ONLY_ADDED_TO = ("reply", "flag", "flag_action", "instruction", "staff_fact", "sign_off", "audit")
TABLES = (
    "patient",
    "visit",
    "kiosk_session",
    "reply",
    "flag",
    "flag_action",
    "instruction",
    "staff_fact",
    "sign_off",
    "staff",
    "setting",
    "audit",
    "visit_summary",
)


def upgrade() -> None:
    _who_comes()
    _what_patients_said()
    _what_stands_out()
    _what_staff_recorded()
    _who_works_here()
    _what_the_board_shows()
    on_a_server = op.get_bind().dialect.name == "postgresql"
    for table in ONLY_ADDED_TO:
        (_refuse_changes_on_a_server if on_a_server else _refuse_changes)(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")


def _only(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _refuse_changes(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        )


def _refuse_changes_on_a_server(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )
    # TRUNCATE removes rows without a DELETE.
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def _who_comes() -> None:
    op.create_table(
        "patient",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("mrn", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("patient_id", sa.String(), nullable=False),
        sa.Column("procedure_on", sa.String(), nullable=False),
        sa.Column("procedure_at", sa.String(), nullable=True),
        sa.Column("arrival_on", sa.String(), nullable=True),
        sa.Column("arrival_at", sa.String(), nullable=True),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("anesthesia", sa.String(), nullable=False),
        sa.Column("surgeon", sa.Text(), nullable=False),
        sa.Column("tests", sa.Text(), nullable=False),
        sa.Column("ask_pregnancy", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("times_revision", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("finished_by", sa.Text(), nullable=False),
        sa.Column("ended", sa.String(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("code_hmac", sa.String(), nullable=True),
        sa.Column("code_misses", sa.Integer(), nullable=False),
        sa.Column("code_dead", sa.Boolean(), nullable=False),
        sa.Column("nurse_called_at", sa.String(), nullable=True),
        sa.Column("wrong_person_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"],
            ["patient.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("visit_live_code", "visit", ["code_hmac"], unique=True, **_only("code_hmac IS NOT NULL"))
    op.create_index("visit_of_patient", "visit", ["patient_id"], unique=False)
    op.create_table(
        "kiosk_session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("kiosk", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("helper_name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text_size", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("page_item", sa.String(), nullable=True),
        sa.Column("page_entry", sa.String(), nullable=True),
        sa.Column("resume_item", sa.String(), nullable=True),
        sa.Column("resume_entry", sa.String(), nullable=True),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("ended_how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("kiosk_session_of_visit", "kiosk_session", ["visit_id", "opened_at"], unique=False)
    op.create_index("kiosk_session_open", "kiosk_session", ["visit_id"], unique=True, **_only("ended_at IS NULL"))


def _what_patients_said() -> None:
    op.create_table(
        "reply",
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("shown_ms", sa.Integer(), nullable=True),
        sa.Column("text_size", sa.Integer(), nullable=False),
        sa.Column("kiosk", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["kiosk_session.id"],
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("visit_id", "seq"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )


def _what_stands_out() -> None:
    op.create_table(
        "flag",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("flag_of_visit", "flag", ["visit_id", "seq"], unique=False)
    op.create_table(
        "flag_action",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("flag_action_of_visit", "flag_action", ["visit_id", "seq"], unique=False)


def _what_staff_recorded() -> None:
    op.create_table(
        "instruction",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("on", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("told_on", sa.String(), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.Column("restart", sa.Text(), nullable=False),
        sa.Column("bridging", sa.Boolean(), nullable=True),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("times_revision", sa.Integer(), nullable=False),
        sa.Column("read_back", sa.Boolean(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("instruction_of_visit", "instruction", ["visit_id", "seq"], unique=False)
    op.create_table(
        "staff_fact",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("staff_fact_of_visit", "staff_fact", ["visit_id", "seq"], unique=False)
    op.create_table(
        "sign_off",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(), nullable=False),
        sa.Column("content_version", sa.String(), nullable=False),
        sa.Column("reply_ids", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("sign_off_of_visit", "sign_off", ["visit_id", "seq"], unique=False)


def _who_works_here() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("waits_from", sa.String(), nullable=True),
        sa.Column("waits_until", sa.String(), nullable=True),
        sa.Column("disabled_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("audit_of_visit", "audit", ["visit_id", "seq"], unique=False)


def _what_the_board_shows() -> None:
    op.create_table(
        "visit_summary",
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.Column("change_seq", sa.Integer(), nullable=False),
        sa.Column("patient", sa.Text(), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mrn", sa.String(), nullable=False),
        sa.Column("procedure_on", sa.String(), nullable=False),
        sa.Column("procedure_at", sa.String(), nullable=True),
        sa.Column("arrival_on", sa.String(), nullable=True),
        sa.Column("arrival_at", sa.String(), nullable=True),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("anesthesia", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("chapters_done", sa.Integer(), nullable=False),
        sa.Column("chapters_of", sa.Integer(), nullable=False),
        sa.Column("open_lines", sa.Text(), nullable=False),
        sa.Column("cancel_red_from", sa.String(), nullable=True),
        sa.Column("helper", sa.Text(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("nurse_called_at", sa.String(), nullable=True),
        sa.Column("wrong_person", sa.Boolean(), nullable=False),
        sa.Column("code_dead", sa.Boolean(), nullable=False),
        sa.Column("emergency_kiosk", sa.String(), nullable=True),
        sa.Column("print_plan", sa.Boolean(), nullable=False),
        sa.Column("who_now", sa.String(), nullable=False),
        sa.Column("last_call_at", sa.String(), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("next_due_at", sa.String(), nullable=True),
        sa.Column("finished_at", sa.String(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
        ),
        sa.PrimaryKeyConstraint("visit_id"),
        sa.UniqueConstraint("change_seq"),
    )
    op.create_index("visit_summary_by_time", "visit_summary", ["procedure_on", "procedure_at"], unique=False)
    op.create_index(
        "visit_summary_emergency",
        "visit_summary",
        ["emergency_kiosk"],
        unique=False,
        **_only("emergency_kiosk IS NOT NULL"),
    )
