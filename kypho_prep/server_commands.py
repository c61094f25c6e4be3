"""The command line's part for an administrator: a clinic on a PostgreSQL server, and its stations."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kypho_prep.flags import data_flag
from kypho_prep.terminal import unlocked

if TYPE_CHECKING:
    from kypho_prep.records.copying import Held


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands about a clinic's server to the program's."""
    clinic = commands.add_parser("clinic", help="an administrator's: a clinic on a PostgreSQL server")
    verbs = clinic.add_subparsers(required=True, metavar="VERB")
    init = verbs.add_parser("init", help="make a clinic in an empty database, and enrol this computer with it")
    init.add_argument("url", metavar="URL", help="postgresql://NAME:PASSWORD@SERVER/DATABASE")
    init.set_defaults(run=_clinic_init)
    upgrade = verbs.add_parser("upgrade", help="bring the server to this version while no station is open")
    upgrade.set_defaults(run=_clinic_upgrade)
    for verb in (init, upgrade):
        data_flag(verb)
    _add_stations(commands)
    _add_moves(commands)


def _add_stations(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    station = commands.add_parser("station", help="an administrator's: the computers that work on a server's clinic")
    verbs = station.add_subparsers(required=True, metavar="VERB")
    add = verbs.add_parser("add", help="make a station's own login, and a file here that enrols one computer, once")
    add.add_argument("name", metavar="NAME", help="what its patients and the board call it")
    add.add_argument("--kind", required=True, choices=("kiosk", "desk"), help="what it is for")
    add.set_defaults(run=_station_add)
    enrol = verbs.add_parser("enrol", help="make this computer the station of an enrolment file")
    enrol.add_argument("file", metavar="FILE", type=Path)
    enrol.set_defaults(run=_station_enrol)
    listing = verbs.add_parser("list", help="name the stations, and when each was last seen")
    listing.set_defaults(run=_station_list)
    revoke = verbs.add_parser("revoke", help="let a station in no more, and end its sittings")
    revoke.add_argument("name", metavar="NAME")
    revoke.set_defaults(run=_station_revoke)
    for verb in (add, enrol, listing, revoke):
        data_flag(verb)


def _add_moves(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    said = "copy this computer's clinic into an empty database of a server, and work there from then on"
    there = commands.add_parser("move-to-clinic", help=said)
    there.add_argument("url", metavar="URL", help="postgresql://NAME:PASSWORD@SERVER/DATABASE")
    there.set_defaults(run=_move_to_clinic)
    back = commands.add_parser("move-to-machine", help="copy the server's clinic into a new encrypted folder")
    back.add_argument("--out", required=True, type=Path, metavar="DIR", help="the new folder")
    back.set_defaults(run=_move_to_machine)
    for verb in (there, back):
        data_flag(verb)


def _clinic_init(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.workflow.clinic import server

    server.begin(asked.url, settings.load(asked.data))
    print((paths.resources() / "server" / "README.txt").read_text("utf-8"))
    return 0


def _clinic_upgrade(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import server

    found, now = server.upgrade(settings.load(asked.data).config)
    print(f"kypho-prep: the server's tables were at version {found or 'none'} and are at {now}.")
    return 0


def _station_add(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import enrolling

    config = settings.load(asked.data).config
    made = enrolling.add(config, name=asked.name, kind=asked.kind, folder=Path(), now=_now())
    print(f"kypho-prep: {made.file} enrols one computer, once. Keep it as you would a key, bring it there, and run")
    print(f"  kypho-prep station enrol {made.file}")
    if made.only_here:
        print("The server's address in it is this computer's own: the file is of use on this computer alone.")
    return 0


def _station_enrol(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import enrolling

    here = enrolling.enrol(asked.file, settings.load(asked.data))
    print(f"kypho-prep: this computer is now {here.station}, a {here.kind}. The file is of no use any more.")
    return 0


def _station_list(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import enrolling

    rows = enrolling.listed(settings.load(asked.data).config)
    wide = max((len(row.name) for row in rows), default=0)
    for row in rows:
        seen = f"last seen {row.seen_at.astimezone():%Y-%m-%d %H:%M}" if row.seen_at else "not seen yet"
        print(f"{row.name:{wide}}  {row.kind:5}  {seen}")
    if not rows:
        print("kypho-prep: no station was seen or added yet.")
    return 0


def _station_revoke(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.content import load
    from kypho_prep.workflow.clinic import enrolling

    config = settings.load(asked.data).config
    ended = enrolling.revoke(config, name=asked.name, content=load(paths.resources()), clock=_now)
    print(f"kypho-prep: {asked.name} is let in no more. Sittings that ended with it: {ended}.")
    return 0


def _move_to_clinic(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.workflow.clinic import server_move

    chosen = unlocked(settings.load(asked.data))
    moved = server_move.to_server(asked.url, chosen, server_move.Mover(settings.account(), _now()), _progress)
    if moved.stood_before:
        print("kypho-prep: the server held this clinic already, row by row the same; nothing was copied again.")
    _say_held(moved.held)
    print("kypho-prep: the clinic is on its server. Its slips, passwords and signatures count there as they did here.")
    print(f"This computer works there from now on, as {moved.here.station} ({moved.here.kind}). Its {settings.FILE}")
    print("stays as it is. Every other computer is made a station, and is told so by its enrolment file:")
    print("  kypho-prep station add Kiosk-1 --kind kiosk")
    print(f"The folder {chosen.data} stays as it was, marked by moved.json: nobody goes on there by mistake.")
    print("The way back, with all that was entered at the server since, is into a new folder:")
    print("  kypho-prep move-to-machine --out DIR")
    print((paths.resources() / "server" / "README.txt").read_text("utf-8").partition("\n\n")[2])
    return 0


def _move_to_machine(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.content import load
    from kypho_prep.workflow.clinic import server_move

    chosen, by = settings.load(asked.data), server_move.Mover(settings.account(), _now())
    made = server_move.to_folder(asked.out, chosen, load(paths.resources()), by, _progress)
    _say_held(made.held)
    print(f"kypho-prep: the clinic is in {asked.out}, encrypted; its key is in {settings.key_folder(asked.out)}.")
    print(f"The stations of the server are put out in the new folder: {made.stations}. At the server they are as they")
    print("were, but it is marked: whoever opens kypho-prep there reads where the clinic is. Slips, passwords and")
    print("signatures count here as they did there. To go on here, move")
    print(f"{chosen.config / settings.ENROLMENT} away, then run")
    print(f"  kypho-prep run --data {asked.out}")
    print("Make a recovery key for the new folder.")
    return 0


def _progress(table: str, done: int, of: int) -> None:
    """Say how far a table is copied; whoever looks at a screen sees one line that grows."""
    from kypho_prep.records.copying import NAMES

    if sys.stdout.isatty():
        share = 20 * done // of if of else 20
        end = "\n" if done == of else ""
        print(f"\r[{'#' * share:20}] {NAMES[table]}: {done:,} of {of:,}\033[K", end=end, flush=True)
    elif done == of:
        print(f"copied, and read back equal: {NAMES[table]}, {of:,}", flush=True)


def _say_held(held: dict[str, Held]) -> None:
    from kypho_prep.records.copying import NAMES

    print("What both sides hold, and a digest of all rows of each table:")
    for table, one in held.items():
        print(f"  {NAMES[table]:20} {one.rows:>9,}  {one.digest[:16]}")


def _now() -> datetime:
    return datetime.now(UTC)
