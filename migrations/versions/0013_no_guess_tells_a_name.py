"""On a server the planner keeps no statistics of what tells who somebody is, or what they said.

EXPLAIN shows its guesses to every login that may read a table, whatever rows its policies leave: how often a name
stands there, and between which values the others lie. No statement of the program is planned by these columns.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PERSONAL = {
    "patient": ("family", "given", "born", "sex", "mrn", "phone"),
    "visit": ("code_hmac",),
    "visit_summary": ("patient", "born", "mrn", "phone", "helper", "medicines", "open_lines"),
    "visit_word": ("word",),
    "reply": ("value", "who_name", "shown"),
    "staff_fact": ("value",),
}
TYPE = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{}'::regclass AND attname = '{}'"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _personal():
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0")
            # To the type that it has: no row is written anew, and what was kept of it until now is dropped.
            kind = op.get_bind().exec_driver_sql(TYPE.format(table, column)).scalar_one()
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column in _personal():
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS -1")


def _personal() -> list[tuple[str, str]]:
    return [(table, column) for table, columns in PERSONAL.items() for column in columns]
