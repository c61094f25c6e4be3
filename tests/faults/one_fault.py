"""Runs the program as its command does with one function broken for good, and says what stands on the screen.

The words after the data folder: the function, as `planted.places` names it, then what is touched until it is reached.
"""

from __future__ import annotations

import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel

import kypho_prep.kiosk
import kypho_prep.look
from kypho_prep import app as program
from kypho_prep.look.garbage import keep_for_good
from kypho_prep.look.overrides import guard_overrides
from tests.faults.planted import places


class Finger(QObject):
    """Touches one name after the other as soon as it shows, then waits for the calm page, notes it, and leaves."""

    def __init__(self, app: QApplication, wanted: list[str]) -> None:
        super().__init__()
        self.app = app
        self.wanted = wanted
        self.said = ""
        self.looks = 0
        self.timer = QTimer(self)
        self.timer.setInterval(25)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        """Look at the screen; after ten seconds of looks that is what is told."""
        self.looks += 1
        labels = [one for one in self.app.allWidgets() if isinstance(one, QLabel) and one.isVisible()]
        self.said = "\n".join(one.text() for one in labels)
        if self.wanted:
            for one in self.app.allWidgets():
                if self.wanted and one.objectName() == self.wanted[0] and one.isVisible():
                    self.wanted.pop(0)
                    one.click()  # type: ignore[attr-defined]
        elif "call the nurse" in self.said or self.looks > 400:
            self.app.exit(0)


def main(data: str, name: str, *wanted: str) -> int:
    guard_overrides()
    app = QApplication([])
    finger = Finger(app, list(wanted))
    (place,) = [one for one in places(kypho_prep.kiosk) + places(kypho_prep.look) if one.name == name]
    with place.broken(once=False):
        code = program.run(data)
    keep_for_good()  # as the command does
    sys.stdout.write(json.dumps({"code": code, "said": finger.said, "left": finger.wanted}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
