"""On a server the planner keeps no statistics of what staff wrote and patients said either, wherever a kiosk may read.

As step 0013 for the columns that it left out: EXPLAIN shows its guesses whatever rows the policies leave.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WORDS = {
    "kiosk_session": ("helper_name",),
    "visit": ("ended_reason",),
    "flag": ("subject", "reasons", "fingerprint"),
    "flag_action": ("text", "answer", "decided_by"),
    "instruction": ("subject", "text", "reason", "restart", "decided_by", "told_by"),
    "staff_fact": ("subject", "reason"),
    "sign_off": ("bound", "words", "reason"),
}
TYPE = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{}'::regclass AND attname = '{}'"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _columns():
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
            # To the type that it has: no row is written anew, and what was kept of it until now is dropped.
            kind = op.get_bind().exec_driver_sql(TYPE.format(table, column)).scalar_one()
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _columns():
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1")


def _columns() -> list[tuple[str, str]]:
    return [(table, column) for table, columns in WORDS.items() for column in columns]
