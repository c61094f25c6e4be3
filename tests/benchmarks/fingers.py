"""Ten fingers at the real window: every key, tap and letter is counted, also under the name of what it is for."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from kypho_prep.nurse.window import NurseWindow
from kypho_prep.tour.driver.hand import Hand, NotThere
from tests.keys_alone import tab_to


@dataclass
class Spent:
    """What was pressed, touched and typed."""

    keys: int = 0
    taps: int = 0
    letters: int = 0

    @property
    def moves(self) -> int:
        """Keys and taps together; letters are no move."""
        return self.keys + self.taps

    def since(self, before: "Spent") -> "Spent":
        return Spent(self.keys - before.keys, self.taps - before.taps, self.letters - before.letters)

    def add(self, other: "Spent") -> None:
        self.keys, self.taps = self.keys + other.keys, self.taps + other.taps
        self.letters += other.letters

    def copy(self) -> "Spent":
        return Spent(self.keys, self.taps, self.letters)


class Fingers:
    """Ten fingers: real key events wherever the keyboard is, a tap where it is not; each one is counted."""

    def __init__(self, window: NurseWindow) -> None:
        self.hand = Hand(window)
        self.spent = Spent()
        self.cost: dict[str, Spent] = defaultdict(Spent)
        self.times: Counter[str] = Counter()

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Count what comes inside under a name too."""
        before = self.spent.copy()
        yield
        self.cost[what].add(self.spent.since(before))
        self.times[what] += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hand.press(key, modifier)
        self.spent.keys += 1

    def tap(self, name: str, within: QWidget | None = None) -> None:
        self.hand.tap(name, within)
        self.spent.taps += 1

    def write(self, text: str) -> None:
        self.hand.type_text(text)
        self.spent.letters += len(text)

    def go_to(self, editor: QWidget) -> None:
        """Press Tab until the keyboard is there."""

        def there(held: QWidget | None) -> bool:
            return held is not None and (held is editor or editor.isAncestorOf(held))

        if not tab_to(self.press, there, None):
            raise NotThere(f"Tab does not lead to {editor.objectName()!r}")

    def push(self, button: QPushButton, within: QWidget) -> None:
        """Press a button: by Enter where the keyboard is on it already, else by a tap."""
        if button.hasFocus():
            self.press(Qt.Key.Key_Return)
        else:
            self.tap(button.objectName(), within)
