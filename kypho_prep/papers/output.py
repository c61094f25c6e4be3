"""Where a paper goes: to the clinic's printer without a dialog, else as a PDF into the clinic's own papers folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kypho_prep.papers.render import Paper, draw, write_pdf

STAMP = "%Y%m%d-%H%M%S"
NAMED = re.compile(r"-(\d{8}-\d{6})(-\d+)?$")
# A long shift: who made a paper has taken it to a printer by then.
KEPT = timedelta(hours=12)


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


def clear_papers(folder: Path) -> int:
    """Remove all papers, so that no patient's paper stays on the machine; return how many."""
    return _remove(_papers(folder))


def clear_old_papers(folder: Path, now: datetime) -> int:
    """Remove the papers that were made longer ago than a shift lasts; return how many."""
    return _remove(path for path in _papers(folder) if now - _made(path) > KEPT)


def _papers(folder: Path) -> list[Path]:
    return list(folder.glob("*.pdf")) if folder.is_dir() else []


def _made(path: Path) -> datetime:
    """Return when a paper was made, by its name; one that does not say it is as old as can be."""
    named = NAMED.search(path.stem)
    made = datetime.strptime(named[1], STAMP) if named else datetime.min  # noqa: DTZ007, DTZ901
    return made.replace(tzinfo=UTC)


def _remove(papers: Iterable[Path]) -> int:
    gone = 0
    for path in papers:
        # Where another program holds it open, it goes the next time.
        with suppress(OSError):
            path.unlink()
            gone += 1
    return gone


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
