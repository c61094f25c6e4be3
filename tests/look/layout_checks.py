"""Checks of a page that really stands on the screen; each returns its findings as sentences, empty when all is well.

Every check looks at visible widgets only, as they were laid out and painted, and each is proved able to fail in
test_layout_checks.py.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from kypho_prep.look.buttons import Button
from kypho_prep.look.labels import Chip, Label
from kypho_prep.look.metrics import Metrics
from kypho_prep.look.theme import Theme
from tests.look.screen_picture import on_screen

FIELDS = QLineEdit | QPlainTextEdit | QTextEdit | QComboBox
LEAST_TEXT = 7.0
LEAST_CONTROL = 3.0


def clipped(widget: QWidget) -> list[str]:
    """Words that do not fit into their place, and widgets that stand outside their parent's."""
    found = []
    for one in _shown(widget):
        if isinstance(one, Label | Button):
            words, room = one.text_rect(), one.contentsRect() if isinstance(one, Label) else one.rect()
            if words.height() > room.height() + 1.5 or words.width() > room.width() + 1.5:
                found.append(f"{_name(one)}: words {_size(words)} in {_size(room)}")
        elif isinstance(one, QLabel | QPushButton | QCheckBox | QRadioButton) and _words(one):
            room = one.contentsRect() if isinstance(one, QLabel) else one.rect()
            if isinstance(one, QLabel) and one.wordWrap():
                needed = one.fontMetrics().boundingRect(
                    QRect(0, 0, room.width(), 100_000), Qt.TextFlag.TextWordWrap, one.text()
                )
            else:
                needed = one.fontMetrics().boundingRect(_words(one))
            if needed.height() > room.height() + 2 or needed.width() > room.width() + 2:
                found.append(f"{_name(one)}: words {_size(needed)} in {_size(room)}")
        if _outside(one, widget):
            found.append(f"{_name(one)}: stands outside its parent")
    return found


def overlapping(widget: QWidget) -> list[str]:
    """Pairs of widgets with words or to be pressed that cover each other on the screen."""
    bearers = [one for one in _shown(widget) if _bears(one)]
    rects = [(one, _seen_rect(one, widget)) for one in bearers]
    found = []
    for number, (one, rect) in enumerate(rects):
        for other, over in rects[number + 1 :]:
            both = rect.intersected(over)
            if both.width() > 1 and both.height() > 1 and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                found.append(f"{_name(one)} and {_name(other)} share {_size(both)}")
    return found


def small_targets(widget: QWidget, metrics: Metrics) -> list[str]:
    """Targets below their least size: 20 mm high for answers, Back and Next; 14 mm for keys; 16 mm for all else."""
    found = []
    for one in _shown(widget):
        if not isinstance(one, QAbstractButton | QLineEdit | QPlainTextEdit) or isinstance(one, QScrollBar):
            continue
        least = _least(one, metrics)
        wide = metrics.key if least == metrics.key else metrics.target
        if one.height() < least - 1 or one.width() < wide - 1:
            found.append(f"{_name(one)}: {one.width()} x {one.height()}, least {wide} x {least}")
    return found


def small_gaps(widget: QWidget, metrics: Metrics) -> list[str]:
    """Neighbouring buttons that stand closer than 4 mm; keys of the keyboard closer than 2 mm."""
    buttons = [
        (one, place, _is_key(one))
        for one in _shown(widget)
        if isinstance(one, QAbstractButton) and one.isEnabled()
        if _seen_rect(one, widget) == (place := _place(one, widget))
    ]
    found = []
    for number, (one, place, key) in enumerate(buttons):
        for other, there, also_key in buttons[number + 1 :]:
            gap = _gap(place, there)
            if gap is not None and gap < (metrics.key_gap if key and also_key else metrics.mm(4)) - 1:
                found.append(f"{_name(one)} and {_name(other)}: {gap} px apart")
    return found


def contrast_faults(widget: QWidget, theme: Theme) -> list[str]:
    """Words whose declared pair is not legal, too weak, or not the ground that was really painted under them."""
    painted = on_screen(widget)
    found = []
    for one in _shown(widget):
        if not _has_words(one):
            continue
        pair = one.property("pair")
        if pair not in theme.text_pairs:
            found.append(f"{_name(one)}: no legal pair ({pair})")
            continue
        words, ground = theme.pair(pair)
        if contrast(words, ground) < LEAST_TEXT:
            found.append(f"{_name(one)}: {pair} has {contrast(words, ground):.1f}")
        if not _stands_on(one, widget, painted, ground):
            found.append(f"{_name(one)}: {pair} does not stand on {ground.name()}")
    return found


def shapeless(widget: QWidget) -> list[str]:
    """Native fields that were not given the program's shape."""
    bare = (one for one in _shown(widget) if isinstance(one, FIELDS) and not one.styleSheet())
    return [f"{_name(one)}: has not the program's shape" for one in bare]


def unnamed(widget: QWidget) -> list[str]:
    """Focusable widgets without a name for a screen reader, or with a role that is not theirs."""
    QAccessible.setActive(True)
    found = []
    for one in _shown(widget):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus or not isinstance(one, QAbstractButton | FIELDS):
            continue
        said = QAccessible.queryAccessibleInterface(one)
        if said is None or not said.text(QAccessible.Text.Name).strip():
            found.append(f"{_name(one)}: has no name")
            continue
        if said.role() not in _roles(one):
            found.append(f"{_name(one)}: is a {said.role().name}")
    return found


