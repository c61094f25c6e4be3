"""Where a paper goes: to the clinic's printer without a dialog, else as a PDF into the clinic's own papers folder."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kypho_prep.look.papers.press import Paper, draw, write_pdf
from kypho_prep.look.printing import has_printer


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
    path = folder / f"{stem}-{at:%Y%m%d-%H%M%S}.pdf"
    write_pdf(paper, path, size=size)
    path.chmod(0o600)
    return path


def clear_papers(folder: Path) -> int:
    """Remove the papers of earlier days, so that no patient's paper stays on the machine; return how many."""
    old = list(folder.glob("*.pdf")) if folder.is_dir() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
