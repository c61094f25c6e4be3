"""What cannot move, and what cannot take it, is told in words, and nothing is changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine

from kypho_prep import cli, paths, settings
from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.migrate import HEAD, Steps
from kypho_prep.records.postgresql.address import Address
from kypho_prep.records.sqlite import folder
from kypho_prep.records.sqlite.database import Database
from kypho_prep.sample import sample_clinic
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import restoring, server_move
from kypho_prep.workflow.errors import AlreadyRunning
from kypho_prep.workflow.server_errors import MovedToServer
from tests.clinic_server import ClinicServer
from tests.server_move.house import BY, VISITS, House, at_work, back, files, move, relations
from tests.workflow.clock import Clock

Said = pytest.CaptureFixture[str]
REFUSED = 2


def test_a_copy_that_differs_is_taken_back(server: ClinicServer, house: House, capsys: Said) -> None:
    url = server.url(server.empty())
    with psycopg.connect(url) as connection:
        # A server that stores something else than it was told.
        connection.execute(
            "CREATE FUNCTION public.other() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF to_regclass('public.setting') IS NOT NULL THEN "
            "EXECUTE 'CREATE OR REPLACE RULE forget AS ON INSERT TO public.setting DO INSTEAD NOTHING'; "
            "END IF; END $$"
        )
        connection.execute(
            "CREATE EVENT TRIGGER other ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.other()"
        )
    assert move(url, house) == REFUSED
    assert "What was read back is not what was copied (setting)" in capsys.readouterr().err
    assert relations(url) == []


def refusals(server: ClinicServer, house: House, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Yield a server's URL and what is said of it."""
    yield "mysql://clinic:secret@here", "address cannot be read"
    yield f"postgresql://owner:secret@/clinic?host={tmp_path}", "cannot be reached"
    yield server.url("no_such_database"), "has no such database"
    taken = server.url(server.empty())
    with psycopg.connect(taken) as connection:
        connection.execute("CREATE TABLE other (a int)")
    yield taken, "The database is not empty: it holds other."
    old = server.url(server.new())
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(old))
    with engine.begin() as connection:
        Steps().downgrade(connection, "0008")
    engine.dispose()
    yield old, "still works with an older version (0008)"
    new = server.url(server.new())
    with psycopg.connect(new) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    yield new, "already works with a newer version"


def test_a_server_that_cannot_take_the_clinic_is_told_in_words(
    server: ClinicServer, house: House, tmp_path: Path, capsys: Said
) -> None:
    stored = files(house)
    for url, told in refusals(server, house, tmp_path):
        assert move(url, house) == REFUSED
        said = capsys.readouterr().err
        assert told in said
        assert "secret" not in said
    assert files(house) == stored
    assert start.enrolled(paths.config_dir()) is None


def test_a_server_with_another_clinic_s_visits_is_left_alone(
    server: ClinicServer, content: Content, house: House, tmp_path: Path, capsys: Said
) -> None:
    url = server.url(server.empty())
    assert move(url, house) == 0
    enrolment.remove(paths.config_dir())
    (house.data / folder.MOVED).unlink()
    with at_work(house.data, content) as place:
        sample_clinic.one_visit(place)
    assert move(url, house) == REFUSED
    assert f"already holds a clinic with {VISITS} visits. Nothing was changed." in capsys.readouterr().err
    assert not folder.has_moved(house.data)


def test_a_clinic_that_was_only_begun_takes_it_and_one_that_is_set_up_does_not(
    server: ClinicServer, house: House, capsys: Said
) -> None:
    url = server.url(server.new())
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO setting VALUES ('clinic', '{}')")
    assert move(url, house) == REFUSED
    assert "it holds setting" in capsys.readouterr().err
    assert move(server.url(server.new()), house) == 0


def test_a_folder_that_cannot_move_is_told_in_words(
    server: ClinicServer, house: House, tmp_path: Path, capsys: Said
) -> None:
    url = server.url(server.empty())
    assert move(url, replace(house, folder=tmp_path / "nowhere")) == REFUSED
    assert "There is no clinic in the data folder" in capsys.readouterr().err
    assert not (tmp_path / "nowhere").exists()
    database = Database.open(house.data, paths.config_dir())
    with pytest.raises(AlreadyRunning):
        server_move.to_server(url, settings.load(str(house.data)), BY, print)
    database.close()
    for stood, version, told in (
        (HEAD, "0008", "last opened this folder"),
        ("0008", "9999", "A newer version of kypho-prep"),
    ):
        set_version(house, stood, version)
        assert move(url, house) == REFUSED
        assert told in capsys.readouterr().err
    assert relations(url) == []


