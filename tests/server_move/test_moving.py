"""A clinic moves from a machine's folder to a server and back: row by row the same, and at work there."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kypho_prep import cli, paths, settings
from kypho_prep.content import Content
from kypho_prep.records import copying, enrolment
from kypho_prep.records.sqlite import folder, keys
from kypho_prep.records.tables import ONLY_ADDED_TO
from kypho_prep.sample import sample_clinic
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import staff
from kypho_prep.workflow.clinic.unlocking import must_unlock
from kypho_prep.workflow.patient import intake
from kypho_prep.workflow.server_errors import MovedToServer
from kypho_prep.workflow.visits import schedule
from tests.clinic_server import ClinicServer
from tests.server_move.house import VISITS, House, at_work, back, charts, files, move
from tests.workflow.made_clinic import PASSWORD

Said = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]


def test_charts_and_board_are_the_same_before_and_after_and_back_again(
    server: ClinicServer, content: Content, house: House, tmp_path: Path, capsys: Said
) -> None:
    before, stored = charts(house.data, house, content), files(house)
    assert len(before) == VISITS + 1
    assert move(server.url(server.empty()), house) == 0
    said = capsys.readouterr().out
    assert "copied, and read back equal: answers, " in said
    for told in ("kypho-prep station add", "move-to-machine --out", "moved.json", "verify-full"):
        assert told in said
    assert start.enrolled(paths.config_dir()) is not None
    assert charts(house.data, house, content) == before
    marked = files(house)
    assert marked.pop(folder.MOVED)
    assert marked == stored
    assert back(tmp_path / "new") == 0
    assert "it is marked" in capsys.readouterr().out
    enrolment.remove(paths.config_dir())
    assert charts(tmp_path / "new", house, content) == before


def test_who_looks_at_a_terminal_sees_how_far_it_is(server: ClinicServer, house: House) -> None:
    command = [sys.executable, "-m", "kypho_prep", "move-to-clinic", server.url(server.empty())]
    seen, shown = os.openpty()
    with subprocess.Popen([*command, "--data", str(house.data)], stdout=shown, cwd=ROOT) as moving:
        os.close(shown)
        said = b"".join(iter(lambda: read(seen), b""))
    os.close(seen)
    assert moving.returncode == 0
    assert said.count(b"[####################] ") == len(copying.TABLES)
    # In the middle of a long table, and in the same line.
    assert b"] answers: 200 of 2" in said


def read(terminal: int) -> bytes:
    """Return what a terminal shows next; nothing once nobody writes to it any more, which is an error to the system."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_every_table_that_is_copied_has_a_name() -> None:
    assert list(copying.NAMES) == [table.name for table in copying.TABLES]


def test_a_printed_slip_opens_its_visit_on_the_server_and_in_the_new_folder(
    server: ClinicServer, content: Content, house: House, tmp_path: Path
) -> None:
    assert move(server.url(server.empty()), house) == 0
    with at_work(house.data, content) as place:
        assert intake.sign_in(place, code=house.code, born=house.born).session
    assert back(tmp_path / "new") == 0
    enrolment.remove(paths.config_dir())
    with at_work(tmp_path / "new", content) as place:
        assert intake.sign_in(place, code=house.code, born=house.born).session
    # And once more to a server: what the folder keeps of the first one's key goes on.
    assert cli.main(["move-to-clinic", server.url(server.empty()), "--data", str(tmp_path / "new")]) == 0
    with at_work(tmp_path / "new", content) as place:
        assert place.database.shared
        visit = intake.visit_of(place, code=house.code, born=house.born)
        assert visit in {row.visit for row in schedule.board(place).rows}


def test_work_goes_on_at_the_server_and_what_is_only_added_to_stays_so(
    server: ClinicServer, content: Content, house: House
) -> None:
    url = server.url(server.empty())
    assert move(url, house) == 0
    with at_work(house.data, content) as place:
        newest = schedule.board_changed(place)
        signed_in = staff.sign_in(place, user=sample_clinic.USER, password=PASSWORD)
        sample_clinic.one_visit(place)
        assert schedule.board_changed(place) > newest
        assert signed_in.id == house.nurse.id
    with psycopg.connect(url, autocommit=True) as connection:
        for table in ONLY_ADDED_TO:
            assert connection.execute(f"SELECT 1 FROM {table}").fetchone(), "nothing to be refused"
            for change in (f"UPDATE {table} SET seq = seq", f"DELETE FROM {table}"):
                with pytest.raises(psycopg.IntegrityError, match="only added to"):
                    connection.execute(change)


def test_no_password_of_the_folder_is_asked_for_once_the_clinic_is_on_a_server(house: House) -> None:
    chosen = settings.load(str(house.data))
    label = folder.parsed(house.data)
    assert label is not None
    keys.change(chosen.config, label.database, lambda slots: [one for one in slots if one["kind"] != keys.MACHINE])
    assert must_unlock(chosen)
    enrolment.write(chosen.config, enrolment.Enrolment("desk", "desk", "postgresql://server/clinic", label.database))
    assert not must_unlock(chosen)


def test_the_folder_says_where_the_clinic_is_and_how_to_go_on_there(server: ClinicServer, house: House) -> None:
    assert move(server.url(server.empty()), house) == 0
    enrolment.remove(paths.config_dir())
    with pytest.raises(MovedToServer) as refused:
        start.open_or_create(house.data, paths.config_dir())
    assert "has moved to a server (" in cli._sentences(refused.value)[0]
    # A mark that cannot be read is a mark.
    (house.data / folder.MOVED).write_text("{")
    with pytest.raises(MovedToServer):
        start.open_or_create(house.data, paths.config_dir())
    (house.data / folder.MOVED).unlink()
    start.open_or_create(house.data, paths.config_dir()).close()
