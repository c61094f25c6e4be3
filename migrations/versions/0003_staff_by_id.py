"""Who wrote a row is known by the account's id, beside the name as it stood then; older rows keep the name alone."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "visit": "finished_by_id",
    "kiosk_session": "opened_by_id",
    "reply": "who_id",
    "flag_action": "recorded_by_id",
    "instruction": "recorded_by_id",
    "staff_fact": "recorded_by_id",
    "sign_off": "signed_by_id",
    "audit": "actor_id",
}


def upgrade() -> None:
    # In words: Alembic adds a reference in a second statement, which SQLite does not have. No table is made anew, so
    # that the triggers that refuse changes stand all the while.
    for table, column in COLUMNS.items():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} VARCHAR REFERENCES staff (id)")


def downgrade() -> None:
    for table, column in COLUMNS.items():
        op.drop_column(table, column)
