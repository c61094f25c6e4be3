"""The clinic's printer; that there is none is a state, not an error."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinterInfo


def printer_names() -> tuple[str, ...]:
    """Return the printers that this machine knows."""
    return tuple(QPrinterInfo.availablePrinterNames())


def has_printer(name: str) -> bool:
    """Tell whether the clinic's printer is there; an empty name means that staff chose none."""
    return bool(name) and not QPrinterInfo.printerInfo(name).isNull()
