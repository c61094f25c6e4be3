"""Qt's own fields and scroll bars: in the program's shape, and with nothing in them that leads out of their page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollBar, QWidget

from kypho_prep.look.theme import Look
from kypho_prep.prep.wording.direction import reads_from_right


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


def follow_typed(field: QLineEdit | QPlainTextEdit, *, page_from_right: bool) -> None:
    """Let a field read from the side of what is typed in it; while it is empty, from its page's.

    A medicine's name in Latin letters stands on the left of an Arabic page's field, as it will in the list.
    """

    def turn() -> None:
        typed = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        _turn(field, from_right=reads_from_right(typed, page_from_right) if typed else page_from_right)

    field.textChanged.connect(turn)
    turn()


def _turn(field: QLineEdit | QPlainTextEdit, *, from_right: bool) -> None:
    way = Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    if isinstance(field, QLineEdit):
        field.setLayoutDirection(way)
        field.setAlignment(_side(from_right))
        return
    option = field.document().defaultTextOption()
    if option.textDirection() != way:
        option.setTextDirection(way)
        option.setAlignment(_side(from_right))
        field.document().setDefaultTextOption(option)


def _side(at_right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def keep_digits_in_order(field: QLineEdit, *, page_from_right: bool) -> None:
    """Let a field for numbers read from the left for every reader, and stand on its page's side."""
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setAlignment(_side(page_from_right))


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
