"""Qt's own fields and scroll bars: in the program's shape, and with nothing in them that leads out of their page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollBar, QWidget

from kypho_prep.look.theme import Look


def shape(native: QWidget, look: Look) -> None:
    """Give one native field or scroll bar the program's shape, and keep whoever uses it on its page.

    A style sheet of the whole program would be matched anew against each label and button of each page.
    """
    native.setStyleSheet(bar_shape(look) if isinstance(native, QScrollBar) else shapes(look))
    keep_in(native)


def keep_in(native: QWidget) -> None:
    """Take from a native part what leads elsewhere: menus of its own, drops, words that a keyboard would learn."""
    bars = [native] if isinstance(native, QScrollBar) else native.findChildren(QScrollBar)
    for one in (native, *bars):
        one.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    if isinstance(native, QLineEdit | QPlainTextEdit):
        native.setAcceptDrops(False)
        # Whatever is typed here is a patient's or a password; the keyboard of a tablet would offer it to the next one.
        secret = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        native.setInputMethodHints(native.inputMethodHints() | secret)


def shapes(look: Look) -> str:
    """Return the one style sheet: the shape of native fields and scroll bars, never a letter size or a colour."""
    px = look.metrics.px
    return bar_shape(look) + (
        f"QLineEdit, QPlainTextEdit, QTextEdit {{ border: {px(2)}px solid palette(dark); "
        f"border-radius: {px(12)}px; padding: {px(6)}px {px(12)}px; background: palette(base); }}\n"
        f"QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: {px(3)}px solid palette(highlight); }}\n"
    )


def bar_shape(look: Look) -> str:
    """Return the scroll bars' part of it: a page's own bar need not have Qt read the rest."""
    px = look.metrics.px
    return (
        f"QScrollBar:vertical {{ width: {px(20)}px; background: transparent; margin: 0; border: none; }}\n"
        f"QScrollBar::handle:vertical {{ background: palette(dark); min-height: {px(56)}px; "
        f"border-radius: {px(6)}px; margin: {px(4)}px; }}\n"
        "QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }\n"
        "QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical { background: transparent; }\n"
    )
