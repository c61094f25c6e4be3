"""A move that is cut anywhere has not happened, or is finished by the same again."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kypho_prep import paths, settings
from kypho_prep.content import Content
from kypho_prep.records import copying, enrolment
from kypho_prep.records.sqlite import folder
from kypho_prep.workflow import start
from kypho_prep.workflow.clinic import server_move
from kypho_prep.workflow.server_errors import NotCopied
from tests.clinic_server import ClinicServer
from tests.server_move.house import BY, House, back, files, move, relations

Said = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
# Each table is cut where it was just read back equal, the two that are longer than a batch in their middle too.
LONG = ("audit", "reply")
CUTS = [(table.name, time) for table in copying.TABLES for time in ((1, 2) if table.name in LONG else (1,))]


@pytest.mark.parametrize("kept", ["neither", "mark"])
def test_cut_after_the_copy_the_same_again_does_the_rest(
    kept: str, server: ClinicServer, house: House, capsys: Said
) -> None:
    url = server.url(server.empty())
    assert move(url, house) == 0
    enrolment.remove(paths.config_dir())
    if kept == "neither":
        (house.data / folder.MOVED).unlink()
    assert move(url, house) == 0
    assert "held this clinic already" in capsys.readouterr().out
    assert start.enrolled(paths.config_dir()) is not None
    assert folder.has_moved(house.data)


class CutError(Exception):
    """The program ended here."""


@dataclass
class Cut:
    """Hears how far a copy is, and ends it at a table, the first or the second time that it hears of it."""

    table: str
    times: int
    end: Callable[[], object]
    heard: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, table: str, done: int, of: int) -> None:
        if table == self.table:
            self.heard.append((done, of))
            if len(self.heard) == self.times:
                self.end()


def die() -> None:
    raise CutError


@pytest.mark.parametrize("how", ["program", "connection"])
def test_cut_anywhere_the_server_is_empty_and_the_folder_as_it_was(
    how: str, server: ClinicServer, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    name = server.empty()
    url, stored = server.url(name), files(house)
    chosen = settings.load(str(house.data))

    def lose() -> None:
        ended = "SELECT pg_terminate_backend(pid, 3000) FROM pg_stat_activity WHERE datname = %s"
        server.superuser.execute(ended, (name,)).fetchall()

    for table, times in CUTS:
        cut = Cut(table, times, die if how == "program" else lose)
        with pytest.raises(CutError if how == "program" else NotCopied):
            server_move.to_server(url, chosen, BY, cut)
        assert len(cut.heard) == times
        assert (cut.heard[-1][0] < cut.heard[-1][1]) == (table in LONG and times == 1)
        assert relations(url) == []
        assert files(house) == stored
        assert start.enrolled(chosen.config) is None
    # The driver says that it lost the connection, and nothing of what was in it.
    assert {one.getMessage().rpartition(": ")[2] for one in caplog.records} <= {"the connection is lost"}
    caplog.clear()
    assert not server_move.to_server(url, chosen, BY, Cut("", 0, die)).stood_before


MOVING = """
import sys
from datetime import UTC, datetime
from kypho_prep import settings
from kypho_prep.workflow.clinic import server_move

def told(table, done, of):
    if table == sys.argv[3]:
        print(table, flush=True)
        sys.stdin.read()

server_move.to_server(sys.argv[1], settings.load(sys.argv[2]), server_move.Mover("", datetime.now(UTC)), told)
"""


@pytest.mark.parametrize("table", ["patient", "reply"])
def test_a_program_that_is_killed_leaves_the_server_empty_and_may_try_again(
    table: str, server: ClinicServer, house: House
) -> None:
    name = server.empty()
    url, stored = server.url(name), files(house)
    command = [sys.executable, "-c", MOVING, url, str(house.data), table]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == f"{table}\n"
        other.kill()
    ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
    server.superuser.execute(ended, (name,)).fetchall()
    assert relations(url) == []
    assert {name: files(house)[name] for name in stored} == stored
    assert move(url, house) == 0


def test_the_way_back_cut_anywhere_leaves_no_folder(
    server: ClinicServer, content: Content, house: House, tmp_path: Path
) -> None:
    assert move(server.url(server.empty()), house) == 0
    for table, times in CUTS:
        with pytest.raises(CutError):
            server_move.to_folder(tmp_path / "new", settings.load(str(house.data)), content, BY, Cut(table, times, die))
        assert [one.name for one in tmp_path.iterdir()] == ["data"]
    assert back(tmp_path / "new") == 0
