"""What belongs to this machine and not to the clinic: the data folder, the kiosk's name, the screen's scale."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from kypho_prep import paths

FILE = "machine.toml"
# Stands in a sample clinic's folder and says that its key lies there too, in `config`: made-up data needs no secret.
SAMPLE_MARK = "sample.json"
SAMPLE_CONFIG = "config"
# 100 dots per inch, which a cheap 1280x800 or 1920x1080 kiosk panel is near to.
PX_PER_MM = 3.94
_FIELDS: dict[str, tuple[type, ...]] = {"data": (str,), "kiosk": (str,), "px_per_mm": (int, float)}


class BrokenSettings(Exception):
    """The machine's settings file cannot be used; names the file, the field and the reason."""

    def __init__(self, file: Path, field: str, reason: str) -> None:
        """Keep the three parts, so that a screen can show each."""
        super().__init__(f"{file}: {field}: {reason}")
        self.file = file
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Settings:
    """One machine's settings; `config` holds the keys of the clinic whose folder is `data`.

    `cache` takes what the next start may use instead of working it out anew; none: nothing is kept.
    """

    data: Path
    config: Path
    kiosk: str
    px_per_mm: float = PX_PER_MM
    cache: Path | None = None


def load(data: str | None = None) -> Settings:
    """Return this machine's settings: the command line wins, then KYPHO_PREP_DATA, then the settings file.

    Raises BrokenSettings.
    """
    file = paths.config_dir() / FILE
    stored = _read(file)
    named = data or os.environ.get("KYPHO_PREP_DATA") or stored.get("data")
    folder = Path(named).expanduser() if named else paths.default_data_dir()
    return Settings(
        data=folder,
        config=key_folder(folder),
        kiosk=stored.get("kiosk") or _machine() or "kiosk",
        px_per_mm=_scale(file, stored),
        cache=paths.cache_dir(),
    )


def _machine() -> str:
    """Return this machine's name; `platform` says the same, and loads two milliseconds of what nobody asks here."""
    if hasattr(os, "uname"):
        return os.uname().nodename
    import platform

    return platform.node()


def key_folder(data: Path) -> Path:
    """Return where the keys of a data folder are: a sample clinic's in its own folder, any other's never beside it."""
    return data / SAMPLE_CONFIG if (data / SAMPLE_MARK).is_file() else paths.config_dir()


def _read(file: Path) -> dict[str, Any]:
    try:
        tables = tomli.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise BrokenSettings(file, "syntax", str(trouble)) from None
    for field, value in tables.items():
        if field not in _FIELDS:
            raise BrokenSettings(file, field, f"no such setting; known are {', '.join(_FIELDS)}")
        if not isinstance(value, _FIELDS[field]) or isinstance(value, bool):
            raise BrokenSettings(file, field, "must be a number" if field == "px_per_mm" else "must be text in quotes")
    return tables


def _scale(file: Path, stored: Mapping[str, Any]) -> float:
    scale = float(stored.get("px_per_mm", PX_PER_MM))
    if not 2 <= scale <= 12:
        raise BrokenSettings(file, "px_per_mm", "the screen's pixels per millimetre must be a number from 2 to 12")
    return scale
