"""A clinic's stations, by command: each has a login of its own, enrols once, and is let in no more once revoked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import psycopg.conninfo
import pytest
from psycopg import sql

from kypho_prep import cli, paths, settings
from kypho_prep.content import Content
from kypho_prep.records import enrolment
from kypho_prep.records.enrolment import Enrolment
from kypho_prep.settings import BrokenSettings
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import clock_watch, staff
from kypho_prep.workflow.errors import SessionTaken
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import NoEntry
from kypho_prep.workflow.visits import schedule
from kypho_prep.workflow.workplace import Workplace
from tests.clinic_server import ClinicServer
from tests.workflow.clock import Clock
from tests.workflow.made_clinic import CHEAP, PASSWORD
from tests.workflow.ward import BORN, PATIENT, VISIT

Said = pytest.CaptureFixture[str]
Monkey = pytest.MonkeyPatch
REFUSED = 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: Monkey) -> Path:
    """Where the administrator stands while she types."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KYPHO_PREP_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def office(server: ClinicServer, folder: Path) -> str:
    """A clinic on a server, its owner no superuser; this computer is the one that it was made from."""
    name = server.empty()
    owner = f"head_of_{name}"
    for statement, names in (
        ("CREATE ROLE {} LOGIN CREATEROLE PASSWORD 'a secret'", (owner,)),
        ("ALTER DATABASE {} OWNER TO {}", (name, owner)),
    ):
        server.superuser.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
    url = f"postgresql://{owner}:a%20secret@/{name}?host={server.folder}"
    assert cli.main(["clinic", "init", url]) == 0
    return url


def said(capsys: Said, *words: str, code: int = 0) -> str:
    """Run a command and return what it said."""
    capsys.readouterr()
    assert cli.main([*words]) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


@contextmanager
def on(name: str, monkeypatch: Monkey) -> Iterator[Path]:
    """Another computer: a configuration and a data folder of its own."""
    with monkeypatch.context() as there:
        config = paths.config_dir().with_name(name)
        there.setenv("KYPHO_PREP_CONFIG", str(config))
        there.setenv("KYPHO_PREP_DATA", str(config.with_name(f"{name}-data")))
        yield config


@contextmanager
def works(config: Path, content: Content) -> Iterator[Workplace]:
    database = start.open_or_create(config / "none", config)
    try:
        yield start.workplace(database, content, clock=Clock(), kiosk="", passwords=CHEAP)
    finally:
        database.close()


def enrolled(name: str, kind: str, monkeypatch: Monkey) -> Path:
    """Add a station and enrol a computer as it; return that computer's configuration."""
    assert cli.main(["station", "add", name, "--kind", kind]) == 0
    file = Path(f"{name}.enrolment.json").resolve()
    with on(name, monkeypatch) as config:
        assert cli.main(["station", "enrol", str(file)]) == 0
    return config


def test_an_enrolment_file_is_this_account_s_alone_and_enrols_one_computer_once(
    office: str, folder: Path, content: Content, monkeypatch: Monkey, capsys: Said
) -> None:
    told = said(capsys, "station", "add", "Kiosk 1/2", "--kind", "kiosk")
    file = folder / "Kiosk-1-2.enrolment.json"
    assert file.name in told
    assert "this computer alone" in told, "a socket's address leads nowhere else"
    assert file.stat().st_mode & 0o077 == 0
    copy = shutil.copy(file, folder / "copy.json")
    with on("kiosk", monkeypatch) as config:
        said(capsys, "station", "enrol", file.name)
        assert not file.exists()
        assert (config / enrolment.FILE).stat().st_mode & 0o077 == 0
        with works(config, content) as kiosk:
            assert kiosk.kiosk == "Kiosk 1/2"
    for name in ("thief", "kiosk"):
        with on(name, monkeypatch):
            told = said(capsys, "station", "enrol", str(copy), code=REFUSED if name == "thief" else 0)
            assert name == "kiosk" or "was used before" in told


def file_again(file: Path, kept: bytes) -> Path:
    file.write_bytes(kept)
    return file


def parts(url: str) -> tuple[str, str]:
    """The login of a URL, and its password."""
    found = psycopg.conninfo.conninfo_to_dict(url)
    return str(found["user"]), str(found["password"])


