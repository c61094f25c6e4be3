"""What belongs to this machine and not to the clinic: the data folder, the kiosk's name, the screen's scale."""

from __future__ import annotations

import os
import platform
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kypho_prep import paths

FILE = "machine.toml"
# 100 dots per inch, which a cheap 1280x800 or 1920x1080 kiosk panel is near to.
PX_PER_MM = 3.94


class BrokenSettings(Exception):
    """The machine's settings file cannot be used; names the file, the field and the reason."""

    def __init__(self, file: Path, field: str, reason: str) -> None:
        super().__init__(f"{file}: {field}: {reason}")


@dataclass(frozen=True, slots=True)
class Settings:
    """One machine's settings."""

    data: Path
    config: Path
    kiosk: str
    px_per_mm: float = PX_PER_MM


def load(data: str | None = None) -> Settings:
    """Return this machine's settings: the command line wins, then KYPHO_PREP_DATA, then the settings file."""
    config = paths.config_dir()
    stored = _read(config / FILE)
    named = data or os.environ.get("KYPHO_PREP_DATA") or stored.get("data")
    return Settings(
        data=Path(named).expanduser() if named else paths.default_data_dir(),
        config=config,
        kiosk=stored.get("kiosk") or platform.node() or "kiosk",
        px_per_mm=_scale(config / FILE, stored.get("px_per_mm", str(PX_PER_MM))),
    )


def _read(file: Path) -> dict[str, str]:
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise BrokenSettings(file, "syntax", str(trouble)) from None
    known = {"data", "kiosk", "px_per_mm"}
    for field in tables:
        if field not in known:
            raise BrokenSettings(file, field, f"no such setting; known are {', '.join(sorted(known))}")
    return {field: str(value) for field, value in tables.items()}


def _scale(file: Path, text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 2 <= scale <= 12:
        raise BrokenSettings(file, "px_per_mm", "the screen's pixels per millimetre must be a number from 2 to 12")
    return scale
