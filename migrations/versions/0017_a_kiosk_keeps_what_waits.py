"""The server tells a kiosk the key of the file in which that keeps what the server did not take.

It is worked out of the clinic's own key of codes, which no kiosk reads, and of the station's id: a kiosk that was
carried away has the file, and once its station is revoked nobody tells it the key. An encrypted file has no server.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Hashed twice with the key in front, so that nobody can go on from a tag that they know.
OUTBOX_KEY = """
CREATE FUNCTION outbox_key() RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(code_key.key || sha256(code_key.key || convert_to('outbox ' || station.id, 'UTF8')))
    FROM code_key, station WHERE login = session_user AND kind = 'kiosk' AND revoked_at IS NULL
$$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.get_bind().exec_driver_sql(OUTBOX_KEY)
        op.execute("ALTER FUNCTION outbox_key() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
        # What each kind of station is given says `records/postgresql/row_security.py`.
        op.execute("REVOKE ALL ON FUNCTION outbox_key() FROM PUBLIC")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION outbox_key()")
