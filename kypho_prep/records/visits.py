"""Patients, their visits, and the codes on their slips."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kypho_prep.prep.chart import Patient, Visit
from kypho_prep.records.rows import CodeHit
from kypho_prep.records.tables import patient, visit


class Visits:
    """The visits and whose they are."""

    def __init__(self, connection: Connection, *, locking: bool = False) -> None:
        """Work on one connection."""
        self._connection = connection
        self._locking = locking

    def add(self, person: Patient, planned: Visit, at: datetime) -> None:
        """Add a patient with a visit."""
        self._connection.execute(insert(patient), {**asdict(person), "created_at": at})
        values = asdict(planned)
        values["patient_id"] = values.pop("patient")
        values["tests"] = list(planned.tests)
        self._connection.execute(insert(visit), {**values, "code_misses": 0, "created_at": at})

    def change(self, identity: str, **values: Any) -> None:
        """Change a visit's own columns."""
        self._connection.execute(update(visit).where(visit.c.id == identity).values(**values))

    def change_patient(self, identity: str, **values: Any) -> None:
        """Change a patient's own columns."""
        self._connection.execute(update(patient).where(patient.c.id == identity).values(**values))

    def all(self) -> tuple[str, ...]:
        """Return the ids of all visits."""
        return tuple(self._connection.execute(select(visit.c.id).order_by(visit.c.id)).scalars())

    def going_on(self) -> tuple[str, ...]:
        """Return the ids of the visits that have not ended."""
        query = select(visit.c.id).where(visit.c.ended.is_(None)).order_by(visit.c.id)
        return tuple(self._connection.execute(query).scalars())

    def by_code(self, code_hmac: str) -> CodeHit | None:
        """Return what a code leads to."""
        query = select(visit.c.id, patient.c.born, visit.c.procedure_on, visit.c.ended, visit.c.code_misses)
        joined = query.join(patient, patient.c.id == visit.c.patient_id).where(visit.c.code_hmac == code_hmac)
        # Of the visit alone, so that two kiosks that guess at once are counted twice.
        held = joined.with_for_update(of=visit, key_share=True) if self._locking else joined
        row = self._connection.execute(held).first()
        return None if row is None else CodeHit(*row)

    def take_code(self, identity: str, code_hmac: str) -> bool:
        """Give a visit a code; False where another visit has it, or takes it at the same time."""
        try:
            # The index decides, on a server after the other's commit; what was done before stays done.
            with self._connection.begin_nested():
                self.change(identity, code_hmac=code_hmac, code_misses=0, code_dead=False)
        except IntegrityError:
            return False
        return True

    def drop_spent_codes(self, today: date) -> None:
        """Forget the codes of ended and past visits, so that their digits may be given again."""
        spent = or_(visit.c.ended.is_not(None), visit.c.procedure_on < today)
        # What somebody else holds is left for the next time: waiting for one visit while holding another may never end.
        free = (
            select(visit.c.id)
            .where(visit.c.code_hmac.is_not(None), spent)
            .with_for_update(key_share=True, skip_locked=True)
        )
        self._connection.execute(update(visit).where(visit.c.id.in_(free)).values(code_hmac=None))
