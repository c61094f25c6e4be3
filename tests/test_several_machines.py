"""README's first morning in a clinic with several machines: each line as it is written, on the computer it names."""

import os
import re
import shlex
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from kypho_prep import cli, settings
from kypho_prep.rehearsal.machines import COMMANDS, DESK, KIOSK, OFFICE, OTHER_KIOSK, Machine
from kypho_prep.rehearsal.private_server import OWNER, programs
from kypho_prep.settings import Kind
from kypho_prep.workflow import start
from kypho_prep.workflow.server_errors import NoEntry
from tests.clinic_server import ClinicServer

README = Path(__file__).resolve().parents[1] / "README.md"
HEADING = "## The first morning in a clinic with several machines"
PASSWORD = "quiet river stone"
Said = pytest.CaptureFixture[str]
Monkey = pytest.MonkeyPatch


def blocks() -> list[list[str]]:
    section = README.read_text("utf-8").partition(HEADING)[2].partition("\n## ")[0]
    return [block.splitlines() for block in re.findall(r"```\n(.*?)```", section, re.DOTALL)]


def on_the_server(line: str, server: ClinicServer) -> None:
    """Type a line as the account that owns the server, who chooses the new owner's password where asked for one."""
    found = programs()
    assert found is not None
    # Without a terminal the password is read from what is typed: once, and again.
    subprocess.run(
        [str(found / shlex.split(line)[0]), *shlex.split(line)[1:]],
        env={**os.environ, "PGHOST": str(server.folder), "PGUSER": OWNER},
        input=f"{PASSWORD}\n{PASSWORD}\n",
        text=True,
        check=True,
        capture_output=True,
        start_new_session=True,
    )


def typed(line: str, machine: Machine, monkeypatch: Monkey, capsys: Said) -> str:
    """Type a line of the program on a computer, and return what it said."""
    with monkeypatch.context() as there:
        there.setenv("KYPHO_PREP_CONFIG", str(machine.config))
        there.setenv("KYPHO_PREP_DATA", str(machine.data))
        there.chdir(machine.home)
        capsys.readouterr()
        assert cli.main(shlex.split(line)[1:]) == 0
        return capsys.readouterr().out


def test_readme_s_commands_make_a_clinic_of_several_computers_as_they_are_written(
    server: ClinicServer, tmp_path: Path, monkeypatch: Monkey, capsys: Said
) -> None:
    making, administering, enrolling, later = blocks()
    for line in making:
        on_the_server(line, server)
    office = Machine(OFFICE, tmp_path)
    url = f"postgresql://clinic:{PASSWORD.replace(' ', '%20')}@/clinic?host={server.folder}"
    for line in administering:
        assert typed(line.replace("URL", f"'{url}'"), office, monkeypatch, capsys)
    names = [re.sub(r".* (\S+)\.enrolment\.json$", r"\1", line) for line in enrolling]
    assert names == [DESK, KIOSK, OTHER_KIOSK]
    for name, line in zip(names, enrolling, strict=True):
        kind = "desk" if name == DESK else "kiosk"
        assert f"is now {name}, a {kind}" in typed(line, Machine(name, tmp_path), monkeypatch, capsys)
        there = start.as_enrolled(settings.Settings(tmp_path, Machine(name, tmp_path).config, "here"))
        assert (there.kind, there.kiosk) == (Kind(kind), name)
    listing, revoking = later
    listed = typed(listing, office, monkeypatch, capsys)
    assert re.search(r"^Kiosk-2 +kiosk +not seen yet$", listed, re.MULTILINE)
    other = Machine(OTHER_KIOSK, tmp_path)
    be_seen(other)
    listed = typed(listing, office, monkeypatch, capsys)
    assert re.search(r"^Kiosk-2 +kiosk +last seen 20", listed, re.MULTILINE)
    assert "Kiosk-2 is let in no more" in typed(revoking, office, monkeypatch, capsys)
    assert "Kiosk-2" not in typed(listing, office, monkeypatch, capsys)
    with pytest.raises(NoEntry):
        be_seen(other)


def be_seen(machine: Machine) -> None:
    """Let a station be open for a moment."""
    with closing(start.open_or_create(machine.data, machine.config)) as database, database.write() as records:
        assert records.stations.be_seen(database.station)


def test_the_rehearsal_types_what_readme_says() -> None:
    _making, administering, enrolling, _later = blocks()
    assert [line for _where, line in COMMANDS] == administering + enrolling
