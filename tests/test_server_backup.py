"""Of a server the program makes no back-up: it asks when somebody reported one, and says so."""

from datetime import UTC, datetime, timedelta

import pytest

from kypho_prep import cli, settings
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.rows import Station
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic.backing_up import BackingUp
from kypho_prep.workflow.clinic.server import backed_up_at
from tests.test_station_commands import folder, office
from tests.workflow.clock import Clock

__all__ = ["folder", "office"]


@pytest.mark.usefixtures("office", "folder")
def test_a_reported_back_up_has_an_age_on_every_desk() -> None:
    clock = Clock(datetime.now(UTC))
    here = start.enrolled(settings.load(None).config)
    assert here is not None
    database = Database.open(here.url, Station(here.id, here.station, here.kind))
    backing = BackingUp(database, clock, reported=lambda: backed_up_at(database))
    assert not backing.state().is_bad(clock()), "nobody has asked yet"
    assert backing.due()
    assert backing.make().is_bad(clock()), "nobody ever reported one"

    assert cli.main(["backup", "--server-ran"]) == 0
    assert not backing.due(), "it was asked a moment ago"
    clock.pass_by(seconds=660)
    assert backing.due()
    state = backing.make()
    assert state.made_at is not None
    assert not state.is_bad(clock())
    assert state.is_bad(clock() + timedelta(hours=27))
    # While the server is away what was known of it stays.
    database.close()
    with database.read() as records:
        assert [one.event for one in records.audit.of_events("server_backed_up")] == ["server_backed_up"]
    database.close()


@pytest.mark.usefixtures("folder")
def test_where_no_server_is_nothing_is_reported() -> None:
    assert cli.main(["backup", "--server-ran"]) == 2
