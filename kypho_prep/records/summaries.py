"""The board's rows: one for each visit, worked out anew in every transaction that touches the visit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, delete, desc, func, insert, or_, select, update

from kypho_prep.records.next_change import NextChange
from kypho_prep.records.pipeline import UNREAD, Pipeline
from kypho_prep.records.rows import AtKiosk, OpenAlarmRow, SummaryRow
from kypho_prep.records.tables import kiosk_session, visit_summary, visit_word

# Sorts after every letter that a word begins with.
_AFTER_ALL = "\U0010ffff"
_COLUMNS = tuple(field.name for field in fields(SummaryRow) if field.name not in ("visit", "change_seq"))
# One counter over all visits: by its highest value the board knows whether anything moved.
_NEW = insert(visit_summary).values(change_seq=NextChange()).returning(visit_summary.c.change_seq)
_PUT = (
    update(visit_summary)
    .where(visit_summary.c.visit_id == bindparam("visit"))
    .values(change_seq=NextChange(), **{name: bindparam(name) for name in _COLUMNS})
)
_PUT_NUMBERED, _PUT_UNREAD = _PUT.returning(visit_summary.c.change_seq), _PUT.execution_options(**UNREAD)
_CHANGE_OF = "SELECT change_seq FROM visit_summary WHERE visit_id = %s"  # what the driver is asked without a wait
# In the order of a row's fields, by which it is made: by name it would take as long as all the rest.
_FIELDS = [visit_summary.c["visit_id" if field.name == "visit" else field.name] for field in fields(SummaryRow)]
_LISTS = [number for number, column in enumerate(_FIELDS) if column.name in ("open_lines", "medicines")]
_ROW = select(*_FIELDS)
_WITH_SITTING = select(*_FIELDS, *(kiosk_session.c[name] for name in ("kiosk", "opened_at", "page_item"))).outerjoin(
    kiosk_session, (kiosk_session.c.visit_id == visit_summary.c.visit_id) & kiosk_session.c.ended_at.is_(None)
)


class Summaries:
    """The board's rows."""

    def __init__(self, connection: Connection, pipeline: Pipeline | None = None) -> None:
        """Work on one connection, whose statements `pipeline` sends together where there is one."""
        self._connection = connection
        self._pipeline = pipeline

    def put(self, row: SummaryRow) -> SummaryRow:
        """Store a visit's row under the next change number, and return it with that number."""
        values = _values(row)
        change = self._connection.execute(_PUT_NUMBERED, {"visit": row.visit, **values}).scalar_one_or_none()
        if change is None:
            change = self._connection.execute(_NEW, {"visit_id": row.visit, **values}).scalar_one()
        return replace(row, change_seq=change)

    def put_again(self, row: SummaryRow, *, there: bool) -> Callable[[], int]:
        """Store the row of a visit as `put`; what is returned tells its number once the transaction is through.

        `there` where the visit is known to have one: then nothing has to be waited for.
        """
        if self._pipeline is None or not there:
            change = self.put(row).change_seq
            return lambda: change
        self._connection.execute(_PUT_UNREAD, {"visit": row.visit, **_values(row)})
        told = self._pipeline.tell_later(_CHANGE_OF, row.visit)
        return lambda: told() or 0

    def get(self, visit: str) -> SummaryRow | None:
        """Return a visit's row."""
        row = self._connection.execute(_ROW.where(visit_summary.c.visit_id == visit)).first()
        return None if row is None else _summary(row)

    def newest_change(self) -> int:
        """Return the number of the newest change; 0 while there is none."""
        return self._connection.execute(select(func.max(visit_summary.c.change_seq))).scalar() or 0

    def board(self, *, since: date, ended_since: datetime) -> tuple[tuple[SummaryRow, AtKiosk | None], ...]:
        """Return the rows from a day on, what ended since, any emergency, in no order, each with its open sitting."""
        wanted = or_(
            visit_summary.c.procedure_on >= since,
            visit_summary.c.ended_at >= ended_since,
            # No kiosk's name is empty: said so, the index of the emergencies serves.
            visit_summary.c.emergency_kiosk > "",
        )
        return tuple(map(_seated, self._connection.execute(_WITH_SITTING.where(wanted)).all()))

    def open_alarms(self, *, since: date) -> tuple[OpenAlarmRow, ...]:
        """Return which visits have an emergency, or from a day on a call for a nurse; a call is over with its visit."""
        called = case((visit_summary.c.ended_at.is_(None), visit_summary.c.nurse_called_at))
        ticked = visit_summary.c.emergency_kiosk
        query = select(visit_summary.c.visit_id, called, ticked, visit_summary.c.emergency_seq)
        wanted = (visit_summary.c.procedure_on >= since) & called.is_not(None) | (ticked > "")
        return tuple(OpenAlarmRow(*row) for row in self._connection.execute(query.where(wanted)))

    def changed_since(self, change_seq: int) -> tuple[tuple[SummaryRow, AtKiosk | None], ...]:
        """Return the rows that changed after a change, whatever their day, each with its open sitting."""
        newer = _WITH_SITTING.where(visit_summary.c.change_seq > change_seq)
        return tuple(map(_seated, self._connection.execute(newer).all()))

    def put_words(self, visit: str, words: Iterable[str]) -> None:
        """Let a visit be found by these words from now on, and by no others."""
        self._connection.execute(delete(visit_word).where(visit_word.c.visit_id == visit))
        rows = [{"word": word, "visit_id": visit} for word in words]
        if rows:
            self._connection.execute(insert(visit_word), rows)

    def words(self, visit: str) -> tuple[str, ...]:
        """Return the words that a visit is found by, in their order."""
        query = select(visit_word.c.word).where(visit_word.c.visit_id == visit).order_by(visit_word.c.word)
        return tuple(self._connection.execute(query).scalars())

    def find(self, beginnings: Iterable[str], limit: int) -> tuple[SummaryRow, ...]:
        """Return the visits that have a word for each beginning, the latest procedures first."""
        query = _ROW
        for number, beginning in enumerate(beginnings):
            word = visit_word.alias(f"word_{number}")
            # A range and no LIKE: it is read from the index, and a % that was typed means nothing.
            begins = (word.c.word >= beginning) & (word.c.word < beginning + _AFTER_ALL)
            query = query.where(visit_summary.c.visit_id.in_(select(word.c.visit_id).where(begins)))
        ordered = query.order_by(desc(visit_summary.c.procedure_on), visit_summary.c.patient).limit(limit)
        return tuple(map(_summary, self._connection.execute(ordered).all()))

    def change_of(self, visit: str) -> int:
        """Return the number of a visit's newest change; LookupError where the board has no row of it."""
        query = select(visit_summary.c.change_seq).where(visit_summary.c.visit_id == visit)
        found: int | None = self._connection.execute(query).scalar()
        if found is None:
            raise LookupError(f"no row of visit {visit}")
        return found

    def call_open(self, visit: str) -> bool:
        """Tell whether a call for a nurse stands on the board that nobody has handled or taken back."""
        query = select(visit_summary.c.nurse_called_at).where(visit_summary.c.visit_id == visit)
        return self._connection.execute(query).scalar() is not None

    def emergency_at(self, kiosk: str) -> str | None:
        """Return a visit with an emergency at a kiosk that nobody has acknowledged; the newest change first."""
        query = select(visit_summary.c.visit_id).where(visit_summary.c.emergency_kiosk == kiosk)
        found: str | None = self._connection.execute(query.order_by(desc(visit_summary.c.change_seq))).scalar()
        return found


def _values(row: SummaryRow) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    values["open_lines"] = [dict(line) for line in row.open_lines]
    values["medicines"] = [list(names) for names in row.medicines]
    return values


def same(one: SummaryRow | None, other: SummaryRow) -> bool:
    """Tell whether two rows say the same, whenever they were stored."""
    return one is not None and replace(one, change_seq=0) == replace(other, change_seq=0)


def _seated(row: Row[Any]) -> tuple[SummaryRow, AtKiosk | None]:
    kiosk, since, page = row[len(_FIELDS) :]
    return _summary(row[: len(_FIELDS)]), AtKiosk(kiosk, since, page) if kiosk is not None else None


def _summary(row: Sequence[Any]) -> SummaryRow:
    values = list(row)
    for number in _LISTS:
        values[number] = tuple(tuple(one) if isinstance(one, list) else one for one in values[number])
    return SummaryRow(*values)
