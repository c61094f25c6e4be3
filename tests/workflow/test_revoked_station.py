"""A station that was revoked has no way in: no new connection, and what was open ends, whatever it had done before."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from kypho_prep.content import Content
from kypho_prep.records.postgresql import logins
from kypho_prep.records.postgresql.database import Database
from kypho_prep.records.postgresql.row_security import ROWS_AT_KIOSK
from kypho_prep.records.rows import Station
from kypho_prep.workflow.clinic import enrolling
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import NoEntry
from kypho_prep.workflow.stations import renew
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import ClinicServer
from tests.workflow.test_station_rights import stations
from tests.workflow.test_stolen_kiosk import one, plain
from tests.workflow.ward import BORN, Ward


@dataclass(frozen=True)
class Stolen:
    """A station that was carried away while a patient sat at the kiosk, and the clinic that revokes it."""

    place: Workplace
    desk: Ward
    office: Path

    def revoke(self) -> None:
        name, content = self.place.database.station.name, self.place.content
        enrolling.revoke(self.office, name=name, content=content, clock=self.desk.clock)
        assert name not in [one.name for one in enrolling.listed(self.office)]

    def is_shut(self) -> None:
        with pytest.raises(psycopg.OperationalError), plain(self.place):
            pass
        with pytest.raises(NoEntry):
            renew(self.place)


@pytest.fixture(params=["kiosk", "desk"])
def stolen(request: pytest.FixtureRequest, server: ClinicServer, tmp_path: Path, content: Content) -> Iterator[Stolen]:
    with stations(server, tmp_path, content) as (desk, kiosk):
        code = schedule.print_slip(desk.workplace, staff=desk.nurse, visit=desk.new_visit()).code
        intake.sign_in(kiosk.workplace, code=code, born=BORN)
        for ward in (desk, kiosk):
            # As at night: only the thief is connected.
            ward.workplace.database.close()
        place = (kiosk if request.param == "kiosk" else desk).workplace
        yield Stolen(place, desk, tmp_path / "office")


def test_its_open_connections_end_and_none_is_let_in(stolen: Stolen) -> None:
    with plain(stolen.place) as idle, plain(stolen.place) as busy, plain(stolen.place) as listening:
        assert one(idle, "SELECT count(*) FROM visit") == 1
        busy.execute("BEGIN; SELECT FROM visit; SAVEPOINT here")
        listening.execute("LISTEN board_changed")
        stolen.revoke()
        for thief in (idle, busy, listening):
            with pytest.raises(psycopg.OperationalError):
                thief.execute("SELECT count(*) FROM visit")
    stolen.is_shut()


def test_a_connection_that_outlived_its_end_reads_and_calls_nothing(stolen: Stolen, server: ClinicServer) -> None:
    assert isinstance(stolen.place.database, Database)
    address = stolen.place.database.address
    with plain(stolen.place) as thief:
        owner = Database.open(server.url(address.parts["dbname"]), Station("", "administration", "desk"))
        with owner.write(alone=True) as records:
            logins.drop(records.connection, address.parts["user"])
        owner.close()
        for asked in (*(f"TABLE {table}" for table in (*ROWS_AT_KIOSK, "staff", "setting", "code_key", "station")),
                      "SELECT works_here('x', false)", "SELECT try_claim(NULL, NULL, '')"):  # fmt: skip
            with pytest.raises(InsufficientPrivilege):
                thief.execute(asked.encode())


@pytest.mark.parametrize(
    "before",
    [
        "SELECT lo_create(0)", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
        "CREATE TEMP TABLE mine AS TABLE visit", "ALTER ROLE CURRENT_USER SET work_mem = '1MB'",
        "BEGIN; SELECT FROM visit FOR SHARE", "SELECT pg_advisory_lock(27504, 1)",
        "SELECT pg_advisory_lock(27504, 3)", "BEGIN; SELECT FROM station FOR UPDATE",
        "BEGIN; ALTER ROLE CURRENT_USER PASSWORD 'mine'",
    ],
)  # fmt: skip
def test_nothing_that_it_did_before_holds_the_revocation_up(stolen: Stolen, before: str) -> None:
    with plain(stolen.place) as thief:
        thief.execute(before.encode())
        stolen.revoke()
        with pytest.raises(psycopg.OperationalError):
            thief.execute("SELECT 1")
    stolen.is_shut()


def test_what_it_left_in_another_database_keeps_a_name_that_opens_nothing(stolen: Stolen, server: ClinicServer) -> None:
    assert isinstance(stolen.place.database, Database)
    address = stolen.place.database.address
    with psycopg.connect(address.url(dbname="postgres")) as thief:
        thief.execute("SELECT lo_create(0)")
    stolen.revoke()
    stolen.is_shut()
    with psycopg.connect(server.url(address.parts["dbname"])) as owner:
        left = "SELECT rolcanlogin, (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid) FROM pg_roles"
        assert owner.execute(f"{left} WHERE rolname = %s".encode(), (address.parts["user"],)).fetchall() == [(False, 0)]
