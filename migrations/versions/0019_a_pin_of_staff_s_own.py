"""An account may have a PIN, which re-opens a desk that locked itself; what is stored of it stands beside the rest."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("staff", sa.Column("pin_hash", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("staff", "pin_hash")
