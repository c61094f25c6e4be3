"""The command line's part for a Linux computer that is a kiosk and nothing else: its session, and what keeps it up."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

# Seconds: of the first wait before a start that follows an end, of the longest, and after which a run was a good one.
FIRST_WAIT, LONGEST_WAIT, STEADY = 2, 60, 120
CAGE = Path("/usr/bin/cage")
UNIT = "kypho-prep-kiosk.service"
ACCOUNT, HOME = "kypho-prep", "/var/lib/kypho-prep"

# The compositor shows one program and has no keys of its own; without `-s` nobody comes to another console either.
_UNIT = """[Unit]
Description=kypho-prep for patients, the whole screen its own
Conflicts=getty@tty1.service display-manager.service
After=systemd-user-sessions.service getty@tty1.service display-manager.service
StartLimitIntervalSec=0

[Service]
User={account}
WorkingDirectory={home}
PAMName=login
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
TTYVTDisallocate=yes
StandardInput=tty-fail
StandardOutput=journal
StandardError=journal
UtmpIdentifier=tty1
UtmpMode=user
Environment=QT_QPA_PLATFORM=wayland XDG_SESSION_TYPE=wayland "PYTHONPATH={source}"
ExecStart={cage} -- "{python}" -m kypho_prep kiosk-session run
Restart=always
RestartSec=5
LimitCORE=0
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""
# Each file of the session: where it stands, what it is for, and what is in it.
_FILES = (
    (f"etc/systemd/system/{UNIT}", "starts the program at each start of the computer, and again when it ends", _UNIT),
    (
        "etc/sysusers.d/kypho-prep.conf",
        f"the account {ACCOUNT}, without a password",
        'u {account} - "kypho-prep kiosk" {home}\n',
    ),
    ("etc/tmpfiles.d/kypho-prep.conf", "its home, for itself alone", "d {home} 0700 {account} {account} -\n"),
    (
        "etc/systemd/logind.conf.d/kypho-prep.conf",
        "no other console to sign in at",
        "[Login]\nNAutoVTs=0\nReserveVT=0\n",
    ),
    ("etc/sysctl.d/90-kypho-prep.conf", "no keys that speak to the kernel", "kernel.sysrq = 0\n"),
)
_THEN = (
    ("systemd-sysusers",),
    ("systemd-tmpfiles", "--create"),
    ("systemctl", "daemon-reload"),
    ("systemctl", "mask", "ctrl-alt-del.target"),
    ("systemctl", "enable", UNIT),
)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the program's."""
    session = commands.add_parser("kiosk-session", help="make this Linux computer a kiosk and nothing else")
    verbs = session.add_subparsers(required=True, metavar="VERB")
    install = verbs.add_parser("install", help="write what starts the program alone on the screen, and enable it")
    install.add_argument("--dry-run", action="store_true", help="say what would be written and run; change nothing")
    said = "write the files below this folder, as for an image, and run nothing"
    install.add_argument("--root", type=Path, metavar="DIR", help=said)
    install.set_defaults(run=_install)
    run = verbs.add_parser("run", help="open the program, and again whenever it ends; the session calls this")
    run.set_defaults(run=_run)


def keep_running(
    open_once: Callable[[], object], wait: Callable[[float], object], ticks: Callable[[], float] = time.monotonic
) -> None:
    """Open the program again and again; after each end that comes soon after the start, wait twice as long."""
    pause = FIRST_WAIT
    while True:
        began = ticks()
        open_once()
        if ticks() - began >= STEADY:
            pause = FIRST_WAIT
        wait(pause)
        pause = min(2 * pause, LONGEST_WAIT)


def _run(_asked: argparse.Namespace) -> int:
    words = [sys.executable, "-m", "kypho_prep", "run"]
    keep_running(lambda: subprocess.run(words, check=False), threading.Event().wait)  # noqa: S603 - our own program
    return 0


def _install(asked: argparse.Namespace) -> int:
    if (why_not := "" if asked.dry_run else _why_not(asked.root)) != "":
        print(f"kypho-prep: {why_not}", file=sys.stderr)
        return 2
    root = asked.root or Path("/")
    for place, purpose, content in _FILES:
        path = root / place
        print(f"{path}: {purpose}.")
        if asked.dry_run:
            print("".join(f"    {line}\n" for line in _filled(content).splitlines()), end="")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(content), "utf-8")
    for words in _THEN if asked.root is None else ():
        print(" ".join(words))
        if not asked.dry_run and subprocess.run(words, check=False).returncode:  # noqa: S603 - as it stands above
            print("kypho-prep: that failed; the session is not complete.", file=sys.stderr)
            return 1
    _say_what_is_left()
    return 0


def _filled(content: str) -> str:
    source = Path(__file__).resolve().parents[1]
    return content.format(account=ACCOUNT, home=HOME, cage=CAGE, python=sys.executable, source=source)


def _why_not(root: Path | None) -> str:
    if sys.platform != "linux":
        return "this is for Linux; README says what Windows has."
    if root is None and os.geteuid() != 0:
        return "only root may do this: put sudo before it."
    if root is None and not CAGE.exists():
        return "the Debian package cage is missing: apt install cage"
    return ""


def _say_what_is_left() -> None:
    print(f"The program and its Python have to be where the account {ACCOUNT} may read them, such as /opt.")
    print(f"Enrol the kiosk, or put its settings, as that account: its home is {HOME}.")
    print(f"From the next start on the program is all there is. To stop it: systemctl stop {UNIT}")