def reachable_by_tab(window: QWidget) -> list[str]:
    """Focusable widgets that neither Tab nor, inside a group of one choice, the arrows reach."""
    reached = _tab_round(window)
    found = []
    for one in _shown(window):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus or not isinstance(one, QAbstractButton | FIELDS):
            continue
        if one.isEnabled() and one not in reached and not any(_one_group(one, other) for other in reached):
            found.append(f"{_name(one)}: not reached")
    return found


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2 computes it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _shown(widget: QWidget) -> Iterator[QWidget]:
    for one in widget.findChildren(QWidget):
        if one.isVisibleTo(widget) and one.window() is widget.window() and one.width() > 0 and one.height() > 0:
            yield one


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or '-'} “{_words(widget)[:40]}”"


def _words(widget: QWidget) -> str:
    if isinstance(widget, Button):
        return widget.words
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _size(rect: QRect | QRectF) -> str:
    return f"{round(rect.width())} x {round(rect.height())}"


def _has_words(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not isinstance(widget.parentWidget(), QComboBox)
    return isinstance(widget, QLabel | QAbstractButton) and bool(_words(widget).strip())


def _bears(widget: QWidget) -> bool:
    if widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents):
        return False
    return isinstance(widget, QAbstractButton | FIELDS) or (isinstance(widget, QLabel) and bool(_words(widget)))


def _outside(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget is root or isinstance(parent.parentWidget(), QAbstractScrollArea):
        area = parent.parentWidget() if parent is not None else None
        sideways = isinstance(area, QAbstractScrollArea) and area.viewport() is parent and _bears(widget)
        return bool(sideways and widget.width() > parent.width() + 1)
    if isinstance(widget, QScrollBar) or isinstance(parent, QAbstractScrollArea) or not _holds_words(widget):
        return False
    return not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def _holds_words(widget: QWidget) -> bool:
    return _bears(widget) or any(_bears(one) for one in widget.findChildren(QWidget))


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _seen_rect(widget: QWidget, root: QWidget) -> QRect:
    rect = _place(widget, root)
    above = widget.parentWidget()
    while above is not None and above is not root:
        rect = rect.intersected(_place(above, root))
        above = above.parentWidget()
    return rect


def _is_key(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.objectName() == "keyboard_keys"


def _least(widget: QWidget, metrics: Metrics) -> int:
    if _is_key(widget):
        return metrics.key
    name = widget.objectName()
    tall = name in ("next", "back", "unsure") or name.startswith("choice:")
    return metrics.answer_height if tall else metrics.target


def _gap(one: QRect, other: QRect) -> int | None:
    across = max(one.left(), other.left()) - min(one.right(), other.right()) - 1
    down = max(one.top(), other.top()) - min(one.bottom(), other.bottom()) - 1
    if across >= 0 and down >= 0:
        return None
    return max(across, down) if max(across, down) >= 0 else None


def _stands_on(widget: QWidget, root: QWidget, painted: QImage, ground: QColor) -> bool:
    seen = _seen_rect(widget, root)
    whole = seen == _place(widget, root)
    if seen.width() < 40 or (not whole and seen.height() < 40):
        return True
    ratio = painted.devicePixelRatio()
    inset = 1 if isinstance(widget, Label) and not isinstance(widget, Chip) else 9
    rect = seen.adjusted(inset, inset, -inset, -inset)
    rows = (rect.top(), rect.center().y(), rect.bottom())
    points = [QPoint(x, y) for x in (rect.left(), rect.right()) for y in rows]
    colors = [painted.pixelColor(int(point.x() * ratio), int(point.y() * ratio)) for point in points]
    return sum(_near(color, ground) for color in colors) >= (2 if whole else 1)


def _near(one: QColor, other: QColor) -> bool:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) <= 3


def _roles(widget: QWidget) -> tuple[QAccessible.Role, ...]:
    role = QAccessible.Role
    if isinstance(widget, QComboBox):
        return (role.ComboBox,)
    if isinstance(widget, FIELDS):
        return (role.EditableText,)
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        return (role.RadioButton,) if widget.autoExclusive() or widget.group() else (role.CheckBox,)
    return (role.PushButton, role.Button, role.ButtonMenu, role.Link)


def _tab_round(window: QWidget) -> set[QWidget]:
    """Press Tab until the focus comes back to where it was, or a hundred times."""
    reached: set[QWidget] = set()
    for _ in range(200):
        now = window.focusWidget()
        QTest.keyClick(now if now is not None and now.isVisible() else window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        after = window.focusWidget()
        if after is None or after in reached:
            break
        reached.add(after)
    return reached


def _one_group(one: QWidget, other: QWidget) -> bool:
    if not isinstance(one, QAbstractButton) or not isinstance(other, QAbstractButton):
        return False
    if one.group() is not None:
        return one.group() is other.group()
    return one.autoExclusive() and other.autoExclusive() and one.parentWidget() is other.parentWidget()
