"""The command line: run the program, check the content, make a sample clinic, drive the tour, rehearse a clinic."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import TypeVar

from kypho_prep import __version__
from kypho_prep.flags import SIZES, Flags, data_flag, moment_flag, only_flags

TOUR, CLINIC = Path("tour-out"), Path("clinic-out")
Parser = TypeVar("Parser", bound=argparse.ArgumentParser)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the process's exit code: 0 done, 1 found faults, 2 refused, 3 a fault of its own."""
    asked = _asked(arguments)
    try:
        return int(asked.run(asked))
    except Exception as trouble:  # noqa: BLE001 - what it was is said, without its words
        sentences = _sentences(trouble)
        if not sentences:
            from kypho_prep.look.faults import places

            # A traceback ends in the error's words, which may be a patient's.
            print(f"kypho-prep: the program met a fault of its own: {places(trouble)}", file=sys.stderr)
            return 3
        for sentence in sentences:
            print(f"kypho-prep: {sentence}", file=sys.stderr)
        return 2


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line; the commands' own parsers are made only where the program's flags do not say it all."""
    asked = only_flags(_program_parser(Flags(add_help=False)), arguments)
    # Whatever is wrong is said by the whole parser, whose usage names the commands.
    return asked if asked is not None else _parser().parse_args(arguments)


def _program_parser(parser: Parser) -> Parser:
    data_flag(parser)
    moment_flag(parser)
    parser.set_defaults(run=_run, data=None, quit_after=None, out=TOUR, size="1280x800", text_size=100, theme="light")
    return parser


def _parser() -> argparse.ArgumentParser:
    from kypho_prep import audit_command as audit
    from kypho_prep import backup_commands as backups
    from kypho_prep import content_commands as content
    from kypho_prep import keys_command as keys
    from kypho_prep import kiosk_session_command as session
    from kypho_prep import retention_command, server_commands

    said = "Prepares patients for kyphoplasty."
    parser = _program_parser(argparse.ArgumentParser(prog="kypho-prep", description=said))
    parser.add_argument("--version", action="version", version=f"kypho-prep {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    run = commands.add_parser("run", help="open the program (without a screen: run the tour)")
    data_flag(run)
    moment_flag(run)
    run.add_argument(
        "--out", type=Path, default=TOUR, metavar="DIR", help="where the tour leaves its pictures without a screen"
    )
    run.set_defaults(run=_run)
    _tour_parser(commands)
    _rehearse_parser(commands)
    sample = commands.add_parser("sample", help="make a sample clinic in a folder of its own")
    sample.add_argument("dir", metavar="DIR", type=Path)
    sample.add_argument("--visits", type=int, default=40, metavar="N", help="how many visits (default 40)")
    said = "a file whose first line is the sample administrator's password (asked for when left out)"
    sample.add_argument("--password-file", type=Path, metavar="FILE", help=said)
    sample.set_defaults(run=_sample)
    records = commands.add_parser("records", help="recompute every visit's summary and name what differed")
    data_flag(records)
    records.set_defaults(run=_records)
    for one in (content, audit, keys, backups, session, retention_command, server_commands):
        one.add(commands)
    notices = commands.add_parser("notices", help="the licences of what the program is installed with")
    notices.set_defaults(run=_notices)
    return parser


def _tour_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    tour = commands.add_parser("tour", help="drive the real windows through a visit, with pictures and papers")
    tour.add_argument("--out", required=True, type=Path, metavar="DIR")
    tour.add_argument("--size", choices=sorted(SIZES), default="1280x800")
    tour.add_argument("--text-size", type=int, choices=(100, 140, 200), default=100)
    tour.add_argument("--theme", choices=("light", "high-contrast"), default="light")
    tour.set_defaults(run=_tour)


def _rehearse_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    said = "open a made-up clinic on a private server: a desk and two kiosks (without a screen: drive them)"
    rehearse = commands.add_parser("rehearse", help=said)
    where = "where pictures and clinic.json are left without a screen"
    rehearse.add_argument("--out", type=Path, default=CLINIC, metavar="DIR", help=where)
    rehearse.add_argument("--visits", type=int, default=9, metavar="N", help="how many made-up visits (default 9)")
    rehearse.set_defaults(run=_rehearse)


def has_screen() -> bool:
    """Tell whether windows can be shown: on Linux a display, elsewhere always."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"].partition(":")[0] not in ("offscreen", "minimal")
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(asked: argparse.Namespace) -> int:
    if not has_screen() and not asked.quit_after:
        print("kypho-prep: there is no screen here, so the tour drives the windows offscreen.", flush=True)
        return _tour(asked)
    if not has_screen():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Nothing of a start is garbage; from its worker on the program sees to it itself (`look/garbage.py`).
    gc.disable()
    # Each command imports its own: the first paint must not wait for the others' modules.
    from kypho_prep.look.qt_import import load_qt

    load_qt()
    from kypho_prep.look.overrides import guard_overrides

    guard_overrides()
    from kypho_prep.app import run
    from kypho_prep.look.garbage import keep_for_good

    code = run(asked.data, quit_after=asked.quit_after)
    # All is saved and closed by now. What is left goes with the process: nothing has to be looked for and freed.
    keep_for_good()
    return code


