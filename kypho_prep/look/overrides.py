"""Lets no fault in what Qt calls of ours pass through Qt.

Qt asks a widget for its size, or shows it, in the middle of its own work. PySide6 6.11 keeps an error raised there for
whoever called Qt from Python; where a second part fails in the same call (six buttons with one fault in them), the
process ends. So each of our overrides ends at Python's last hook, and Qt's own answer takes its place.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import wraps
from inspect import ismethod
from types import FunctionType
from typing import Any
from weakref import WeakMethod, ref

from PySide6.QtCore import QCoreApplication, QObject, QSize, QTimer
from shiboken6 import isValid

OURS = "kypho_prep."
CALLED_BY_QT = frozenset((
    *("addItem", "columnCount", "count", "data", "event", "eventFilter", "expandingDirections", "focusNextPrevChild"),
    *("hasHeightForWidth", "headerData", "heightForWidth", "itemAt", "minimumSize", "minimumSizeHint", "paint"),
    *("nextCheckState", "paintSection", "rowCount", "setGeometry", "sizeHint", "takeAt"),
))  # fmt: skip
# Where Qt has no answer of its own.
_INSTEAD: dict[str, Callable[[], object]] = {
    "columnCount": int,
    "count": int,
    "minimumSize": QSize,
    "rowCount": int,
    "sizeHint": QSize,
}


def guard_overrides() -> Callable[[], None]:
    """Guard every class of ours that there is and that is still to be imported; return what undoes that.

    A second time does nothing.
    """
    if "__init_subclass__" in vars(QObject):
        return _nothing

    def made(cls: type[QObject], /, **named: Any) -> None:
        super(QObject, cls).__init_subclass__(**named)
        _guard(cls)

    QObject.__init_subclass__ = classmethod(made)  # type: ignore[assignment, method-assign]
    for one in tuple(_below(QObject)):
        _guard(one)
    return _unguard


def later(milliseconds: int, owner: QObject, job: Callable[[], object]) -> None:
    """Call a job once, so many milliseconds from now, unless its owner is gone by then; 0 is after what waits now.

    `QTimer.singleShot` leaves an error that its job raises for whatever runs next, in the middle of which the process
    can end; a timer's own signal takes it to Python's last hook. A method holds its owner no longer than others do.
    """
    # No child of the owner: where the job held the last reference to it, the timer would be deleted in its own signal.
    timer = QTimer(QCoreApplication.instance())
    asked_by = ref(owner)
    held: list[Callable[[], Callable[[], object] | None]] = [WeakMethod(job) if ismethod(job) else lambda: job]

    def call() -> None:
        timer.deleteLater()
        asked, there = held.pop()(), asked_by()
        if asked is not None and there is not None and isValid(there):
            asked()

    timer.setSingleShot(True)
    timer.timeout.connect(call)
    timer.start(milliseconds)


def is_called_by_qt(name: str) -> bool:
    """Tell whether Qt calls a method of this name by itself."""
    return name.endswith("Event") or name in CALLED_BY_QT


def _guard(cls: type) -> None:
    if not cls.__module__.startswith(OURS):
        return
    for name, value in tuple(vars(cls).items()):
        if isinstance(value, FunctionType) and is_called_by_qt(name):
            setattr(cls, name, _guarded(cls, name, value))


def _unguard() -> None:
    del QObject.__init_subclass__
    for cls in tuple(_below(QObject)):
        for name, value in tuple(vars(cls).items()):
            if cls.__module__.startswith(OURS) and is_called_by_qt(name) and hasattr(value, "__wrapped__"):
                setattr(cls, name, value.__wrapped__)


def _guarded(cls: type, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(self: Any, *given: Any) -> Any:
        try:
            return function(self, *given)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not go through Qt
            sys.excepthook(type(error), error, error.__traceback__)
        try:
            return getattr(super(cls, self), name)(*given)
        except Exception:  # noqa: BLE001 - a method that Qt leaves to us
            return _INSTEAD.get(name, _nothing)()

    return call


def _below(cls: type) -> Iterator[type]:
    below: list[type] = type.__subclasses__(cls)
    for one in below:
        yield one
        yield from _below(one)


def _nothing() -> None:
    """Answer nothing."""
