"""Any visit is found: its words, its medicines, when it ended, who signed its day; old visits as new ones."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def upgrade() -> None:
    op.create_table(
        "visit_word",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("visit_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"]),
        sa.PrimaryKeyConstraint("word", "visit_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("visit_word_of_visit", "visit_word", ["visit_id"], unique=False)
    empty = sa.text("'[]'")
    op.add_column("visit_summary", sa.Column("medicines", sa.Text(), nullable=False, server_default=empty))
    for name in ("ended_at", "last_answer_at", "moved_from"):
        op.add_column("visit_summary", sa.Column(name, sa.String(), nullable=True))
    nobody = sa.text("''")
    op.add_column("visit_summary", sa.Column("day_signed_by", sa.Text(), nullable=False, server_default=nobody))
    no = sa.false()
    op.add_column("visit_summary", sa.Column("day_fallen", sa.Boolean(), nullable=False, server_default=no))
    ended = sa.text("ended_at IS NOT NULL")
    op.create_index(
        "visit_summary_ended", "visit_summary", ["ended_at"], unique=False, sqlite_where=ended, postgresql_where=ended
    )
    _fill_words()
    _fill_moments()
    _fill_medicines()
    _fill_days()


def downgrade() -> None:
    op.drop_index("visit_summary_ended", "visit_summary")
    for name in ("day_fallen", "day_signed_by", "moved_from", "last_answer_at", "ended_at", "medicines"):
        op.drop_column("visit_summary", name)
    op.drop_table("visit_word")


def _fill_words() -> None:
    found = op.get_bind().execute(sa.text("SELECT visit_id, patient, mrn, phone FROM visit_summary"))
    put = sa.text("INSERT INTO visit_word (word, visit_id) VALUES (:word, :visit)")
    for rows in found.partitions(1000):
        words = [{"word": word, "visit": visit} for visit, *known in rows for word in _words(*known)]
        if words:
            op.get_bind().execute(put, words)


def _fill_moments() -> None:
    op.execute("UPDATE visit_summary SET ended_at = (SELECT ended_at FROM visit WHERE visit.id = visit_id)")
    op.execute(
        "UPDATE visit_summary SET last_answer_at = (SELECT max(at) FROM reply "
        "WHERE reply.visit_id = visit_summary.visit_id AND reply.who != 'staff')"
    )


def _fill_medicines() -> None:
    """Fill in each medicine that stands on a list: as typed, as confirmed, and what the patient confirmed it holds."""
    query = "SELECT visit_id, entry, state, value FROM reply WHERE item = 'medicines.name' ORDER BY visit_id, seq"
    named: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for visit, entry, state, value in op.get_bind().execute(sa.text(query)):
        named[visit][entry] = list(_names(json.loads(value))) if state == "value" else []
    put = sa.text("UPDATE visit_summary SET medicines = :medicines WHERE visit_id = :visit")
    for visit, entries in named.items():
        medicines = json.dumps(
            [names for names in entries.values() if names], ensure_ascii=False, separators=(",", ":")
        )
        op.get_bind().execute(put, {"medicines": medicines, "visit": visit})


def _fill_days() -> None:
    """Fill in who signed the day's page last, and whether that fell since, as the audit tells."""
    query = (
        "SELECT sign_off.visit_id, signed_by, EXISTS (SELECT 1 FROM audit WHERE audit.visit_id = sign_off.visit_id "
        "AND subject = sign_off.id AND event = 'sign_off_revoked') FROM sign_off "
        "WHERE sign_off.seq IN (SELECT max(seq) FROM sign_off WHERE kind = 'day_of' GROUP BY visit_id)"
    )
    put = sa.text("UPDATE visit_summary SET day_signed_by = :who, day_fallen = :fallen WHERE visit_id = :visit")
    for visit, who, fallen in op.get_bind().execute(sa.text(query)).all():
        op.get_bind().execute(put, {"visit": visit, "who": "" if fallen else who, "fallen": fallen})


def _names(value: object) -> dict[str, None]:
    if not isinstance(value, dict):
        return {str(value): None}
    names = [value.get("typed"), value.get("confirmed"), *(value.get("generics") or ())]
    return {str(name): None for name in names if name}


def _words(patient: str, mrn: str, phone: str) -> Iterator[str]:
    numbers = _folded(mrn).split()
    digits = re.sub(r"\D", "", phone)
    words = [*_folded(patient).split(), *numbers, "".join(numbers), digits, digits[-10:], digits[-7:], digits[-4:]]
    yield from {word for word in words if word}


def _folded(text: str) -> str:
    text = re.sub("['`\u2018\u2019\u02bc\u00b4]", "", text).casefold().translate(LETTERS)
    spread = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in spread if unicodedata.category(one) != "Mn")
    return re.sub(r"[\W_]+", " ", plain).strip()
