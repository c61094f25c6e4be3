"""The session of a computer that is a kiosk alone: its files, what it says of them, the waits between starts."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kypho_prep.cli import main
from kypho_prep.kiosk_session_command import UNIT, keep_running

UNITS = Path("etc/systemd/system")


class Enough(Exception):
    """The test has seen enough starts."""


def waits(lives: list[float]) -> list[float]:
    """The waits after runs of the program that lasted so many seconds each."""
    now, left, waited = [0.0], list(lives), []

    def open_once() -> None:
        if not left:
            raise Enough
        now[0] += left.pop(0)

    with pytest.raises(Enough):
        keep_running(open_once, waited.append, lambda: now[0])
    return waited


def test_a_program_that_ends_at_once_is_opened_ever_more_seldom() -> None:
    assert waits([1.0] * 8) == [2, 4, 8, 16, 32, 60, 60, 60]


def test_after_a_good_run_it_is_opened_soon_again() -> None:
    assert waits([1.0, 1.0, 3600.0, 1.0]) == [2, 4, 2, 4]


@pytest.mark.skipif(sys.platform != "linux", reason="a session of Linux")
def test_the_files_stand_below_the_root_that_was_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk-session", "install", "--root", str(tmp_path)]) == 0
    written = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    said = capsys.readouterr().out
    assert len(written) == 5
    assert all(str(path) in said for path in written)
    unit = (tmp_path / UNITS / UNIT).read_text("utf-8")
    assert f'"{sys.executable}" -m kypho_prep kiosk-session run' in unit
    for line in ("Restart=always", "StartLimitIntervalSec=0", "LimitCORE=0", "User=kypho-prep"):
        assert line in unit.splitlines()
    assert "{" not in "".join(path.read_text("utf-8") for path in written)


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None or not Path("/usr/bin/cage").exists(), reason="needs systemd and cage"
)
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    assert main(["kiosk-session", "install", "--root", str(tmp_path)]) == 0
    unit = tmp_path / UNITS / UNIT
    # Its account is made by the session's own file, and is not on this machine.
    unit.write_text(unit.read_text("utf-8").replace("User=kypho-prep", "User=root"), "utf-8")
    said = subprocess.run(("systemd-analyze", "verify", str(unit)), capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if UNIT in line] == []


def test_a_dry_run_shows_every_file_and_writes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kiosk-session", "install", "--dry-run", "--root", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []
    assert main(["kiosk-session", "install", "--dry-run"]) == 0
    said = capsys.readouterr().out
    for words in ("cage", "NAutoVTs=0", "kernel.sysrq = 0", "systemctl enable", "systemctl mask ctrl-alt-del.target"):
        assert words in said
