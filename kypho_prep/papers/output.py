"""Where a paper goes: to the clinic's printer without a dialog, else as a PDF into the clinic's own papers folder."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kypho_prep.papers.clearing import STAMP
from kypho_prep.papers.render import Paper, draw, write_pdf


def send_to_printer(paper: Paper, printer: str, *, size: str = "letter") -> bool:
    """Print a paper on the clinic's printer; false when none is chosen, it is gone, or it does not take the paper."""
    if not has_printer(printer):
        return False
    device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
    try:
        draw(paper, device, size=size)
    except OSError:
        return False
    return device.printerState() not in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def keep_as_pdf(paper: Paper, folder: Path, *, stem: str, at: datetime, size: str = "letter") -> Path:
    """Write a paper into the papers folder, readable by this account alone, and return it; raises OSError.

    The file's name holds the kind of paper and the time, never a name of a patient.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _free(folder, f"{stem}-{at.astimezone(UTC):{STAMP}}")
    write_pdf(paper, path, size=size)
    path.chmod(0o600)
    return path


def _free(folder: Path, stem: str) -> Path:
    """Return a path that no other paper has: two may be made in one second."""
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(path for name in names if not (path := folder / f"{name}.pdf").exists())


def printer_names() -> tuple[str, ...]:
    """Return the printers that this machine knows."""
    return tuple(QPrinterInfo.availablePrinterNames())


def has_printer(name: str) -> bool:
    """Tell whether the clinic's printer is there; an empty name means that staff chose none."""
    return bool(name) and not QPrinterInfo.printerInfo(name).isNull()
