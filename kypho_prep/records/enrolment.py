"""Which server this machine was enrolled with, if any, and as which station; imports nothing heavy."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from kypho_prep.records.files import write_durably
from kypho_prep.records.trouble import Trouble

FILE = "server.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A station's name, kind ("kiosk", "desk" or "both"), the URL with its password, which no message shows, its id.

    Made without an id it is a new station.
    """

    station: str
    kind: str
    url: str = field(repr=False)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


def read(config: Path) -> Enrolment | None:
    """Return this machine's enrolment; None where it works alone. Raises Trouble damaged_enrolment."""
    path = config / FILE
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["version"] != VERSION:
            raise Trouble("damaged_enrolment", str(path))
        known = Enrolment(str(content["station"]), str(content["kind"]), str(content["url"]))
        if "id" in content:
            return replace(known, id=str(content["id"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        # Never a clinic of its own beside the server's because a file cannot be read.
        raise Trouble("damaged_enrolment", str(path)) from error
    # Enrolled before stations had ids: this one gets its own, once.
    write(config, known)
    return known


def remove(config: Path) -> None:
    """Forget an enrolment, if there is one; one that could not be written is not there."""
    with suppress(OSError):
        (config / FILE).unlink()


def write(config: Path, enrolment: Enrolment) -> None:
    """Store an enrolment durably, for this account alone. Raises Trouble data_folder."""
    content = {"version": VERSION, **asdict(enrolment)}
    try:
        config.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(config / FILE, json.dumps(content, indent=1) + "\n")
    except OSError as error:
        raise Trouble("data_folder", str(config)) from error
