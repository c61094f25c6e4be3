"""Who hears what the program says aloud, on either side."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget


@dataclass
class Listener:
    """A voice that keeps what it is told, until the page goes."""

    said: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)  # said of what does not show
    stopped: int = 0

    def say(self, place: QWidget, lines: Sequence[str], *, urgent: bool = False) -> None:
        if not place.isVisible():
            self.unseen.extend(lines)
        (self.urgent if urgent else self.said).extend(lines)

    def stop(self) -> None:
        self.said.clear()
        self.stopped += 1