def _tour(asked: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kypho_prep.look.qt_import import load_qt

    load_qt()
    from kypho_prep.tour import tour

    return tour(asked.out, size=SIZES[asked.size], text_percent=asked.text_size, theme=asked.theme)


def _rehearse(asked: argparse.Namespace) -> int:
    from kypho_prep.rehearsal.rehearse import rehearse

    screen = has_screen()
    if not screen:
        print("kypho-prep: there is no screen here, so the three programs are driven offscreen.", flush=True)
    return rehearse(asked.out, screen=screen, visits=asked.visits)


def _notices(_asked: argparse.Namespace) -> int:
    from kypho_prep import paths

    folder = paths.resources() / "notices"
    print((folder / "README.txt").read_text("utf-8"))
    print(f"The texts are in {folder}.")
    return 0


def _sample(asked: argparse.Namespace) -> int:
    from kypho_prep.sample.folder import make_in_folder

    made = make_in_folder(asked.dir, visits=asked.visits, password=_sample_password(asked.password_file))
    print(f"kypho-prep: a sample clinic with {made} visits is in {asked.dir}; sign in as nurse with your password.")
    return 0


def _sample_password(file: Path | None) -> str:
    """Return what a file or whoever is asked says: on the command line every account of the machine would read it."""
    from kypho_prep.terminal import secret

    if file is not None:
        return file.read_text("utf-8").partition("\n")[0]
    return secret("Choose a password for the sample clinic (at least 8 characters): ")


def _records(asked: argparse.Namespace) -> int:
    from kypho_prep import settings
    from kypho_prep.terminal import opened, unlocked
    from kypho_prep.workflow.derived import refresh

    with opened(unlocked(settings.load(asked.data))) as workplace:
        found = refresh.recompute_all(workplace)
    for one in found:
        print(f"  visit {one.visit}: {one.column}")
    print(f"kypho-prep: {len({one.visit for one in found})} summaries differed and were mended.")
    return 0


def _sentences(trouble: Exception) -> list[str]:
    """Return what a refusal says, in words; nothing for a mistake of ours."""
    from kypho_prep.content.files import BrokenContent
    from kypho_prep.settings import BrokenSettings
    from kypho_prep.workflow.errors import Invalid, Refused

    if isinstance(trouble, (BrokenContent, BrokenSettings)):
        return [str(trouble)]
    if isinstance(trouble, Invalid):
        return [_in_words(key, params) for _, key, params in trouble.problems]
    return [_in_words(trouble.words_key, trouble.params)] if isinstance(trouble, Refused) else []


def _in_words(key: str, params: dict[str, object]) -> str:
    from kypho_prep import paths
    from kypho_prep.content import load_words

    words = load_words(paths.resources() / "content" / "words", "en", only=("errors",))
    return words(key, **params)
