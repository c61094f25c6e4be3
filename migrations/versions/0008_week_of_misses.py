"""The wrong passwords of a week are counted beside those in a row, since a right one ends only these."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("week_misses", sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("staff", sa.Column("week_from", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("staff", "week_from")
    op.drop_column("staff", "week_misses")
