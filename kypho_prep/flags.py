"""The flags of the program itself, read without the parsers of its commands: a start must not wait for those."""

from __future__ import annotations

import argparse
from typing import NoReturn

MOMENTS = ("first-paint", "first-question", "ready-to-save")
SIZES = {
    "1280x800": (1280, 800),
    "1366x768": (1366, 768),
    "1440x900": (1440, 900),
    "1920x1080": (1920, 1080),
    "1080x1920": (1080, 1920),
}


class _NotFlagsError(Exception):
    """The flags alone do not explain the command line."""


class Flags(argparse.ArgumentParser):
    """Leaves it to the whole parser to say what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Tell `only_flags`, instead of ending the program."""
        raise _NotFlagsError(message)


def only_flags(parser: Flags, arguments: list[str] | None) -> argparse.Namespace | None:
    """Return what the flags say; nothing where there is more on the command line, or something wrong."""
    try:
        asked, others = parser.parse_known_args(arguments)
    except _NotFlagsError:
        return None
    return None if others else asked


def data_flag(parser: argparse.ArgumentParser) -> None:
    """Take the data folder; where a command does not say it, what stood before the command holds."""
    said = "the clinic's data folder (else KYPHO_PREP_DATA, else the usual one)"
    parser.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help=said)


def moment_flag(parser: argparse.ArgumentParser) -> None:
    """Take a moment of the start to measure; the program leaves when it is reached."""
    said = "print when that moment was reached as one JSON line, and exit"
    parser.add_argument("--quit-after", choices=MOMENTS, default=argparse.SUPPRESS, help=said)
