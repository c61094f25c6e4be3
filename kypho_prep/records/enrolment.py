"""Which server this machine was enrolled with, if any, and as which station; imports nothing heavy."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kypho_prep.records.files import write_durably
from kypho_prep.records.trouble import Trouble
from kypho_prep.settings import ENROLMENT

FILE = ENROLMENT
VERSION = 1
KINDS = ("kiosk", "desk", "both")


def _new_id() -> str:
    import uuid

    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A station's name, kind ("kiosk", "desk" or "both"), the URL with its password, which no message shows, its id.

    Made without an id it is a new station.
    """

    station: str
    kind: str
    url: str = field(repr=False)
    id: str = field(default_factory=_new_id)


def read(config: Path) -> Enrolment | None:
    """Return this machine's enrolment; None where it works alone. Raises Trouble damaged_enrolment."""
    path = config / FILE
    try:
        content = json.loads(path.read_text("utf-8"))
        known = _enrolment(content)
        if "id" in content:
            return known
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        # Never a clinic of its own beside the server's because a file cannot be read.
        raise Trouble("damaged_enrolment", str(path)) from error
    # Enrolled before stations had ids: this one gets its own, once.
    write(config, known)
    return known


def read_file(path: Path) -> Enrolment:
    """Return what an enrolment file holds that `station add` made. Raises Trouble enrolment_file."""
    try:
        content = json.loads(path.read_text("utf-8"))
        return replace(_enrolment(content), id=str(content["id"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Trouble("enrolment_file", str(path)) from error


def write_file(path: Path, enrolment: Enrolment) -> None:
    """Write an enrolment file for this account alone. Raises Trouble file_there, or enrolment_file."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(_text(enrolment))
    except FileExistsError as error:
        raise Trouble("file_there", str(path)) from error
    except OSError as error:
        raise Trouble("enrolment_file", str(path)) from error


def remove(config: Path) -> None:
    """Forget an enrolment, if there is one; one that could not be written is not there."""
    with suppress(OSError):
        (config / FILE).unlink()


def write(config: Path, enrolment: Enrolment) -> None:
    """Store an enrolment durably, for this account alone. Raises Trouble data_folder."""
    try:
        config.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(config / FILE, _text(enrolment))
    except OSError as error:
        raise Trouble("data_folder", str(config)) from error


def _text(enrolment: Enrolment) -> str:
    return json.dumps({"version": VERSION, **asdict(enrolment)}, indent=1) + "\n"


def _enrolment(content: dict[str, Any]) -> Enrolment:
    """Return the enrolment of a file; ValueError for another version or kind."""
    if content["version"] != VERSION or content["kind"] not in KINDS:
        raise ValueError(content["version"])
    known = Enrolment(str(content["station"]), str(content["kind"]), str(content["url"]))
    return replace(known, id=str(content["id"])) if "id" in content else known
