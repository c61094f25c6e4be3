"""What happened to a visit is ordered by a number, never by the clock; older rows get theirs by their moments."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The moment of each row of a visit. What has the same moment has the same place: it was written together.
MOMENTS = {
    "reply": "at",
    "flag": "at",
    "flag_action": "recorded_at",
    "instruction": "recorded_at",
    "staff_fact": "recorded_at",
    "sign_off": "signed_at",
}
NOT_YET = sa.text("0")


def upgrade() -> None:
    for table in MOMENTS:
        op.add_column(table, sa.Column("visit_seq", sa.Integer(), nullable=False, server_default=NOT_YET))
    op.add_column("visit", sa.Column("wrong_person_seq", sa.Integer(), nullable=True))
    op.add_column("kiosk_session", sa.Column("seq", sa.Integer(), nullable=False, server_default=NOT_YET))
    _number_rows()
    _number_sittings()
    op.drop_index("kiosk_session_of_visit", "kiosk_session")
    op.create_index("kiosk_session_of_visit", "kiosk_session", ["visit_id", "seq"], unique=False)


def downgrade() -> None:
    op.drop_index("kiosk_session_of_visit", "kiosk_session")
    op.create_index("kiosk_session_of_visit", "kiosk_session", ["visit_id", "opened_at"], unique=False)
    op.drop_column("kiosk_session", "seq")
    op.drop_column("visit", "wrong_person_seq")
    for table in MOMENTS:
        op.drop_column(table, "visit_seq")


def _number_rows() -> None:
    """Give every row its place in its visit's order, and the press of "This is not me" its own."""
    # A table's own rows are in order already: where the clock was put back, a row counts as of the latest before it.
    rows = [
        f"SELECT id, visit_id, max({at}) OVER (PARTITION BY visit_id ORDER BY seq) AS moment FROM {table}"  # noqa: S608
        for table, at in MOMENTS.items()
    ]
    pressed = "SELECT id, id AS visit_id, wrong_person_at AS moment FROM visit WHERE wrong_person_at IS NOT NULL"
    op.execute(
        "CREATE TEMPORARY TABLE numbered AS SELECT id, visit_id, "  # noqa: S608 - as below: a step names its tables
        "dense_rank() OVER (PARTITION BY visit_id ORDER BY moment) AS place "
        f"FROM ({' UNION ALL '.join([*rows, pressed])}) AS happened"
    )
    op.execute("CREATE INDEX numbered_by_id ON numbered (id)")
    place = "(SELECT place FROM numbered WHERE numbered.id = {0}.id AND numbered.visit_id = {0}.{1})"
    for table in MOMENTS:
        with _Changeable(table):
            op.execute(f"UPDATE {table} SET visit_seq = {place.format(table, 'visit_id')}")  # noqa: S608
    op.execute(f"UPDATE visit SET wrong_person_seq = {place.format('visit', 'id')} WHERE wrong_person_at IS NOT NULL")  # noqa: S608
    op.execute("DROP TABLE numbered")


def _number_sittings() -> None:
    op.execute(
        "UPDATE kiosk_session SET seq = (SELECT count(*) FROM kiosk_session AS earlier "
        "WHERE earlier.visit_id = kiosk_session.visit_id AND (earlier.opened_at < kiosk_session.opened_at "
        "OR (earlier.opened_at = kiosk_session.opened_at AND earlier.id <= kiosk_session.id)))"
    )


class _Changeable:
    """Lets this step alone fill the new column of a table that is only added to; the trigger stands again after it."""

    def __init__(self, table: str) -> None:
        self.table = table
        self.on_a_server = op.get_bind().dialect.name == "postgresql"

    def __enter__(self) -> None:
        if self.on_a_server:
            op.execute(f"ALTER TABLE {self.table} DISABLE TRIGGER {self.table}_refuses_update")
        else:
            op.execute(f"DROP TRIGGER {self.table}_refuses_update")

    def __exit__(self, *_failed: object) -> None:
        if self.on_a_server:
            op.execute(f"ALTER TABLE {self.table} ENABLE TRIGGER {self.table}_refuses_update")
        else:
            op.execute(
                f"CREATE TRIGGER {self.table}_refuses_update BEFORE UPDATE ON {self.table} "
                f"BEGIN SELECT RAISE(ABORT, '{self.table} is only added to'); END"
            )
