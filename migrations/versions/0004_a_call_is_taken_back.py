"""The board shows that a patient took a call for a nurse back; before this version nobody could."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit_summary", sa.Column("call_taken_back_at", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("visit_summary", "call_taken_back_at")
