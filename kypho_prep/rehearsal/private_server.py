"""A PostgreSQL server of one's own: a folder, a socket in it that nobody else may open, no network; gone at the end.

It keeps every safety setting, since the program refuses a server that does not. Killed outright, whoever started it
leaves no server either: another process guards it, and holds on to nothing else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kypho_prep.workflow.errors import Refused

OWNER = "owner"
# A server refuses to run as root, who then lets the account of Debian's package run it.
ACCOUNT = "postgres"
# Debian keeps each version's programs in a folder of its own.
DEBIAN = Path("/usr/lib/postgresql")
# Where this very program is found, whatever folder it is called in.
SOURCE = Path(__file__).resolve().parents[2]
TRIES = 100


def programs(packaged: Path = DEBIAN) -> Path | None:
    """Return the folder of PostgreSQL's server programs, the newest there is; None where none is installed."""
    debian = sorted(packaged.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    as_root = os.geteuid() == 0
    return None if found is None or (as_root and not shutil.which("setpriv")) else Path(found).parent


@contextmanager
def running_server(within: str | None = None, connections: int = 60) -> Iterator[Path]:
    """Start a server for so many connections in a new folder, of `within` or of the system's own; stop it again.

    Its owner is let in by the socket, everybody else by a password. Raises Refused where PostgreSQL is not installed,
    or does not start.
    """
    if sys.platform == "win32" or programs() is None:
        raise Refused("error.no_postgresql")
    with _new_folder(within) as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        data = folder / "data"
        run_program("initdb", "-D", str(data), "-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C", "--no-sync")
        (data / "pg_hba.conf").write_text(f"local all {OWNER} trust\nlocal all all scram-sha-256\n")
        begin(folder, connections)
        yield folder


@contextmanager
def _new_folder(within: str | None) -> Iterator[Path]:
    """Make a folder, and take it away with its server; where this process is killed, one that waits for that does."""
    # A socket's path has to be short.
    folder = Path(tempfile.mkdtemp(prefix="kp-", dir=within))
    words = (sys.executable, "-m", __name__, str(folder))
    with subprocess.Popen(words, cwd=SOURCE, stdin=subprocess.PIPE, start_new_session=True):  # noqa: S603 - our own
        try:
            yield folder
        finally:
            _take_away(folder)


def _take_away(folder: Path) -> None:
    try:
        if (folder / "data" / "postmaster.pid").exists():
            crash(folder)
    finally:
        shutil.rmtree(folder)


def url(folder: Path, database: str, user: str = OWNER) -> str:
    """Return the address of a database of the server in a folder."""
    return f"postgresql://{user}@/{database}?host={folder}"


def begin(folder: Path, connections: int = 60) -> None:
    """Start the server of a folder, also one that crashed. Raises Refused."""
    how = f"-k {folder} -c listen_addresses='' -c max_connections={connections}"
    run_program("pg_ctl", "-D", str(folder / "data"), "-l", str(folder / "log"), "-w", "-o", how, "start")


def crash(folder: Path) -> None:
    """End a server at once, as if it were killed. Raises Refused where it was not running."""
    run_program("pg_ctl", "-D", str(folder / "data"), "-m", "immediate", "-w", "stop")


def run_program(program: str, *words: str) -> None:
    """Run one of PostgreSQL's programs to its end. Raises Refused where it is not installed, or fails."""
    found = programs()
    if found is None:
        raise Refused("error.no_postgresql")
    other = ["setpriv", f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--clear-groups"] if os.geteuid() == 0 else []
    # Into nothing and not into a pipe: the server that pg_ctl leaves behind would hold its end open. In a session of
    # its own, so that a Ctrl-C for whoever called breaks nothing off in the middle.
    process = subprocess.Popen(  # noqa: S603 - PostgreSQL's own programs
        [*other, str(found / program), *words],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait()
    except BaseException:
        # A server that is just starting has to be there before it can be stopped.
        process.wait()
        raise
    if code != 0:
        raise Refused("error.private_server", program=program, code=code)


def guard(folder: Path) -> None:
    """Wait until nobody holds this process's input any more, then take away what is left of a server and its folder."""
    sys.stdin.buffer.read()
    # What was just beginning there may write once more before it fails for want of its folder.
    for _ in range(TRIES):
        if not folder.exists():
            return
        with suppress(Refused, OSError):
            _take_away(folder)


if __name__ == "__main__":
    guard(Path(sys.argv[1]))
