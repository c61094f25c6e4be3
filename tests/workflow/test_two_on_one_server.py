"""Two clinics on one server share neither rights nor logins, also where one was copied from the other."""

from pathlib import Path

import psycopg
import psycopg.conninfo
from psycopg import sql

from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.settings import Settings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import enrolling
from kypho_prep.workflow.clinic import server as administration
from kypho_prep.workflow.server_errors import NoEntry
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock


def office(server: ClinicServer, folder: Path, name: str) -> Path:
    """The administrator's configuration for a database of the server."""
    config = folder / f"office-{name}"
    enrolment.write(config, Enrolment("office", "desk", server.url(name)))
    return config


def kiosk(config: Path, folder: Path, name: str) -> Enrolment:
    """Add a kiosk, enrol a computer as it, and return what that computer keeps."""
    added = enrolling.add(config, name=name, kind="kiosk", folder=folder, now=Clock()())
    return enrolling.enrol(added.file, Settings(folder / "data", folder / name, "here"))


def comes_in(folder: Path, station: Enrolment, database: str) -> bool:
    """Tell whether a station's login works on a database."""
    parts = psycopg.conninfo.conninfo_to_dict(station.url)
    url = f"postgresql://{parts['user']}:{parts['password']}@/{database}?host={parts['host']}"
    enrolment.write(folder / "tried", Enrolment(station.station, station.kind, url, station.id))
    try:
        start.open_or_create(folder / "data", folder / "tried").close()
    except NoEntry:
        return False
    return True


def test_clinics_with_one_key_of_slips_share_no_rights(server: ClinicServer, tmp_path: Path) -> None:
    """As after a move from one database to a folder, and from there to another."""
    one, two = server.new(), server.new()
    with psycopg.connect(server.url(one)) as first, psycopg.connect(server.url(two)) as second:
        (key,) = first.execute("SELECT key FROM code_key").fetchone() or ()
        second.execute("UPDATE code_key SET key = %s", (key,))
    stations = {name: kiosk(office(server, tmp_path, name), tmp_path, f"k-{name}") for name in (one, two)}
    for name, station in stations.items():
        for database in (one, two):
            assert comes_in(tmp_path, station, database) == (name == database)


def test_a_copy_of_a_clinic_lets_no_station_of_the_clinic_in_and_takes_none_away(
    server: ClinicServer, tmp_path: Path, content: Content
) -> None:
    first = server.new()
    station = kiosk(office(server, tmp_path, first), tmp_path, "k")
    copy = server.copy(first)
    there = office(server, tmp_path, copy)
    administration.upgrade(there)
    assert comes_in(tmp_path, station, first)
    assert not comes_in(tmp_path, station, copy)
    enrolling.revoke(there, name="k", content=content, clock=Clock())
    assert comes_in(tmp_path, station, first)


def test_an_upgrade_gives_stations_of_an_older_version_s_roles_this_clinic_s(
    server: ClinicServer, tmp_path: Path
) -> None:
    """Two clinics shared a role by then: each takes its own stations, and the second takes the role away."""
    names = server.new(), server.new()
    offices = [office(server, tmp_path, name) for name in names]
    stations = [kiosk(config, tmp_path, f"k{number}") for number, config in enumerate(offices)]
    old = "kypho_prep_0123456789ab_kiosk"
    share_a_role(server, names, stations, old)
    assert all(comes_in(tmp_path, station, name) for station in stations for name in names)
    for config in offices:
        administration.upgrade(config)
    for at, station in enumerate(stations):
        assert [comes_in(tmp_path, station, name) for name in names] == [at == 0, at == 1]
    assert server.superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (old,)).fetchone() is None


def share_a_role(server: ClinicServer, names: tuple[str, str], stations: list[Enrolment], old: str) -> None:
    """Leave two databases as a version left them that named the roles after the key of slips."""
    server.superuser.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(old)))
    for name, station in zip(names, stations, strict=True):
        with psycopg.connect(server.url(name)) as connection:
            login = psycopg.conninfo.conninfo_to_dict(station.url)["user"]
            of = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole"
            (own,) = connection.execute(of, (login,)).fetchone() or ()
            for statement, parts in (
                ("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}", (old,)),
                ("CREATE POLICY {} ON setting FOR SELECT TO {} USING (true)", (f"{old}_select", old)),
                ("REVOKE {} FROM {}", (own, login)),
                ("GRANT {} TO {}", (old, login)),
                # What was made of it first is of no use to anybody.
                ("DROP OWNED BY {}", (own,)),
                ("DROP ROLE {}", (own,)),
            ):
                connection.execute(sql.SQL(statement).format(*map(sql.Identifier, map(str, parts))))


def test_a_database_that_got_another_name_keeps_its_stations(server: ClinicServer, tmp_path: Path) -> None:
    name = server.new()
    station = kiosk(office(server, tmp_path, name), tmp_path, "k")
    renamed = f"{name}_renamed"
    server.superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (name, renamed))))
    assert comes_in(tmp_path, station, renamed)
    administration.upgrade(office(server, tmp_path, renamed))
    assert comes_in(tmp_path, station, renamed)
