"""Each station has an id of its own and a lease, and each sitting says at which station it is; older ones say none."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "station",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=True),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=True),
        sa.Column("revoked_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    works = sa.text("revoked_at IS NULL")
    op.create_index("station_name", "station", ["name"], unique=True, sqlite_where=works, postgresql_where=works)
    # In words: Alembic adds a reference in a second statement, which SQLite does not have.
    op.execute("ALTER TABLE kiosk_session ADD COLUMN station_id VARCHAR REFERENCES station (id)")


def downgrade() -> None:
    op.drop_column("kiosk_session", "station_id")
    op.drop_table("station")
