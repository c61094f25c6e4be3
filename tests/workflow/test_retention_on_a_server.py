"""On the clinic's server only the owner's computer lets visits go, beside stations at work; no table keeps a word."""

from pathlib import Path

import psycopg
import pytest

from kypho_prep.content import Content
from kypho_prep.workflow import start
from kypho_prep.workflow import stations as own_station
from kypho_prep.workflow.clinic import retention
from kypho_prep.workflow.server_errors import NoOwner
from kypho_prep.workflow.visits import handing
from tests.clinic_server import ClinicServer
from tests.workflow.made_clinic import CHEAP
from tests.workflow.test_nothing_in_the_clear import PLANTED
from tests.workflow.test_nothing_is_left import planted_and_over
from tests.workflow.test_station_rights import stations
from tests.workflow.ward import Ward


def left(server: ClinicServer, ward: Ward) -> set[str]:
    """The planted words that stand in the files of the clinic's tables and indexes."""
    server.superuser.execute("CHECKPOINT")
    with ward.workplace.reading() as records:
        query = "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relfilenode <> 0"
        paths = records.connection.exec_driver_sql(query).scalars().all()
    (folder,) = server.superuser.execute("SHOW data_directory").fetchone() or ("",)
    content = b"".join((Path(folder) / one).read_bytes() for one in paths).lower()
    return {word for word in PLANTED.values() if word.lower().encode() in content}


def test_the_owner_alone_lets_a_visit_go(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, _):
        database = start.open_or_create(tmp_path / "data", tmp_path / "office")
        place = start.workplace(database, content, clock=desk.clock, kiosk="", passwords=CHEAP, ticks=desk.clock.ticks)
        office = Ward(place, desk.clock, desk.nurse)
        try:
            visit = planted_and_over(office)
            assert left(server, office) == set(PLANTED.values())
            agreed = retention.plan(desk.workplace)
            assert [one.visit for one in agreed.going] == [visit]
            with pytest.raises(NoOwner):
                retention.purge(desk.workplace, agreed, account="it")
            assert left(server, office) == set(PLANTED.values())
            assert [one.visit for one in retention.purge(place, agreed, account="it")] == [visit]
            assert left(server, office) == set()
        finally:
            database.close()


def test_the_triggers_stand_again(server: ClinicServer, tmp_path: Path, content: Content) -> None:
    with stations(server, tmp_path, content) as (desk, kiosk):
        visit = desk.new_visit()
        # What was handed over goes with its visit.
        own_station.renew(kiosk.workplace)
        handing.hand_to(desk.workplace, staff=desk.nurse, visit=visit, kiosk=kiosk.workplace.station)
        database = start.open_or_create(tmp_path / "data", tmp_path / "office")
        try:
            with database.write(alone=True) as records:
                records.retention.remove([visit])
            query = "SELECT tgname FROM pg_trigger WHERE tgname LIKE '%%_refuses_%%' AND tgenabled <> 'O'"
            with database.read() as records:
                assert records.connection.exec_driver_sql(query).all() == []
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
                server_says(server, database.address.parts["dbname"], "TRUNCATE reply CASCADE")
        finally:
            database.close()


def server_says(server: ClinicServer, database: str, statement: str) -> None:
    with psycopg.connect(server.url(database)) as connection:
        connection.execute(statement.encode())
