"""The rehearsed clinic: two kiosks and a desk, three processes, one server; and nothing left, however it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kypho_prep import cli
from kypho_prep.rehearsal import private_server
from kypho_prep.rehearsal.machines import KIOSK, LIFELINE, STATIONS, Machine
from kypho_prep.rehearsal.processes import driven
from kypho_prep.rehearsal.rehearse import rehearse, show
from kypho_prep.workflow.errors import Refused
from tests.clinic_server import require_server

ROOT = Path(__file__).resolve().parents[1]
SOON = 30
NOBODY = ("", "", "")
# The desk ends with a code; whatever else is open stays so.
ONE_DIES = "import os, signal; 'Desk' in os.environ['KYPHO_PREP_CONFIG'] and os._exit(3); signal.pause()"
# Whoever sits in front of the terminal presses Ctrl-C as soon as the last one is open.
CTRL_C = "import os, signal; 'Kiosk-2' in os.environ['KYPHO_PREP_CONFIG'] and os.kill(os.getppid(), 2); signal.pause()"
# A kiosk is told something, and before it can answer nobody is there any more.
DRIVES_AND_DIES = """
import os, sys
from pathlib import Path
from kypho_prep.rehearsal.machines import Machine
from kypho_prep.rehearsal.processes import driven

home = Path(sys.argv[1])
with driven([Machine("Kiosk-1", home)], home, []) as (station,):
    station._pipe.send(("begin", {"code": "123456"}))
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Machine, ...]:
    return tuple(Machine(name, tmp_path) for name in STATIONS)


@contextmanager
def rehearsing(until: str) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    """The command as somebody typed it, until it has said something; and where it makes what it needs for a while."""
    # A socket's path has to be short, which a test's own folder is not.
    with tempfile.TemporaryDirectory(prefix="kp-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as made:
        Path(made).chmod(0o755)
        command = [sys.executable, "-m", "kypho_prep", "rehearse", "--visits", "1", "--out", f"{made}/out"]
        there, pipe = {**os.environ, "TMPDIR": made}, subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=there, stdout=pipe, stderr=pipe, text=True) as process:
            assert process.stdout is not None
            assert any(until in line for line in process.stdout)
            yield process, Path(made)


def children(of: int) -> set[int]:
    """The processes that a process has started, and that run."""
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    apart = [(int(one.partition(" ")[0]), one.rpartition(")")[2].split()) for one in stats]
    return {number for number, (_state, parent, *_) in apart if int(parent) == of}


def ended(process: "subprocess.Popen[str]", made: Path, code: int) -> str:
    """What it still said; it ended with a code, and neither a folder nor a process that names one is left."""
    assert process.stdout is not None
    assert process.stderr is not None
    said = process.stdout.read() + process.stderr.read()
    assert process.wait(SOON) == code, said
    assert [one.name for one in made.iterdir() if one.name != "out"] == []
    assert named(made) == []
    return said


def named(folder: Path) -> list[bytes]:
    """The command lines of the processes that name a folder."""
    lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return [line for line in lines if str(folder).encode() in line]


def test_three_processes_on_one_server_play_the_whole_story(tmp_path: Path) -> None:
    require_server()
    out = tmp_path / "out"
    assert rehearse(out, screen=False, visits=1, touches=6) == 0
    seen: dict[str, Any] = json.loads((out / "clinic.json").read_text("utf-8"))
    assert seen["plan_has_it"]
    assert seen["signed_by"] == "Sample Nurse"
    assert seen["revoked_by"] == ["reply:bleeding.history"]
    # By NOTIFY: a board that only asks needs a second in the middle, and two at most.
    assert 0 < seen["milliseconds"]["median"] < 900
    # A kiosk that only asks needs a second in the middle too; a machine that runs other tests has some room.
    assert 0 < seen["milliseconds"]["handed_over"] < 1900
    titles = [re.sub(r"^\d\d-", "", Path(one).stem) for one in seen["pictures"]]
    told = [one for one in titles if one.startswith("desk-1-board-")]
    assert told == [f"desk-1-board-{one}" for one in ("answers-at-kiosk-1", "to-review", "signed-off", "revoked")]
    assert {
        "kiosk-1-plan",
        "desk-1-kiosk-handed-over",
        "kiosk-2-birth-date-asked",
        "kiosk-2-all-answers",
        "desk-1-signed-off",
        "desk-1-review-revoked",
    } <= set(titles)
    assert sorted(one.name for one in out.glob("*.png")) == seen["pictures"]


def test_whoever_ends_it_in_the_middle_leaves_nothing() -> None:
    require_server()
    with rehearsing("station add Kiosk-1") as (process, made):
        process.send_signal(signal.SIGTERM)
        assert "nothing is left of it" in ended(process, made, 130)


def test_killed_outright_it_leaves_neither_server_nor_folder() -> None:
    require_server()
    with rehearsing("station add Kiosk-1") as (process, made):
        process.kill()
        ended(process, made, -signal.SIGKILL)


def test_a_station_ends_by_itself_when_who_drove_it_was_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DRIVES_AND_DIES, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        # The station writes there too: it is at its end when both have gone.
        _out, said = process.communicate(timeout=SOON)
    assert process.returncode == -signal.SIGKILL, said
    assert named(tmp_path) == []


def test_whatever_a_program_does_it_ends_with_its_lifeline() -> None:
    command = [sys.executable, "-m", LIFELINE, "timeit", "-n", "1", "while True: pass"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(SOON) == 1


def test_a_station_that_is_stuck_or_dies_says_which_it_is_what_it_did_and_where(tmp_path: Path) -> None:
    before = children(os.getpid())
    with driven([Machine(KIOSK, tmp_path)], tmp_path, []) as (station,):
        with pytest.raises(Refused, match=r"Kiosk-1.*begin: NotThere: 'start' is not on .*page: \w+") as refused:
            station.do("begin", code="123456")
        assert refused.value.words_key == "error.station_stuck"
        (running,) = children(os.getpid()) - before
        os.kill(running, signal.SIGKILL)
        with pytest.raises(Refused, match="station_died"):
            station.do("call")


def test_closed_windows_end_it_and_one_that_dies_or_ctrl_c_ends_the_others(
    machines: tuple[Machine, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    before = children(os.getpid())
    assert show(machines, ("Harlow, Beatrice", "123 456", "May 02, 1949"), ("-c", "")) == 0
    assert "Harlow, Beatrice, code 123 456, born May 02, 1949" in capsys.readouterr().out
    with pytest.raises(Refused, match="station_died") as refused:
        show(machines, NOBODY, ("-c", ONE_DIES))
    assert refused.value.params == {"name": "Desk-1"}
    # Tests that a shell runs in its background are begun deaf to Ctrl-C.
    deaf = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            show(machines, NOBODY, ("-c", CTRL_C))
    finally:
        signal.signal(signal.SIGINT, deaf)
    assert children(os.getpid()) == before


def test_where_postgresql_is_not_installed_it_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert private_server.programs(tmp_path) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs setpriv to start a server, and so can lack it")
def test_without_what_it_needs_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cli.main(["rehearse", "--out", str(tmp_path / "out")]) == 2
    assert "apt-get install postgresql" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
