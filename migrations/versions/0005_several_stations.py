"""Several stations on one server: changes are numbered as they become visible, and the server has a key of its own.

An encrypted file has one writer and needs nothing of this.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Whoever takes a number holds the numbers until the commit, and a board that has seen one has seen all smaller ones.
# Each statement of such a function sees what was committed before it: after the lock, the newest number that counts.
NEXT_CHANGE = """
CREATE FUNCTION next_change() RETURNS integer LANGUAGE plpgsql VOLATILE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(27504, 2);
    RETURN (SELECT coalesce(max(change_seq), 0) + 1 FROM visit_summary);
END $$
"""
# The clinic's own key, under which the codes of slips are known: 244 bits of chance. A file has it from its own key.
CODE_KEY = "CREATE TABLE code_key (key bytea NOT NULL)"
FILL_CODE_KEY = """
INSERT INTO code_key SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in (NEXT_CHANGE, CODE_KEY, FILL_CODE_KEY):
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_table("code_key")
        op.execute("DROP FUNCTION next_change")
