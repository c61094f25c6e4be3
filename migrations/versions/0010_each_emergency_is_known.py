"""The board tells one emergency of a visit from the next by the number of the reply that called last."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An emergency that stands now gets its number with the visit's next change; until then it is told without one.
    op.add_column("visit_summary", sa.Column("emergency_seq", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("visit_summary", "emergency_seq")
