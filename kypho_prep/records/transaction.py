"""One transaction as the workflow sees it: a shelf for each kind of record, all on one connection."""

from __future__ import annotations

from sqlalchemy import Connection

from kypho_prep.records.audit import AuditLines
from kypho_prep.records.audit_chain import AuditChain
from kypho_prep.records.charts import Charts
from kypho_prep.records.claims import Claims
from kypho_prep.records.date_misses import DateMisses
from kypho_prep.records.hand_overs import HandOvers
from kypho_prep.records.key_values import Settings
from kypho_prep.records.pipeline import Pipeline
from kypho_prep.records.retention import Retention
from kypho_prep.records.sessions import Sessions
from kypho_prep.records.staff import Staff
from kypho_prep.records.stations import Stations
from kypho_prep.records.summaries import Summaries
from kypho_prep.records.visits import Visits


class Transaction:
    """What one function of the workflow reads and writes as a whole, or not at all."""

    def __init__(self, connection: Connection, *, locking: bool = False, pipeline: Pipeline | None = None) -> None:
        """Lay out the shelves; `locking` where others write at the same time: what is read is then held until the end.

        Always in this order, so that no two wait for each other: the account, the visit, the number of the change.
        Where its statements are sent together, `pipeline` is what sends them.
        """
        self.connection = connection
        self.visits = Visits(connection, locking=locking)
        self.charts = Charts(connection, locking=locking)
        self.sessions = Sessions(connection, locking=locking)
        self.staff = Staff(connection, locking=locking)
        self.settings = Settings(connection)
        self.stations = Stations(connection)
        self.summaries = Summaries(connection, pipeline)
        self.audit = AuditLines(connection)
        self.audit_chain = AuditChain(connection)
        self.date_misses = DateMisses(connection)
        self.claims = Claims(connection)
        self.hand_overs = HandOvers(connection)
        self.retention = Retention(connection)
