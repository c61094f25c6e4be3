"""What might lead out of a page, done to every field and scroll bar that shows, and what came of it."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QScrollBar, QWidget

from kypho_prep.tour.driver.hand import Hand

DROPPED = "droppedwords"
FIELDS = QLineEdit | QPlainTextEdit
NONE = Qt.KeyboardModifier.NoModifier


def fields(hand: Hand) -> list[QLineEdit | QPlainTextEdit]:
    return [one for one in hand.window.findChildren(QWidget) if isinstance(one, FIELDS) and one.isVisible()]


def bars(hand: Hand) -> list[QScrollBar]:
    return [one for one in hand.window.findChildren(QScrollBar) if one.isVisible()]


def windows() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def led_out(hand: Hand) -> list[str]:
    """Ask each for a menu in every way there is, drop words into it, and name what showed that it may not."""
    found = []
    for one in (*fields(hand), *bars(hand)):
        name = one.objectName() or type(one).__name__
        found += [f"{name}: {way} opens a window" for way, ask in MENUS.items() if opens(hand, one, ask)]
    for field in fields(hand):
        drop(hand, field)
        if DROPPED in text(field):
            found.append(f"{field.objectName()}: takes what is dropped")
        if not field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData:
            found.append(f"{field.objectName()}: a keyboard may learn its words")
    return found


def opens(hand: Hand, one: QWidget, ask: Callable[[Hand, QWidget], None]) -> bool:
    before = len(windows())
    ask(hand, one)
    hand.settle()
    more = len(windows()) > before
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    return more


def by_button(hand: Hand, one: QWidget) -> None:
    window, at = hand.window.windowHandle(), one.mapTo(hand.window, one.rect().center())
    QTest.mouseClick(window, Qt.MouseButton.RightButton, NONE, at)


def by_key(hand: Hand, one: QWidget) -> None:
    one.setFocus()
    for key, modifier in ((Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)):
        QTest.keyClick(hand.window.windowHandle(), key, modifier)


def by_event(hand: Hand, one: QWidget) -> None:
    target = one.viewport() if isinstance(one, QAbstractScrollArea) else one
    at = target.rect().center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(target, QContextMenuEvent(reason, at, target.mapToGlobal(at)))


MENUS = {"the right button": by_button, "a key": by_key, "an event": by_event}


def drop(hand: Hand, field: QWidget) -> None:
    words = QMimeData()
    words.setText(DROPPED)
    at = QPointF(field.mapTo(hand.window, field.rect().center()))
    given = (Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, NONE)
    window = hand.window.windowHandle()
    entering = QDragEnterEvent(at.toPoint(), *given)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():  # else the system lets nothing go here
        QApplication.sendEvent(window, QDropEvent(at, *given))
    hand.settle()


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