@pytest.mark.parametrize("cut", ["before the password was set", "after it was set"])
def test_an_enrolment_that_was_cut_goes_on(
    cut: str, office: str, folder: Path, content: Content, monkeypatch: Monkey
) -> None:
    assert cli.main(["station", "add", "k", "--kind", "kiosk"]) == 0
    file = folder / "k.enrolment.json"
    kept = file.read_bytes()
    with on("k", monkeypatch) as config:
        assert cli.main(["station", "enrol", str(file)]) == 0
        if cut.startswith("before"):
            login, old = parts(enrolment.read_file(file_again(file, kept)).url)
            with psycopg.connect(office) as owner:
                owner.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), old))
        assert cli.main(["station", "enrol", str(file_again(file, kept))]) == 0
        assert not file.exists()
        with works(config, content):
            pass


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "one line of 1 to 40"),
        ("   ", "one line of 1 to 40"),
        ("k" * 41, "one line of 1 to 40"),
        ("bell\x07", "one line of 1 to 40"),
        ("there  already", "called there already already"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(
    name: str, told: str, office: str, folder: Path, capsys: Said
) -> None:
    said(capsys, "station", "add", "there already", "--kind", "desk")
    assert told in said(capsys, "station", "add", name, "--kind", "kiosk", code=REFUSED)
    assert len(list(folder.glob("*.enrolment.json"))) == 1
    assert len(said(capsys, "station", "list").splitlines()) == 1


def test_what_else_cannot_be_is_refused_in_words(
    office: str, folder: Path, content: Content, monkeypatch: Monkey, capsys: Said
) -> None:
    here = enrolment.read(paths.config_dir())
    assert here is not None
    with works(paths.config_dir(), content) as desk, desk.writing() as records:
        assert records.stations.be_seen(desk.database.station)
    for words, told in (
        (("add", here.station, "--kind", "desk"), "is called"),
        (("revoke", here.station), "not this program's to take away"),
        (("revoke", "nobody"), "No station is called nobody"),
        (("enrol", "nowhere.json"), "nowhere.json cannot be read"),
    ):
        assert told in said(capsys, "station", *words, code=REFUSED)
    (folder / "k.enrolment.json").write_text("mine", "utf-8")
    assert "is there already" in said(capsys, "station", "add", "k", "--kind", "kiosk", code=REFUSED)
    assert (folder / "k.enrolment.json").read_text("utf-8") == "mine"
    said(capsys, "station", "add", "l", "--kind", "kiosk")
    assert "already works with" in said(capsys, "station", "enrol", "l.enrolment.json", code=REFUSED)
    with on("kiosk", monkeypatch) as config:
        assert "works with no clinic's server" in said(capsys, "station", "list", code=REFUSED)
        assert "works with no clinic's server" in said(capsys, "station", "add", "m", "--kind", "desk", code=REFUSED)
        config.mkdir(parents=True)
        (config / settings.FILE).write_text('kind = "desk"\n', "utf-8")
        assert 'has this computer as a "kiosk"' in said(capsys, "station", "enrol", "l.enrolment.json", code=REFUSED)
        assert not (config / enrolment.FILE).exists()
        (config / settings.FILE).unlink()
        said(capsys, "station", "enrol", "l.enrolment.json")
        assert "may not make or take away logins" in said(capsys, "station", "add", "m", "--kind", "desk", code=REFUSED)
        (config / settings.FILE).write_text('kind = "both"\n', "utf-8")
        with pytest.raises(BrokenSettings, match='"kiosk": take this line out'):
            start.as_enrolled(settings.load())
    with pytest.raises(SystemExit):
        cli.main(["station", "add", "m", "--kind", "toaster"])


def test_where_the_server_does_not_keep_a_station_no_file_is_left(office: str, folder: Path, capsys: Said) -> None:
    with psycopg.connect(office) as owner:
        owner.execute(
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$; "
            "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON station DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW EXECUTE FUNCTION fails()"
        )
    said(capsys, "station", "add", "k", "--kind", "kiosk", code=REFUSED)
    assert list(folder.glob("*.enrolment.json")) == []
    assert "no station" in said(capsys, "station", "list")


def test_a_revoked_kiosk_is_put_out_while_its_patient_sits_there(
    office: str, folder: Path, content: Content, monkeypatch: Monkey, capsys: Said
) -> None:
    first, second = (enrolled(name, "kiosk", monkeypatch) for name in ("first", "second"))
    with works(paths.config_dir(), content) as desk, works(first, content) as kiosk, works(second, content) as other:
        ann = staff.first_administrator(desk, name="Ann Lee", user="ann", password=PASSWORD)
        visit = schedule.new_visit(desk, staff=ann, patient=PATIENT, visit=VISIT)
        code = schedule.print_slip(desk, staff=ann, visit=visit).code
        opened = intake.sign_in(kiosk, code=code, born=BORN)
        clock_watch.look(kiosk)
        clock_watch.look(replace(kiosk, clock=lambda: kiosk.now() - timedelta(days=1)))
        assert [one.name for one in clock_watch.moved_clocks(desk)] == ["first"]
        with pytest.raises(SessionTaken):
            intake.sign_in(other, code=code, born=BORN)
        assert "Sittings that ended with it: 1." in said(capsys, "station", "revoke", "first")
        with pytest.raises(NoEntry):
            intake.turn_to(kiosk, session=opened.session.id, page=None)
        with desk.reading() as records:
            assert [one.ended_how for one in records.sessions.of_visit(visit)] == ["revoked"]
            events = records.connection.exec_driver_sql("SELECT event FROM audit ORDER BY seq").scalars().all()
        assert clock_watch.moved_clocks(desk) == ()
        assert {"station_added", "station_revoked", "session_ended"} <= set(events)
        assert intake.sign_in(other, code=code, born=BORN).session.visit == visit
    assert "No station is called first" in said(capsys, "station", "revoke", "first", code=REFUSED)
    enrolled("first", "desk", monkeypatch)


def test_the_server_s_word_is_the_one_source_of_what_a_computer_is(
    office: str, folder: Path, content: Content, monkeypatch: Monkey
) -> None:
    """Whoever changes the file on the kiosk changes nothing in what the clinic knows of it."""
    config = enrolled("s", "kiosk", monkeypatch)
    known = enrolment.read(config)
    assert known is not None
    enrolment.write(config, Enrolment("window", "desk", known.url, known.id))
    with works(config, content) as place, place.writing() as records:
        assert records.stations.be_seen(place.database.station)
        assert [(one.name, one.kind) for one in records.stations.all()] == [("s", "kiosk")]


def test_an_upgrade_gives_the_stations_the_rights_of_this_version(
    office: str, folder: Path, content: Content, monkeypatch: Monkey
) -> None:
    config = enrolled("s", "kiosk", monkeypatch)
    with psycopg.connect(office) as owner:
        granted = "SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE grantee ~ '_kiosk$'"
        for (group,) in owner.execute(granted).fetchall():
            statement = "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}"
            owner.execute(sql.SQL(statement).format(sql.Identifier(group)))
    with pytest.raises(NoEntry):
        start.open_or_create(config / "none", config)
    assert cli.main(["clinic", "upgrade"]) == 0
    with works(config, content) as kiosk:
        assert intake.emergency_on(kiosk) is None
