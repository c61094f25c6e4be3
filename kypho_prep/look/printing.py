"""Prints to the clinic's printer without a dialog; that there is none is a state, not an error."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class Printed(StrEnum):
    """What came of a print job."""

    SENT = "sent"
    NO_PRINTER = "no_printer"
    FAILED = "failed"


def printer_names() -> tuple[str, ...]:
    """Return the printers that this machine knows."""
    return tuple(QPrinterInfo.availablePrinterNames())


def has_printer(name: str) -> bool:
    """Tell whether the clinic's printer is there; an empty name means that staff chose none."""
    return bool(name) and not QPrinterInfo.printerInfo(name).isNull()


def print_document(document: QTextDocument, printer: str, paper: str = "letter") -> Printed:
    """Print a document on the clinic's printer, without asking anyone."""
    if not has_printer(printer):
        return Printed.NO_PRINTER
    device = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
    device.setPageSize(QPageSize(PAPERS.get(paper, QPageSize.PageSizeId.Letter)))
    document.print_(device)
    broken = device.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
    return Printed.FAILED if broken else Printed.SENT
