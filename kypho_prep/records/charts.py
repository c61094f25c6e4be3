"""A visit's whole chart, read as frozen values; what is said and recorded is only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, bindparam, func, insert, select

from kypho_prep.prep.chart import Chart, FlagAction, FlagRow, Instruction, Patient, SignOff, StaffFact, Visit
from kypho_prep.prep.reply import Reply
from kypho_prep.records import row_mapping
from kypho_prep.records.pipeline import UNREAD
from kypho_prep.records.tables import flag, flag_action, instruction, patient, reply, sign_off, staff_fact, visit

T = TypeVar("T")

# Built once: a chart is read before every reply.
_COVER = select(visit).where(visit.c.id == bindparam("visit"))
# `key_share`: rows that only name the visit need not wait. SQLite has no such words: there the whole file is held.
_COVER_HELD = _COVER.with_for_update(key_share=True)
_WHOSE = select(patient).where(patient.c.id == bindparam("patient"))
_OF_A_VISIT = {
    table.name: select(table).where(table.c.visit_id == bindparam("visit")).order_by(table.c.seq)
    for table in (reply, instruction, staff_fact, flag, flag_action, sign_off)
}
_TOLD = reply.alias()
# Its number among the visit's replies alone, which keeps them in order in the file.
_NEXT = select(func.coalesce(func.max(_TOLD.c.seq), 0) + 1).where(_TOLD.c.visit_id == bindparam("of_visit"))
_ADD_REPLY = insert(reply).values(seq=_NEXT.scalar_subquery()).inline().execution_options(**UNREAD)
_ADD_FLAG = insert(flag).inline().execution_options(**UNREAD)


class Charts:
    """The charts."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        """Work on one connection."""
        self._connection = connection
        self._cover = _COVER_HELD if locking else _COVER

    def load(self, identity: str) -> Chart:
        """Return everything known about a visit; LookupError where there is no such visit."""
        # The cover first: who writes holds the visit from then on, so that what is read after it stays so.
        person, planned = self.cover(identity)
        return Chart(
            patient=person,
            visit=planned,
            replies=self._of(reply, identity, row_mapping.to_reply),
            instructions=self._of(instruction, identity, row_mapping.to_instruction),
            facts=self._of(staff_fact, identity, row_mapping.to_fact),
            flags=self._of(flag, identity, row_mapping.to_flag),
            actions=self._of(flag_action, identity, row_mapping.to_action),
            sign_offs=self._of(sign_off, identity, row_mapping.to_sign_off),
        )

    def cover(self, identity: str) -> tuple[Patient, Visit]:
        """Return a chart's first page alone: whose it is, and the visit; LookupError where there is no such visit."""
        row = self._connection.execute(self._cover, {"visit": identity}).mappings().first()
        if row is None:
            raise LookupError(f"no visit {identity}")
        person = self._connection.execute(_WHOSE, {"patient": row["patient_id"]}).mappings().one()
        return row_mapping.to_patient(person), row_mapping.to_visit(row)

    def add_reply(self, one: Reply) -> None:
        """Add a reply."""
        self._connection.execute(_ADD_REPLY, {**row_mapping.from_reply(one), "of_visit": one.visit})

    def add_flags(self, identity: str, rows: Iterable[FlagRow]) -> None:
        """Add versions of a visit's flags."""
        for row in rows:
            self._connection.execute(_ADD_FLAG, {**_columns(row), "visit_id": identity, "reasons": list(row.reasons)})

    def add_action(self, identity: str, action: FlagAction) -> None:
        """Add what staff did about a flag."""
        self._connection.execute(insert(flag_action), {**_columns(action), "visit_id": identity})

    def add_instruction(self, one: Instruction) -> None:
        """Add an instruction."""
        self._add(instruction, _columns(one))

    def add_fact(self, one: StaffFact) -> None:
        """Add a staff fact."""
        self._add(staff_fact, {**_columns(one), "value": dict(one.value)})

    def add_sign_off(self, one: SignOff) -> None:
        """Add what a nurse signed."""
        self._add(sign_off, {**_columns(one), "reply_ids": list(one.reply_ids)})

    def _add(self, table: Table, values: dict[str, Any]) -> None:
        values["visit_id"] = values.pop("visit")
        self._connection.execute(insert(table), values)

    def _of(self, table: Table, identity: str, read: Callable[[RowMapping], T]) -> tuple[T, ...]:
        rows = self._connection.execute(_OF_A_VISIT[table.name], {"visit": identity}).mappings()
        return tuple(read(row) for row in rows)


def _columns(one: Any) -> dict[str, Any]:
    values = asdict(one)
    # The table's own `seq` is the database's to give.
    values["visit_seq"] = values.pop("seq")
    return values
