"""The tables of the chart; what patients said and staff recorded is only ever added to, as the triggers see to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, text

from kypho_prep.records.columns import Day, Json, Moment

metadata = MetaData()


def _owner(table: str) -> Column[str]:
    return Column(f"{table}_id", String, ForeignKey(f"{table}.id"), nullable=False)


def _account(who: str) -> Column[str]:
    """Return whose account it was, beside the name as it stood then; empty in rows that staff did not write."""
    return Column(f"{who}_id", String, ForeignKey("staff.id"))


patient = Table(
    "patient",
    metadata,
    Column("id", String, primary_key=True),
    Column("family", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("born", Day, nullable=False),
    Column("sex", String, nullable=False),
    Column("mrn", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("language", String, nullable=False),
    Column("created_at", Moment, nullable=False),
)

visit = Table(
    "visit",
    metadata,
    Column("id", String, primary_key=True),
    _owner("patient"),
    Column("procedure_on", Day, nullable=False),
    Column("procedure_at", String),
    Column("arrival_on", Day),
    Column("arrival_at", String),
    Column("levels", Text, nullable=False),
    Column("anesthesia", String, nullable=False),
    Column("surgeon", Text, nullable=False),
    Column("tests", Json, nullable=False),
    Column("ask_pregnancy", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("times_revision", Integer, nullable=False),
    Column("finished_at", Moment),
    Column("finished_by", Text, nullable=False),
    _account("finished_by"),
    Column("ended", String),
    Column("ended_reason", Text, nullable=False),
    Column("ended_at", Moment),
    Column("code_hmac", String),
    Column("code_misses", Integer, nullable=False),
    Column("code_dead", Boolean, nullable=False),
    Column("nurse_called_at", Moment),
    Column("wrong_person_at", Moment),
    Column("created_at", Moment, nullable=False),
    Index("visit_of_patient", "patient_id"),
    # No two patients may hold the same code at a time.
    Index("visit_live_code", "code_hmac", unique=True, sqlite_where=text("code_hmac IS NOT NULL")),
)

kiosk_session = Table(
    "kiosk_session",
    metadata,
    Column("id", String, primary_key=True),
    _owner("visit"),
    Column("kiosk", String, nullable=False),
    Column("who", String, nullable=False),
    Column("helper_name", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("text_size", Integer, nullable=False),
    Column("theme", String, nullable=False),
    Column("page_item", String),
    Column("page_entry", String),
    Column("resume_item", String),
    Column("resume_entry", String),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", Text, nullable=False),
    _account("opened_by"),
    Column("ended_at", Moment),
    Column("ended_how", String, nullable=False),
    Index("kiosk_session_of_visit", "visit_id", "opened_at"),
    # One open sitting a visit, whatever the program believes.
    Index("kiosk_session_open", "visit_id", unique=True, sqlite_where=text("ended_at IS NULL")),
)

# Kept in the order of (visit, seq), so that a whole chart is read in one place of the file.
reply = Table(
    "reply",
    metadata,
    Column("visit_id", String, ForeignKey("visit.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("item", String, nullable=False),
    Column("entry", String),
    Column("state", String, nullable=False),
    Column("value", Json),
    Column("who", String, nullable=False),
    Column("who_name", Text, nullable=False),
    _account("who"),
    Column("source", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("content_version", String, nullable=False),
    Column("language", String, nullable=False),
    Column("shown", Json, nullable=False),
    Column("shown_ms", Integer),
    Column("text_size", Integer, nullable=False),
    Column("kiosk", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("local", String, nullable=False),
    Column("supersedes", String),
    Column("session_id", String, ForeignKey("kiosk_session.id")),
    sqlite_with_rowid=False,
)

flag = Table(
    "flag",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _owner("visit"),
    Column("thread", String, nullable=False),
    Column("problem", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("level", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("raised", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reasons", Json, nullable=False),
    Index("flag_of_visit", "visit_id", "seq"),
)

flag_action = Table(
    "flag_action",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _owner("visit"),
    Column("thread", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    _account("recorded_by"),
    Column("recorded_at", Moment, nullable=False),
    Column("due", Moment),
    Column("answer", Text, nullable=False),
    Index("flag_action_of_visit", "visit_id", "seq"),
)

instruction = Table(
    "instruction",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _owner("visit"),
    Column("subject", String, nullable=False),
    Column("action", String, nullable=False),
    Column("on", Day),
    Column("at", String),
    Column("text", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("told_on", Day),
    Column("told_by", Text, nullable=False),
    Column("restart", Text, nullable=False),
    Column("bridging", Boolean),
    Column("recorded_by", Text, nullable=False),
    _account("recorded_by"),
    Column("recorded_at", Moment, nullable=False),
    Column("times_revision", Integer, nullable=False),
    Column("read_back", Boolean, nullable=False),
    Column("supersedes", String),
    Column("reason", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("instruction_of_visit", "visit_id", "seq"),
)

staff_fact = Table(
    "staff_fact",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _owner("visit"),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("value", Json, nullable=False),
    Column("recorded_by", Text, nullable=False),
    _account("recorded_by"),
    Column("recorded_at", Moment, nullable=False),
    Column("supersedes", String),
    Column("reason", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("staff_fact_of_visit", "visit_id", "seq"),
)

sign_off = Table(
    "sign_off",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _owner("visit"),
    Column("kind", String, nullable=False),
    Column("bound", Json, nullable=False),
    Column("words", Json, nullable=False),
    Column("reason", Text, nullable=False),
    Column("signed_by", Text, nullable=False),
    _account("signed_by"),
    Column("signed_at", Moment, nullable=False),
    Column("content_version", String, nullable=False),
    Column("reply_ids", Json, nullable=False),
    Index("sign_off_of_visit", "visit_id", "seq"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", String, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("waits_from", Moment),
    Column("waits_until", Moment),
    Column("disabled_at", Moment),
    Column("created_at", Moment, nullable=False),
)

setting = Table("setting", metadata, Column("key", String, primary_key=True), Column("value", Json, nullable=False))

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),
    _account("actor"),
    Column("event", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("visit_id", String),
    Column("details", Json, nullable=False),
    Index("audit_of_visit", "visit_id", "seq"),
)

# The one row that is worked out anew, in every transaction that touches its visit; the board reads nothing else.
visit_summary = Table(
    "visit_summary",
    metadata,
    Column("visit_id", String, ForeignKey("visit.id"), primary_key=True),
    Column("change_seq", Integer, nullable=False, unique=True),
    Column("patient", Text, nullable=False),
    Column("born", Day, nullable=False),
    Column("language", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("mrn", String, nullable=False),
    Column("procedure_on", Day, nullable=False),
    Column("procedure_at", String),
    Column("arrival_on", Day),
    Column("arrival_at", String),
    Column("levels", Text, nullable=False),
    Column("anesthesia", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("chapters_done", Integer, nullable=False),
    Column("chapters_of", Integer, nullable=False),
    Column("open_lines", Json, nullable=False),
    Column("cancel_red_from", Day),
    Column("helper", Text, nullable=False),
    Column("interpreter", Boolean, nullable=False),
    Column("nurse_called_at", Moment),
    Column("wrong_person", Boolean, nullable=False),
    Column("code_dead", Boolean, nullable=False),
    Column("emergency_kiosk", String),
    Column("print_plan", Boolean, nullable=False),
    Column("who_now", String, nullable=False),
    Column("last_call_at", Moment),
    Column("calls", Integer, nullable=False),
    Column("next_due_at", Moment),
    Column("finished_at", Moment),
    Column("signed_by", Text, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("medicines", Json, nullable=False, server_default=text("'[]'")),
    Column("ended_at", Moment),
    Column("last_answer_at", Moment),
    Column("moved_from", Day),
    Column("day_signed_by", Text, nullable=False, server_default=text("''")),
    Column("day_fallen", Boolean, nullable=False, server_default=text("0")),
    Index("visit_summary_by_time", "procedure_on", "procedure_at"),
    Index("visit_summary_emergency", "emergency_kiosk", sqlite_where=text("emergency_kiosk IS NOT NULL")),
    Index("visit_summary_ended", "ended_at", sqlite_where=text("ended_at IS NOT NULL")),
)

# What any visit is found by, however long ago it was: the beginning of a name, of an MRN or of a phone.
visit_word = Table(
    "visit_word",
    metadata,
    Column("word", String, primary_key=True),
    Column("visit_id", String, ForeignKey("visit.id"), primary_key=True),
    Index("visit_word_of_visit", "visit_id"),
    sqlite_with_rowid=False,
)

# Triggers of the migrations refuse to change or remove a row of these, whoever asks.
ONLY_ADDED_TO = ("reply", "flag", "flag_action", "instruction", "staff_fact", "sign_off", "audit")
