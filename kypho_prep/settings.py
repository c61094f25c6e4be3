"""What belongs to this machine and not to the clinic: what it is for, the data folder, its name, its screen's scale."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomli

from kypho_prep import paths

FILE = "machine.toml"
# Beside it where the machine works with a clinic's server, which then says what it is (`records/enrolment.py`).
ENROLMENT = "server.json"
# Stands in a sample clinic's folder and says that its key lies there too, in `config`: made-up data needs no secret.
SAMPLE_MARK = "sample.json"
SAMPLE_CONFIG = "config"
# 100 dots per inch, which a cheap 1280x800 or 1920x1080 kiosk panel is near to.
PX_PER_MM = 3.94
_FIELDS: dict[str, tuple[type, ...]] = {
    "data": (str,),
    "kiosk": (str,),
    "px_per_mm": (int, float),
    "kind": (str,),
    "backups": (str,),
}
_KIND_LINE = re.compile(r"^[ \t]*kind[ \t]*=.*$", re.MULTILINE)


class BrokenSettings(Exception):
    """The machine's settings file cannot be used; names the file, the field and the reason."""

    def __init__(self, file: Path, field: str, reason: str) -> None:
        """Keep the three parts, so that a screen can show each."""
        super().__init__(f"{file}: {field}: {reason}")
        self.file = file
        self.field = field
        self.reason = reason


class Kind(StrEnum):
    """What a machine is for: patients alone, staff alone, or, where it is the clinic's only one, both in turn."""

    KIOSK = "kiosk"
    DESK = "desk"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Settings:
    """One machine's settings; `config` holds the keys of the clinic whose folder is `data`, `kiosk` is its name.

    `cache` takes what the next start may use instead of working it out anew; none: nothing is kept. `backups` is a
    second place for finished back-ups, such as a folder on a stick. `kind_written` says that the settings file names
    the kind, `enrolled` that the clinic's server does. `key` opens the clinic once staff unlocked it: it stands in
    no file, and in no text.
    """

    data: Path
    config: Path
    kiosk: str
    px_per_mm: float = PX_PER_MM
    cache: Path | None = None
    kind: Kind = Kind.BOTH
    backups: Path | None = None
    kind_written: bool = False
    enrolled: bool = False
    key: bytes | None = field(default=None, repr=False, compare=False)


def load(data: str | None = None) -> Settings:
    """Return this machine's settings: the command line wins, then KYPHO_PREP_DATA, then the settings file.

    Raises BrokenSettings.
    """
    file = paths.config_dir() / FILE
    stored = _read(file)
    named = data or os.environ.get("KYPHO_PREP_DATA") or stored.get("data")
    folder = _folder(file, "data", named) or paths.default_data_dir()
    return Settings(
        data=folder,
        config=key_folder(folder),
        kiosk=stored.get("kiosk") or _machine() or "kiosk",
        px_per_mm=_scale(file, stored),
        cache=paths.cache_dir(),
        kind=_kind(file, stored),
        # Made-up patients are no clinic's: their back-ups stay where they are.
        backups=None if (folder / SAMPLE_MARK).is_file() else _folder(file, "backups", stored.get("backups")),
        kind_written="kind" in stored,
    )


def keep_kind(kind: Kind) -> None:
    """Write what this machine is for into its settings file, every other line left as it is; OSError where it cannot.

    It holds from the next start on. Raises BrokenSettings where the file cannot be read.
    """
    file = paths.config_dir() / FILE
    _read(file)
    written = file.read_text("utf-8") if file.exists() else ""
    line = f'kind = "{kind}"'
    text = _KIND_LINE.sub(line, written) if _KIND_LINE.search(written) else f"{written.rstrip()}\n{line}\n".lstrip()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{FILE}.new")
    beside.write_text(text, "utf-8")
    # By a rename: a cut leaves the old file or the new one, never half of it.
    beside.replace(file)


def _machine() -> str:
    """Return this machine's name; `platform` says the same, and loads two milliseconds of what nobody asks here."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()


def key_folder(data: Path) -> Path:
    """Return where the keys of a data folder are: a sample clinic's in its own folder, any other's never beside it.

    Whoever puts a sample's mark and keys into the folder of a clinic of this machine leads nobody to their own key.
    """
    own = paths.config_dir()
    return data / SAMPLE_CONFIG if (data / SAMPLE_MARK).is_file() and not _holds_key_of(own, data) else own


def _holds_key_of(config: Path, data: Path) -> bool:
    """Tell whether this machine's own keys are those of the clinic in a folder, as its label names it."""
    import json

    try:
        named = json.loads((data / "database.json").read_text("utf-8"))["database"]
        return isinstance(named, str) and any(one.stem == named for one in (config / "keys").glob("*.json"))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _read(file: Path) -> dict[str, Any]:
    if file.exists() and not file.is_file():  # a pipe would keep whoever reads it waiting
        raise BrokenSettings(file, "syntax", "this is no file")
    try:
        tables = tomli.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise BrokenSettings(file, "syntax", str(trouble)) from None
    for name, value in tables.items():
        if name not in _FIELDS:
            raise BrokenSettings(file, name, f"no such setting; known are {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[name]) or isinstance(value, bool):
            raise BrokenSettings(file, name, "must be a number" if name == "px_per_mm" else "must be text in quotes")
    return tables


def _folder(file: Path, field: str, named: str | None) -> Path | None:
    """Return a folder that is named; None where none is. Raises BrokenSettings for a name that can be no folder's."""
    if not named:
        return None
    try:
        folder = Path(named).expanduser()
        folder.is_dir()  # asks the system, which refuses a name that is too long
    except (RuntimeError, OSError, ValueError) as trouble:
        raise BrokenSettings(file, field, f"no folder can be called that: {type(trouble).__name__}") from None
    if "\0" in named:
        raise BrokenSettings(file, field, "no folder can be called that")
    return folder


def _scale(file: Path, stored: Mapping[str, Any]) -> float:
    scale = float(stored.get("px_per_mm", PX_PER_MM))
    if not 2 <= scale <= 12:
        raise BrokenSettings(file, "px_per_mm", "the screen's pixels per millimetre must be a number from 2 to 12")
    return scale


def _kind(file: Path, stored: Mapping[str, Any]) -> Kind:
    named = stored.get("kind", Kind.BOTH)
    if named not in tuple(Kind):
        known = ", ".join(f'"{kind}"' for kind in Kind)
        raise BrokenSettings(file, "kind", f'this machine must be one of {known}; it says "{named}"')
    return Kind(named)


def account() -> str:
    """Return the account at this machine of whoever gives a command; empty where it has no name."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
