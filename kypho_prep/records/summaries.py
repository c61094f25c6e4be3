"""The board's rows: one for each visit, worked out anew in every transaction that touches the visit."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, desc, func, select
from sqlalchemy.dialects.sqlite import insert

from kypho_prep.records.rows import SummaryRow
from kypho_prep.records.tables import visit_summary

_NEW = insert(visit_summary)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["visit_id"],
    set_={column.name: _NEW.excluded[column.name] for column in visit_summary.c if column.name != "visit_id"},
)


class Summaries:
    """The board's rows."""

    def __init__(self, connection: Connection) -> None:
        """Work on one connection."""
        self._connection = connection

    def put(self, row: SummaryRow) -> None:
        """Store a visit's row under the next change number."""
        values = asdict(row)
        values["visit_id"] = values.pop("visit")
        values["open_lines"] = [dict(line) for line in row.open_lines]
        values["change_seq"] = self.newest_change() + 1
        self._connection.execute(_PUT, values)

    def get(self, visit: str) -> SummaryRow | None:
        """Return a visit's row."""
        found = self._connection.execute(select(visit_summary).where(visit_summary.c.visit_id == visit))
        row = found.mappings().first()
        return None if row is None else _summary(row)

    def newest_change(self) -> int:
        """Return the number of the newest change; 0 while there is none."""
        return self._connection.execute(select(func.max(visit_summary.c.change_seq))).scalar() or 0

    def board(self, *, since: date, today: date, near: date) -> tuple[SummaryRow, ...]:
        """Return the rows from a day on: open cancel reds of procedures up to `near` first, then by time."""
        urgent = (visit_summary.c.cancel_red_from <= today) & (visit_summary.c.procedure_on <= near)
        time = (visit_summary.c.procedure_on, visit_summary.c.procedure_at, visit_summary.c.patient)
        query = select(visit_summary).where(visit_summary.c.procedure_on >= since)
        ordered = query.order_by(desc(func.coalesce(urgent, False)), *time)
        return tuple(_summary(row) for row in self._connection.execute(ordered).mappings())

    def emergency_at(self, kiosk: str) -> str | None:
        """Return a visit with an emergency at a kiosk that nobody has acknowledged; the newest change first."""
        query = select(visit_summary.c.visit_id).where(visit_summary.c.emergency_kiosk == kiosk)
        found: str | None = self._connection.execute(query.order_by(desc(visit_summary.c.change_seq))).scalar()
        return found


def same(one: SummaryRow | None, other: SummaryRow) -> bool:
    """Tell whether two rows say the same, whenever they were stored."""
    return one is not None and replace(one, change_seq=0) == replace(other, change_seq=0)


def _summary(row: RowMapping) -> SummaryRow:
    values: dict[str, Any] = dict(row)
    values["visit"] = values.pop("visit_id")
    values["open_lines"] = tuple(values["open_lines"])
    return SummaryRow(**values)
