"""The command line's part for an administrator: a clinic on a PostgreSQL server."""

from __future__ import annotations

import argparse

from kypho_prep.flags import data_flag


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


def _clinic_init(asked: argparse.Namespace) -> int:
    from kypho_prep import paths, settings
    from kypho_prep.workflow.clinic import server

    chosen = settings.load(asked.data)
    server.begin(asked.url, chosen.data, chosen.config, chosen.kiosk)
    print((paths.resources() / "server" / "README.txt").read_text("utf-8"))
    return 0


def _clinic_upgrade(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.workflow.clinic import server

    found, now = server.upgrade(settings.load(asked.data).config)
    print(f"kypho-prep: the server's tables were at version {found or 'none'} and are at {now}.")
    return 0