def set_version(house: House, stood: str, version: str) -> None:
    database = Database.open_as_it_is(house.data, paths.config_dir(), Steps(head=stood))
    with database.write() as records:
        records.connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (version,))
    database.close()


def test_a_computer_of_a_server_moves_no_second_clinic_there(server: ClinicServer, house: House, capsys: Said) -> None:
    url = server.url(server.empty())
    assert move(url, house) == 0
    assert move(url, house) == REFUSED
    assert "already works with a clinic's server" in capsys.readouterr().err


def test_the_way_back_needs_a_server_and_a_new_folder(
    server: ClinicServer, content: Content, house: House, tmp_path: Path, capsys: Said
) -> None:
    assert back(tmp_path / "new") == REFUSED
    assert "works with no clinic's server" in capsys.readouterr().err
    url = server.url(server.empty())
    assert move(url, house) == 0
    assert back(house.data) == REFUSED
    assert "is there already. Nothing was changed. Name a new folder." in capsys.readouterr().err
    with at_work(house.data, content) as place, place.database.read():
        assert back(tmp_path / "new") == REFUSED
    assert "These stations are still open" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_kiosk_by_its_settings_is_not_made_the_administrator_s(
    server: ClinicServer, house: House, capsys: Said
) -> None:
    (paths.config_dir() / settings.FILE).write_text('kind = "kiosk"\n')
    url = server.url(server.empty())
    assert move(url, house) == REFUSED
    assert "kind" in capsys.readouterr().err
    assert relations(url) == []


def test_the_old_folder_does_not_keep_its_computer_from_being_a_station(
    server: ClinicServer, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert move(server.url(server.empty()), house) == 0
    assert cli.main(["station", "add", "Kiosk-2", "--kind", "kiosk", "--data", str(house.data)]) == 0
    file = Path("Kiosk-2.enrolment.json")
    # Another login than the administrator's, for a computer that stands where patients sit.
    enrolment.remove(paths.config_dir())
    assert cli.main(["station", "enrol", str(file), "--data", str(house.data)]) == 0
    here = start.enrolled(paths.config_dir())
    assert here is not None
    assert (here.station, here.kind) == ("Kiosk-2", "kiosk")


def test_a_folder_whose_clinic_has_moved_gets_no_back_up_back(server: ClinicServer, house: House, capsys: Said) -> None:
    """The old clinic would stand beside the one on the server."""
    assert cli.main(["backup", "--data", str(house.data)]) == 0
    url = server.url(server.empty())
    assert move(url, house) == 0
    enrolment.remove(paths.config_dir())
    stored = files(house)
    capsys.readouterr()
    for words in ((), ("--dry-run",), ("--replace-newer",)):
        assert cli.main(["restore", "--data", str(house.data), *words]) == REFUSED
        said = capsys.readouterr().err
        assert f"has moved to a server ({Address.read(url).shown}, 20" in said
        assert "Open kypho-prep as a station of that server" in said
    assert files(house) == stored
    assert not list(house.data.glob("replaced-*"))


def test_a_back_up_is_not_brought_back_where_the_clinic_moved_since_it_was_offered(
    server: ClinicServer, house: House
) -> None:
    assert cli.main(["backup", "--data", str(house.data)]) == 0
    chosen = settings.load(str(house.data))
    offered = restoring.offer(chosen)
    assert move(server.url(server.empty()), house) == 0
    stored = files(house)
    with pytest.raises(MovedToServer):
        restoring.bring_back(chosen, offered, Clock()())
    assert files(house) == stored


@pytest.mark.parametrize("kind", ["kiosk", "desk"])
def test_a_station_reads_nobody_s_whole_clinic_out(
    kind: str, server: ClinicServer, house: House, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    tmp_path = house.folder
    monkeypatch.chdir(tmp_path)
    assert move(server.url(server.empty()), house) == 0
    assert cli.main(["station", "add", "S", "--kind", kind, "--data", str(house.data)]) == 0
    enrolment.remove(paths.config_dir())
    assert cli.main(["station", "enrol", "S.enrolment.json", "--data", str(house.data)]) == 0
    keys = sorted((paths.config_dir() / "keys").iterdir())
    assert back(tmp_path / "taken") == REFUSED
    assert "does not own the clinic's database" in capsys.readouterr().err
    assert not list(tmp_path.glob("taken*"))
    assert sorted((paths.config_dir() / "keys").iterdir()) == keys
