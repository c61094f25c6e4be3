"""A station's own settings go by its id: its name may be given to another machine."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PREFIXES = ("clock:", "wrong_codes:")


def upgrade() -> None:
    # What was kept under a name that no station has stays as it is: nobody knows whose it was.
    _rename("id", "name")


def downgrade() -> None:
    _rename("name", "id")


def _rename(new: str, old: str) -> None:
    for prefix in PREFIXES:
        of = f"FROM station WHERE station.{old} = substr(setting.key, {len(prefix) + 1}) AND revoked_at IS NULL"
        op.execute(
            f"UPDATE setting SET key = '{prefix}' || (SELECT station.{new} {of}) "  # noqa: S608
            f"WHERE substr(key, 1, {len(prefix)}) = '{prefix}' AND EXISTS (SELECT 1 {of})"
        )
