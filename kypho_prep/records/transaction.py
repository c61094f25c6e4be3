"""One transaction as the workflow sees it: a shelf for each kind of record, all on one connection."""

from __future__ import annotations

from sqlalchemy import Connection

from kypho_prep.records.audit import AuditLines
from kypho_prep.records.charts import Charts
from kypho_prep.records.key_values import Settings
from kypho_prep.records.sessions import Sessions
from kypho_prep.records.staff import Staff
from kypho_prep.records.summaries import Summaries
from kypho_prep.records.visits import Visits


class Transaction:
    """What one function of the workflow reads and writes as a whole, or not at all."""

    def __init__(self, connection: Connection) -> None:
        """Lay out the shelves."""
        self.connection = connection
        self.visits = Visits(connection)
        self.charts = Charts(connection)
        self.sessions = Sessions(connection)
        self.staff = Staff(connection)
        self.settings = Settings(connection)
        self.summaries = Summaries(connection)
        self.audit = AuditLines(connection)
