"""A clinic's folder as version 0.1.0 left it (nine made-up visits): it opens, and every row reads back equal.

`rows.json.gz` is what 0.1.0 itself read from the file, column by column.
"""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from kypho_prep.content import Content
from kypho_prep.prep.rules.flags import cards
from kypho_prep.records.audit_chain import Checked
from kypho_prep.records.clinic_tables import metadata, staff
from kypho_prep.records.sqlite.database import Database
from kypho_prep.workflow import start
from kypho_prep.workflow.derived.refresh import recompute_all, situation_of
from kypho_prep.workflow.workplace import Workplace
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP

MADE = Path(__file__).parent / "made_by_0_1_0"
# Worked out anew from the other rows, or moved on by the migration itself.
DERIVED = {"alembic_version", "visit_summary", "visit_word"}
ROWS: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress((MADE / "rows.json.gz").read_bytes()))
KEPT = sorted(ROWS.keys() - DERIVED)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    for folder in ("data", "config"):
        shutil.copytree(MADE / folder, tmp_path / folder)
    # What the program keeps to itself, a checkout does not.
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    opened = start.open_or_create(tmp_path / "data", tmp_path / "config", create=False)
    yield opened
    opened.close()


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


@pytest.mark.parametrize("table", KEPT)
def test_every_row_reads_back_equal(database: Database, table: str) -> None:
    columns = ", ".join(f'"{name}"' for name in ROWS[table][0]) if ROWS[table] else "1"
    with database.read() as records:
        found = records.connection.execute(text(f'SELECT {columns} FROM "{table}"')).mappings()
        rows = [{name: plain(value) for name, value in row.items()} for row in found]
    assert in_order(rows) == in_order(ROWS[table])


def test_every_visit_opens_and_says_the_answers_it_had(database: Database, content: Content) -> None:
    workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
    stored = {row["id"]: json.loads(row["value"]) if row["value"] else None for row in ROWS["reply"]}
    read: dict[str, Any] = {}
    with workplace.reading() as records:
        for visit in records.visits.all():
            situation = situation_of(workplace, records, visit)
            read |= {reply.id: reply.value for reply in situation.chart.replies}
            assert all(card.finding.reasons for card in cards(situation))
    assert read == stored


def test_its_board_is_worked_out_once_and_then_stands(database: Database, content: Content) -> None:
    workplace: Workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
    recompute_all(workplace)
    assert recompute_all(workplace) == ()


def test_what_was_recorded_before_staff_had_ids_keeps_its_name_alone(database: Database) -> None:
    added = [
        key.parent
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.references(staff) and ROWS.get(table.name) and key.parent.name not in ROWS[table.name][0]
    ]
    assert {column.table.name for column in added} >= {"reply", "instruction", "sign_off", "audit"}
    with database.read() as records:
        for column in added:
            assert set(records.connection.execute(select(column)).scalars()) <= {None}, column


def test_what_it_recorded_is_in_the_order_of_its_moments(database: Database, content: Content) -> None:
    workplace: Workplace = start.workplace(database, content, clock=Clock(), kiosk="kiosk-1", passwords=CHEAP)
    with workplace.reading() as records:
        for visit in records.visits.all():
            chart = situation_of(workplace, records, visit).chart
            happened = [(one.seq, one.at) for one in (*chart.replies, *chart.flags)]
            happened += [(one.seq, one.recorded_at) for one in (*chart.facts, *chart.actions, *chart.instructions)]
            happened += [(one.seq, one.signed_at) for one in chart.sign_offs]
            assert happened == [] or min(happened)[0] >= 1
            by_moment = {at: place for place, at in enumerate(sorted({at for _, at in happened}), start=1)}
            assert dict(happened) == {place: at for at, place in by_moment.items()}


def test_every_entry_of_then_stands_in_the_audit_s_chain(database: Database) -> None:
    with database.read() as records:
        found = records.audit_chain.check(database.audit_key, Checked())
    assert (found.upto.place, found.done, found.fault) == (len(ROWS["audit"]), True, None)
